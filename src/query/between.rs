//! All that joins two entities.

use std::cmp::Reverse;
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::neighbors::{Tie, neighbor};
use super::{EntityRow, EventRow, Filter, Naming};
use crate::model::EntityType;
use crate::store::{Result, Scope, Store};

/// What joins two entities, `a` and `b`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Between {
    /// The one.
    pub a: EntityRow,
    /// The other.
    pub b: EntityRow,
    /// The events and states with the two at their ends, dated first, by date.
    pub events: Vec<EventRow>,
    /// The entities that are joined to both, strongest first.
    pub common: Vec<Common>,
    /// The articles that name both, by date of publication.
    pub articles: Vec<Naming>,
}

/// An entity that is joined to two others.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Common {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub entity: EntityType,
    /// What joins it to `a`, most frequent first; `role` is that of `a`.
    pub a: Vec<Tie>,
    /// What joins it to `b`.
    pub b: Vec<Tie>,
}

/// What joins two entities.
///
/// The filter is on events. Of articles it keeps those of its source. Its limit is left to the caller, who sees from the
/// lists how much that hides.
pub fn between(store: &Store, a: &EntityRow, b: &EntityRow, filter: &Filter) -> Result<Between> {
    let all = Filter { limit: None, ..filter.clone() };
    Ok(Between {
        events: store.events(Scope::Between(&a.id, &b.id), &all)?,
        common: common(store, &a.id, &b.id, &all)?.0,
        articles: store.naming_both(&a.id, &b.id, filter.source.as_deref())?,
        a: a.clone(),
        b: b.clone(),
    })
}

/// The entities that events which pass the filter join to both of the entities with these ids: the stronger the more events
/// join it to the one of the two to which fewer do. The first of them, as many as the filter's limit says, and how many
/// there are.
pub fn common(store: &Store, a: &str, b: &str, filter: &Filter) -> Result<(Vec<Common>, usize)> {
    let graph = store.joined(filter)?;
    let (Some(key_a), Some(key_b)) = (graph.key(a)?, graph.key(b)?) else { return Ok((Vec::new(), 0)) };
    let to_b: HashMap<_, _> = graph.neighbours(key_b)?.into_iter().collect();
    let mut common = Vec::new();
    for (other, with_a) in graph.neighbours(key_a)? {
        if let Some(with_b) = to_b.get(&other).filter(|_| ![key_a, key_b].contains(&other)) {
            common.push((Reverse(with_a.min(*with_b)), Reverse(with_a + with_b), graph.id(other)?));
        }
    }
    common.sort_unstable();
    let total = common.len();
    common.truncate(filter.limit.unwrap_or(usize::MAX));
    let tied = |(.., id): (_, _, String)| {
        let [to_a, to_b] = [neighbor(store, a, &id, filter)?, neighbor(store, b, &id, filter)?];
        let joined = to_a.zip(to_b);
        Ok(joined.map(|(to_a, to_b)| Common {
            id,
            name: to_a.name,
            entity: to_a.entity,
            a: to_a.ties,
            b: to_b.ties,
        }))
    };
    let common = common.into_iter().filter_map(|common| tied(common).transpose()).collect::<Result<_>>()?;
    Ok((common, total))
}
