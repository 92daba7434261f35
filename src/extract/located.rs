//! Where places, facilities and organisations lie: "Lviv, Ukraine", "the Kremlin in Moscow", "Mecca's Grand Mosque".

use std::ops::Range;

use super::bodies::{body_of, described_body, named_after, part_by_name, possessed_body};
use super::citizens::citizenship;
use super::ends::{End, EndFinder, Reference};
use super::following::{fits, following, is_beyond, is_kind_of_place, is_name_of_place, is_one_place};
use super::instances::instances;
use super::members::members;
use super::misplaced::is_too_large;
use super::seats::{origin, said_origin, seats};
use super::standing::standing;
use super::teams::{membership, party_of};
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, MentionKind, Tree, Upos};
use crate::model::EntityType;

/// Words between a comma and the place of which a part is meant: "Yongsan, central Seoul".
const PART_OF_A_PLACE: [&str; 18] = [
    "central",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "downtown",
    "upper",
    "lower",
    "inner",
    "outer",
];

/// A place or organisation and the place it lies in.
#[derive(Debug, Clone)]
pub struct Location {
    /// What lies there.
    pub what: End,
    /// Where, or of what.
    pub place: End,
    /// `located_in`, or `part_of` for a body of a state or organisation.
    pub relation: &'static str,
    /// The construction.
    pub rule: &'static str,
    /// How often this is right, 0 to 1.
    pub confidence: f64,
}

/// The locations that a sentence gives.
pub fn locations(finder: &EndFinder) -> Vec<Location> {
    let mut found = Vec::new();
    let mentions = &finder.mentions.analysis.mentions;
    for (index, mention) in mentions.iter().enumerate() {
        let Some(&chain) = mention.chains.first() else { continue };
        if mention.sentence != finder.sentence || mention.kind != MentionKind::Name {
            continue;
        }
        let what = End::new(chain, index, mention.head, Reference::Name);
        match finder.mentions.entity_type(&what.participant) {
            EntityType::Place => {
                found.extend(after_comma(finder, &what, &mention.tokens));
                found.extend(standing(finder, &what));
                found.extend(described(finder, &what));
                found.extend(possessed(finder, &what));
                found.extend(following(finder, &what));
                found.extend(capital(finder, &what, &mention.tokens));
            }
            EntityType::Org => {
                found.extend(standing(finder, &what));
                found.extend(body_of(finder, &what));
                found.extend(possessed_body(finder, &what));
                found.extend(named_after(finder, &what).or_else(|| part_by_name(finder, &what)));
                found.extend(described_body(finder, &what));
                found.extend(beside_seat(finder, &what, &mention.tokens));
                found.extend(party_of(finder, &what));
                found.extend(following(finder, &what));
            }
            EntityType::Person => {
                found.extend(origin(finder, &what).or_else(|| said_origin(finder, &what)));
                found.extend(membership(finder, &what).or_else(|| citizenship(finder, &what)));
            }
            EntityType::Group => {}
        }
    }
    let shared: Vec<Location> = found.iter().flat_map(|location| sharing(finder, location, &found)).collect();
    found.extend(shared);
    found.extend(seats(finder));
    found.extend(members(finder));
    found.extend(instances(finder));
    found.retain(|l| {
        l.what.participant.chain != l.place.participant.chain
            && !(l.relation == "located_in" && is_too_large(finder, &l.what, &l.place))
            && (matches!(l.relation, "owns" | "member_of" | "supported" | "aided")
                || !finder.mentions.is_country(&l.what.participant))
            // "in Asia and in Latin America", "the Middle East (West Asia)"
            && !(is_beyond(finder, &l.what) && is_beyond(finder, &l.place))
    });
    found
}

