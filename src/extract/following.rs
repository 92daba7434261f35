//! Places that follow a name in the order of words: "Jones Park area in Ashulia", "Colón, in the province of Matanzas",
//! "a cathedral in Curitiba (Brazil)".
//!
//! Read from left to right, as titles are: where such a phrase hangs is among what a tree is least sure of, while names
//! and the words between them are fixed.

use super::bodies::has_word;
use super::ends::{End, EndFinder};
use super::located::Location;
use super::words::Words;
use crate::language::gazetteer::{Gazetteer, Locality};
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::EntityType;

/// Those that need a noun before them that says what kind of place is meant: "Taratia village of Tangail".
const OF: [&str; 2] = ["of", "under"];

/// Where something lies by another place: "west of Veracruz".
const DIRECTIONS: [&str; 8] =
    ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"];

/// Prepositions before a place that is stood in, come from or gone to, and does not act.
const STANDING: [&str; 17] = [
    "in", "at", "near", "outside", "inside", "from", "to", "into", "through", "across", "around", "of", "on",
    "along", "off", "between", "within",
];

/// The place that follows a name.
pub fn following(finder: &EndFinder, what: &End) -> Option<Location> {
    let tree = finder.tree;
    let end = finder.mentions.analysis.mentions[what.participant.mention].tokens.end;
    if let Some(place) = in_brackets(finder, end) {
        return Some(location(what, place, "place.brackets"));
    }
    let end = after_acronym(tree, end);
    let is_place = finder.mentions.entity_type(&what.participant) == EntityType::Place;
    let kind = if is_place { kind_at(tree, end) } else { None };
    let after = kind.map_or(end, |kind| kind + 1);
    let comma = form(tree, after) == ",";
    let at = if comma { after + 1 } else { after };
    let coast = coast_of(finder, at).filter(|_| is_place);
    if let Some(place) = coast.filter(|place| stands(tree, what, after) && fits(finder, what, place)) {
        return Some(location(what, place, "place.follows"));
    }
    let leads = |words: &[&str]| words.contains(&form(tree, at)) || words == ["in"] && lies_beside(tree, at);
    // "the Gobi Desert of Mongolia"
    let named_kind = kind.is_none() && is_place && leads(&["of"]) && ends_in_kind(finder, what);
    if !(leads(&["in"]) || (kind.is_some() || named_kind) && !comma && leads(&OF)) {
        return None;
    }
    let (place, described) = place_after(finder, at + 1)?;
    let country = finder.mentions.is_country(&place.participant);
    if !country && (named_kind || is_point_of_reference(finder, what)) {
        return None;
    }
    // "the Central Java town of Yogyakarta", "the end of the Soviet Union in 1991": what is known to be wide lies in none.
    let name = &finder.mentions.analysis.chains[what.participant.chain].name;
    let adjective = end == what.token + 1 && tree.token(what.token).upos == Upos::Adj;
    let beyond = adjective || Gazetteer::embedded().locality(name).is_some_and(|l| l.country.is_none());
    let owner = kind.is_some() && leads(&OF) && is_known(name) && !is_wide(finder, &place);
    if beyond || owner {
        return None;
    }
    let house = is_house(finder, what) && (!comma || is_inside(finder, what) && closes(finder, &place));
    let allowed = if is_place {
        // "Oaxaca, Puebla and Merida in Mexico", "Oaxaca and Puebla, in the province of Merida"
        let last_of_list = tree.deprel(what.token) == Deprel::Conj
            && (country || comma && described && is_one_place(finder, at, &place));
        (kind.is_some() || named_kind || last_of_list || stands(tree, what, after))
            && (!comma || described || house || is_wide(finder, &place))
    } else {
        house && (!tree.has_preposition(what.token, "of") || is_building(finder, what))
    };
    (allowed && fits(finder, what, &place)).then(|| location(what, place, "place.follows"))
}

/// "in the province of Matanzas", but not "in the departments of Santa Ana and La Unión", of which each place of a list has
/// one: whether the words from a token to a place say that it is the only one.
pub(super) fn is_one_place(finder: &EndFinder, from: usize, place: &End) -> bool {
    let plural = |i: usize| finder.tree.token(i).xpos == Xpos::Nns;
    finder.tokens_here(place).is_some_and(|place| !(from..place.start).any(plural))
}

