//! Events in order of time, by month and year.

use std::collections::{BTreeMap, BinaryHeap, HashMap};

use serde::Serialize;

use super::{EventRow, Filter};
use crate::model::{Granularity, When};
use crate::store::{Result, Scope, Store};

/// What happened and what was so, in order of time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// The years and months in which something begins, in order.
    pub periods: Vec<Period>,
    /// How many dated events the filter's limit leaves out.
    pub hidden: usize,
    /// How many events have no date, and so no place here.
    pub undated: usize,
}

/// A year or a month of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Period {
    /// The year or month as EDTF: `2023`, `2023-02`. A year has what is not known to the month.
    pub time: String,
    /// What began in it, by date.
    pub events: Vec<EventRow>,
}

/// The dated events and states of an entity, by id, or of all, that pass the filter.
///
/// An event stands in the month in which it begins, or, where no month is known, in the year, before its months. What
/// has no beginning ("until 2023-02") stands where it ends.
pub fn timeline(store: &Store, entity: Option<&str>, filter: &Filter) -> Result<Timeline> {
    let scope = entity.map_or(Scope::All, Scope::Of);
    let mut first = First::new(filter.limit.unwrap_or(usize::MAX));
    store.each_time(scope, filter, |id, edtf, days| first.add(id, edtf, days))?;
    let (dated, undated) = (first.dated, first.undated);
    let all = Filter { limit: None, ..filter.clone() };
    let events = match filter.limit {
        // Only those that are shown are read.
        Some(_) => store.events(Scope::Only(&first.ids()), &all)?,
        None => store.events(scope, &all)?,
    };
    let mut periods = BTreeMap::<String, Vec<EventRow>>::new();
    for event in events {
        if let Some(period) = event.when.as_ref().and_then(|when| period(&when.edtf)) {
            periods.entry(period).or_default().push(event);
        }
    }
    let periods: Vec<_> = periods.into_iter().map(|(time, events)| Period { time, events }).collect();
    let shown: usize = periods.iter().map(|period| period.events.len()).sum();
    Ok(Timeline { hidden: dated - shown, periods, undated })
}

/// The first events of a timeline.
struct First {
    most: usize,
    dated: usize,
    undated: usize,
    /// Where each stands and its id, the last on top.
    kept: BinaryHeap<(String, [Option<i32>; 2], String)>,
    /// Times come again and again.
    periods: HashMap<String, Option<String>>,
}

impl First {
    fn new(most: usize) -> First {
        First { most, dated: 0, undated: 0, kept: BinaryHeap::new(), periods: HashMap::new() }
    }

    fn add(&mut self, id: &str, edtf: Option<&str>, days: [Option<i32>; 2]) {
        let period = edtf.and_then(|edtf| match self.periods.get(edtf) {
            Some(period) => period.clone(),
            None => self.periods.entry(edtf.to_owned()).or_insert(period(edtf)).clone(),
        });
        let Some(period) = period else {
            self.undated += 1;
            return;
        };
        self.dated += 1;
        // Where all are shown, all are read anyway.
        if self.most == usize::MAX {
            return;
        }
        self.kept.push((period, days, id.to_owned()));
        if self.kept.len() > self.most {
            self.kept.pop();
        }
    }

    fn ids(self) -> Vec<String> {
        self.kept.into_iter().map(|(.., id)| id).collect()
    }
}

/// The month in which a time begins, or its year, if it says no more.
fn period(edtf: &str) -> Option<String> {
    let when = match edtf.split_once('/') {
        Some((".." | "", end)) => When::parse(end).ok()?,
        Some((start, _)) => When::parse(start).ok()?,
        None => When::parse(edtf).ok()?,
    };
    let first = when.first_day()?;
    Some(match when.granularity() {
        Granularity::Day | Granularity::Month => format!("{:04}-{:02}", first.year(), first.month()),
        _ => format!("{:04}", first.year()),
    })
}

#[cfg(test)]
mod tests {
    use super::period;

    #[test]
    fn a_time_stands_where_it_begins() {
        for (edtf, expected) in [
            ("2023-02-21", "2023-02"),
            ("2023-02", "2023-02"),
            ("2023-21", "2023"),
            ("2022-24", "2022"),
            ("2023", "2023"),
            ("201X", "2010"),
            ("19XX", "1900"),
            ("2022-12-30/2023-01-02", "2022-12"),
            ("2019/2021-03", "2019"),
            ("2019-05/..", "2019-05"),
            ("../2023-02-21", "2023-02"),
            ("/2023", "2023"),
        ] {
            assert_eq!(period(edtf).as_deref(), Some(expected), "{edtf}");
        }
        assert_eq!(period("soon"), None);
    }
}
