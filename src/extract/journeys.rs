//! Journeys: a visit to a city is one to its country, so that the narrower of their two dates is that of both.

use super::candidate::Candidate;
use super::mentions::Mentions;
use super::merge::value;
use crate::language::gazetteer::Gazetteer;
use crate::model::{Claim, ClaimTime, Participant, TimeMethod};

/// "is next week to visit the Czech Republic … will be in Prague from Monday to Thursday".
pub fn narrow(mentions: &Mentions, told: &mut [Candidate]) {
    let found: Vec<Option<ClaimTime>> = told.iter().map(|c| narrower(mentions, &c.claim, told)).collect();
    for (candidate, time) in told.iter_mut().zip(found) {
        if time.is_some() {
            candidate.claim.time = time;
        }
    }
}

/// The time of the one dated visit to a city of the country that the claim says is visited, if it lies within the claim's.
fn narrower(mentions: &Mentions, claim: &Claim, told: &[Candidate]) -> Option<ClaimTime> {
    let outer = value(claim).filter(|_| claim.relation == "visited")?;
    let stays = told.iter().map(|c| &c.claim).filter(|city| is_stay_in(mentions, city, claim));
    let mut dated = stays.filter(|city| value(city).is_some());
    let (only, more) = (dated.next()?, dated.next());
    let inner = value(only)?;
    let time = only.time.clone()?;
    let within = more.is_none() && outer.contains(inner) && outer != inner;
    within.then_some(ClaimTime { method: TimeMethod::Discourse, ..time })
}

/// Whether `city` tells of a visit of the same visitor to a city of the country that `claim` says is visited.
fn is_stay_in(mentions: &Mentions, city: &Claim, claim: &Claim) -> bool {
    let world = Gazetteer::embedded();
    let name = |place: &Participant| mentions.analysis.chains[place.chain].name.as_str();
    let country = || world.country(name(&claim.object)).map(|country| country.code);
    let of = || world.locality(name(&city.object)).and_then(|city| city.country);
    let capital = || world.country_of_capital(name(&city.object)).map(|country| country.code);
    city.relation == "visited"
        && city.subject.chain == claim.subject.chain
        && city.status == claim.status
        && country().is_some_and(|country| of().or_else(capital) == Some(country))
}
