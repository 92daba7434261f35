//! Everything in the database as JSON Lines: articles, entities, events, claims, each sorted by public id.
//!
//! The same articles give the same bytes, whatever the order in which they were read. So two databases can be
//! compared with `diff`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::query::{self, AliasRow, ClaimRow, DocumentRow, EntityRow, EventRow, Filter};
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
        let aliases = query::who(store, &entity.id)?.map(|who| who.aliases).unwrap_or_default();
        write(Record::Entity { entity: &entity, aliases: &aliases })?;
    }

    let mut events = query::events(store, None, &everything(store)?)?;
    events.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let mut claims = Vec::new();
    for event in events {
        claims.extend(query::why(store, &event.id)?.into_iter().flat_map(|why| why.claims));
        write(Record::Event(&event))?;
    }
    claims.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    claims.iter().try_for_each(|claim| write(Record::Claim(claim)))
}

/// Every relation, open ones included, of every status.
fn everything(store: &Store) -> Result<Filter> {
    let known = store.known_relations()?;
    let listed = known.iter().map(|(name, _)| name.to_owned());
    let relations = listed.chain(["other".to_owned()]).collect();
    Ok(Filter { relations, status: Vec::new(), ..Filter::default() })
}
