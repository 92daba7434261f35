//! Whether the text presents what a trigger says as real: from modals, negation, and the words that embed it.
//!
//! The status starts as `actual` and is weakened on the way from the trigger up to the root, in the manner of
//! factuality profiling (Saurí and Pustejovsky 2012): each governing word tells what it makes of its complement.

use super::words::Words;
use crate::language::{Deprel, Tree, Xpos};
use crate::model::Status;

/// The status of the claim whose trigger is the token; `own` is what the trigger says by itself.
pub fn status(tree: &Tree, trigger: usize, own: Option<Status>) -> Status {
    let mut status = own.unwrap_or(Status::Actual);
    if tree.form(tree.len() - 1) == "?" {
        status = weaken(status, Status::Possible);
    }
    let mut at = trigger;
    status = weaken(status, own_modifiers(tree, at));
    for _ in 0..tree.len() {
        let Some(head) = tree.head(at) else { break };
        let (above, climb) = from_head(tree, at, head);
        status = weaken(status, above);
        if !climb {
            break;
        }
        status = weaken(status, own_modifiers(tree, head));
        at = head;
    }
    status
}

/// The weaker of two: what is possibly planned is possible, what is said not to be planned is denied.
fn weaken(a: Status, b: Status) -> Status {
    match (a, b) {
        (Status::Actual, other) | (other, Status::Actual) => other,
        (Status::Denied, _) | (_, Status::Denied) => Status::Denied,
        (Status::Possible, _) | (_, Status::Possible) => Status::Possible,
        (Status::Planned, Status::Planned) => Status::Planned,
    }
}

/// What a word's own auxiliaries, adverbs, markers and determiners make of it.
fn own_modifiers(tree: &Tree, at: usize) -> Status {
    let words = Words::built_in();
    let mut status = Status::Actual;
    let mut negated = false;
    for &child in tree.children(at) {
        let lemma = tree.lemma(child);
        match tree.deprel(child) {
            Deprel::Aux if lemma == "would" => status = weaken(status, would(tree, at)),
            Deprel::Aux if tree.token(child).xpos == Xpos::Md => {
                status = weaken(status, words.modal_status(lemma).unwrap_or(Status::Possible));
            }
            // "is to visit"
            Deprel::Aux | Deprel::Cop if lemma == "be" && tree.is_infinitive(at) && child < at => {
                status = weaken(status, Status::Planned);
            }
            Deprel::Advmod if matches!(lemma, "not" | "n't" | "never") => negated = true,
            Deprel::Advmod if is_no_longer(tree, child) => negated = true,
            Deprel::Advmod => status = weaken(status, words.adverb_status(lemma).unwrap_or(Status::Actual)),
            Deprel::Mark if matches!(lemma, "if" | "unless" | "whether") => {
                status = weaken(status, Status::Possible)
            }
            // "left without meeting"
            Deprel::Mark | Deprel::Case if lemma == "without" => negated = true,
            Deprel::Det if matches!(lemma, "no" | "neither") => negated = true,
            // "planned" is an adjective or a participle.
            Deprel::Amod => {
                let form = tree.form(child).to_lowercase();
                let said = words.adjective_status(lemma).or_else(|| words.adjective_status(&form));
                status = weaken(status, said.unwrap_or(Status::Actual));
            }
            _ => {}
        }
    }
    let merely_possible = status == Status::Possible
        && tree.dependents(at, &[Deprel::Aux]).any(|a| matches!(tree.lemma(a), "may" | "might" | "should"));
    if negated && !merely_possible { Status::Denied } else { status }
}

/// "no longer lives in Havana", "does not live there any longer" being negated by its "not".
fn is_no_longer(tree: &Tree, adverb: usize) -> bool {
    matches!(tree.lemma(adverb), "long" | "longer" | "more")
        && adverb > 0
        && tree.form(adverb - 1).eq_ignore_ascii_case("no")
}

/// "said he would meet" is a plan told in the past; "a war would ruin" is a thought.
fn would(tree: &Tree, verb: usize) -> Status {
    let reported = tree.deprel(verb) == Deprel::Ccomp
        && tree.head(verb).is_some_and(|head| Words::built_in().is_reporting_verb(tree.lemma(head)));
    if reported { Status::Planned } else { Status::Possible }
}

