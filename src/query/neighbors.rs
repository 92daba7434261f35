//! The entities that events and states join to one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::Filter;
use crate::model::{EntityType, Status};
use crate::store::{Moment, Result, Scope, Store, TieRow};

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
    let ties = store.ties(Scope::Of(id), filter)?;
    let by_other = ties.chunk_by(|a, b| a.id == b.id);
    let mut neighbors: Vec<_> = by_other.filter_map(Neighbor::of).collect();
    // A stable sort, so that ties stay in the order of their ids.
    neighbors.sort_by_key(|(neighbor, sources)| Reverse((neighbor.count, *sources)));
    Ok(neighbors.into_iter().map(|(neighbor, _)| neighbor).collect())
}

/// What joins the entity with the id `other` to the one with the id `id`; `None`: nothing does.
pub fn neighbor(store: &Store, id: &str, other: &str, filter: &Filter) -> Result<Option<Neighbor>> {
    let ties = store.ties(Scope::Between(id, other), filter)?;
    Ok(Neighbor::of(&ties).map(|(neighbor, _)| neighbor))
}

impl Neighbor {
    /// The one that all of these ties lead to, and the number of their sources.
    fn of(rows: &[TieRow]) -> Option<(Neighbor, u64)> {
        let TieRow { id, name, entity, .. } = rows.first()?;
        let edtf = |moment: &Moment| moment.edtf().to_owned();
        let neighbor = Neighbor {
            id: id.clone(),
            name: name.clone(),
            entity: *entity,
            count: rows.iter().map(|row| row.count).sum(),
            ties: ties(rows),
            first: rows.iter().filter_map(|row| row.first.as_ref()).min().map(edtf),
            last: rows.iter().filter_map(|row| row.last.as_ref()).max().map(edtf),
        };
        Some((neighbor, rows.iter().map(|row| row.sources).sum()))
    }
}

fn ties(rows: &[TieRow]) -> Vec<Tie> {
    let mut counts = BTreeMap::<(&str, Role, Status), usize>::new();
    for row in rows {
        let role = match row.symmetric {
            true => Role::Either,
            false if row.subject => Role::Subject,
            false => Role::Object,
        };
        *counts.entry((&row.relation, role, row.status)).or_default() += row.count;
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
