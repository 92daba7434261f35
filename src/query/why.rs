//! Why an event is believed.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ClaimRow, EventRow};
use crate::store::{Claims, Result, Store};

/// An event with all claims about it; or one claim with its event.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Why {
    /// What happened.
    pub event: EventRow,
    /// What the sentences say, by date of publication.
    pub claims: Vec<ClaimRow>,
}

/// The event or claim with this id (or the beginning of one, if only one begins so), with its evidence.
pub fn why(store: &Store, id: &str) -> Result<Option<Why>> {
    let ids = store.ids(id)?;
    let [id] = &*ids else { return Ok(None) };
    let one = store.claims(Claims::Only(id))?;
    let event = one.first().map_or(id, |claim| &claim.event);
    let Some(event) = store.event(event)? else { return Ok(None) };
    let claims = if one.is_empty() { store.claims(Claims::About(id))? } else { one };
    Ok(Some(Why { event, claims }))
}
