//! Whether the text presents what a trigger says as real: from modals, negation, and the words that embed it.
//!
//! The status starts as `actual` and is weakened on the way from the trigger up to the root, in the manner of
//! factuality profiling (Saurí and Pustejovsky 2012): each governing word tells what it makes of its complement.

use super::granted::{is_given_up, is_opinion, is_said_by_turning_to, is_so_although};
use super::modifiers::{Modifiers, is_to_infinitive, own_modifiers};
use super::words::Words;
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::{ClaimTime, Status, TimeMethod, When};

/// Nouns of what somebody has said before another may deny or reject it.
const SPOKEN: &[&str] = &[
    "accusation",
    "allegation",
    "criticism",
    "charge",
    "complaint",
    "demand",
    "request",
    "appeal",
    "call",
    "plea",
    "warning",
    "threat",
    "ultimatum",
    "condemnation",
];

/// The status of the claim whose trigger is the token; `own` is what the trigger says by itself.
pub fn status(tree: &Tree, trigger: usize, own: Option<Status>) -> Status {
    let mut status = own.unwrap_or(Status::Actual);
    if is_open_question(tree) {
        status = weaken(status, Status::Possible);
    }
    let mut at = trigger;
    status = modified(tree, at, None, status);
    // "will meet Xi before visiting Japan": of the visit, while the words around the meeting are read.
    let mut follows = None;
    for _ in 0..tree.len() {
        let Some(head) = tree.head(at) else { break };
        if tree.deprel(at) == Deprel::Advcl && tree.is_gerund_after(at, "before") {
            follows = Some(weaken(follows.unwrap_or(Status::Actual), status));
            status = modified(tree, head, Some(at), Status::Actual);
            at = head;
            continue;
        }
        let (above, climb) = from_head(tree, at, head);
        status = weaken(status, above);
        if !climb {
            break;
        }
        if !is_described_apart(tree, at) {
            status = modified(tree, head, Some(at), status);
        }
        at = head;
    }
    follows.map_or(status, |itself| weaken(itself, unless_denied(status)))
}

/// "Did X meet Y?", but not "Why did X meet Y?", which takes it for granted; "What if X met Y?" does not.
fn is_open_question(tree: &Tree) -> bool {
    // "Q: Why did X meet Y?"
    let start = if matches!(tree.form(0), "Q" | "Q." | "QUESTION") { 2 } else { 0 };
    let first = tree.form_or_end(start).to_lowercase();
    let second = tree.form_or_end(start + 1).to_lowercase();
    let granted =
        ["why", "how", "when", "where", "who", "whom", "whose", "which", "what"].contains(&first.as_str());
    // "Could you tell us of the war?"
    let asked_to_tell = second == "you" && matches!(&*first, "could" | "can" | "would" | "will");
    tree.form(tree.len() - 1) == "?" && !asked_to_tell && (!granted || second == "if")
}

/// "the planned dialogue and France's support": what is said of the one is not said of the other.
fn is_described_apart(tree: &Tree, noun: usize) -> bool {
    tree.deprel(noun) == Deprel::Conj
        && tree.is_noun(noun)
        && tree.dependent(noun, &[Deprel::NmodPoss, Deprel::Amod]).is_some()
}

/// The status of what a noun says of the name it stands beside: that "his successor, Scott Morrison, may stay" leaves no
/// doubt who succeeded him.
pub fn status_beside_name(tree: &Tree, noun: usize, own: Option<Status>) -> Status {
    modified(tree, noun, None, own.unwrap_or(Status::Actual))
}

/// Whether what is told in the present tense, or by a noun, is still to come: "meets him tomorrow", "before his visit next
/// week". `time` is the event's.
pub fn is_to_come(tree: &Tree, trigger: usize, time: &ClaimTime, published: Option<&When>) -> bool {
    let past = |word: usize| matches!(tree.token(word).xpos, Xpos::Vbd | Xpos::Vbn);
    let told_as_past = past(trigger) || tree.dependents(trigger, &[Deprel::Aux]).any(past);
    let words = time.span.of(tree.text);
    let by_words = ["next ", "tomorrow"].iter().any(|word| words.to_lowercase().starts_with(word));
    let by_value = is_after(time, published);
    // "the next day" is counted from the story.
    !told_as_past && time.method != TimeMethod::Discourse && (by_value || by_words)
}

