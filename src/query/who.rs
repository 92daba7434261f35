//! An entity in full.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{AliasRow, Count, EntityRow, EventRow, Filter};
use crate::model::Status;
use crate::store::{Result, Scope, Store};

/// An entity in full.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Who {
    /// Name, type, id.
    #[serde(flatten)]
    pub entity: EntityRow,
    /// All ids that mean it, by which judgements join its names: its own first.
    pub ids: Vec<String>,
    /// The names that articles give it, most used first.
    pub aliases: Vec<AliasRow>,
    /// Its posts: the asserted `holds_position` states in which it is the subject, dated first, by date.
    pub positions: Vec<Position>,
    /// The asserted events and states by relation, most frequent first.
    pub relations: Vec<Count>,
    /// All events and states by status, most frequent first.
    pub statuses: Vec<Count>,
}

/// A post that somebody holds or held.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Position {
    /// The state, with its dates, where a text gives any.
    #[serde(flatten)]
    pub state: EventRow,
    /// When the first article was published that tells of it, as EDTF.
    pub first_reported: Option<String>,
    /// When the last one was.
    pub last_reported: Option<String>,
}

/// The entity with this id, in full.
pub fn who(store: &Store, id: &str) -> Result<Option<Who>> {
    let Some(entity) = store.entity(id)? else { return Ok(None) };
    let posts = Filter { relations: vec!["holds_position".into()], ..Filter::default() };
    let mut states = store.events(Scope::Of(id), &posts)?;
    states.retain(|state| state.subject.id == id);
    let positions = states.into_iter().map(|state| position(store, state)).collect::<Result<_>>()?;
    let mut ids = store.identities(id)?;
    ids.sort_by_key(|other| other != id);
    let counted = store.relations(id)?;
    let by_relation = |(relation, _, count): &(String, Status, u32)| (relation.clone(), *count);
    let by_status = |(_, status, count): &(String, Status, u32)| (status.to_string(), *count);
    Ok(Some(Who {
        ids,
        aliases: store.aliases(id)?,
        positions,
        relations: most_first(
            counted.iter().filter(|(_, status, _)| *status == Status::Actual).map(by_relation),
        ),
        statuses: most_first(counted.iter().map(by_status)),
        entity,
    }))
}

fn position(store: &Store, state: EventRow) -> Result<Position> {
    let mut published = store.published(&state.id)?.into_iter();
    let first_reported = published.next();
    let last_reported = published.next_back().or_else(|| first_reported.clone());
    Ok(Position { state, first_reported, last_reported })
}

/// The sums by name, the greatest first.
fn most_first(counts: impl Iterator<Item = (String, u32)>) -> Vec<Count> {
    let mut sums = BTreeMap::<String, u32>::new();
    counts.for_each(|(name, count)| *sums.entry(name).or_default() += count);
    let mut sums: Vec<_> = sums.into_iter().map(|(name, count)| Count { name, count }).collect();
    sums.sort_by_key(|sum| Reverse(sum.count));
    sums
}
