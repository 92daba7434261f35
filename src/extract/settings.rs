//! Which words of a sentence set the time and place of an event: those that hang on its trigger, on the occasions of its
//! clause ("during a visit to Kyiv"), and on what governs it for as long as that is told of one time and place.

use super::setting_words::words;
use super::words::Words;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Tree, Xpos};
use crate::model::{EntityType, RelationKind, Status};

/// How far up the tree the settings of an event may hang.
const MAX_CLIMB: usize = 4;

/// Prepositions by which a noun is an occasion of its clause: what happens then and there.
const OCCASION: &[&str] =
    &["during", "at", "in", "on", "on_the_sidelines_of", "amid", "in_the_course_of", "throughout"];

/// The words that tell of one event or state.
#[derive(Debug, Clone, Copy)]
pub struct Occurrence {
    /// Whether it happens or lasts.
    pub kind: RelationKind,
    /// The word that carries the relation.
    pub trigger: usize,
    /// For a light verb, the noun that carries the meaning.
    pub noun: Option<usize>,
    /// The token of the object.
    pub object: usize,
}

/// The tokens on which the time and the place of an event may hang, nearest first.
pub fn settings(tree: &Tree, occurrence: &Occurrence) -> Vec<usize> {
    climb(tree, occurrence, governor)
}

/// The tokens on which the time of a state may hang: that of the clause around it, or of one beside it, is not its own
/// ("entering into force in May, the pact comprises five countries").
pub fn state_settings(tree: &Tree, occurrence: &Occurrence) -> Vec<usize> {
    let mut found = climb(tree, occurrence, |tree, at| {
        let becomes = matches!(tree.deprel(at), Deprel::Xcomp | Deprel::Conj | Deprel::Obj | Deprel::Obl);
        governor(tree, at)
            .filter(|_| becomes && (tree.deprel(at) != Deprel::Obl || is_what_becomes(tree, at)))
    });
    found.retain(|&setting| setting == occurrence.trigger || tree.deprel(setting) != Deprel::Advcl);
    found
}

fn climb(tree: &Tree, occurrence: &Occurrence, governor: fn(&Tree, usize) -> Option<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut add = |token: usize| {
        if !found.contains(&token) {
            found.push(token);
        }
    };
    for own in occurrence.noun.into_iter().chain([occurrence.trigger]) {
        add(own);
        around(tree, own).for_each(&mut add);
    }
    let mut at = occurrence.trigger;
    for _ in 0..MAX_CLIMB {
        let Some(head) = governor(tree, at) else { break };
        add(head);
        around(tree, head).for_each(&mut add);
        at = head;
    }
    found
}

/// The occasions of a verb and the participles that go with it; the participles that say of a noun that it takes place.
pub fn around<'t>(tree: &'t Tree, token: usize) -> impl Iterator<Item = usize> + 't {
    let verb = tree.is_verb(token);
    let below = tree.children(token).iter().copied().filter(move |&child| match tree.deprel(child) {
        Deprel::Obl if verb => is_occasion(tree, child),
        Deprel::Advcl if verb => is_simultaneous(tree, child),
        _ => false,
    });
    let parts = tree.dependents(token, &[Deprel::Obl]).filter(move |_| verb);
    let parts = parts.flat_map(|part| wholes(tree, part));
    below.chain(parts).chain(around_subject(tree, token)).chain(held(tree, token)).flat_map(move |child| {
        let own = tree
            .dependents(child, &[Deprel::Obl])
            .filter(move |&o| tree.is_verb(child) && is_occasion(tree, o));
        std::iter::once(child).chain(own).chain(held(tree, child))
    })
}