/// "said that he had urged them", but not "we urge them, he said": what one says and does by that.
pub fn is_told_later(tree: &Tree, trigger: usize) -> bool {
    let helping = || tree.dependents(trigger, &[Deprel::Aux]);
    match tree.token(trigger).xpos {
        Xpos::Vbd => true,
        Xpos::Vbn => {
            helping().any(|a| tree.lemma(a) == "have") && helping().all(|a| tree.token(a).xpos != Xpos::Md)
        }
        _ => false,
    }
}

/// Whether the time is after the day of the report: what has happened was not then.
pub fn is_after(time: &ClaimTime, published: Option<&When>) -> bool {
    let first = time.value.as_ref().and_then(When::lo);
    first.zip(published.and_then(When::hi)).is_some_and(|(first, last)| first > last)
}

/// "I would like to thank": who says so does it. The trigger is the verb, or what it governs.
pub fn is_performed(tree: &Tree, trigger: usize) -> bool {
    let verb = if tree.is_verb(trigger) { Some(trigger) } else { tree.head(trigger) };
    let verb = verb.map(|verb| verb_of_use(tree, verb).unwrap_or(verb));
    let wish = verb.filter(|&v| tree.deprel(v) == Deprel::Xcomp && tree.is_infinitive(v));
    let Some(wish) = wish.and_then(|v| tree.head(v)) else { return false };
    // "The board wishes to thank" does it as well; what others want is still to come.
    let by_speaker = matches!(tree.lemma(wish), "wish" | "like")
        || tree
            .dependents(wish, &[Deprel::Nsubj])
            .any(|s| matches!(&*tree.lemma(s).to_lowercase(), "i" | "we"));
    let negated = tree.dependents(wish, &[Deprel::Advmod]).any(|a| matches!(tree.lemma(a), "not" | "never"));
    by_speaker && !negated && matches!(tree.lemma(wish), "like" | "want" | "wish" | "have")
}

/// "took the opportunity to thank", "used the speech to criticize": the verb of making use, which one does by doing the other.
fn verb_of_use(tree: &Tree, infinitive: usize) -> Option<usize> {
    let means = tree.head(infinitive).filter(|_| tree.deprel(infinitive) == Deprel::Acl)?;
    let verb =
        tree.head(means).filter(|_| tree.deprel(means) == Deprel::Obj && tree.is_infinitive(infinitive))?;
    let chance = matches!(tree.lemma(means), "opportunity" | "occasion" | "chance" | "moment" | "time");
    match tree.lemma(verb) {
        "use" => Some(verb),
        "take" | "seize" | "grab" if chance => Some(verb),
        _ => None,
    }
}

/// What the words around a word make of what it says, apart from the one `from` which the reading came up: to deny what
/// is denied is to leave it open.
fn modified(tree: &Tree, at: usize, from: Option<usize>, status: Status) -> Status {
    let Modifiers { weakest, negated } = own_modifiers(tree, at, from);
    match (negated, status) {
        (true, Status::Denied) => Status::Possible,
        (true, _) => Status::Denied,
        (false, _) => weaken(status, weakest),
    }
}

/// The weaker of two: what is possibly planned is possible, what is said not to be planned is denied.
pub fn weaken(a: Status, b: Status) -> Status {
    match (a, b) {
        (Status::Actual, other) | (other, Status::Actual) => other,
        (Status::Denied, _) | (_, Status::Denied) => Status::Denied,
        (Status::Possible, _) | (_, Status::Possible) => Status::Possible,
        (Status::Planned, Status::Planned) => Status::Planned,
    }
}