/// "Irving, Texas", "Yongsan, central Seoul": the name after the comma must be a country or region that is known.
fn after_comma(finder: &EndFinder, what: &End, tokens: &Range<usize>) -> Option<Location> {
    let tree = finder.tree;
    let comma = |at| tree.form_or_end(at) == ",";
    if !comma(tokens.end) {
        return None;
    }
    let mut at = tokens.end + 1;
    while PART_OF_A_PLACE.contains(&tree.form_or_end(at).to_lowercase().as_str()) {
        at += 1;
    }
    let place = finder.place_at(at)?;
    // "in the Middle East, European diplomats": a people's adjective is no place.
    if tree.deprel(at) == Deprel::Amod && tree.head(at) != Some(what.token) {
        return None;
    }
    // "on Earth, Africa has most"
    if matches!(tree.deprel(place.token), Deprel::Nsubj | Deprel::NsubjPass) {
        return None;
    }
    let gazetteer = Gazetteer::embedded();
    let name = &finder.mentions.analysis.chains[place.participant.chain].name;
    let is_country = gazetteer.country(name).is_some();
    let known = is_country
        || gazetteer.locality(name).is_some()
        || at > tokens.end + 1
        || is_named_as_place(name) && !leads_on(finder, &place)
        || is_apposed_region(finder, what, &place);
    // "in Paris, France and Germany", "La Libertad, San Salvador, La Paz": lists of places, not places within others.
    let place_tokens = &finder.mentions.analysis.mentions[place.participant.mention].tokens;
    let coordinated = place_tokens.clone().any(|t| {
        tree.deprel(t) == Deprel::Conj && !tree.head(t).is_some_and(|head| place_tokens.contains(&head))
    });
    let end = finder.mentions.analysis.mentions[place.participant.mention].tokens.end;
    let follows = tokens.start > 1 && comma(tokens.start - 1) && finder.place_at(tokens.start - 2).is_some();
    let next = finder.place_at(end + 1).filter(|_| comma(end));
    let listed = follows || next.is_some_and(|next| !finder.mentions.is_country(&next.participant));
    // "in the Northeast, Florida and the Bahamas"
    let joined = |i| matches!(tree.form_or_end(i), "and" | "or" | "&");
    let third = (end + 1..(end + 3).min(tree.len())).find_map(|i| finder.place_at(i));
    if joined(end) && third.is_some() {
        return None;
    }
    (known && !coordinated && (is_country || !listed)).then(|| Location {
        what: what.clone(),
        place,
        relation: "located_in",
        rule: "place.comma",
        confidence: 0.95,
    })
}

/// Whether the place is known to be part of a country.
fn is_within_country(finder: &EndFinder, place: &End) -> bool {
    let name = &finder.mentions.analysis.chains[place.participant.chain].name;
    Gazetteer::embedded().locality(name).is_some_and(|locality| locality.country.is_some())
}

/// "Dhofar Governorate".
fn is_named_as_place(name: &str) -> bool {
    name.split_whitespace().last().is_some_and(|word| is_kind_of_place(&word.to_lowercase()))
}

/// Whether "and" follows, so that the place is one of a list: "Airport Zone, Development Area, and Zhongmou County".
fn leads_on(finder: &EndFinder, place: &End) -> bool {
    let end = finder.mentions.analysis.mentions[place.participant.mention].tokens.end;
    let mut next = (end..finder.tree.len()).map(|i| finder.tree.form(i)).skip_while(|form| *form == ",");
    matches!(next.next(), Some("and" | "or" | "&"))
}

/// "in Martí, Matanzas, on Monday": a region that the world does not know, by the tree and the comma after it.
fn is_apposed_region(finder: &EndFinder, what: &End, place: &End) -> bool {
    let tree = finder.tree;
    let end = finder.mentions.analysis.mentions[place.participant.mention].tokens.end;
    let closed = end >= tree.len() || matches!(tree.form(end), "," | "." | ";" | ")");
    let stands = ["in", "of", "from", "at", "near", "to"].iter().any(|p| tree.has_preposition(what.token, p));
    let beside = matches!(tree.deprel(place.token), Deprel::NmodUnmarked | Deprel::Appos)
        && tree.head(place.token) == Some(what.token);
    let listed = tree.dependents(what.token, &[Deprel::Conj]).next().is_some();
    // "in Karnataka, Shivmogga", "the capital of Casanare, Yopal": the wider first.
    let capital = tree.head(what.token).is_some_and(|head| tree.lemma(head) == "capital");
    let name = &finder.mentions.analysis.chains[what.participant.chain].name;
    let wide = Gazetteer::embedded().locality(name).is_some_and(|l| !l.is_city);
    let listed = listed || capital || wide;
    closed && stands && beside && !listed && is_name_of_place(finder, place)
}

/// "Yale University, New Haven": the place between a body and the next comma or the end, unless both are of a list.
fn beside_seat(finder: &EndFinder, what: &End, tokens: &Range<usize>) -> Option<Location> {
    let tree = finder.tree;
    let form = |at: usize| if at < tree.len() { tree.form(at) } else { "." };
    if form(tokens.end) != "," {
        return None;
    }
    let place = finder.place_at(tokens.end + 1).filter(|place| is_name_of_place(finder, place))?;
    let name = &finder.mentions.analysis.chains[place.participant.chain].name;
    let gazetteer = Gazetteer::embedded();
    let is_known = gazetteer.locality(name).is_some() || gazetteer.country_of_capital(name).is_some();
    let end = finder.mentions.analysis.mentions[place.participant.mention].tokens.end;
    let outer = end + 1 < tree.len() && finder.place_at(end + 1).is_some();
    let closed =
        matches!(form(end), "." | ")" | ";") || form(end) == "," && (!outer || is_wide_at(finder, end + 1));
    let is_listed = tokens.start > 0 && matches!(form(tokens.start - 1), "," | "and")
        || tree.deprel(what.token) == Deprel::Conj
        || tree.deprel(place.token) == Deprel::Conj
        || tree.dependents(what.token, &[Deprel::Conj]).next().is_some();
    (is_known && closed && !is_listed && !finder.mentions.is_country(&place.participant)).then(|| Location {
        what: what.clone(),
        place,
        relation: "located_in",
        rule: "place.beside",
        confidence: 0.8,
    })
}

