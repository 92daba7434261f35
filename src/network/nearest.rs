//! The neighbours that most events lead to, counted without reading the events.

use std::cmp::Reverse;

use super::Node;
use crate::store::{Filter, Result, Store};

/// The neighbours of an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nearest {
    /// Those that most events lead to, each with the number of events; ties by id.
    pub first: Vec<(Node, u32)>,
    /// How many neighbours there are in all.
    pub total: usize,
}

/// The `most` neighbours of the entity with this id that most events lead to, of those that pass the filter (whatever
/// its limit). None where no entity has this id.
pub fn nearest(store: &Store, id: &str, filter: &Filter, most: usize) -> Result<Nearest> {
    let graph = store.joined(filter)?;
    let Some(key) = graph.key(id)? else { return Ok(Nearest::default()) };
    let mut links = graph.neighbours(key)?;
    let total = links.len();
    links.sort_by_key(|(_, events)| Reverse(*events));
    // Ids decide only among those that the cut may fall between.
    let least = links.get(most.saturating_sub(1)).map_or(0, |(_, events)| *events);
    links.retain(|(_, events)| *events >= least);
    let mut first = Vec::with_capacity(links.len());
    for (key, events) in links {
        first.push((graph.id(key)?, key, events));
    }
    first.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    first.truncate(most);
    let node = |(_, key, events)| Ok((graph.entity(key)?.into(), events));
    Ok(Nearest { first: first.into_iter().map(node).collect::<Result<_>>()?, total })
}
