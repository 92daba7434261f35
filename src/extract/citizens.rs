//! Whose country somebody is of by the words beside the name: "the Iraqi Ann Lee", "Kenya's Ann Lee", "Ann Lee of Kenya",
//! "another American, Colonel John Smith".
//!
//! Read from left to right, as titles are; what titles say of a country is theirs.

use super::ends::{End, EndFinder};
use super::located::Location;
use super::roles::Roles;
use super::teams::tells_of_teams;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Upos};
use crate::model::EntityType;

/// The country whose citizen a person is said to be, or for whose team he plays.
pub fn citizenship(finder: &EndFinder, who: &End) -> Option<Location> {
    let tokens = &finder.mentions.analysis.mentions[who.participant.mention].tokens;
    let begin = tokens.start - Roles::built_in().honorifics_before(finder.tree, tokens.start);
    // "Chinese kungfu" may look like a name.
    let whole = tokens.len() > 1 || begin > 1 && finder.tree.form(begin - 2) == "the";
    let people = people_before(finder, begin).filter(|_| whole);
    if let Some(place) = people.or_else(|| one_of_people(finder, who, begin)) {
        return Some(citizen(who, place, "people", 0.9));
    }
    if let Some(place) = and_others(finder, tokens.end) {
        return Some(citizen(who, place, "others", 0.85));
    }
    // "America's Megan's law"
    let owns = finder.tree.len() > tokens.end && finder.tree.is_possessive_mark(tokens.end);
    if owns || is_more(finder, who, tokens.start) {
        return None;
    }
    if let Some(place) = country_before(finder, tokens.start) {
        let citizen = citizen(who, place, "possessor", 0.75);
        let plays = tells_of_teams(finder);
        return Some(if plays { Location { relation: "member_of", ..citizen } } else { citizen });
    }
    Some(citizen(who, country_after(finder, tokens.end)?, "of", 0.75))
}

/// "Russia's Putin", "Saudi Arabia's King Fahd", "Australia's Guus Hiddink and other coaches" are more than citizens of theirs,
/// or not even that.
fn is_more(finder: &EndFinder, who: &End, start: usize) -> bool {
    let tree = finder.tree;
    let name = &finder.mentions.analysis.chains[who.participant.chain].name;
    let trains = |token: usize| matches!(tree.lemma(token), "coach" | "manager");
    Gazetteer::embedded().country_of_leader(name).is_some()
        || Roles::built_in().exactly(tree, start, start).is_some()
        || (0..tree.len()).any(trains)
}

fn citizen(who: &End, place: End, rule: &'static str, confidence: f64) -> Location {
    Location { what: who.clone(), place, relation: "citizen_of", rule, confidence }
}

/// "the Iraqi Ann Lee", "Uzbeks Ann Lee and John Smith".
fn people_before(finder: &EndFinder, begin: usize) -> Option<End> {
    people_at(finder, begin.checked_sub(1)?)
}

/// "another American, Ann Lee", "Ann Lee, a Kenyan, won".
fn one_of_people(finder: &EndFinder, who: &End, begin: usize) -> Option<End> {
    let said = || said_to_be(finder, who).into_iter().find_map(|people| people_at(finder, people));
    another(finder, begin).or_else(said)
}

/// "Ann Lee, John Smith and other Kenyans": what those after a list of persons have in common with them.
fn and_others(finder: &EndFinder, end: usize) -> Option<End> {
    let tree = finder.tree;
    let form = |i| tree.form_or_end(i);
    let mut at = end;
    loop {
        let next = (at..at + 3).find(|&i| !matches!(form(i), "," | "and")).filter(|&next| next > at)?;
        if form(next) == "other" {
            let people = next + 1;
            let ends = people + 1 >= tree.len()
                || !tree.is_noun(people + 1) && tree.token(people + 1).upos != Upos::Adj;
            let many = form(people).ends_with('s') || !tree.is_noun(people);
            return people_at(finder, people).filter(|_| ends && many);
        }
        let named = finder.named_at(next)?;
        let person = finder.mentions.entity_type(&named.participant) == EntityType::Person;
        at = finder.tokens_here(&named).filter(|_| person)?.end;
    }
}

