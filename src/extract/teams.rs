//! Whose team somebody plays for, or to what body he belongs, by a name beside his own: "Ann Lee (Houston Dynamo), John
//! Smith (Tenerife)", "Costa Rica star Ann Lee".

use std::collections::BTreeSet;

use super::citizens::{country_at, said_to_be};
use super::ends::{End, EndFinder};
use super::located::Location;
use super::roles::Roles;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Upos};
use crate::model::EntityType;

/// So many different words of team sports make an article one that tells of teams.
const WORDS_OF_SPORT: usize = 3;

/// So many in a sentence whose names are followed by others in brackets make a list of players.
const LISTED: usize = 3;

/// The team or body that a person belongs to.
pub fn membership(finder: &EndFinder, who: &End) -> Option<Location> {
    let tokens = &finder.mentions.analysis.mentions[who.participant.mention].tokens;
    let (place, rule, confidence) = match in_brackets(finder, tokens.end) {
        Some(team) if is_list(finder) => (team, "brackets", 0.85),
        _ => match star_of(finder, tokens.start) {
            Some(team) => (team, "star", 0.8),
            None => (partisan(finder, who)?, "one", 0.85),
        },
    };
    Some(Location { what: who.clone(), place, relation: "member_of", rule, confidence })
}

/// Whether the article tells of teams that play each other.
pub fn tells_of_teams(finder: &EndFinder) -> bool {
    let tokens = finder.mentions.analysis.sentences.iter().flat_map(|s| &s.tokens);
    let nouns = tokens.filter(|t| matches!(t.upos, Upos::Noun | Upos::Propn));
    let words: BTreeSet<&str> =
        nouns.map(|t| &*t.lemma).filter(|lemma| Roles::built_in().is_of_team_sport(lemma)).collect();
    words.len() >= WORDS_OF_SPORT
}

/// "Ann Lee (Houston Dynamo)": what stands alone in brackets after a name that ends before the token; a country is none.
fn in_brackets(finder: &EndFinder, open: usize) -> Option<End> {
    let form = |i| finder.tree.form_or_end(i);
    let team = finder.named_at(open + 1).filter(|_| form(open) == "(")?;
    let mention = &finder.mentions.analysis.mentions[team.participant.mention];
    let name = &finder.mentions.analysis.chains[team.participant.chain].name;
    // "Ann Lee (Titanic)" may be an actress.
    let known = Gazetteer::embedded().organisation(name).is_some() || Roles::built_in().has_members(name);
    let fits = match finder.mentions.entity_type(&team.participant) {
        EntityType::Org => known || tells_of_teams(finder),
        EntityType::Place => tells_of_teams(finder) && !finder.mentions.is_country(&team.participant),
        EntityType::Person | EntityType::Group => false,
    };
    (fits && mention.tokens.start == open + 1 && form(mention.tokens.end) == ")").then_some(team)
}

/// Whether bodies stand in brackets after the names of several persons of the sentence.
fn is_list(finder: &EndFinder) -> bool {
    let names = finder.mentions.analysis.mentions.iter().filter(|m| m.sentence == finder.sentence);
    let persons = names.filter(|m| {
        let chain = m.chains.first().map(|&chain| &finder.mentions.analysis.chains[chain]);
        chain.is_some_and(|chain| chain.entity == EntityType::Person)
    });
    persons.filter(|m| in_brackets(finder, m.tokens.end).is_some()).count() >= LISTED
}

/// "Costa Rica star Ann Lee", "Chelsea great Ann Lee": by the name of the country, not by that of its people.
fn star_of(finder: &EndFinder, start: usize) -> Option<End> {
    let tree = finder.tree;
    let noun = start.checked_sub(1).filter(|&noun| Roles::built_in().is_star(tree.form(noun)))?;
    let team = finder.named_at(noun.checked_sub(1)?)?;
    let country = country_at(finder, noun - 1).is_some() && tree.is_noun(noun - 1);
    let name = &finder.mentions.analysis.chains[team.participant.chain].name;
    let is_club = name.split(' ').any(|word| matches!(word, "FC" | "CF" | "SC" | "AC" | "AFC" | "United"));
    let body = finder.mentions.entity_type(&team.participant) == EntityType::Org
        && (is_club || tells_of_teams(finder));
    (country || body).then_some(team)
}

/// "Ann Lee, a Conservative, asked": the party that is named by one of its members.
fn partisan(finder: &EndFinder, who: &End) -> Option<End> {
    let is_party = |end: &End| {
        let word = finder.tree.form(end.token);
        let known = |name: &str| Gazetteer::embedded().organisation(name).is_some();
        matches!(finder.mentions.entity_type(&end.participant), EntityType::Org | EntityType::Group)
            && (known(&format!("{word}s")) || matches!(word, "Conservative" | "Liberal" | "Green"))
    };
    said_to_be(finder, who).into_iter().filter_map(|token| finder.named_at(token)).find(is_party)
}

/// "his ruling Liberal Democratic Party", "Modi's Bharatiya Janata Party", "her Fidesz party": the party of whom it is said
/// to be.
pub fn party_of(finder: &EndFinder, party: &End) -> Option<Location> {
    let tree = finder.tree;
    let end = finder.mentions.analysis.mentions[party.participant.mention].tokens.end;
    let kind = tree.head(party.token).filter(|&kind| {
        kind == end && matches!(tree.lemma(kind), "party" | "bloc" | "coalition" | "alliance" | "movement")
    });
    let name = &finder.mentions.analysis.chains[party.participant.chain].name;
    if kind.is_none() && !Roles::built_in().has_members(name) {
        return None;
    }
    let whose = tree.dependent(kind.unwrap_or(party.token), &[Deprel::NmodPoss])?;
    let who = finder.one(whose).into_iter().find(|who| {
        who.participant.via.is_none() && finder.mentions.entity_type(&who.participant) == EntityType::Person
    })?;
    let (place, relation, rule) = (party.clone(), "member_of", "whose");
    Some(Location { what: who, place, relation, rule, confidence: 0.85 })
}
