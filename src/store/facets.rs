//! How the events that a question finds spread over relations, statuses, sources, places, times and confidence.
//!
//! The counts of one facet are made without the filter on that facet, so that each says how many events there would be
//! if its value were chosen. What events themselves tell is counted in one pass over them; sources and places, which their
//! claims tell, each in another.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::Row;

use super::read::count;
use super::select::{Asked, Scope, Select};
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

/// How events spread over what they themselves tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// By relation, most frequent first.
    pub relations: Vec<Count>,
    /// By status, most frequent first.
    pub statuses: Vec<Count>,
    /// When they were.
    pub times: Times,
    /// How many are at least so sure, for each of the shares that were asked for.
    pub at_least: Vec<usize>,
}

impl Store {
    /// How many events, states and open facts an entity is at an end of, or how many there are of all; whatever the filter.
    pub fn size(&self, entity: Option<&str>) -> Result<usize> {
        let (sql, id) = match entity {
            None => ("SELECT count(*) FROM event", None),
            Some(id) => (
                "SELECT count(*) FROM event_participant WHERE entity_id = (SELECT entity_id FROM entity WHERE uid = ?)",
                Some(id),
            ),
        };
        Ok(self.db.query_row(sql, rusqlite::params_from_iter(id), |row| row.get(0))?)
    }

    /// The events in scope by relation, status, time and confidence.
    pub fn spread(&self, scope: Scope<'_>, filter: &Filter, shares: &[f64]) -> Result<Spread> {
        let (select, asked) = Select::wide(scope, filter);
        let Asked { relation, status, time, confidence } = asked;
        let flags = format!("{relation}, {status}, {time}, {confidence}");
        let what = format!("e.relation, e.status, e.edtf IS NULL, e.lo, e.hi, e.confidence, {flags}");
        let mut statement = self.db.prepare_cached(&select.telling(&what, "", ""))?;
        let mut rows = statement.query(&*select.params())?;
        let (mut relations, mut statuses) = (HashMap::new(), HashMap::new());
        let (mut dated, mut undated, mut at_least) = (BTreeMap::new(), 0, vec![0; shares.len()]);
        while let Some(row) = rows.next()? {
            let [by_relation, by_status, by_time, by_confidence] =
                [row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?];
            let relation = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            // Open facts are not among what is chosen from: there are as many relations as verbs.
            if by_status && by_time && by_confidence && !relation.starts_with("other:") {
                add(&mut relations, relation);
            }
            if by_relation && by_time && by_confidence {
                add(&mut statuses, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
            }
            if by_relation && by_status && by_confidence {
                match row.get(2)? {
                    true => undated += 1,
                    false => *dated.entry((row.get(3)?, row.get(4)?)).or_default() += 1,
                }
            }
            if by_relation && by_status && by_time {
                let sure: f64 = row.get(5)?;
                let floors = shares.iter().zip(&mut at_least);
                floors.filter(|(share, _)| sure >= **share).for_each(|(_, count)| *count += 1);
            }
        }
        let dated = dated.into_iter().map(|((lo, hi), count)| TimeCount { lo, hi, count }).collect();
        let times = Times { dated, undated };
        Ok(Spread { relations: most_first(relations), statuses: most_first(statuses), times, at_least })
    }

    /// The events by source, most frequent first; an event that several report counts for each.
    pub fn count_sources(&self, scope: Scope<'_>, filter: &Filter) -> Result<Vec<Count>> {
        let filter = Filter { source: None, ..filter.clone() };
        self.told(
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
        for (event, id, name, country) in self.told(scope, filter, what, places, "", told)? {
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

    /// Tells of the events in scope, joined with what more is to be known of them.
    fn told<T>(
        &self,
        scope: Scope<'_>,
        filter: Filter,
        what: &'static str,
        joined: &'static str,
        order: &'static str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let select = Select::new(scope, &Filter { limit: None, ..filter });
        self.rows(&select.telling(what, joined, order), &*select.params(), read)
    }
}

fn add(counts: &mut HashMap<String, u32>, name: &str) {
    match counts.get_mut(name) {
        Some(count) => *count += 1,
        None => {
            counts.insert(name.to_owned(), 1);
        }
    }
}

fn most_first(counts: HashMap<String, u32>) -> Vec<Count> {
    let mut counts: Vec<_> = counts.into_iter().map(|(name, count)| Count { name, count }).collect();
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    counts
}
