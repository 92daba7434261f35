//! The entities that events and states join to one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{EventRow, EventTime, Filter};
use crate::model::{EntityType, Status};
use crate::store::{Result, Scope, Store};

/// An entity that is joined to another one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Neighbor {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub entity: EntityType,
    /// How many events and states join the two.
    pub count: usize,
    /// The same by relation, most frequent first.
    pub ties: Vec<Tie>,
    /// The earliest time of them, as EDTF, if any has one.
    pub first: Option<String>,
    /// The latest time of them.
    pub last: Option<String>,
    /// The events and states, dated first, by date.
    #[serde(skip)]
    pub events: Vec<EventRow>,
}

/// How often a relation joins two entities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tie {
    /// The relation's name.
    pub relation: String,
    /// The part that the entity plays whose neighbours are asked for.
    pub role: Role,
    /// Whether these happened, or are planned, possible, denied.
    pub status: Status,
    /// How many there are.
    pub count: usize,
}

/// The part of an entity in a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It did it.
    Subject,
    /// It was done to it.
    Object,
    /// The order of the ends does not matter.
    Either,
}

/// The entities that the events and states which pass the filter join to the entity with this id, strongest first: by
/// the number of events, then of sources, then by id. The filter's limit is none on events; see how many are left out
/// by the length of the list.
pub fn neighbors(store: &Store, id: &str, filter: &Filter) -> Result<Vec<Neighbor>> {
    let all = Filter { limit: None, ..filter.clone() };
    let mut by_other = BTreeMap::<String, Vec<EventRow>>::new();
    for event in store.events(Scope::Of(id), &all)? {
        let other = event.other(id).id.clone();
        if other != id {
            by_other.entry(other).or_default().push(event);
        }
    }
    let neighbors = by_other.into_values().filter_map(|events| Neighbor::of(id, events));
    let mut neighbors: Vec<_> = neighbors.collect();
    let sources =
        |neighbor: &Neighbor| neighbor.events.iter().map(|event| u64::from(event.sources)).sum::<u64>();
    // A stable sort, so that ties stay in the order of their ids.
    neighbors.sort_by_key(|neighbor| Reverse((neighbor.count, sources(neighbor))));
    Ok(neighbors)
}

impl Neighbor {
    /// The entity at the other end of all of these events.
    fn of(id: &str, events: Vec<EventRow>) -> Option<Neighbor> {
        let end = events.first()?.other(id).clone();
        let first = times(&events).min_by(|a, b| (a.lo, &a.edtf).cmp(&(b.lo, &b.edtf)));
        let last = times(&events).max_by(|a, b| (open_end(a), &a.edtf).cmp(&(open_end(b), &b.edtf)));
        Some(Neighbor {
            id: end.id,
            name: end.name,
            entity: end.entity,
            count: events.len(),
            ties: ties(id, &events),
            first: first.map(|when| when.edtf.clone()),
            last: last.map(|when| when.edtf.clone()),
            events,
        })
    }
}

fn ties(id: &str, events: &[EventRow]) -> Vec<Tie> {
    let mut counts = BTreeMap::<(&str, Role, Status), usize>::new();
    for event in events {
        let role = match event.symmetric {
            true => Role::Either,
            false if event.subject.id == id => Role::Subject,
            false => Role::Object,
        };
        *counts.entry((&event.relation, role, event.status)).or_default() += 1;
    }
    let tie = |((relation, role, status), count): ((&str, _, _), _)| Tie {
        relation: relation.to_owned(),
        role,
        status,
        count,
    };
    let mut ties: Vec<_> = counts.into_iter().map(tie).collect();
    ties.sort_by_key(|tie| Reverse(tie.count));
    ties
}

fn times(events: &[EventRow]) -> impl Iterator<Item = &EventTime> {
    events.iter().filter_map(|event| event.when.as_ref())
}

/// The last day, later than all others where it is open.
fn open_end(when: &EventTime) -> i32 {
    when.hi.unwrap_or(i32::MAX)
}
