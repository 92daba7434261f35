//! Open facts: clear subject–verb–object statements between named entities outside the list of relations
//! (`other:preside_over`), in the manner of open information extraction (ReVerb: Fader et al. 2011).

use super::ends::{End, EndFinder};
use crate::language::{Deprel, MentionKind, Upos};

/// A statement between two named entities.
#[derive(Debug, Clone)]
pub struct OpenFact {
    /// `other:` with the verb's lemma and, where the object hangs on one, the preposition.
    pub relation: String,
    /// The verb.
    pub trigger: usize,
    /// The subject.
    pub subject: End,
    /// The object.
    pub object: End,
}

/// The open facts of a sentence, those whose trigger `taken` says belongs to a known relation left out.
pub fn open_facts(finder: &EndFinder, taken: impl Fn(usize) -> bool) -> Vec<OpenFact> {
    let tree = finder.tree;
    let mut found = Vec::new();
    for verb in 0..tree.len() {
        if tree.token(verb).upos != Upos::Verb || taken(verb) {
            continue;
        }
        let Some(subject) = tree.logical_subject(verb).and_then(|s| named(finder, s)) else { continue };
        let lemma = tree.lemma(verb).to_lowercase();
        let direct = tree.logical_object(verb).and_then(|o| named(finder, o)).map(|end| (lemma.clone(), end));
        let object = direct.or_else(|| {
            // "took over from": a verb with an object of its own says something else with its preposition.
            tree.logical_object(verb).is_none().then(|| prepositional(finder, verb, &lemma)).flatten()
        });
        if let Some((predicate, object)) = object
            && object.participant.chain != subject.participant.chain
        {
            found.push(OpenFact { relation: format!("other:{predicate}"), trigger: verb, subject, object });
        }
    }
    found
}

fn prepositional(finder: &EndFinder, verb: usize, lemma: &str) -> Option<(String, End)> {
    let tree = finder.tree;
    tree.dependents(verb, &[Deprel::Obl]).find_map(|c| {
        let preposition = tree.preposition(c).filter(|p| p != "by")?;
        Some((format!("{lemma}_{preposition}"), named(finder, c)?))
    })
}

/// The one entity that the token names directly.
fn named(finder: &EndFinder, token: usize) -> Option<End> {
    let mut ends = finder.all(token);
    let name = ends.len() == 1
        && ends[0].participant.via.is_none()
        && finder.mentions.analysis.mentions[ends[0].participant.mention].kind == MentionKind::Name;
    if name { ends.pop() } else { None }
}
