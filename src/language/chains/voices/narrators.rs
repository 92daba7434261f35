//! Who writes a text in the first person: by its own word ("my name is Jane Doe"), the article's author, the line "By Jane
//! Doe", or the note on the author at its end.

use super::{Spoken, Turn, Voice};
use crate::language::chains::document::{At, Document, is_capitalised, is_subject};
use crate::language::chains::entities::Entities;
use crate::language::gazetteer::fold;
use crate::language::{Deprel, Upos};
use crate::model::EntityType;

/// A writer says "I" so often at least, …
const FEWEST: usize = 3;

/// … in so many paragraphs.
const FEWEST_PARAGRAPHS: usize = 2;

/// The line with the author's name stands among so many first or last sentences.
const EDGE: usize = 5;

/// One speaker for the whole text, or none.
pub fn turns(
    document: &Document,
    entities: &mut Entities,
    spoken: &Spoken,
    author: Option<&str>,
) -> Vec<Turn> {
    let introduced = introduced(document, entities);
    let narrator = match introduced[..] {
        [only] => Some(only),
        [] if spoken.count >= FEWEST && spoken.paragraphs >= FEWEST_PARAGRAPHS => {
            let author = author.map(str::to_owned).or_else(|| byline(document));
            let author = author.as_deref().and_then(|a| author_name(document, a));
            author.map(|name| entities.author(name)).or_else(|| note_on_author(document, entities))
        }
        _ => None,
    };
    let turn = Turn { speakers: narrator.into_iter().collect(), addressees: Vec::new() };
    vec![turn; document.sentences.len()]
}

/// The persons who say "I am Jane Doe", "my name is Jane".
fn introduced(document: &Document, entities: &Entities) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for name in entities.names.iter().filter(|n| n.entity == EntityType::Person) {
        let at = |token| At { sentence: name.sentence, token };
        let head = at(document.governor(name.sentence, &name.tokens));
        let Some(entity) = entities.at(head) else { continue };
        if introduces(document, head) && !found.contains(&entity) {
            found.push(entity);
        }
    }
    found
}

/// Whether a name is a predicate of "I" or "my name".
pub(super) fn introduces(document: &Document, name: At) -> bool {
    let copula = document.child(name, |t| t.deprel == Deprel::Cop).is_some();
    let Some(subject) = document.child(name, |t| is_subject(t.deprel)).filter(|_| copula) else {
        return false;
    };
    let first_person = |at: At| Voice::of(document, at) == Some(Voice::Speaker);
    let owner = document.child(subject, |t| t.deprel == Deprel::NmodPoss);
    let negated = document.child(name, |t| t.lemma == "not").is_some();
    !negated
        && (first_person(subject)
            || (document.token(subject).lemma == "name" && owner.is_some_and(first_person)))
}

/// "By Jane Doe": a line of its own near the beginning or the end.
fn byline(document: &Document) -> Option<String> {
    let count = document.sentences.len();
    let edges = (0..count.min(EDGE)).chain(count.saturating_sub(EDGE).max(EDGE)..count);
    let mut lines = edges.map(|s| document.sentences[s].span.of(document.text));
    lines.find_map(|line| line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).map(str::to_owned))
}

/// What looks like one person's name, and nothing else.
fn author_name<'t>(document: &Document, author: &'t str) -> Option<&'t str> {
    let author = author.trim();
    let author = author.strip_prefix("By ").or_else(|| author.strip_prefix("by ")).unwrap_or(author).trim();
    let words: Vec<&str> = author.split_whitespace().collect();
    let is_name =
        |word: &&str| is_capitalised(word) && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
    let given = words.first().is_some_and(|first| document.world.is_given_name(first));
    ((2..=4).contains(&words.len()) && given && words.iter().all(is_name)).then_some(author)
}

/// "Jane Doe teaches law in Lagos.": the person with whose name the last paragraph begins and who is named nowhere
/// before.
fn note_on_author(document: &Document, entities: &Entities) -> Option<usize> {
    let last = document.sentences.last()?.paragraph;
    let first = document.sentences.iter().position(|s| s.paragraph == last).filter(|&s| s > EDGE)?;
    let name = entities.names.iter().find(|n| n.sentence >= first).filter(|n| n.sentence == first)?;
    let tokens = &document.sentences[first].tokens;
    let begins = tokens[..name.tokens.start].iter().all(|t| matches!(t.upos, Upos::Punct | Upos::Sym));
    let head = At { sentence: first, token: document.governor(first, &name.tokens) };
    let entity = entities.at(head)?;
    let known = &entities.list[entity];
    let only_there = known.names.iter().all(|&n| entities.names[n].sentence >= first);
    let full = fold(&name.form).contains(' ');
    (begins
        && full
        && only_there
        && known.kind == EntityType::Person
        && is_subject(document.token(head).deprel))
    .then_some(entity)
}