/// Whether somebody is in the house, so that what follows tells where it stands: "at the Plaza Hotel, in Dubai".
fn is_inside(finder: &EndFinder, what: &End) -> bool {
    ["at", "in", "inside", "outside"].iter().any(|p| finder.tree.has_preposition(what.token, p))
}

/// Whether the phrase ends with the place.
fn closes(finder: &EndFinder, place: &End) -> bool {
    let end = finder.tokens_here(place).map_or(0, |tokens| tokens.end);
    end >= finder.tree.len() || matches!(form(finder.tree, end), "," | "." | ";" | ")")
}

/// "the port of Latakia on Syria's Mediterranean coast": whose coast the words from the token tell of.
fn coast_of(finder: &EndFinder, at: usize) -> Option<End> {
    let tree = finder.tree;
    let place = finder.place_at(at + 1).filter(|_| form(tree, at) == "on")?;
    let mark = finder.tokens_here(&place)?.end;
    let mut after = (mark + 1..mark + 5).map(|i| form(tree, i));
    let owns = matches!(form(tree, mark), "'s" | "’s");
    (owns && after.any(|word| matches!(word, "coast" | "shore" | "coastline"))).then_some(place)
}

/// "Borno State": whether the last word of the name says what kind of place it is.
fn ends_in_kind(finder: &EndFinder, what: &End) -> bool {
    let name = &finder.mentions.analysis.chains[what.participant.chain].name;
    let last = name.rsplit(' ').next().map(str::to_lowercase);
    name.contains(' ')
        && last.is_some_and(|last| last == "desert" || last != "region" && is_kind_of_place(&last))
}

/// "lived west of Veracruz in the colony of Carlota": the colony is west of it.
pub(super) fn is_point_of_reference(finder: &EndFinder, what: &End) -> bool {
    let start = finder.mentions.analysis.mentions[what.participant.mention].tokens.start;
    let word = |back: usize| start.checked_sub(back).map_or("", |i| finder.tree.form(i));
    word(1) == "of" && DIRECTIONS.contains(&word(2))
}

/// "Curitiba (Brazil)", "Geranium (in Copenhagen, Denmark)".
fn in_brackets(finder: &EndFinder, open: usize) -> Option<End> {
    let tree = finder.tree;
    if form(tree, open) != "(" {
        return None;
    }
    let first = if form(tree, open + 1) == "in" { open + 2 } else { open + 1 };
    let place = finder.place_at(first).filter(|place| is_name_of_place(finder, place))?;
    let end = finder.mentions.analysis.mentions[place.participant.mention].tokens.end;
    // "Itu Aba (Taiping Island)", "Los Angeles (LAX)" are other names of it.
    let chain = &finder.mentions.analysis.chains[place.participant.chain];
    let told_of =
        chain.mentions.iter().filter(|&&m| finder.mentions.analysis.mentions[m].sentence != finder.sentence);
    let known = is_known(&chain.name) || told_of.count() > 0;
    let acronym = form(tree, first).chars().all(char::is_uppercase);
    (known && !acronym && matches!(form(tree, end), ")" | ",")).then_some(place)
}

/// "King Fahd Hospital (KFH) in Jeddah": where the words after a name and its other name in brackets begin.
pub(super) fn after_acronym(tree: &Tree, end: usize) -> usize {
    let closing = (end + 1..end + 8).find(|&i| form(tree, i) == ")");
    closing.filter(|_| form(tree, end) == "(").map_or(end, |closing| closing + 1)
}

/// The noun after a name that says that it is a place: "Taratia village", "Barisal city corporation" has none.
fn kind_at(tree: &Tree, at: usize) -> Option<usize> {
    let kind = |i: usize| {
        i < tree.len() && tree.token(i).upos == Upos::Noun && is_kind_of_place(&tree.lemma(i).to_lowercase())
    };
    let first = Some(at).filter(|&at| kind(at))?;
    let next = first + 1 < tree.len() && tree.is_noun(first + 1) && !kind(first + 1);
    (!next).then_some(first)
}

