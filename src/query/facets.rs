//! How the answer to a question spreads over relations, statuses, sources, places, times and confidence.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Count, Filter, PlaceCount, Scope, TimeCount, Times};
use crate::model::{When, date_of};
use crate::store::{Result, Spread, Store};

/// The steps of confidence that are counted.
pub const CONFIDENCES: [f64; 4] = [0.5, 0.7, 0.8, 0.9];

/// The counts of events by facet. Those of one facet are made without the filter on it, so that each says how many
/// events there would be if its value were chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By relation, most frequent first.
    pub relations: Vec<Count>,
    /// By status.
    pub statuses: Vec<Count>,
    /// By source; `None`: there are too many events to look at what is told of each.
    pub sources: Option<Vec<Count>>,
    /// By place; a country has what happened in it. `None`: likewise.
    pub places: Option<Vec<PlaceCount>>,
    /// By time.
    pub times: Times,
    /// How many are at least as sure as each of [`CONFIDENCES`].
    pub confidences: Vec<usize>,
}

/// Of so many events, whatever the filter, the counts are made while somebody waits.
const COUNTED: usize = 100_000;

/// Of so many also those of sources and places, for which the claims about them must be read.
const TOLD: usize = 20_000;

/// Counts the events in scope that pass the filter; `None` where there are too many to count while somebody waits.
pub fn facets(store: &Store, scope: Scope<'_>, filter: &Filter) -> Result<Option<Facets>> {
    let size = match scope {
        Scope::All => store.size(None)?,
        Scope::Of(id) => store.size(Some(id))?,
        // What is asked for there is never many.
        _ => 0,
    };
    if size > COUNTED {
        return Ok(None);
    }
    let told = size <= TOLD;
    let Spread { relations, statuses, times, at_least } = store.spread(scope, filter, &CONFIDENCES)?;
    Ok(Some(Facets {
        relations,
        statuses,
        sources: told.then(|| store.count_sources(scope, filter)).transpose()?,
        places: told.then(|| store.count_places(scope, filter)).transpose()?,
        times,
        confidences: at_least,
    }))
}

impl TimeCount {
    /// The year that it lies in, if it lies in one.
    fn year(&self) -> Option<i16> {
        let (first, last) = (date_of(self.lo?)?.year(), date_of(self.hi?)?.year());
        (first == last).then_some(first)
    }
}

impl Times {
    /// The years in which something was, with the number of events that may have been in each.
    pub fn years(&self) -> Vec<(i16, u32)> {
        let years: BTreeMap<i16, u32> =
            self.dated.iter().filter_map(|time| Some((time.year()?, 0))).collect();
        let may_be_in = |year: &When, time: &&TimeCount| {
            let begins_in_time = time.lo.zip(year.hi()).is_none_or(|(lo, last)| lo <= last);
            begins_in_time && time.hi.zip(year.lo()).is_none_or(|(hi, first)| hi >= first)
        };
        let counted = |year: i16| {
            let span = When::year(year).ok()?;
            let events = self.dated.iter().filter(|time| may_be_in(&span, time));
            Some((year, events.map(|time| time.count).sum()))
        };
        years.into_keys().filter_map(counted).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_all_that_may_have_been_in_it() {
        let time = |edtf: &str, count| {
            let when = When::parse(edtf).unwrap();
            TimeCount { lo: when.lo(), hi: when.hi(), count }
        };
        let dated =
            vec![time("2021-05", 1), time("2022-12/2023-01", 2), time("2023", 4), time("2022-02/..", 8)];
        assert_eq!(Times { dated, undated: 3 }.years(), [(2021, 1), (2023, 14)]);
    }
}
