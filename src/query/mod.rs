//! Questions → answers: which entity is meant by a name, who met whom, what happened, why we think so.
//!
//! Answers are sorted: dated first, by date; then undated; ties by id.

use thiserror::Error;

pub use crate::store::{
    AliasRow, ClaimRow, ClaimTimeRow, Count, DocumentRow, End, EntityRow, EventRow, EventTime, Filter, Quote,
    Stats, Table,
};
use crate::store::{Result, Store, StoreError};

/// Why a name does not lead to one entity.
#[derive(Debug, Error)]
pub enum NameError {
    /// Nothing is called so.
    #[error("no entity is called “{0}”")]
    Unknown(String),
    /// Several are.
    #[error("“{name}” may be {} entities; choose one by its id", .matches.len())]
    Several {
        /// The name asked for.
        name: String,
        /// Who may be meant, most mentioned first.
        matches: Vec<EntityRow>,
    },
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An entity in full.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Who {
    /// Name, type, id.
    #[serde(flatten)]
    pub entity: EntityRow,
    /// The names that articles give it, most used first.
    pub aliases: Vec<AliasRow>,
    /// Its posts: the asserted `holds_position` states in which it is the subject.
    pub positions: Vec<EventRow>,
    /// Events and states by relation, most frequent first.
    pub relations: Vec<Count>,
}

/// An event with all claims about it; or one claim with its event.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Why {
    /// What happened.
    pub event: EventRow,
    /// What the sentences say, by date of publication.
    pub claims: Vec<ClaimRow>,
}

/// The entities that may be meant by a name, or the one with this id: most mentioned first.
pub fn find(_store: &Store, _name: &str) -> Result<Vec<EntityRow>> {
    Ok(Vec::new())
}

/// The one entity that is meant by a name or id.
pub fn entity(_store: &Store, name: &str) -> Result<EntityRow, NameError> {
    Err(NameError::Unknown(name.into()))
}

/// The meetings (and calls, and visits) of entity `a`, with entity `b` if given; both by id.
pub fn met(_store: &Store, _a: &str, _b: Option<&str>, _filter: &Filter) -> Result<Vec<EventRow>> {
    Ok(Vec::new())
}

/// The events and states of an entity, by id, or of all.
pub fn events(_store: &Store, _entity: Option<&str>, _filter: &Filter) -> Result<Vec<EventRow>> {
    Ok(Vec::new())
}

/// The entity with this id, in full.
pub fn who(_store: &Store, _id: &str) -> Result<Option<Who>> {
    Ok(None)
}

/// The event or claim with this id (or unique beginning of one), with its evidence.
pub fn why(_store: &Store, _id: &str) -> Result<Option<Why>> {
    Ok(None)
}

/// All entities, by id.
pub fn entities(_store: &Store) -> Result<Vec<EntityRow>> {
    Ok(Vec::new())
}

/// All articles, by their ids in the input.
pub fn documents(_store: &Store) -> Result<Vec<DocumentRow>> {
    Ok(Vec::new())
}

/// How much there is of everything.
pub fn stats(_store: &Store) -> Result<Stats> {
    Ok(Stats {
        documents: 0,
        sources: 0,
        claims: 0,
        events: 0,
        states: 0,
        meetings: 0,
        entities: 0,
        relations: Vec::new(),
        statuses: Vec::new(),
    })
}

/// The answer to one SQL statement, which can't but read.
pub fn sql(_store: &Store, _statement: &str) -> Result<Table> {
    Ok(Table { columns: Vec::new(), rows: Vec::new() })
}
