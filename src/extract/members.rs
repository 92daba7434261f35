//! Lists of members after the word for them: "the five permanent members of the Security Council – China, France …", "NATO
//! members, namely Turkey and Hungary", "BRICS countries such as India".
//!
//! Read from left to right: where a list hangs in the tree depends on the sign before it.

use super::ends::{End, EndFinder};
use super::located::Location;
use super::words::Words;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Tree, Upos, Xpos};
use crate::model::EntityType;

/// How many tokens before the word for members their body may stand.
const REACH: usize = 6;

/// What may lead from the word for members to their names, as signs or words.
const LEADING: [&str; 22] = [
    ",",
    "(",
    ":",
    "-",
    "–",
    "—",
    "--",
    "namely",
    "including",
    "such",
    "as",
    "like",
    "notably",
    "especially",
    "particularly",
    "i.e.",
    "are",
    "is",
    "were",
    "include",
    "includes",
    "included",
];

/// Those whom the sentence lists as members.
pub fn members(finder: &EndFinder) -> Vec<Location> {
    let tree = finder.tree;
    let mut found = Vec::new();
    for noun in (0..tree.len()).filter(|&t| is_many(tree, t)) {
        let Some((body, end)) = body_before(finder, noun).or_else(|| body_after(finder, noun)) else {
            continue;
        };
        for what in listed(finder, end) {
            let (place, relation, confidence) = (body.clone(), "member_of", 0.85);
            found.push(Location { what, place, relation, rule: "list", confidence });
        }
    }
    found
}

/// Whether the token is a word in the plural for members of something, or for countries; former ones belong no more.
fn is_many(tree: &Tree, token: usize) -> bool {
    let bygone = |i: usize| matches!(tree.lemma(i), "former" | "ex" | "onetime" | "expelled");
    tree.token(token).xpos == Xpos::Nns
        && !(token.saturating_sub(2)..token).any(bygone)
        && (matches!(tree.lemma(token), "member" | "signatory" | "economy")
            || Words::built_in().is_country(tree.lemma(token)))
}

/// "NATO members", "the agency's 35 board members", "EAC partner states", "BRICS countries": the body, and where the list
/// may begin.
fn body_before(finder: &EndFinder, noun: usize) -> Option<(End, usize)> {
    let tree = finder.tree;
    let attribute = |i: usize| {
        matches!(tree.token(i).upos, Upos::Noun | Upos::Adj | Upos::Num) || tree.is_possessive_mark(i)
    };
    let from = noun.saturating_sub(REACH);
    let name = (from..noun).rev().find(|&i| finder.named_at(i).is_some() || !attribute(i))?;
    let plain = matches!(tree.lemma(noun), "member" | "signatory")
        || (name + 1..noun).any(|i| matches!(tree.lemma(i), "member" | "partner"))
        || name + 1 == noun;
    body_at(finder, name).filter(|_| plain).map(|body| (body, noun + 1))
}

/// "members of the BRICS group": the body, and where the list may begin.
fn body_after(finder: &EndFinder, noun: usize) -> Option<(End, usize)> {
    let tree = finder.tree;
    let form = |i| tree.form_or_end(i);
    if form(noun + 1) != "of" || !matches!(tree.lemma(noun), "member" | "signatory") {
        return None;
    }
    let attribute = |&i: &usize| {
        finder.named_at(i).is_none()
            && matches!(tree.token(i).upos, Upos::Det | Upos::Noun | Upos::Adj | Upos::Num)
    };
    let name = (noun + 2..tree.len()).find(|i| !attribute(i))?;
    let body = body_at(finder, name)?;
    let end = finder.mentions.analysis.mentions[body.participant.mention].tokens.end;
    let kind =
        end < tree.len() && finder.named_at(end).is_none() && Words::built_in().is_kind(tree.lemma(end));
    Some((body, end + usize::from(kind)))
}

fn body_at(finder: &EndFinder, name: usize) -> Option<End> {
    let body = finder.named_at(name)?;
    (finder.mentions.entity_type(&body.participant) == EntityType::Org).then_some(body)
}

/// The names of a list that is led to from a token; a comma alone leads to others: "the GCC states, Jordan and Egypt".
fn listed(finder: &EndFinder, from: usize) -> Vec<End> {
    let tree = finder.tree;
    let leads = |&i: &usize| LEADING.contains(&tree.form_or_end(i));
    let mut at = (from..from + 4).find(|i| !leads(i)).unwrap_or(from);
    if at == from + 1 && tree.form(from) == "," {
        return Vec::new();
    }
    let mut found = Vec::new();
    while let Some(end) = named_from(finder, at) {
        let tokens = &finder.mentions.analysis.mentions[end.participant.mention].tokens;
        at = tokens.end;
        found.push(end);
        let joins = |&i: &usize| matches!(tree.form_or_end(i), "," | "and" | "&" | "or");
        let next = (at..at + 3).find(|i| !joins(i)).unwrap_or(at);
        if next == at {
            break;
        }
        at = next;
    }
    found
}

/// The person or place named at a token or after an article or a person's title there.
fn named_from(finder: &EndFinder, from: usize) -> Option<End> {
    let tree = finder.tree;
    let before = |&i: &usize| {
        finder.named_at(i).is_none()
            && (tree.form(i) == "the" || matches!(tree.token(i).upos, Upos::Noun | Upos::Propn | Upos::Adj))
    };
    let at = (from..tree.len().min(from + 4)).find(|i| !before(i))?;
    let end = finder.named_at(at)?;
    let titled = (from..at).any(|i| tree.form(i) != "the");
    match finder.mentions.entity_type(&end.participant) {
        EntityType::Person => Some(end),
        EntityType::Place => {
            Some(end).filter(|_| !titled && !Gazetteer::embedded().is_demonym(tree.form(at)))
        }
        EntityType::Org | EntityType::Group => None,
    }
}
