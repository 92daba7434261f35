//! What the patterns find where it is not meant: countries in their own cities, things that only stand for others, countries
//! that are only the beginning of a word, governments that are formed.

use super::ends::{End, EndFinder, Reference};
use super::following::fits;
use super::frames::Match;
use super::lexicon::Slot;
use super::roles::Roles;
use super::words::Words;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Upos};
use crate::model::EntityType;

/// Whether a match says of something that it lies where it cannot.
pub fn is_misplaced(finder: &EndFinder, m: &Match) -> bool {
    match &*m.pattern.relation {
        "located_in" => lies_elsewhere(finder, m),
        "citizen_of" => begins_word(finder, &m.object) || looks_on(finder, m) || directs(finder, m),
        "founded" => is_government(finder, &m.object),
        "part_of" => is_member(finder, m) || begins_word(finder, &m.object),
        "member_of" => takes_part(finder, m),
        "aided" => gives_back(finder, m),
        "told" => is_told_of(finder, m),
        "visited" => is_place_itself(finder, &m.subject),
        "parent_of" | "spouse_of" | "relative_of" => is_of_another(finder, m),
        "cooperated_with" | "allied_with" | "agreed_with" => {
            [&m.subject, &m.object].into_iter().any(|end| is_prefix(finder, end))
                || agrees_with_another(finder, m)
        }
        _ => false,
    }
}

/// "Franco-Algerian cooperation", "an Arab-Israeli alliance": what stands before the hyphen names nobody by itself.
fn is_prefix(finder: &EndFinder, end: &End) -> bool {
    let names =
        ["Franco", "Anglo", "Indo", "Russo", "Italo", "Hispano", "Luso", "Greco", "Turko", "Euro", "Arab"];
    names.contains(&finder.tree.form(end.token)) && finder.tree.form_or_end(end.token + 1) == "-"
}

/// "Labour and the Greens agreed to meet the king", "agreed to help OPEC", "agreed to pay penalties": each with another.
fn agrees_with_another(finder: &EndFinder, m: &Match) -> bool {
    let tree = finder.tree;
    let beside = |verb: usize| match tree.lemma(verb) {
        "attend" | "visit" | "come" | "participate" | "testify" | "appear" | "pay" | "plead" => true,
        "meet" => tree.dependent(verb, &[Deprel::Obj]).is_some(),
        "help" | "assist" => {
            tree.dependent(verb, &[Deprel::Obj]).is_some_and(|whom| finder.named_at(whom).is_some())
        }
        _ => false,
    };
    tree.lemma(m.trigger) == "agree" && tree.dependents(m.trigger, &[Deprel::Xcomp]).any(beside)
}

/// "gave her the money back": what was hers.
fn gives_back(finder: &EndFinder, m: &Match) -> bool {
    let back = [Deprel::Advmod, Deprel::CompoundPrt];
    finder.tree.dependents(m.trigger, &back).any(|c| finder.tree.lemma(c) == "back")
}

/// "police held Ann Lee, John Smith and his son": the son of the last before him, if of anybody here.
fn is_of_another(finder: &EndFinder, m: &Match) -> bool {
    let tree = finder.tree;
    // "his son Peter Jones" is known by the name.
    let titled = tree.head(m.trigger).filter(|_| tree.deprel(m.trigger) == Deprel::NmodDesc);
    let kin = titled.unwrap_or(m.trigger);
    let pronoun = tree
        .dependent(m.trigger, &[Deprel::NmodPoss])
        .filter(|&owner| tree.token(owner).upos == Upos::Pron && tree.deprel(kin) == Deprel::Conj);
    let Some(pronoun) = pronoun else { return false };
    let list = tree.conjuncts(tree.conjunction_head(kin));
    let last =
        list.into_iter().rev().filter(|&token| token < pronoun).find_map(|token| finder.named_at(token));
    let is_person = |end: &End| finder.mentions.entity_type(&end.participant) == EntityType::Person;
    last.filter(is_person).is_some_and(|last| {
        let chain = last.participant.chain;
        m.subject.participant.chain != chain && m.object.participant.chain != chain
    })
}

/// "told Reuters that Boeing, …": of whom it is told, whatever hangs on the verb.
fn is_told_of(finder: &EndFinder, m: &Match) -> bool {
    let tree = finder.tree;
    let verb = tree.is_verb(m.trigger);
    verb && (m.trigger + 1..m.object.token).any(|i| tree.form(i) == "that" && tree.deprel(i) == Deprel::Mark)
}

/// A city goes nowhere: "the Harbin", which is a ship.
fn is_place_itself(finder: &EndFinder, who: &End) -> bool {
    who.participant.via.is_none()
        && who.reference == Reference::Name
        && finder.mentions.entity_type(&who.participant) == EntityType::Place
        && !finder.mentions.is_country(&who.participant)
}

