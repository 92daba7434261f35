//! Journeys: a visit to a city is one to its country, so that the narrower of their two dates is that of both.

use super::mentions::Mentions;
use crate::language::gazetteer::Gazetteer;
use crate::model::{Claim, ClaimTime, Participant, TimeMethod, When};

/// "is next week to visit the Czech Republic … will be in Prague from Monday to Thursday".
pub fn narrow(mentions: &Mentions, claims: &mut [&mut Claim]) {
    let narrower = |claim: &Claim| {
        let cities = claims.iter().filter(|city| is_stay_in(mentions, city, claim));
        let mut dates = cities.filter_map(|city| city.time.as_ref().filter(|time| time.value.is_some()));
        let (only, more) = (dates.next()?, dates.next());
        let within = value(claim)?.contains(only.value.as_ref()?) && value(claim) != only.value.as_ref();
        (more.is_none() && within).then(|| ClaimTime { method: TimeMethod::Discourse, ..only.clone() })
    };
    let found: Vec<Option<ClaimTime>> = claims.iter().map(|claim| narrower(claim)).collect();
    for (claim, time) in claims.iter_mut().zip(found) {
        if let Some(time) = time {
            claim.time = Some(time);
        }
    }
}

/// Whether `city` tells of a visit of the same visitor to a city of the country that `claim` says is visited.
fn is_stay_in(mentions: &Mentions, city: &Claim, claim: &Claim) -> bool {
    let world = Gazetteer::embedded();
    let name = |place: &Participant| mentions.analysis.chains[place.chain].name.as_str();
    let country = || world.country(name(&claim.object)).map(|country| country.code);
    let of = || world.locality(name(&city.object)).and_then(|city| city.country);
    let capital = || world.country_of_capital(name(&city.object)).map(|country| country.code);
    city.relation == "visited"
        && claim.relation == "visited"
        && city.subject.chain == claim.subject.chain
        && city.status == claim.status
        && country().is_some_and(|country| of().or_else(capital) == Some(country))
}

fn value(claim: &Claim) -> Option<&When> {
    claim.time.as_ref()?.value.as_ref()
}
