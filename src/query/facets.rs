//! How the answer to a question spreads over relations, statuses, sources, places, times and confidence.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Count, Filter, PlaceCount, Scope, TimeCount, Times};
use crate::model::{When, date_of};
use crate::store::{Result, Store};

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
    /// By source.
    pub sources: Vec<Count>,
    /// By place; a country has what happened in it.
    pub places: Vec<PlaceCount>,
    /// By time.
    pub times: Times,
    /// How many are at least as sure as each of [`CONFIDENCES`].
    pub confidences: Vec<usize>,
}

/// Counts the events in scope that pass the filter.
pub fn facets(store: &Store, scope: Scope<'_>, filter: &Filter) -> Result<Facets> {
    Ok(Facets {
        relations: store.count_relations(scope, filter)?,
        statuses: store.count_statuses(scope, filter)?,
        sources: store.count_sources(scope, filter)?,
        places: store.count_places(scope, filter)?,
        times: store.count_times(scope, filter)?,
        confidences: store.count_confidences(scope, filter, &CONFIDENCES)?,
    })
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