/// "went to Kenya as part of a Red Cross mission": for once.
fn takes_part(finder: &EndFinder, m: &Match) -> bool {
    finder.tree.lemma(m.trigger) == "part" && finder.tree.has_preposition(m.trigger, "as")
}

/// "the British-born writer Ann Lee", "the US-backed activist", "the MDAX-listed company": of no such country or body for that.
fn begins_word(finder: &EndFinder, country: &End) -> bool {
    let Some(tokens) = finder.tokens_here(country) else { return false };
    let hyphen = finder.tree.form_or_end(tokens.end) == "-";
    // "French-Algerian"
    hyphen && finder.named_at(tokens.end + 1).is_none()
}

/// "a harsh China critic", but not "a Chinese critic".
fn looks_on(finder: &EndFinder, m: &Match) -> bool {
    Words::built_in().is_onlooker(finder.tree.lemma(m.trigger))
        && !Gazetteer::embedded().is_demonym(finder.tree.form(m.object.token))
}

/// "the US director of Samsung": where he directs it, not whose citizen he is.
fn directs(finder: &EndFinder, m: &Match) -> bool {
    let tree = finder.tree;
    let is_body = |end: &End| finder.mentions.entity_type(&end.participant) == EntityType::Org;
    tree.lemma(m.trigger) == "director"
        && tree
            .prepositional(m.trigger, "of")
            .into_iter()
            .any(|of| finder.named_at(of).is_some_and(|end| is_body(&end)))
}

/// Who is asked to form the Cabinet founds nothing.
fn is_government(finder: &EndFinder, what: &End) -> bool {
    let name = &finder.mentions.analysis.chains[what.participant.chain].name;
    matches!(name.rsplit(' ').next(), Some("Cabinet" | "Government"))
}

/// "The party is part of the Progressive Alliance": one of its members.
fn is_member(finder: &EndFinder, m: &Match) -> bool {
    let whole = &finder.mentions.analysis.chains[m.object.participant.chain].name;
    let joined = whole.rsplit(' ').next();
    finder.tree.lemma(m.trigger) == "part"
        && matches!(joined, Some("Alliance" | "Coalition" | "Movement" | "Front" | "Bloc" | "League"))
}

/// Whether the names of the two say that the one does not lie in the other: a sea lies in no place, of others only islands in
/// a sea, and no province in a city.
pub fn is_too_large(finder: &EndFinder, what: &End, place: &End) -> bool {
    let name = |end: &End| finder.mentions.analysis.chains[end.participant.chain].name.as_str();
    let ends_in =
        |name: &str, words: &[&str]| name.rsplit(' ').next().is_some_and(|last| words.contains(&last));
    let is_sea = |name: &str| {
        let sea_of = ["Gulf of ", "Sea of ", "Strait of ", "Bay of "].iter().any(|of| name.starts_with(of));
        sea_of || name.contains(' ') && ends_in(name, &["Ocean", "Sea", "Gulf", "Strait"])
    };
    let (what, place) = (name(what), name(place));
    let is_island = ends_in(what, &["Island", "Islands", "Isles", "Archipelago", "Atoll", "Reef", "Shoal"]);
    let is_province = ends_in(what, &["Province", "State", "Prefecture", "Governorate", "County"]);
    let is_city = Gazetteer::embedded().locality(place).is_some_and(|locality| locality.is_city);
    let is_open_sea = place.contains(' ') && ends_in(place, &["Ocean", "Sea"]);
    is_sea(what) || is_open_sea && !is_island || is_province && is_city
}

/// Whether it cannot lie there by what is known of the two or by what stands there.
fn lies_elsewhere(finder: &EndFinder, m: &Match) -> bool {
    if is_too_large(finder, &m.subject, &m.object) {
        return true;
    }
    // "Luzon, the country's largest island": the country may be another than was found.
    if m.object.reference != Reference::Name && !fits(finder, &m.subject, &m.object) {
        return true;
    }
    let via = m.subject.participant.via.is_some();
    // "a court in Goma, the regional capital"
    if via && m.pattern.frame.subject == [Slot::Oneself] {
        return true;
    }
    // "the Indian plant, based in Haryana": the plant, not India; "Gao city, northern Mali".
    finder.mentions.is_country(&m.subject.participant) && (via || holds_no_country(finder, m))
}

/// Whether no country lies in the place: another country, a part of one, or what a noun other than "region" is said of, but
/// for continents.
fn holds_no_country(finder: &EndFinder, m: &Match) -> bool {
    let name = &finder.mentions.analysis.chains[m.object.participant.chain].name;
    let within = Gazetteer::embedded().locality(name).is_some_and(|locality| locality.country.is_some());
    let noun = finder.tree.is_noun(m.trigger)
        && finder.tree.lemma(m.trigger) != "region"
        && !Roles::built_in().is_continent(name);
    finder.mentions.is_country(&m.object.participant) || within || noun
}
