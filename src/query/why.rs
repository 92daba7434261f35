//! Why an event is believed.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ClaimRow, EventRow};
use crate::model::Status;
use crate::store::{Claims, Result, Store};

/// An event with all claims about it; or one claim with its event.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Why {
    /// What happened.
    pub event: EventRow,
    /// Each status that they give it, in the order in which it was first told: a plan, then what came of it.
    pub history: Vec<FirstTold>,
    /// What the sentences say, by date of publication.
    pub claims: Vec<ClaimRow>,
}

/// A status of an event, as it was first told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FirstTold {
    /// The status.
    pub status: Status,
    /// When the article was published, as EDTF.
    pub published: Option<String>,
    /// For or on which time, as EDTF.
    pub when: Option<String>,
    /// The article's id as the input gave it.
    pub doc: String,
}

/// The event or claim with this id (or the beginning of one, if only one begins so), with its evidence.
pub fn why(store: &Store, id: &str) -> Result<Option<Why>> {
    let ids = store.ids(id)?;
    let [id] = &*ids else { return Ok(None) };
    let one = store.claims(Claims::Only(id))?;
    let event = one.first().map_or(id, |claim| &claim.event);
    let Some(event) = store.event(event)? else { return Ok(None) };
    let claims = if one.is_empty() { store.claims(Claims::About(id))? } else { one };
    Ok(Some(Why { event, history: history(&claims), claims }))
}

/// Of claims by date of publication.
fn history(claims: &[ClaimRow]) -> Vec<FirstTold> {
    let mut history: Vec<FirstTold> = Vec::new();
    for claim in claims {
        if history.iter().all(|told| told.status != claim.status) {
            history.push(FirstTold {
                status: claim.status,
                published: claim.published.clone(),
                when: claim.when.as_ref().and_then(|when| when.edtf.clone()),
                doc: claim.doc.clone(),
            });
        }
    }
    history
}