/// The place after a preposition, and whether words say what it is: "in the northern province of Matanzas", "in the
/// Havana municipality of San Miguel", "in Van province".
pub fn place_after(finder: &EndFinder, from: usize) -> Option<(End, bool)> {
    let tree = finder.tree;
    let mut at = from;
    let mut described = false;
    for _ in 0..6 {
        let here = finder.place_at(at);
        let upos = (at < tree.len()).then(|| tree.token(at).upos)?;
        let common = here.is_none()
            && (matches!(upos, Upos::Det | Upos::Adj)
                || upos == Upos::Noun && is_kind_of_place(tree.lemma(at)));
        let side = is_side(tree, at);
        let of = form(tree, at) == "of" && at > from;
        if of && (is_kind_of_place(tree.lemma(at - 1)) || is_side(tree, at - 1)) || common || side {
            described = true;
            at += 1;
            continue;
        }
        let place = here?;
        let end = finder.mentions.analysis.mentions[place.participant.mention].tokens.end;
        // "on the North Pacific side of Mexico"
        if is_side(tree, end) && is_edge(tree, end) {
            (at, described) = (end, true);
            continue;
        }
        // "in Bastar's Dantewada district", "in the Havana municipality of San Miguel": the place is still to come.
        if matches!(form(tree, end), "'s" | "’s") && finder.place_at(end + 1).is_some() {
            (at, described) = (end + 1, true);
            continue;
        }
        let kind = kind_at(tree, end);
        if let Some(kind) = kind
            && form(tree, kind + 1) == "of"
            && finder.place_at(kind + 2).is_some()
            && tree.head(place.token) == Some(kind)
        {
            (at, described) = (kind + 2, true);
            continue;
        }
        let goes_on = kind.is_none() && continues(tree, place.token, end);
        return (!goes_on && is_name_of_place(finder, &place))
            .then_some((place, described || kind.is_some()));
    }
    None
}

/// "the north of Peru", "the Pacific coast of Mexico": a part of a place, whose name follows.
fn is_side(tree: &Tree, at: usize) -> bool {
    let word = form(tree, at);
    let part = is_edge(tree, at) || matches!(word, "heart" | "interior");
    (DIRECTIONS.contains(&word) || part) && form(tree, at + 1) == "of"
}

fn is_edge(tree: &Tree, at: usize) -> bool {
    matches!(form(tree, at), "coast" | "shore" | "side")
}

/// "on the Pacific coast of Mexico".
fn lies_beside(tree: &Tree, at: usize) -> bool {
    let coast = (at + 1..at + 6).find(|&i| is_edge(tree, i));
    form(tree, at) == "on" && form(tree, at + 1) == "the" && coast.is_some_and(|coast| is_side(tree, coast))
}

/// Whether the name is only the beginning of the phrase: "in Boston schools", "in Canada's north".
fn continues(tree: &Tree, token: usize, end: usize) -> bool {
    let possessive = matches!(form(tree, end), "'s" | "’s" | "-" | "'");
    possessive
        || end < tree.len()
            && tree.head(token).is_some_and(|head| head >= end && tree.is_noun(head))
            && !matches!(tree.deprel(token), Deprel::Obl | Deprel::Nmod)
}

/// "Ashulia", and no adjective like "French" or "European".
pub fn is_name_of_place(finder: &EndFinder, place: &End) -> bool {
    let mention = &finder.mentions.analysis.mentions[place.participant.mention];
    let tree = finder.tree;
    let word = mention.tokens.end - 1;
    tree.token(word).upos == Upos::Propn && !Gazetteer::embedded().is_demonym(tree.form(word))
}

/// Whether the place is one that others lie in.
pub(super) fn is_wide(finder: &EndFinder, place: &End) -> bool {
    let name = &finder.mentions.analysis.chains[place.participant.chain].name;
    finder.mentions.is_country(&place.participant)
        || locality(finder, place).is_some_and(|l| !l.is_city)
        || is_region(name)
}

/// "Fukuoka Prefecture": what its name says to be a part of a country.
fn is_region(name: &str) -> bool {
    let last = name.rsplit(' ').next();
    last.is_some_and(|last| {
        matches!(
            last,
            "Province"
                | "Prefecture"
                | "County"
                | "State"
                | "Region"
                | "Governorate"
                | "Department"
                | "Oblast"
        )
    })
}

