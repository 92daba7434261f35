//! Who is joined with whom, and by how many events: what walks over the graph read, without reading the events.

use rusqlite::{OptionalExtension, ToSql, Transaction};

use super::select::Select;
use super::{EntityRow, Filter, Result, Store, read};

/// An entity's row, for questions to the [`Joined`] that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityKey(i64);

/// The graph of the events that pass a filter, as it stands in one state of the database: what another process writes
/// meanwhile is not seen. An event of an entity with itself joins nothing. The filter's limit is not applied.
#[derive(Debug)]
pub struct Joined<'s> {
    reading: Transaction<'s>,
    select: Select,
    neighbours: String,
    between: String,
}

impl Store {
    /// The graph of the events that pass the filter.
    pub fn joined(&self, filter: &Filter) -> Result<Joined<'_>> {
        let (select, tables) = Select::joining(filter);
        let conditions = select.conditions();
        Ok(Joined {
            reading: self.db.unchecked_transaction()?,
            neighbours: format!(
                "SELECT z.other_id, count(*) {tables} WHERE z.entity_id = :entity AND z.other_id <> z.entity_id
                 AND {conditions} GROUP BY z.other_id ORDER BY z.other_id"
            ),
            between: format!(
                "SELECT count(*) {tables} WHERE z.entity_id = :entity AND z.other_id = :other AND {conditions}"
            ),
            select,
        })
    }
}

impl Joined<'_> {
    /// The key of the entity with this id.
    pub fn key(&self, id: &str) -> Result<Option<EntityKey>> {
        let mut select = self.reading.prepare_cached("SELECT entity_id FROM entity WHERE uid = ?")?;
        Ok(select.query_row([id], |row| row.get(0).map(EntityKey)).optional()?)
    }

    /// The entity of this key.
    pub fn entity(&self, key: EntityKey) -> Result<EntityRow> {
        let mut select = self.reading.prepare_cached(&format!("{} WHERE entity_id = ?", read::ENTITY))?;
        Ok(select.query_row([key.0], read::entity)?)
    }

    /// The id of the entity of this key.
    pub fn id(&self, key: EntityKey) -> Result<String> {
        let mut select = self.reading.prepare_cached("SELECT uid FROM entity WHERE entity_id = ?")?;
        Ok(select.query_row([key.0], |row| row.get(0))?)
    }

    /// The neighbours of an entity, by key, each with the number of events that join the two.
    pub fn neighbours(&self, of: EntityKey) -> Result<Vec<(EntityKey, u32)>> {
        let mut params = self.select.params();
        params.push((":entity", &of.0));
        let mut select = self.reading.prepare_cached(&self.neighbours)?;
        let rows = select.query_map(&*params, |row| Ok((EntityKey(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The number of events that join two entities.
    pub fn between(&self, a: EntityKey, b: EntityKey) -> Result<u32> {
        let mut params = self.select.params();
        params.extend([(":entity", &a.0 as &dyn ToSql), (":other", &b.0)]);
        Ok(self.reading.prepare_cached(&self.between)?.query_row(&*params, |row| row.get(0))?)
    }

    /// The number of events of an entity that must be read to find its neighbours, counted up to `most`.
    pub fn size(&self, of: EntityKey, most: u32) -> Result<u32> {
        let mut select = self.reading.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM event_participant WHERE entity_id = ? LIMIT ?)",
        )?;
        Ok(select.query_row([of.0, most.into()], |row| row.get(0))?)
    }
}
