//! Letters: "Dear Hannah", "Yours, Bill".

use super::Turn;
use crate::language::chains::document::{At, Document};
use crate::language::chains::entities::Entities;
use crate::language::mail::closes;
use crate::model::EntityType;

/// The salutation stands among so many first sentences, the signature among so many last ones.
const EDGE: usize = 15;

/// A salutation and a signature have so many words at most.
const LONGEST: usize = 8;

/// Who writes a letter and to whom; `None`: it is no letter.
pub fn turns(document: &Document, entities: &Entities) -> Option<Vec<Turn>> {
    let count = document.sentences.len();
    let salutation = (0..count.min(EDGE)).find(|&s| is_salutation(document, s))?;
    let addressees = person_in(document, entities, salutation).into_iter().collect();
    let after = salutation + 1..count;
    let signed = after.clone().rev().take(EDGE).find(|&s| s > salutation + 1 && is_closing(document, s - 1));
    let signature = signed.and_then(|s| person_in(document, entities, s));
    let letter = Turn { speakers: signature.into_iter().collect(), addressees };
    let turn = |s: usize| if after.contains(&s) { letter.clone() } else { Turn::default() };
    Some((0..count).map(turn).collect())
}

/// "Dear Hannah:".
fn is_salutation(document: &Document, sentence: usize) -> bool {
    let tokens = document.sentences[sentence].tokens.len();
    let form = |token: usize| document.form(At { sentence, token });
    (2..=LONGEST).contains(&tokens)
        && form(0).eq_ignore_ascii_case("dear")
        && !form(tokens - 1).ends_with(['.', '?', '!'])
}

/// "Yours,": a short line that begins as letters are closed.
fn is_closing(document: &Document, sentence: usize) -> bool {
    let tokens = document.sentences[sentence].tokens.len();
    (1..=LONGEST).contains(&tokens) && closes(document.form(At { sentence, token: 0 }))
}

/// The first person named in a short sentence.
fn person_in(document: &Document, entities: &Entities, sentence: usize) -> Option<usize> {
    let tokens = document.sentences[sentence].tokens.len().min(LONGEST);
    let person = |e: &usize| entities.list[*e].kind == EntityType::Person;
    (0..tokens).filter_map(|token| entities.at(At { sentence, token })).find(person)
}