/// What the head makes of its dependent, and whether what is said of the head holds for the dependent too.
fn from_head(tree: &Tree, at: usize, head: usize) -> (Status, bool) {
    let words = Words::built_in();
    let embedding = if tree.is_noun(head) {
        words.noun_status(tree.lemma(head))
    } else {
        verb_status(tree, head).or_else(|| words.adjective_status(tree.lemma(head)))
    };
    let infinitive = tree.is_infinitive(at);
    match tree.deprel(at) {
        Deprel::Xcomp if infinitive => (embedding.unwrap_or_else(|| bare_infinitive(tree, head)), true),
        Deprel::Xcomp => (embedding.unwrap_or(Status::Actual), true),
        Deprel::Ccomp => (embedding.unwrap_or(Status::Actual), embedding.is_some()),
        Deprel::Acl if infinitive => (embedding.unwrap_or(Status::Possible), embedding.is_some()),
        Deprel::Advcl if infinitive && matches!(tree.lemma(head), "call" | "appeal") => {
            (Status::Possible, false)
        }
        Deprel::Advcl if infinitive => (embedding.unwrap_or(Status::Planned), true),
        // "barred from buying", "looks forward to meeting"
        Deprel::Advcl if embeds_by_mark(tree, at) => (embedding.unwrap_or(Status::Actual), true),
        Deprel::Conj if !is_finite(tree, at) => (Status::Actual, true),
        Deprel::Obj | Deprel::NsubjPass if tree.is_noun(at) => (embedding.unwrap_or(Status::Actual), true),
        Deprel::Nsubj if tree.is_noun(at) => (Status::Actual, true),
        Deprel::Obl if tree.is_noun(at) && embedding.is_some() && embeds_by_preposition(tree, at) => {
            (embedding.unwrap_or(Status::Actual), true)
        }
        Deprel::Obl if tree.is_noun(at) && within(tree, at) => (Status::Actual, true),
        Deprel::Nmod if tree.is_noun(at) => (embedding.unwrap_or(Status::Actual), embedding.is_some()),
        _ => (Status::Actual, false),
    }
}

/// What a verb, with its particle where it has one, makes of what it governs: "looks forward to", "called off".
pub fn verb_status(tree: &Tree, verb: usize) -> Option<Status> {
    tree.phrasal_lemmas(verb).iter().find_map(|lemma| Words::built_in().verb_status(lemma))
}

/// "had to meet", "has yet to meet", "is going to meet"; of other verbs nothing is known.
fn bare_infinitive(tree: &Tree, head: usize) -> Status {
    match tree.lemma(head) {
        "have" if tree.dependents(head, &[Deprel::Advmod]).any(|a| tree.lemma(a) == "yet") => Status::Denied,
        "be" | "about" => Status::Planned,
        "go" if tree.token(head).xpos == Xpos::Vbg => Status::Planned,
        _ => Status::Possible,
    }
}

fn is_finite(tree: &Tree, verb: usize) -> bool {
    matches!(tree.token(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        || tree.dependent(verb, &[Deprel::Aux, Deprel::Nsubj]).is_some()
}

/// "called for a meeting", "agreed to talks", "hopes for a visit".
pub fn embeds_by_preposition(tree: &Tree, noun: usize) -> bool {
    ["for", "to", "on", "against", "of", "about"].iter().any(|p| tree.has_preposition(noun, p))
}

/// "stopped short of meeting", "barred from buying": a gerund that the verb governs by a preposition.
fn embeds_by_mark(tree: &Tree, verb: usize) -> bool {
    let marks = [Deprel::Mark, Deprel::Case];
    tree.dependents(verb, &marks)
        .any(|m| matches!(tree.lemma(m), "from" | "of" | "to" | "against" | "about" | "on"))
}

/// "will speak during the visit": what holds of the clause holds of the noun. What comes "at the invitation of" someone
/// takes the invitation for granted.
fn within(tree: &Tree, noun: usize) -> bool {
    let granted = matches!(tree.lemma(noun), "invitation" | "request" | "behest" | "urging" | "suggestion");
    !granted && ["in", "at", "during"].iter().any(|p| tree.has_preposition(noun, p))
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentence;
    use super::*;

    /// The status of the word with this lemma.
    fn status_of(lines: &str, lemma: &str) -> Status {
        let (text, sentence) = sentence(lines);
        let tree = Tree::new(&text, &sentence);
        let trigger = (0..tree.len()).find(|&i| tree.lemma(i) == lemma).unwrap();
        status(&tree, trigger, None)
    }

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