/// What the head makes of its dependent, and whether what is said of the head holds for the dependent too.
fn from_head(tree: &Tree, at: usize, head: usize) -> (Status, bool) {
    let words = Words::built_in();
    let embedding = if tree.is_noun(head) {
        words.noun_status(tree.lemma(head))
    } else if tree.is_verb(head) && tree.is_noun(at) {
        // "opened the trial" is not "open to trial".
        verb_status(tree, head)
    } else if tree.token(head).upos == Upos::Adj {
        // "is welcome to visit" tells no more of a visit than "is ready to".
        words.adjective_status(tree.lemma(head)).or_else(|| verb_status(tree, head))
    } else {
        verb_status(tree, head).or_else(|| words.adjective_status(tree.lemma(head)))
    };
    let infinitive = tree.is_infinitive(at);
    if is_said_by_turning_to(tree, at, head) || verb_of_use(tree, at).is_some() {
        return (Status::Actual, true);
    }
    if is_given_up(tree, at, head) || is_so_although(tree, at, head, embedding) {
        return (Status::Actual, false);
    }
    match tree.deprel(at) {
        Deprel::Xcomp if infinitive && is_yet_to(tree, head) => (Status::Denied, false),
        Deprel::Xcomp if infinitive => (embedding.unwrap_or_else(|| bare_infinitive(tree, head)), true),
        // "pleaded guilty to killing"
        Deprel::Xcomp if tree.lemma(at) == "guilty" => (Status::Actual, true),
        // "makes him look arrogant", "considers him a liar"
        Deprel::Xcomp if !tree.is_verb(at) && is_opinion(tree, head) => (Status::Actual, true),
        Deprel::Xcomp => (embedding.unwrap_or(Status::Actual), true),
        // "asked why she had joined": that she had is taken for granted.
        Deprel::Ccomp if tree.dependents(at, &[Deprel::Advmod]).any(|a| a < at && tree.lemma(a) == "why") => {
            (Status::Actual, true)
        }
        Deprel::Ccomp if is_finite(tree, at) && words.clause_status(tree.lemma(head)).is_some() => {
            (words.clause_status(tree.lemma(head)).unwrap_or(Status::Actual), false)
        }
        Deprel::Ccomp => (embedding.unwrap_or(Status::Actual), embedding.is_some()),
        // "It is possible that he met her", "It is not true that he met her"
        Deprel::Csubj | Deprel::CsubjPass => (embedding.unwrap_or(Status::Actual), embedding.is_some()),
        // "denied reports that he met her"
        Deprel::Acl if is_finite(tree, at) && tree.is_noun(head) => {
            let above = tree.head(head).filter(|_| tree.deprel(head) == Deprel::Obj);
            let denied = above.and_then(|verb| verb_status(tree, verb)).filter(|&s| s == Status::Denied);
            (denied.or(embedding).unwrap_or(Status::Actual), false)
        }
        // "was the first leader to visit"
        Deprel::Acl if infinitive && (tree.is_singled_out(head) || tree.is_told_of(head)) => {
            (Status::Actual, true)
        }
        Deprel::Acl if infinitive && tree.is_date_said(head) => (Status::Planned, true),
        // "the contract, to be signed by", but "the first park to be funded by"
        Deprel::Acl if is_to_infinitive(tree, at) && !infinitive => {
            let done = tree.is_singled_out(head) || tree.is_told_of(head);
            (if done { Status::Actual } else { Status::Planned }, true)
        }
        Deprel::Acl if infinitive => (embedding.unwrap_or(Status::Possible), embedding.is_some()),
        Deprel::Advcl if infinitive && matches!(tree.lemma(head), "call" | "appeal") => {
            (Status::Possible, false)
        }
        Deprel::Advcl if infinitive => (embedding.unwrap_or(Status::Planned), true),
        Deprel::Advcl if words.is_accusing(tree.lemma(head)) && !is_finite(tree, at) => {
            (Status::Possible, true)
        }
        // "barred from buying", "looks forward to meeting"
        Deprel::Advcl if embeds_by_mark(tree, at) => (embedding.unwrap_or(Status::Actual), true),
        // "should put pressure on it by closing its offices"
        Deprel::Advcl if tree.is_gerund_after(at, "by") => (Status::Actual, true),
        Deprel::Conj if !is_finite(tree, at) => (Status::Actual, true),
        Deprel::Obj if tree.is_noun(at) && words.is_granting(tree.lemma(head)) => (Status::Actual, false),
        // "denied the accusation": it was made.
        Deprel::Obj | Deprel::NsubjPass
            if embedding == Some(Status::Denied) && SPOKEN.contains(&tree.lemma(at)) =>
        {
            (Status::Actual, true)
        }
        Deprel::Obj | Deprel::NsubjPass if tree.is_noun(at) => (embedding.unwrap_or(Status::Actual), true),
        Deprel::Nsubj if tree.is_noun(at) => {
            (words.attribute_status(tree.lemma(head)).unwrap_or(Status::Actual), true)
        }
        // "decided against a visit"
        Deprel::Obl if embedding == Some(Status::Planned) && tree.has_preposition(at, "against") => {
            (Status::Denied, true)
        }
        Deprel::Obl if tree.is_noun(at) && embedding.is_some() && embeds_by_preposition(tree, at) => {
            (embedding.unwrap_or(Status::Actual), true)
        }
        // "will be sworn in as president"
        Deprel::Obl if tree.is_noun(at) && (within(tree, at) || tree.has_preposition(at, "as")) => {
            (Status::Actual, true)
        }
        // "held a campaign in collaboration with"
        Deprel::Nmod if is_manner(tree, at) => (Status::Actual, true),
        // "at the end of the visit" is a time of it.
        Deprel::Nmod if is_last_of(tree, head) => (Status::Actual, true),
        Deprel::Nmod if tree.is_noun(at) => (embedding.unwrap_or(Status::Actual), embedding.is_some()),
        _ => (Status::Actual, false),
    }
}