/// Whether a country or a part of one is named at a token.
fn is_wide_at(finder: &EndFinder, token: usize) -> bool {
    let Some(place) = finder.place_at(token) else { return false };
    let name = &finder.mentions.analysis.chains[place.participant.chain].name;
    let gazetteer = Gazetteer::embedded();
    gazetteer.country(name).is_some() || gazetteer.locality(name).is_some_and(|l| !l.is_city)
}

/// "the Paraguayan town of Pedro Juan Caballero", "Ukraine's port of Odesa".
fn described(finder: &EndFinder, what: &End) -> Option<Location> {
    let tree = finder.tree;
    let kind = tree.head(what.token).filter(|_| tree.has_preposition(what.token, "of"))?;
    // "the Ablekuma Municipality of the Accra Region" lies in what follows.
    if finder.named_at(kind).is_some() {
        return None;
    }
    let lemma = tree.lemma(kind).to_lowercase();
    // "the Peruvian community of Huayana", "India's northeastern state of Assam"
    let settled = matches!(&*lemma, "community" | "commune" | "enclave" | "state");
    let noun = Gazetteer::embedded().describing_noun(&lemma).filter(|noun| noun.entity == EntityType::Place);
    if noun.is_none() && !settled {
        return None;
    }
    // "the Turkish-occupied port of Famagusta"
    let is_held =
        |c: usize| matches!(tree.lemma(c), "occupy" | "hold" | "control" | "annex" | "occupied" | "held");
    if tree.dependents(kind, &[Deprel::Amod]).any(is_held) {
        return None;
    }
    let owners = [Deprel::Amod, Deprel::NmodPoss, Deprel::Compound];
    let named = |&owner: &usize| finder.place_at(owner).is_some();
    let owner = tree.dependents(kind, &owners).find(named)?;
    let place = finder.place_at(owner)?;
    // "in Poonch district of Kashmir" lies in what follows, "the Havana district of Playa" in what stands before.
    let bare = tree.deprel(owner) == Deprel::Compound
        && !finder.mentions.is_country(&place.participant)
        && tree.dependent(kind, &[Deprel::Det, Deprel::Amod]).is_none()
        && !follows_direction(finder, &place);
    if bare || !names_place(finder, &place) {
        return None;
    }
    // "the Yavatmal district of Maharashtra" lies in what follows.
    let name = &finder.mentions.analysis.chains[what.participant.chain].name;
    let wide = Gazetteer::embedded().locality(name).is_some_and(|l| !l.is_city);
    if wide && !finder.mentions.is_country(&place.participant) {
        return None;
    }
    Some(Location {
        what: what.clone(),
        place,
        relation: "located_in",
        rule: "place.described",
        confidence: 0.9,
    })
}

/// Whether a word before a noun names a place, and no part of one or a people's: "the central south regions", "the Andean
/// region", "the Egyptian-Libyan border city".
fn names_place(finder: &EndFinder, place: &End) -> bool {
    let tree = finder.tree;
    let tokens = &finder.mentions.analysis.mentions[place.participant.mention].tokens;
    let direction = |i: usize| is_direction(tree, i);
    let joined = tokens.start.checked_sub(1).is_some_and(|i| tree.form(i) == "-");
    let adjective = tokens.clone().all(|i| tree.token(i).upos == Upos::Adj);
    let known = finder.mentions.is_country(&place.participant) || is_within_country(finder, place);
    !joined && !tokens.clone().all(direction) && (!adjective || known || is_beyond(finder, place))
}

/// "eastern Hokkaido".
fn follows_direction(finder: &EndFinder, place: &End) -> bool {
    let start = finder.mentions.analysis.mentions[place.participant.mention].tokens.start;
    start.checked_sub(1).is_some_and(|before| is_direction(finder.tree, before))
}

fn is_direction(tree: &Tree, token: usize) -> bool {
    PART_OF_A_PLACE.contains(&tree.form(token).to_lowercase().as_str())
}