/// "during the meeting, which was held in Paris", "at talks held in Paris": the verbs by which an occasion takes place.
fn held<'t>(tree: &'t Tree, occasion: usize) -> impl Iterator<Item = usize> + 't {
    // "the meeting between Ecuador and Peru held in Quito"
    let partners = tree.dependents(occasion, &[Deprel::Nmod]).filter(move |&who| gathers(tree, who));
    let below =
        partners.flat_map(|who| tree.conjuncts(who)).flat_map(|who| tree.dependents(who, &[Deprel::Acl]));
    let clauses = tree.dependents(occasion, &[Deprel::Acl, Deprel::AclRelcl]).chain(below);
    clauses.filter(move |&verb| {
        let relative =
            || tree.dependents(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).any(|s| tree.is_relative(s));
        tree.is_noun(occasion)
            && tree.is_verb(verb)
            && words().taking_place.contains(tree.lemma(verb))
            && (is_participle(tree, verb) || relative())
    })
}

/// "as part of his visit", "on the second day of the visit": the journey of which the noun is a part.
fn wholes<'t>(tree: &'t Tree, part: usize) -> impl Iterator<Item = usize> + 't {
    let is_part =
        matches!(tree.lemma(part), "part" | "framework" | "day" | "end" | "course" | "context" | "leg");
    let nouns = tree.dependents(part, &[Deprel::Nmod]).filter(move |_| is_part);
    nouns.filter(|&noun| tree.has_preposition(noun, "of") && is_journey(tree, noun))
}

/// "Xi, speaking in Berlin, praised her", "Xi, on a visit to Berlin, praised her": what stands with the subject between
/// commas.
fn around_subject<'t>(tree: &'t Tree, verb: usize) -> impl Iterator<Item = usize> + 't {
    let subject = tree.dependent(verb, &[Deprel::Nsubj]).filter(|_| tree.is_verb(verb));
    let aside = move |below: usize| {
        let first = (0..=below).rev().take_while(|&t| tree.is_below(t, below)).last().unwrap_or(below);
        let comma = |t: usize| tree.form(t) == ",";
        below < verb && (comma(first) || first.checked_sub(1).is_some_and(comma))
    };
    let relations = &[Deprel::Acl, Deprel::AclRelcl, Deprel::Nmod];
    let below = subject.into_iter().flat_map(|subject| tree.dependents(subject, relations));
    below.filter(move |&child| {
        aside(child)
            && match tree.deprel(child) {
                Deprel::Acl => is_simultaneous(tree, child),
                _ => {
                    ["on", "during"].iter().any(|p| tree.has_preposition(child, p)) && is_journey(tree, child)
                }
            }
    })
}

fn is_journey(tree: &Tree, noun: usize) -> bool {
    matches!(tree.lemma(noun), "visit" | "trip" | "tour" | "stay" | "stopover")
}

/// The nouns by which the phrases around a word come back to an occasion: "during the talks", "after the meeting".
pub fn returns<'t>(tree: &'t Tree, token: usize) -> impl Iterator<Item = usize> + 't {
    let after = tree
        .dependents(token, &[Deprel::Obl])
        .filter(|&o| tree.is_noun(o) && tree.has_preposition(o, "after"));
    std::iter::once(token).filter(|&t| tree.is_noun(t)).chain(after)
}

/// "the meeting of the Group of Seven in Paris": whether the word names who gathers, so that the place is the gathering's.
pub fn gathers(tree: &Tree, who: usize) -> bool {
    let gathering = |noun: usize| {
        let lemma = tree.lemma(noun);
        tree.is_noun(noun) && (words().gatherings.contains(lemma) || words().meetings.contains(lemma))
    };
    tree.head(who).is_some_and(gathering)
        && ["of", "between", "with"].iter().any(|p| tree.has_preposition(who, p))
}

/// "during the talks", "at a summit": a common noun, for names are places or times by themselves.
fn is_occasion(tree: &Tree, noun: usize) -> bool {
    tree.is_noun(noun) && OCCASION.iter().any(|p| tree.has_preposition(noun, p))
}