/// What follows is as sure as what goes before it, but that which does not happen tells nothing of it.
fn unless_denied(before: Status) -> Status {
    if before == Status::Denied { Status::Actual } else { before }
}

/// "in collaboration with": how it is done.
pub fn is_manner(tree: &Tree, noun: usize) -> bool {
    tree.has_preposition(noun, "in")
        && matches!(
            tree.lemma(noun),
            "collaboration" | "cooperation" | "co-operation" | "partnership" | "association"
        )
        && tree.dependent(noun, &[Deprel::Det, Deprel::NmodPoss]).is_none()
}

/// "at the end of", "by the end of".
fn is_last_of(tree: &Tree, noun: usize) -> bool {
    matches!(tree.lemma(noun), "end" | "conclusion" | "close")
        && ["at", "by", "before", "until", "toward", "towards", "near"]
            .iter()
            .any(|p| tree.has_preposition(noun, p))
}

/// What a verb, with its particle where it has one, makes of what it governs: "looks forward to", "called off".
pub fn verb_status(tree: &Tree, verb: usize) -> Option<Status> {
    tree.phrasal_lemmas(verb).iter().find_map(|lemma| Words::built_in().verb_status(lemma))
}

/// "has yet to meet"
fn is_yet_to(tree: &Tree, verb: usize) -> bool {
    matches!(tree.lemma(verb), "have" | "be")
        && tree.dependents(verb, &[Deprel::Advmod]).any(|a| tree.lemma(a) == "yet")
}

/// "is going to meet"; of other verbs nothing is known.
fn bare_infinitive(tree: &Tree, head: usize) -> Status {
    match tree.lemma(head) {
        "be" | "about" => Status::Planned,
        "go" if tree.token(head).xpos == Xpos::Vbg => Status::Planned,
        _ => Status::Possible,
    }
}

