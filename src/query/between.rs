//! All that joins two entities.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::neighbors::{Neighbor, Tie, neighbors};
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

/// What joins the entities with these ids.
///
/// The filter is on events. Of articles it keeps those of its source. A common neighbour is the stronger the more
/// events join it to the one of the two to which fewer do; its limit is left to the caller, who sees from the lists how
/// much that hides.
pub fn between(store: &Store, a: &EntityRow, b: &EntityRow, filter: &Filter) -> Result<Between> {
    let all = Filter { limit: None, ..filter.clone() };
    let to_a = neighbors(store, &a.id, &all)?;
    let mut to_b: BTreeMap<_, _> =
        neighbors(store, &b.id, &all)?.into_iter().map(|neighbor| (neighbor.id.clone(), neighbor)).collect();
    let others = to_a.into_iter().filter(|neighbor| neighbor.id != b.id && neighbor.id != a.id);
    let mut common: Vec<(Neighbor, Neighbor)> =
        others.filter_map(|to_a| to_b.remove(&to_a.id).map(|to_b| (to_a, to_b))).collect();
    common.sort_by_cached_key(|(to_a, to_b)| {
        (Reverse(to_a.count.min(to_b.count)), Reverse(to_a.count + to_b.count), to_a.id.clone())
    });
    let common = common.into_iter().map(|(to_a, to_b)| Common {
        id: to_a.id,
        name: to_a.name,
        entity: to_a.entity,
        a: to_a.ties,
        b: to_b.ties,
    });
    Ok(Between {
        events: store.events(Scope::Between(&a.id, &b.id), &all)?,
        common: common.collect(),
        articles: store.naming_both(&a.id, &b.id, filter.source.as_deref())?,
        a: a.clone(),
        b: b.clone(),
    })
}