/// "in the capital, Nairobi", "its capital city of Nairobi": of the country that the article names.
fn capital(finder: &EndFinder, what: &End, tokens: &Range<usize>) -> Option<Location> {
    let tree = finder.tree;
    let before = |at: usize, words: &[&str]| {
        at.checked_sub(1).filter(|&i| words.contains(&tree.form(i))).unwrap_or(at)
    };
    let city = before(before(tokens.start, &[",", "of"]), &["city"]);
    let noun = city.checked_sub(1).filter(|&noun| tree.form(noun) == "capital")?;
    let bare = noun.checked_sub(1).is_some_and(|the| matches!(tree.lemma(the), "the" | "its" | "their"));
    let name = &finder.mentions.analysis.chains[what.participant.chain].name;
    let country = Gazetteer::embedded().country_of_capital(name).filter(|_| bare)?;
    let chain = finder.mentions.country(country.name)?;
    let mention = *finder.mentions.analysis.chains[chain].mentions.first()?;
    let place = End::new(chain, mention, noun, Reference::Topic);
    let (relation, rule) = ("located_in", "place.capital");
    Some(Location { what: what.clone(), place, relation, rule, confidence: 0.8 })
}

/// "Oaxaca, Puebla and Merida in Mexico": those before the last of a list lie there too, back to one whose place is said.
fn sharing(finder: &EndFinder, last: &Location, found: &[Location]) -> Vec<Location> {
    let tree = finder.tree;
    let stands_in = last.rule.ends_with("in") || last.rule.ends_with("follows");
    // "in Oaxaca and Puebla, in the province of Merida"
    let apart = finder
        .tokens_here(&last.what)
        .is_some_and(|what| tree.form_or_end(what.end) == "," && is_one_place(finder, what.end, &last.place));
    if !stands_in
        || tree.deprel(last.what.token) != Deprel::Conj
        || !(apart || finder.mentions.is_country(&last.place.participant))
    {
        return Vec::new();
    }
    let list = tree.conjuncts(tree.conjunction_head(last.what.token));
    let placed = |token: usize| found.iter().any(|location| location.what.token == token);
    let before = list.into_iter().rev().filter(|&token| token < last.what.token);
    let before = before.take_while(|&token| !placed(token)).map_while(|token| finder.place_at(token));
    let before: Vec<End> = before.collect();
    // "Zurich, Puebla and Merida in Mexico" says it of the last alone.
    let fit = |what: &End| !finder.mentions.is_country(&what.participant) && fits(finder, what, &last.place);
    if !before.iter().all(fit) {
        return Vec::new();
    }
    before.into_iter().map(|what| Location { what, confidence: 0.75, ..last.clone() }).collect()
}

/// "Mecca's Grand Mosque", "the county's Jian Township".
fn possessed(finder: &EndFinder, what: &End) -> Option<Location> {
    let owner = finder.tree.dependent(what.token, &[Deprel::NmodPoss]);
    let described = |owner| {
        let is_place = |end: &End| {
            end.participant.via.is_none()
                && finder.mentions.entity_type(&end.participant) == EntityType::Place
        };
        // "the country" is less surely found: what the world knows of the two must say the same.
        let country = matches!(finder.tree.lemma(owner), "country" | "nation");
        let known = |end: &End| !country || fits(finder, what, end) && is_within_country(finder, what);
        finder.one(owner).into_iter().find(|end| is_place(end) && known(end))
    };
    let place = match owner {
        Some(owner) => finder.place_at(owner).or_else(|| described(owner))?,
        None => possessor_of_list(finder, what)?,
    };
    // "Africa's Pompeii" is called so.
    let bare = finder.tokens_here(what).is_some_and(|tokens| tokens.len() == 1);
    if is_beyond(finder, &place) && (bare || is_within_country(finder, what)) {
        return None;
    }
    Some(Location {
        what: what.clone(),
        place,
        relation: "located_in",
        rule: "place.possessor",
        confidence: 0.85,
    })
}

/// "China's Zhejiang and Fujian provinces", "Ukraine's Kharkiv, Sumy and Odesa regions": the place before a list of names,
/// which what they are ends.
fn possessor_of_list(finder: &EndFinder, what: &End) -> Option<End> {
    let tree = finder.tree;
    let within = |&i: &usize| finder.place_at(i).is_some() || matches!(tree.form(i), "," | "and" | "&");
    let tokens = &finder.mentions.analysis.mentions[what.participant.mention].tokens;
    let kind = (tokens.end..tree.len()).find(|i| !within(i))?;
    let is_kind = tree.is_noun(kind)
        && finder.named_at(kind).is_none()
        && is_kind_of_place(&tree.lemma(kind).to_lowercase());
    let mark = (0..tokens.start).rev().find(|i| !within(i)).filter(|&i| tree.is_possessive_mark(i))?;
    finder.place_at(mark.checked_sub(1)?).filter(|_| is_kind)
}