fn is_finite(tree: &Tree, verb: usize) -> bool {
    matches!(tree.token(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        || tree.dependent(verb, &[Deprel::Aux, Deprel::Nsubj, Deprel::NsubjPass]).is_some()
}

/// "called for a meeting", "agreed to talks", "hopes for a visit".
pub fn embeds_by_preposition(tree: &Tree, noun: usize) -> bool {
    ["for", "to", "on", "against", "of", "about"].iter().any(|p| tree.has_preposition(noun, p))
}

/// "stopped short of meeting", "barred from buying": a gerund that the verb governs by a preposition.
fn embeds_by_mark(tree: &Tree, verb: usize) -> bool {
    let marks = [Deprel::Mark, Deprel::Case];
    tree.dependents(verb, &marks)
        .any(|m| matches!(tree.lemma(m), "from" | "of" | "to" | "against" | "about" | "on" | "in"))
}

/// "at the invitation of": what came before what it led to, in time and in fact.
pub fn is_granted(tree: &Tree, noun: usize) -> bool {
    matches!(tree.lemma(noun), "invitation" | "request" | "behest" | "urging" | "suggestion")
}

/// "will speak during the visit": what holds of the clause holds of the noun. What comes "at the invitation of" someone
/// takes the invitation for granted.
fn within(tree: &Tree, noun: usize) -> bool {
    !is_granted(tree, noun) && ["in", "at", "during"].iter().any(|p| tree.has_preposition(noun, p))
}

#[cfg(test)]
mod tests {
    use super::super::testing::status_of;
    use super::*;

    #[test]
    fn modals_and_negation() {
        let clause = |auxiliary: &str| {
            format!(
                "Xi Xi PROPN NNP 3 nsubj\n{auxiliary}\nmeet meet VERB VB 0 root\nPutin Putin PROPN NNP 3 obj"
            )
        };
        assert_eq!(status_of(&clause("will will AUX MD 3 aux"), "meet"), Status::Planned);
        assert_eq!(status_of(&clause("may may AUX MD 3 aux"), "meet"), Status::Possible);
        assert_eq!(status_of(&clause("never never ADV RB 3 advmod"), "meet"), Status::Denied);
        assert_eq!(status_of(&clause("did do AUX VBD 3 aux"), "meet"), Status::Actual);
    }

    #[test]
    fn the_governing_verb_decides_on_its_infinitive() {
        let clause = |form: &str, lemma: &str| {
            format!(
                "Xi Xi PROPN NNP 2 nsubj\n{form} {lemma} VERB VBD 0 root\nto to PART TO 4 mark\n\
                 meet meet VERB VB 2 xcomp\nPutin Putin PROPN NNP 4 obj"
            )
        };
        assert_eq!(status_of(&clause("planned", "plan"), "meet"), Status::Planned);
        assert_eq!(status_of(&clause("refused", "refuse"), "meet"), Status::Denied);
        assert_eq!(status_of(&clause("wanted", "want"), "meet"), Status::Possible);
        assert_eq!(status_of(&clause("managed", "manage"), "meet"), Status::Actual);
    }

    #[test]
    fn what_is_said_of_a_plan_is_not_said_of_the_act() {
        let refused_to_plan = "
            Xi Xi PROPN NNP 2 nsubj
            refused refuse VERB VBD 0 root
            to to PART TO 4 mark
            plan plan VERB VB 2 xcomp
            to to PART TO 6 mark
            meet meet VERB VB 4 xcomp";
        assert_eq!(status_of(refused_to_plan, "meet"), Status::Denied);
    }

    #[test]
    fn reported_would_is_a_plan_and_free_would_a_thought() {
        let reported = "
            He he PRON PRP 2 nsubj
            said say VERB VBD 0 root
            Xi Xi PROPN NNP 5 nsubj
            would would AUX MD 5 aux
            visit visit VERB VB 2 ccomp";
        assert_eq!(status_of(reported, "visit"), Status::Planned);
        let free = "
            Xi Xi PROPN NNP 3 nsubj
            would would AUX MD 3 aux
            visit visit VERB VB 0 root";
        assert_eq!(status_of(free, "visit"), Status::Possible);
    }

    #[test]
    fn a_noun_takes_the_status_of_what_governs_it() {
        let cancelled = "
            Xi Xi PROPN NNP 2 nsubj
            cancelled cancel VERB VBD 0 root
            a a DET DT 4 det
            meeting meeting NOUN NN 2 obj";
        assert_eq!(status_of(cancelled, "meeting"), Status::Denied);
        let called_for = "
            Xi Xi PROPN NNP 2 nsubj
            called call VERB VBD 0 root
            for for ADP IN 4 case
            talks talk NOUN NNS 2 obl";
        assert_eq!(status_of(called_for, "talk"), Status::Possible);
        let no_meeting = "
            There there PRON EX 2 expl
            was be VERB VBD 0 root
            no no DET DT 4 det
            meeting meeting NOUN NN 2 nsubj";
        assert_eq!(status_of(no_meeting, "meeting"), Status::Denied);
    }
}