/// Whether the place that a name names is stood in or gone to, and is not one that acts: "between Tehran and Washington in
/// Vienna".
fn stands(tree: &Tree, what: &End, end: usize) -> bool {
    let is_listed =
        tree.deprel(what.token) == Deprel::Conj || tree.dependent(what.token, &[Deprel::Conj]).is_some();
    let acts =
        matches!(tree.deprel(what.token), Deprel::Nsubj | Deprel::NsubjPass) && !form(tree, end).eq(",");
    let prepositions = tree.dependents(what.token, &[Deprel::Case]).map(|c| tree.lemma(c));
    let mut prepositions = prepositions.filter(|&p| p != "'s").peekable();
    !is_listed && !acts && (prepositions.peek().is_none() || prepositions.all(|p| STANDING.contains(&p)))
}

/// Whether an organisation's name is that of a house.
pub fn is_house(finder: &EndFinder, what: &End) -> bool {
    has_word(finder, what, |word| Words::built_in().is_house(word))
}

/// Whether an organisation's name is that of a building, and stands in one place.
fn is_building(finder: &EndFinder, what: &End) -> bool {
    let word = finder.tree.form(what.token).to_lowercase();
    matches!(
        &*word,
        "airport"
            | "cathedral"
            | "cemetery"
            | "clinic"
            | "factory"
            | "hospital"
            | "hotel"
            | "library"
            | "mall"
            | "mosque"
            | "museum"
            | "palace"
            | "park"
            | "plant"
            | "prison"
            | "school"
            | "stadium"
            | "station"
            | "theatre"
    )
}

/// Whether what is known of the two does not speak against it: Manchester is not in India, nor does Washington, which may
/// act, lie in Vienna.
pub fn fits(finder: &EndFinder, what: &End, place: &End) -> bool {
    let capital = finder.mentions.analysis.chains[what.participant.chain].name.as_str();
    match countries(finder, what, place) {
        (Some(inner), Some(outer)) => inner == outer,
        _ => Gazetteer::embedded().country_of_capital(capital).is_none(),
    }
}

/// Whether two places are known to lie in different countries.
pub(super) fn are_apart(finder: &EndFinder, what: &End, place: &End) -> bool {
    matches!(countries(finder, what, place), (Some(inner), Some(outer)) if inner != outer)
}

/// The countries that two places lie in, as the world knows them; a country lies in itself as the place of another.
fn countries(finder: &EndFinder, what: &End, place: &End) -> (Option<&'static str>, Option<&'static str>) {
    let gazetteer = Gazetteer::embedded();
    let name = |end: &End| finder.mentions.analysis.chains[end.participant.chain].name.as_str();
    let country = |end: &End| {
        let of_city = || gazetteer.country_of_code(gazetteer.locality(name(end))?.country?).map(|c| c.name);
        gazetteer.country_of_capital(name(end)).map(|c| c.name).or_else(of_city)
    };
    let outer = gazetteer.country(name(place)).map(|c| c.name);
    (country(what), outer.or_else(|| country(place)))
}

/// "South America": a part of the world, which lies in none.
pub(super) fn is_beyond(finder: &EndFinder, place: &End) -> bool {
    locality(finder, place).is_some_and(|locality| locality.country.is_none())
}

/// Whether the world knows a place of this name.
pub(super) fn is_known(name: &str) -> bool {
    let gazetteer = Gazetteer::embedded();
    gazetteer.country(name).is_some()
        || gazetteer.locality(name).is_some()
        || gazetteer.country_of_capital(name).is_some()
}

fn locality(finder: &EndFinder, place: &End) -> Option<&'static Locality> {
    Gazetteer::embedded().locality(&finder.mentions.analysis.chains[place.participant.chain].name)
}

/// Whether the noun says of a place what it is: "village".
pub fn is_kind_of_place(lemma: &str) -> bool {
    let noun = Gazetteer::embedded().describing_noun(lemma);
    noun.is_some_and(|noun| noun.entity == EntityType::Place)
        || matches!(
            lemma,
            "area"
                | "barangay"
                | "canton"
                | "commune"
                | "department"
                | "hamlet"
                | "locality"
                | "sector"
                | "state"
                | "taluk"
                | "tehsil"
                | "upazila"
        )
}

fn form<'t>(tree: &'t Tree, at: usize) -> &'t str {
    if at < tree.len() { tree.form(at) } else { "" }
}

fn location(what: &End, place: End, rule: &'static str) -> Location {
    Location { what: what.clone(), place, relation: "located_in", rule, confidence: 0.85 }
}
