//! How the events that a question finds spread over relations, statuses, sources, places, times and confidence.
//!
//! The counts of one facet are made without the filter on that facet, so that each says how many events there would be
//! if its value were chosen.

use std::collections::{BTreeMap, HashSet};

use rusqlite::Row;

use super::read::count;
use super::select::{Scope, Select};
use super::{Count, Filter, Result, Store};
use crate::language::gazetteer::Gazetteer;

/// A value of a facet with what it is called.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PlaceCount {
    /// The place's entity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The number of events.
    pub count: u32,
}

/// How many events have a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct TimeCount {
    /// The first day, counted from 1970-01-01; `None`: open.
    pub lo: Option<i32>,
    /// The last day; `None`: open.
    pub hi: Option<i32>,
    /// The number of events.
    pub count: u32,
}

/// When events were.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Times {
    /// Those with a time, by time.
    pub dated: Vec<TimeCount>,
    /// The number of those without.
    pub undated: u32,
}

impl Store {
    /// The events by relation, most frequent first.
    pub fn count_relations(&self, scope: Scope<'_>, filter: &Filter) -> Result<Vec<Count>> {
        let filter = Filter { relations: Vec::new(), ..filter.clone() };
        self.spread(scope, filter, "e.relation, count(*) AS n", "GROUP BY 1 ORDER BY n DESC, 1", count)
    }

    /// The events by status, most frequent first.
    pub fn count_statuses(&self, scope: Scope<'_>, filter: &Filter) -> Result<Vec<Count>> {
        let filter = Filter { status: Vec::new(), ..filter.clone() };
        self.spread(scope, filter, "e.status, count(*) AS n", "GROUP BY 1 ORDER BY n DESC, 1", count)
    }

    /// The events by source, most frequent first; an event that several report counts for each.
    pub fn count_sources(&self, scope: Scope<'_>, filter: &Filter) -> Result<Vec<Count>> {
        let filter = Filter { source: None, ..filter.clone() };
        self.spread_over(
            scope,
            filter,
            "min(d.source), count(DISTINCT e.event_id) AS n",
            "JOIN claim c ON c.event_id = e.event_id JOIN document d ON d.doc_id = c.doc_id AND d.source IS NOT NULL",
            "GROUP BY d.source COLLATE NOCASE ORDER BY n DESC, 1",
            count,
        )
    }

    /// The events by place, most frequent first. What happened in a country counts for it, and one event for each of
    /// the places that are told of it.
    pub fn count_places(&self, scope: Scope<'_>, filter: &Filter) -> Result<Vec<PlaceCount>> {
        let filter = Filter { place: None, ..filter.clone() };
        let places = "JOIN claim c ON c.event_id = e.event_id
            JOIN claim_participant pp ON pp.claim_id = c.claim_id
              AND (pp.role = 'place' OR pp.role = 'object' AND c.relation = 'visited')
            JOIN chain h ON h.chain_id = pp.chain_id
            JOIN entity p ON p.entity_id = h.entity_id";
        let told = |row: &Row<'_>| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get(3)?))
        };
        let mut events = BTreeMap::<String, (String, HashSet<i64>)>::new();
        let mut add = |id: &str, name: &str, event| {
            let place = events.entry(id.to_owned()).or_insert_with(|| (name.to_owned(), HashSet::new()));
            place.1.insert(event);
        };
        let what = "DISTINCT e.event_id, p.uid, p.name, h.country";
        for (event, id, name, country) in self.spread_over(scope, filter, what, places, "", told)? {
            let country: Option<String> = country;
            add(&id, &name, event);
            let country = country.and_then(|code| Gazetteer::embedded().country_of_code(&code));
            if let Some((item, country)) = country.and_then(|country| Some((country.item?, country))) {
                add(item, country.name, event);
            }
        }
        let counted = |(id, (name, events)): (String, (String, HashSet<i64>))| PlaceCount {
            id,
            name,
            count: u32::try_from(events.len()).unwrap_or(u32::MAX),
        };
        let mut places: Vec<_> = events.into_iter().map(counted).collect();
        places.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
        Ok(places)
    }

    /// When the events were.
    pub fn count_times(&self, scope: Scope<'_>, filter: &Filter) -> Result<Times> {
        let filter = Filter { since: None, until: None, on: None, ..filter.clone() };
        let what = "e.edtf IS NULL, e.lo, e.hi, count(*)";
        let rows = self.spread(scope, filter, what, "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3", |row| {
            Ok((row.get(0)?, TimeCount { lo: row.get(1)?, hi: row.get(2)?, count: row.get(3)? }))
        })?;
        let mut times = Times::default();
        for (undated, time) in rows {
            if undated {
                times.undated += time.count;
            } else {
                times.dated.push(time);
            }
        }
        Ok(times)
    }

    /// How many of the events are at least so sure, for each of `shares`.
    pub fn count_confidences(&self, scope: Scope<'_>, filter: &Filter, shares: &[f64]) -> Result<Vec<usize>> {
        let at_least =
            |share: &f64| self.count_events(scope, &Filter { min_confidence: *share, ..filter.clone() });
        shares.iter().map(at_least).collect()
    }

    fn spread<T>(
        &self,
        scope: Scope<'_>,
        filter: Filter,
        what: &'static str,
        order: &'static str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        self.spread_over(scope, filter, what, "", order, read)
    }

    /// Counts the events in scope, joined with what more is to be known of them.
    fn spread_over<T>(
        &self,
        scope: Scope<'_>,
        filter: Filter,
        what: &'static str,
        joined: &'static str,
        order: &'static str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let select = Select::new(scope, &Filter { limit: None, ..filter });
        self.rows(&select.counting(what, joined, order), &*select.params(), read)
    }
}
