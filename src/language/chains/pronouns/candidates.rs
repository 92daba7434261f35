//! What a pronoun of the third person may mean: what its sentence and those before it speak of and suits it.

use super::super::discourse::{Discourse, Referent};
use super::super::document::{At, is_subject};
use super::super::weighing::Candidate;
use super::Class;
use super::binding::{disjoint, reachable};
use crate::language::Deprel;
use crate::model::EntityType;

/// A pronoun looks back over so many sentences; one for a person further, as a life is told.
const REACH: usize = 5;
const REACH_OF_PERSONS: usize = 20;

/// The arguments of one verb are taken together over so many sentences.
const REACH_OF_PAIRS: usize = 2;

/// What fits in the sentence of a pronoun and those before it, the last spoken of first.
pub(super) fn candidates<'r>(discourse: &'r Discourse, at: At, class: Class) -> Vec<Candidate<'r>> {
    let disjoint = disjoint(discourse, at, class);
    let reach = if matches!(class, Class::Person(_)) { REACH_OF_PERSONS } else { REACH };
    let mut candidates: Vec<Candidate<'r>> = Vec::new();
    for referent in discourse.recent(at.sentence, reach) {
        let Some(entities) = fitting(discourse, referent, at, class) else { continue };
        if entities.iter().any(|entity| disjoint.contains(entity)) {
            continue;
        }
        match candidates.iter_mut().find(|c| !entities.is_empty() && c.entities == entities) {
            Some(known) => known.mentions.push(referent),
            None => candidates.push(Candidate { entities, mentions: vec![referent] }),
        }
    }
    if class == Class::Plural {
        let suits =
            |r: &&Referent| reachable(discourse, r, at) && !r.entities.iter().any(|e| disjoint.contains(e));
        add_pairs(discourse, at, suits, &mut candidates);
    }
    candidates
}

/// The entities of a referent if the pronoun may mean it; empty entities: it may, but has no name.
fn fitting(discourse: &Discourse, referent: &Referent, at: At, class: Class) -> Option<Vec<usize>> {
    if !reachable(discourse, referent, at) {
        return None;
    }
    let kind = |entity: usize| discourse.entities.list[entity].kind;
    match class {
        Class::Person(gender) => {
            let fits = referent.kind == Some(EntityType::Person) && !referent.plural;
            let agrees = discourse.gender(referent).is_none_or(|g| g == gender);
            (fits && agrees && referent.entities.len() < 2).then(|| referent.entities.clone())
        }
        Class::Thing => {
            let animate =
                referent.kind == Some(EntityType::Person) || referent.kind == Some(EntityType::Group);
            // "Ukrainians" are not it.
            (!animate && !referent.plural && referent.entities.len() < 2).then(|| referent.entities.clone())
        }
        Class::Plural => {
            let together = discourse.coordinated(referent.at);
            if together.len() > 1 {
                return Some(together);
            }
            let several = referent.plural || referent.entities.len() > 1;
            let collective = referent.entities.first().is_some_and(|&e| kind(e) != EntityType::Person);
            (several || collective).then(|| referent.entities.clone())
        }
    }
}

/// "Begum married Riedijk … they": subject and object of one verb, taken together, after those that stand so.
fn add_pairs<'r>(
    discourse: &'r Discourse,
    at: At,
    suits: impl Fn(&&'r Referent) -> bool,
    candidates: &mut Vec<Candidate<'r>>,
) {
    let document = discourse.document;
    let kind = |entity: usize| discourse.entities.list[entity].kind;
    let single = |r: &&'r Referent| r.entities.len() == 1;
    let recent: Vec<&Referent> =
        discourse.recent(at.sentence, REACH_OF_PAIRS).filter(single).filter(suits).collect();
    for subject in recent.iter().filter(|r| is_subject(document.token(r.at).deprel)) {
        let Some(verb) = document.head(subject.at).filter(|&verb| verb < at) else { continue };
        for other in &recent {
            let relation = document.token(other.at).deprel;
            let (one, two) = (subject.entities[0], other.entities[0]);
            if document.head(other.at) != Some(verb)
                || !matches!(relation, Deprel::Obj | Deprel::Iobj | Deprel::Obl)
                || one == two
                || kind(one) != kind(two)
            {
                continue;
            }
            let both = |c: &Candidate| {
                c.entities.len() == 2 && c.entities.contains(&one) && c.entities.contains(&two)
            };
            if !candidates.iter().any(both) {
                candidates.push(Candidate { entities: vec![one, two], mentions: vec![subject] });
            }
        }
    }
}