/// "another American, Colonel John Smith": with his title, which the tree may take for the name.
fn another(finder: &EndFinder, begin: usize) -> Option<End> {
    let tree = finder.tree;
    let title = |&i: &usize| finder.named_at(i).is_none() && tree.is_noun(i);
    let comma = (begin.saturating_sub(3)..begin).rev().find(|i| !title(i))?;
    let people = comma.checked_sub(1).filter(|_| tree.form(comma) == ",")?;
    let determiner = people.checked_sub(1).map(|i| tree.form(i).to_lowercase())?;
    people_at(finder, people).filter(|_| matches!(&*determiner, "another" | "fellow"))
}

/// What a person is said to be one of: "Ann Lee, a Kenyan, won", "the first Kenyan to win was Ann Lee", "one of the Kenyans
/// to win was Ann Lee".
pub(super) fn said_to_be(finder: &EndFinder, who: &End) -> Vec<usize> {
    let tree = finder.tree;
    let beside = tree.head(who.token).filter(|_| tree.deprel(who.token) == Deprel::Appos);
    let apposed = tree.dependents(who.token, &[Deprel::Appos]).chain(beside);
    let denied = tree.dependents(who.token, &[Deprel::Advmod]).any(|c| tree.lemma(c) == "not");
    let subject = tree
        .dependent(who.token, &[Deprel::Cop])
        .and_then(|_| tree.surface_subject(who.token))
        .filter(|&subject| subject < who.token && !denied);
    let one_of = subject.filter(|&subject| tree.lemma(subject) == "one");
    let many = one_of.into_iter().flat_map(|one| tree.prepositional(one, "of"));
    let determined = |&people: &usize| {
        let the = tree.dependents(people, &[Deprel::Det, Deprel::Amod, Deprel::Nummod]).next();
        the.is_some() && tree.is_noun(people)
    };
    apposed.chain(subject).chain(many).filter(determined).collect()
}

/// "Kenya's Ann Lee".
fn country_before(finder: &EndFinder, start: usize) -> Option<End> {
    let mark = start.checked_sub(1).filter(|&mark| finder.tree.is_possessive_mark(mark))?;
    country_at(finder, mark.checked_sub(1)?)
}

/// "Ann Lee of Kenya", "Ann Lee (Kenya)".
fn country_after(finder: &EndFinder, end: usize) -> Option<End> {
    let form = |i| finder.tree.form_or_end(i);
    if !matches!(form(end), "of" | "(") {
        return None;
    }
    let name = if form(end + 1) == "the" { end + 2 } else { end + 1 };
    let country = country_at(finder, name).filter(|_| people_at(finder, name).is_none())?;
    let after = finder.mentions.analysis.mentions[country.participant.mention].tokens.end;
    let closed = if form(end) == "(" { form(after) == ")" } else { !continues(finder, after) };
    closed.then_some(country)
}

/// Whether the name that ends before the token is only the beginning of a phrase: "of Kenya's Green Party".
fn continues(finder: &EndFinder, end: usize) -> bool {
    let tree = finder.tree;
    end < tree.len() && (tree.is_noun(end) || tree.is_possessive_mark(end) || tree.form(end) == "-")
}

/// The country whose people the word names: "Kenyan", "Uzbeks".
fn people_at(finder: &EndFinder, token: usize) -> Option<End> {
    country_at(finder, token).filter(|_| Gazetteer::embedded().is_demonym(finder.tree.form(token)))
}

/// The country named at a token.
pub(super) fn country_at(finder: &EndFinder, token: usize) -> Option<End> {
    let end = finder.named_at(token).filter(|_| token < finder.tree.len())?;
    let is_place = finder.mentions.entity_type(&end.participant) == EntityType::Place;
    (is_place && finder.mentions.is_country(&end.participant)).then_some(end)
}
