//! Captions without a verb: "Wang Yi with Vladimir Putin in Moscow on Feb. 21" shows two who met.

use super::ends::{End, EndFinder};
use crate::language::{Deprel, Upos};
use crate::model::EntityType;

/// The two whom a caption shows together, the first named first.
pub fn shown_together(finder: &EndFinder) -> Option<(End, End)> {
    let tree = finder.tree;
    if (0..tree.len()).any(|t| matches!(tree.token(t).upos, Upos::Verb | Upos::Aux)) {
        return None;
    }
    let person = |token: usize| {
        let end = finder.all(token).into_iter().find(|end| end.participant.via.is_none())?;
        (finder.mentions.entity_type(&end.participant) == EntityType::Person).then_some(end)
    };
    let root = (0..tree.len()).find(|&t| tree.head(t).is_none())?;
    let with =
        tree.dependents(root, &[Deprel::Nmod, Deprel::Obl]).find(|&c| tree.has_preposition(c, "with"))?;
    let (first, second) = (person(root)?, person(with)?);
    (first.participant.chain != second.participant.chain).then_some((first, second))
}