/// "Speaking in Berlin, he praised her"; "after speaking" tells of another time.
fn is_simultaneous(tree: &Tree, verb: usize) -> bool {
    is_participle(tree, verb)
        && tree.token(verb).xpos == Xpos::Vbg
        && tree.dependents(verb, &[Deprel::Mark, Deprel::Case]).all(|m| tree.lemma(m) == "while")
        && tree.dependent(verb, &[Deprel::Nsubj]).is_none()
}

fn is_participle(tree: &Tree, verb: usize) -> bool {
    matches!(tree.token(verb).xpos, Xpos::Vbg | Xpos::Vbn) && tree.dependent(verb, &[Deprel::Aux]).is_none()
}

/// The word that governs the token, if what is said of its time and place holds for the token too.
fn governor(tree: &Tree, at: usize) -> Option<usize> {
    let head = tree.head(at)?;
    // What is told of the founder is not told of the founding.
    if is_person(tree, at) && !is_what_becomes(tree, at) {
        return None;
    }
    let holds = match tree.deprel(at) {
        Deprel::Conj if tree.is_verb(at) => continues(tree, at, head),
        Deprel::Conj | Deprel::Compound | Deprel::Nmod => tree.is_noun(at),
        Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass => tree.is_noun(at) && !speaks_of(tree, head),
        Deprel::Obl if is_what_becomes(tree, at) => true,
        Deprel::Obl => tree.is_noun(at) && !speaks_of(tree, head) && takes_part(tree, at),
        Deprel::Xcomp if tree.is_infinitive(at) => !was_said_before(tree, head),
        // "was named chairman in 2020"
        Deprel::Xcomp if tree.is_noun(at) => true,
        Deprel::Xcomp => status_of(tree, head).is_none_or(|status| status == Status::Actual),
        // "flew to Paris to meet Macron"
        Deprel::Advcl if tree.is_infinitive(at) => !was_said_before(tree, head),
        // "visited Moscow in March, where he met Putin"
        Deprel::Advcl if where_clause(tree, at) => modal(tree, at) == modal(tree, head),
        Deprel::Advcl => is_simultaneous(tree, at),
        // "paid a visit to Tehran, during which he met Raisi", "the war of 1994, in which rebels toppled the regime"
        Deprel::AclRelcl if tells_what_happened_then(tree, at) => true,
        Deprel::AclRelcl if where_clause(tree, at) => {
            let clause = tree.head(head).filter(|&verb| tree.is_verb(verb));
            return clause.filter(|&verb| modal(tree, at) == modal(tree, verb));
        }
        _ => false,
    };
    holds.then_some(head)
}

pub(super) fn is_person(tree: &Tree, noun: usize) -> bool {
    let described = Gazetteer::embedded().describing_noun(tree.lemma(noun));
    tree.is_noun(noun) && described.is_some_and(|noun| noun.entity == EntityType::Person)
}

/// "was named chairman", "was sworn in as president": the noun says what somebody becomes.
fn is_what_becomes(tree: &Tree, noun: usize) -> bool {
    let begins = tree.head(noun).is_some_and(|verb| words().becoming.contains(tree.lemma(verb)));
    let as_it = tree.deprel(noun) == Deprel::Obl && tree.has_preposition(noun, "as");
    tree.deprel(noun) == Deprel::Xcomp || as_it && begins
}

/// Whether the clause of the verb tells what happens at the place before it.
fn where_clause(tree: &Tree, verb: usize) -> bool {
    tree.dependents(verb, &[Deprel::Advmod]).any(|a| tree.lemma(a) == "where")
}

/// Whether the clause of the verb tells what happened during what the noun before it tells of.
fn tells_what_happened_then(tree: &Tree, verb: usize) -> bool {
    let within = |which: usize| ["during", "at", "in"].iter().any(|p| tree.has_preposition(which, p));
    tree.dependents(verb, &[Deprel::Obl]).any(|which| tree.is_relative(which) && within(which))
}

