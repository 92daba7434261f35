//! What a sentence itself tells of who speaks and who is spoken to: "I'm Jane Doe", "Jane, will you come?"

use super::narrators::introduces;
use crate::language::Deprel;
use crate::language::chains::document::{At, Document};
use crate::language::chains::entities::Entities;
use crate::model::EntityType;

/// For a sentence who says "I" in it and whom it addresses, if it tells.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Told {
    /// "I'm Jane Doe."
    pub speaker: Option<usize>,
    /// "Jane, will you come?", and what follows in the paragraph.
    pub addressee: Option<usize>,
}

/// What each sentence tells.
pub fn told(document: &Document, entities: &Entities) -> Vec<Told> {
    let mut told = vec![Told::default(); document.sentences.len()];
    for name in entities.names.iter().filter(|n| n.entity == EntityType::Person) {
        let head = At { sentence: name.sentence, token: document.governor(name.sentence, &name.tokens) };
        let Some(entity) = entities.at(head) else { continue };
        let here = &mut told[name.sentence];
        if document.token(head).deprel == Deprel::Vocative {
            here.addressee = here.addressee.or(Some(entity));
        } else if introduces(document, head) {
            here.speaker = here.speaker.or(Some(entity));
        }
    }
    let paragraph = |s: usize| document.sentences[s].paragraph;
    for s in 1..told.len() {
        if told[s].addressee.is_none() && paragraph(s) == paragraph(s - 1) {
            told[s].addressee = told[s - 1].addressee;
        }
    }
    told
}
