//! Everything in the database as JSON Lines: articles, entities, events, claims, each sorted by public id.
//!
//! The same articles give the same bytes, whatever the order in which they were read. So two databases can be
//! compared with `diff`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::query::{self, AliasRow, ClaimRow, DocumentRow, EntityRow, EventRow};
use crate::store::{Result, Store};

/// A line of the export; `record` says of what kind.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(tag = "record", rename_all = "lowercase")]
pub enum Record<'a> {
    /// An article, without its text.
    Document(&'a DocumentRow),
    /// An entity with its names.
    Entity {
        /// Id, name and type.
        #[serde(flatten)]
        entity: &'a EntityRow,
        /// What the articles call it, most used first.
        aliases: &'a [AliasRow],
    },
    /// What happened or is so, of any status.
    Event(&'a EventRow),
    /// What a sentence says.
    Claim(&'a ClaimRow),
}

/// Hands every line to `write`, in order.
pub fn write<E: From<crate::store::StoreError>>(
    store: &Store,
    mut write: impl FnMut(Record<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut documents = query::documents(store)?;
    documents.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    documents.iter().try_for_each(|document| write(Record::Document(document)))?;

    let mut entities = query::entities(store)?;
    entities.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    for entity in entities {
        let aliases = store.aliases(&entity.id)?;
        write(Record::Entity { entity: &entity, aliases: &aliases })?;
    }

    store.each_event(|event| write(Record::Event(&event)))?;
    store.each_claim(|claim| write(Record::Claim(&claim)))
}
