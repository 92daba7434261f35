//! The noun that carries the meaning of a light verb: "paid a visit", "called it a mistake".

use super::lexicon::{Pattern, Slot};
use crate::language::{Deprel, Tree, Upos};

/// The noun of a light verb, where it stands in its place.
pub fn light_noun(tree: &Tree, verb: usize, pattern: &Pattern) -> Option<usize> {
    let places: &[Slot] = match &pattern.frame.noun_at[..] {
        [] => &[Slot::Object],
        places => places,
    };
    let carries = |&c: &usize| pattern.frame.noun.iter().any(|n| n.eq_ignore_ascii_case(tree.lemma(c)));
    let nouns = places.iter().flat_map(|place| standing_at(tree, verb, place));
    nouns.flat_map(|c| tree.conjuncts(c)).map(|c| tree.counted(c).unwrap_or(c)).find(carries)
}

/// The words that stand in a place of the verb.
fn standing_at(tree: &Tree, verb: usize, place: &Slot) -> Vec<usize> {
    match place {
        // "was given a warning by Putin": the object that the passive keeps.
        Slot::Object => tree.kept_object(verb).or_else(|| tree.logical_object(verb)).into_iter().collect(),
        Slot::Subject => tree.logical_subject(verb).into_iter().collect(),
        Slot::Preposition(preposition) => {
            let own = tree.prepositional(verb, preposition);
            // "claimed responsibility for the attack"
            let object = tree.logical_object(verb).filter(|_| own.is_empty());
            let below = object.map(|object| tree.prepositional(object, preposition));
            own.into_iter().chain(below.into_iter().flatten()).collect()
        }
        Slot::Predicate => predicates(tree, verb),
        _ => Vec::new(),
    }
}

/// What is said of the verb's object: "called it shameful", "described it as a mistake".
fn predicates(tree: &Tree, verb: usize) -> Vec<usize> {
    let relations = [Deprel::Xcomp, Deprel::Obl, Deprel::Advcl];
    let is_said = |&c: &usize| {
        tree.deprel(c) == Deprel::Xcomp || tree.children(c).iter().any(|&m| tree.lemma(m) == "as" && m < c)
    };
    // "shot dead John Smith": the parser takes the word for one of the name's.
    let next = (verb + 1 < tree.len()).then_some(verb + 1).filter(|&next| {
        let object = tree.dependent(verb, &[Deprel::Obj]);
        tree.deprel(next) == Deprel::Amod && object.is_some() && tree.head(next) == object
    });
    // "called the answer “hasty and unfounded”": the parser takes the quoted words for another name of it.
    let object = tree.dependents(verb, &[Deprel::Obj]);
    let quoted = object
        .flat_map(|o| tree.dependents(o, &[Deprel::Appos]))
        .filter(|&c| tree.token(c).upos == Upos::Adj);
    tree.dependents(verb, &relations).filter(is_said).chain(next).chain(quoted).collect()
}
