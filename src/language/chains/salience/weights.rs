//! How much a mention counts by its place in the sentence.

use super::super::document::{At, Document, is_subject};
use crate::language::Deprel;

/// Whether a noun with this relation heads a phrase of its own and is not part of another's.
pub fn heads_phrase(relation: Deprel) -> bool {
    !matches!(
        relation,
        Deprel::Compound
            | Deprel::NmodDesc
            | Deprel::Flat
            | Deprel::Amod
            | Deprel::Fixed
            | Deprel::Goeswith
            | Deprel::Det
            | Deprel::Nummod
            | Deprel::NmodUnmarked
            | Deprel::OblUnmarked
    )
}

/// What stands with another in coordination or apposition counts as that, but somewhat less.
pub(super) fn grammatical_weight(document: &Document, at: At) -> f32 {
    let beside = |at: &At| matches!(document.token(*at).deprel, Deprel::Conj | Deprel::Appos);
    let mut chain = document.path_up(at).skip_while(beside);
    let weight = chain.next().map_or(1.0, |first| weight_of_relation(document, first));
    if beside(&at) { 0.8 * weight } else { weight }
}

fn weight_of_relation(document: &Document, at: At) -> f32 {
    match document.token(at).deprel {
        relation if is_subject(relation) => {
            let verb = document.head(at).map(|v| document.token(v).deprel);
            if verb == Some(Deprel::Root) { 4.0 } else { 3.2 }
        }
        Deprel::Obj | Deprel::Iobj | Deprel::OblAgent => 2.5,
        Deprel::Obl => 2.0,
        Deprel::NmodPoss => 1.6,
        Deprel::Nmod => 1.2,
        Deprel::Vocative | Deprel::Dislocated => 1.0,
        _ => 0.8,
    }
}
