//! Places that the patterns find where none is meant: countries in their own cities, and things that only stand for others.

use super::ends::EndFinder;
use super::frames::Match;
use super::lexicon::Slot;
use crate::language::gazetteer::Gazetteer;

/// Whether a match says of something that it lies where it cannot.
pub fn is_misplaced(finder: &EndFinder, m: &Match) -> bool {
    if m.pattern.relation != "located_in" {
        return false;
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
