//! What the patterns find where it is not meant: countries in their own cities, things that only stand for others, countries
//! that are only the beginning of a word, governments that are formed.

use super::ends::{End, EndFinder, Reference};
use super::following::fits;
use super::frames::Match;
use super::lexicon::Slot;
use super::words::Words;
use crate::language::gazetteer::Gazetteer;

/// Whether a match says of something that it lies where it cannot.
pub fn is_misplaced(finder: &EndFinder, m: &Match) -> bool {
    match &*m.pattern.relation {
        "located_in" => lies_elsewhere(finder, m),
        "citizen_of" => begins_word(finder, &m.object) || looks_on(finder, m),
        "founded" => is_government(finder, &m.object),
        "part_of" => is_member(finder, m),
        _ => false,
    }
}

/// "the British-born writer Ann Lee", "the US-backed activist": of no such country for that.
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

/// Whether it cannot lie there by what is known of the two or by what stands there.
fn lies_elsewhere(finder: &EndFinder, m: &Match) -> bool {
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

/// Whether no country lies in the place: another country, a part of one, or what a noun other than "region" is said of.
fn holds_no_country(finder: &EndFinder, m: &Match) -> bool {
    let name = &finder.mentions.analysis.chains[m.object.participant.chain].name;
    let within = Gazetteer::embedded().locality(name).is_some_and(|locality| locality.country.is_some());
    let noun = finder.tree.is_noun(m.trigger) && finder.tree.lemma(m.trigger) != "region";
    finder.mentions.is_country(&m.object.participant) || within || noun
}
