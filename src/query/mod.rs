//! Questions → answers: which entity is meant by a name, who met whom, what happened, why we think so.
//!
//! Answers are sorted: dated first, by date; then undated; ties by id.

use thiserror::Error;

use crate::language::gazetteer::fold;
pub use crate::store::{
    AliasRow, ClaimRow, ClaimTimeRow, Count, DocumentRow, End, EntityRow, EventRow, EventTime, Filter, Quote,
    Stats, Table,
};
use crate::store::{Claims, Named, Result, Scope, Store, StoreError};

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

/// One entity is meant by a name if so many times more articles use the name for it than for any other.
const CLEARLY: u32 = 10;

/// The entities that may be meant by a name, or the one with this id; those that most articles call so first.
///
/// The first of these that finds any: full names; other names; names with these words in a row. Entities of a single
/// article ("Putin" where no article says which) count only where there is no other.
pub fn find(store: &Store, name: &str) -> Result<Vec<EntityRow>> {
    Ok(candidates(store, name)?.into_iter().map(|named| named.entity).collect())
}

fn candidates(store: &Store, name: &str) -> Result<Vec<Named>> {
    if let Some(entity) = store.entity(name)? {
        return Ok(vec![Named { calls: entity.documents, entity, in_full: true }]);
    }
    let norm = fold(name);
    let mut local = Vec::new();
    for found in [store.named(&norm)?, store.named_in_part(&norm)?] {
        let (of_one_article, joined): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|named| named.entity.local);
        if joined.iter().any(|named| named.in_full) {
            return Ok(joined.into_iter().filter(|named| named.in_full).collect());
        }
        if !joined.is_empty() {
            return Ok(joined);
        }
        if local.is_empty() {
            local = of_one_article;
        }
    }
    Ok(local)
}

/// The one entity that is meant by a name or id: the only one that [`find`] finds, or the one that is clearly the most
/// often called so.
pub fn entity(store: &Store, name: &str) -> Result<EntityRow, NameError> {
    let mut matches = candidates(store, name)?;
    match &*matches {
        [] => Err(NameError::Unknown(name.into())),
        [_] => Ok(matches.remove(0).entity),
        [first, second, ..] if first.calls >= second.calls.saturating_mul(CLEARLY) => {
            Ok(matches.remove(0).entity)
        }
        _ => {
            let matches = matches.into_iter().map(|named| named.entity).collect();
            Err(NameError::Several { name: name.into(), matches })
        }
    }
}

/// The meetings (and calls, and visits) of entity `a`, with entity `b` if given; both by id.
pub fn met(store: &Store, a: &str, b: Option<&str>, filter: &Filter) -> Result<Vec<EventRow>> {
    store.events(b.map_or(Scope::Meetings(a), |b| Scope::MeetingsOf(a, b)), filter)
}

/// The events and states of an entity, by id, or of all.
pub fn events(store: &Store, entity: Option<&str>, filter: &Filter) -> Result<Vec<EventRow>> {
    store.events(entity.map_or(Scope::All, Scope::Of), filter)
}

/// The entity with this id, in full.
pub fn who(store: &Store, id: &str) -> Result<Option<Who>> {
    let Some(entity) = store.entity(id)? else { return Ok(None) };
    let posts = Filter { relations: vec!["holds_position".into()], ..Filter::default() };
    let mut positions = store.events(Scope::Of(id), &posts)?;
    positions.retain(|state| state.subject.id == id);
    Ok(Some(Who { aliases: store.aliases(id)?, positions, relations: store.relations(id)?, entity }))
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

/// All entities, by id.
pub fn entities(store: &Store) -> Result<Vec<EntityRow>> {
    store.entities()
}

/// All claims with their evidence, by id.
pub fn claims(store: &Store) -> Result<Vec<ClaimRow>> {
    store.claims(Claims::All)
}

/// All articles, by their ids in the input.
pub fn documents(store: &Store) -> Result<Vec<DocumentRow>> {
    store.documents()
}

/// How much there is of everything.
pub fn stats(store: &Store) -> Result<Stats> {
    store.stats()
}

/// The answer to one SQL statement, which can't but read.
pub fn sql(store: &Store, statement: &str) -> Result<Table> {
    store.sql(statement)
}
