//! What happened and what is so; who met whom.

use super::{EventRow, Filter};
use crate::store::{Result, Scope, Store};

/// The meetings (and calls, and visits) of entity `a`, with entity `b` if given; both by id.
pub fn met(store: &Store, a: &str, b: Option<&str>, filter: &Filter) -> Result<Vec<EventRow>> {
    store.events(b.map_or(Scope::Meetings(a), |b| Scope::MeetingsOf(a, b)), filter)
}

/// The events and states of an entity, by id, or of all.
pub fn events(store: &Store, entity: Option<&str>, filter: &Filter) -> Result<Vec<EventRow>> {
    store.events(entity.map_or(Scope::All, Scope::Of), filter)
}

/// The events and states in scope.
pub fn list(store: &Store, scope: Scope<'_>, filter: &Filter) -> Result<Vec<EventRow>> {
    store.events(scope, filter)
}

/// How many events there are in scope that pass the filter, whatever its limit.
pub fn count(store: &Store, scope: Scope<'_>, filter: &Filter) -> Result<usize> {
    store.count_events(scope, filter)
}
