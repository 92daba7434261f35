//! Interviews: turns that begin with who speaks ("Q:", "Jane Doe:"), or questions and answers after a headline that
//! tells who was asked.

use std::collections::BTreeSet;

use super::Turn;
use crate::language::chains::document::{At, Document};
use crate::language::chains::entities::Entities;
use crate::language::chains::quotes::Quotes;
use crate::language::chains::words::List;
use crate::language::gazetteer::fold;
use crate::model::EntityType;

/// So many turns make an interview.
const FEWEST: usize = 3;

/// Where several talk, one in so many paragraphs at least is a question.
const MOST_PER_QUESTION: usize = 12;

/// A label has so many words at most.
const LONGEST_LABEL: usize = 4;

/// Who is interviewed is told in one of so many first sentences, …
const OPENING: usize = 8;

/// … by a name so many words after "interview with".
const REACH: usize = 14;

/// The sentences of each paragraph.
fn paragraphs(document: &Document) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (s, sentence) in document.sentences.iter().enumerate() {
        match found.last_mut() {
            Some(last) if document.sentences[last.start].paragraph == sentence.paragraph => last.end = s + 1,
            _ => found.push(s..s + 1),
        }
    }
    found
}

/// Turns with labels; `None`: there are too few.
pub fn labelled(document: &Document, entities: &Entities) -> Option<Vec<Turn>> {
    let paragraphs = paragraphs(document);
    let labels: Vec<Option<String>> = paragraphs.iter().map(|p| label(document, p.start)).collect();
    let several = |label: &&String| labels.iter().flatten().filter(|l| l == label).count() > 1;
    let parties: BTreeSet<&String> = labels.iter().flatten().filter(several).collect();
    if parties.len() < 2 || labels.iter().flatten().filter(|l| parties.contains(l)).count() < FEWEST {
        return None;
    }
    let asked = interviewees(document, entities);
    let speaker = |label: &String| -> Vec<usize> {
        match label.as_str() {
            "a" | "answer" => asked.clone(),
            "q" | "question" => Vec::new(),
            name => person_called(entities, name).into_iter().collect(),
        }
    };
    let mut turns = vec![Turn::default(); document.sentences.len()];
    let mut turn = Turn::default();
    for (paragraph, label) in paragraphs.iter().zip(&labels) {
        if let Some(label) = label.as_ref().filter(|l| parties.contains(l)) {
            let other = parties.iter().find(|&&l| l != label).filter(|_| parties.len() == 2);
            turn = Turn { speakers: speaker(label), addressees: other.map_or(Vec::new(), |l| speaker(l)) };
        }
        turns[paragraph.clone()].fill(turn.clone());
    }
    Some(turns)
}

/// "Jane Doe:", "Q:": what stands before the colon at the beginning of a paragraph, folded.
fn label(document: &Document, sentence: usize) -> Option<String> {
    let form = |token: usize| document.form(At { sentence, token });
    let tokens = document.sentences[sentence].tokens.len();
    let colon = (1..tokens.min(LONGEST_LABEL + 1)).find(|&t| form(t).ends_with(':'))?;
    let capital = |token: usize| form(token).starts_with(|c: char| c.is_uppercase() || c == '.');
    let label = (0..colon).all(capital).then(|| (0..colon).map(form).collect::<Vec<_>>().join(" "))?;
    Some(fold(&label)).filter(|l| !l.is_empty())
}

/// The one person of this name, surname or these initials.
fn person_called(entities: &Entities, label: &str) -> Option<usize> {
    let initials =
        |words: &mut dyn Iterator<Item = &str>| words.filter_map(|w| w.chars().next()).collect::<String>();
    let called = |&e: &usize| {
        entities.list[e].kind == EntityType::Person
            && entities.list[e].names.iter().take(20).any(|&n| {
                let name = &entities.names[n];
                name.folded == label
                    || name.words().last() == label.split(' ').next_back()
                    || (label.len() > 1 && initials(&mut name.words()) == label)
            })
    };
    let mut found = (0..entities.list.len()).filter(called);
    found.next().filter(|_| found.next().is_none())
}

/// Questions and answers without labels; `None`: the text does not tell of an interview, or asks too little.
pub fn unlabelled(document: &Document, entities: &Entities, quotes: &Quotes) -> Option<Vec<Turn>> {
    let asked = interviewees(document, entities);
    let paragraphs = paragraphs(document);
    let asks = |p: &std::ops::Range<usize>| is_question(document, quotes, p.end - 1);
    if asked.is_empty() || paragraphs.iter().filter(|p| asks(p)).count() < FEWEST {
        return None;
    }
    let mut turns = vec![Turn::default(); document.sentences.len()];
    let mut answers = false;
    for paragraph in paragraphs {
        let turn = match asks(&paragraph) {
            true => Turn { speakers: Vec::new(), addressees: asked.clone() },
            false if answers => Turn { speakers: asked.clone(), addressees: Vec::new() },
            false => Turn::default(),
        };
        answers |= asks(&paragraph);
        turns[paragraph].fill(turn);
    }
    Some(turns)
}

/// Whether so many paragraphs end with questions that several seem to talk.
pub fn is_talk(document: &Document, quotes: &Quotes) -> bool {
    let paragraphs = paragraphs(document);
    let asking = paragraphs.iter().filter(|p| is_question(document, quotes, p.end - 1)).count();
    asking >= FEWEST && asking * MOST_PER_QUESTION >= paragraphs.len()
}

/// Whether a sentence ends with a question mark outside quotations.
fn is_question(document: &Document, quotes: &Quotes, sentence: usize) -> bool {
    let Some(token) = document.sentences[sentence].tokens.len().checked_sub(1) else { return false };
    let before = At { sentence, token: token.saturating_sub(1) };
    document.form(At { sentence, token }).ends_with('?') && !quotes.covers(before)
}

/// The persons that the first sentences say are interviewed.
fn interviewees(document: &Document, entities: &Entities) -> Vec<usize> {
    let opening = 0..document.sentences.len().min(OPENING);
    opening
        .into_iter()
        .map(|s| interviewed_in(document, entities, s))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// "interview with Jane Doe", "spoke to Jane Doe and John Roe", "Jane Doe, interviewed by".
fn interviewed_in(document: &Document, entities: &Entities, sentence: usize) -> Vec<usize> {
    let tokens = &document.sentences[sentence].tokens;
    let at = |token: usize| At { sentence, token };
    let person = |token: usize| {
        let entity = entities.at(at(token))?;
        (entities.list[entity].kind == EntityType::Person).then_some(entity)
    };
    let Some(talk) = (0..tokens.len()).find(|&t| List::Interview.has(&tokens[t].lemma.to_lowercase())) else {
        return Vec::new();
    };
    let after = (talk + 1..tokens.len()).take(REACH).find(|&t| person(t).is_some());
    let by = tokens.get(talk + 1).is_some_and(|t| t.lemma == "by");
    let Some(first) = after.filter(|_| !by) else {
        let before = (0..talk).rev().take(REACH).find_map(person);
        return before.filter(|_| by).into_iter().collect();
    };
    // "Jane Doe and John Roe".
    let mut found: Vec<usize> = Vec::new();
    for token in first..tokens.len() {
        match person(token) {
            Some(entity) if !found.contains(&entity) => found.push(entity),
            Some(_) => {}
            None if matches!(document.form(at(token)), "and" | "," | "&") => {}
            None => break,
        }
    }
    found
}