/// Whether the verb coordinated with another tells what the same subject did next, in the same tense.
fn continues(tree: &Tree, verb: usize, first: usize) -> bool {
    let subject = tree.dependent(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some();
    let own_auxiliary = tree.dependent(verb, &[Deprel::Aux]).is_some();
    !subject && (!own_auxiliary || modal(tree, verb) == modal(tree, first))
}

/// The verb at whose time the verb's clause with "when" tells what happened: "was struck in May, when Xi met Putin".
pub fn told_with(tree: &Tree, verb: usize) -> Option<usize> {
    let when = tree.dependents(verb, &[Deprel::Advmod, Deprel::Mark]).any(|a| tree.lemma(a) == "when");
    let main = tree.head(verb).filter(|_| when && tree.deprel(verb) == Deprel::Advcl)?;
    (main < verb && is_past(tree, main) && is_past(tree, verb)).then_some(main)
}

/// The clauses that tell when it was: "when he retired in 2000, Xi met him".
pub fn told_of<'t>(tree: &'t Tree, verb: usize) -> impl Iterator<Item = usize> + 't {
    tree.dependents(verb, &[Deprel::Advcl]).filter(move |&clause| {
        told_with(tree, clause).is_some() || {
            let when =
                tree.dependents(clause, &[Deprel::Advmod, Deprel::Mark]).any(|a| tree.lemma(a) == "when");
            let before = clause < verb && is_past(tree, clause) && is_past(tree, verb);
            when && (before || is_to_come(tree, clause, verb))
        }
    })
}

/// Whether two verbs are of the same tense and mood.
pub fn is_like(tree: &Tree, a: usize, b: usize) -> bool {
    modal(tree, a) == modal(tree, b) && tree.token(a).xpos == tree.token(b).xpos
}

/// "will meet him when she visits London next week"
fn is_to_come(tree: &Tree, clause: usize, verb: usize) -> bool {
    let will = tree.dependents(verb, &[Deprel::Aux]).any(|a| tree.lemma(a) == "will");
    will && matches!(tree.token(clause).xpos, Xpos::Vbz | Xpos::Vbp)
}

/// "met", "was struck", "was speaking", "had met"
fn is_past(tree: &Tree, verb: usize) -> bool {
    let was = || tree.dependents(verb, &[Deprel::Aux]).any(|a| tree.token(a).xpos == Xpos::Vbd);
    tree.token(verb).xpos == Xpos::Vbd
        || tree.is_passive(verb) && !modal(tree, verb)
        || matches!(tree.token(verb).xpos, Xpos::Vbg | Xpos::Vbn) && was()
}

fn modal(tree: &Tree, verb: usize) -> bool {
    tree.dependents(verb, &[Deprel::Aux]).any(|a| tree.token(a).xpos == Xpos::Md)
}

fn speaks_of(tree: &Tree, verb: usize) -> bool {
    words().speaking_of.contains(tree.lemma(verb))
        || Words::built_in().is_reporting_verb(tree.lemma(verb))
        || matches!(status_of(tree, verb), Some(Status::Possible | Status::Denied))
}

/// "went to Paris for talks", "spoke during the visit".
fn takes_part(tree: &Tree, noun: usize) -> bool {
    // "was expelled on Monday for his criticism", which came before
    let purpose = || {
        tree.has_preposition(noun, "for")
            && tree.head(noun).is_some_and(|verb| words().coming_together.contains(tree.lemma(verb)))
    };
    !super::status::is_granted(tree, noun)
        && (purpose() || ["in", "at", "during", "on"].iter().any(|p| tree.has_preposition(noun, p)))
}

/// "agreed on Monday to meet": the time is that of agreeing, where it is told as past.
fn was_said_before(tree: &Tree, verb: usize) -> bool {
    tree.token(verb).xpos == Xpos::Vbd
        && !tree.is_passive(verb)
        && status_of(tree, verb).is_some_and(|status| status != Status::Actual)
}

fn status_of(tree: &Tree, word: usize) -> Option<Status> {
    if tree.is_verb(word) { super::status::verb_status(tree, word) } else { None }
}
