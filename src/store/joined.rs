//! Who is joined with whom, and by how many events: what walks over the graph read, without reading the events.

use std::collections::{HashMap, HashSet};

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
    links: String,
}

/// All of a graph at once: its entities by id, and each pair of them that events join.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whole {
    /// The entities, those that nothing joins left out, ordered by id.
    pub entities: Vec<EntityKey>,
    /// Places of two entities in that order, the smaller first, and the number of events that join the two; in order.
    pub links: Vec<(u32, u32, u32)>,
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
            links: format!(
                "SELECT z.entity_id, z.other_id, count(*) {tables} WHERE z.entity_id < z.other_id AND {conditions}
                 GROUP BY z.entity_id, z.other_id"
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

    /// The whole graph.
    pub fn whole(&self) -> Result<Whole> {
        let mut select = self.reading.prepare(&self.links)?;
        let rows =
            select.query_map(&*self.select.params(), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let rows = rows.collect::<rusqlite::Result<Vec<(i64, i64, u32)>>>()?;
        let joined: HashSet<i64> = rows.iter().flat_map(|row| [row.0, row.1]).collect();

        let mut whole = Whole::default();
        let mut places = HashMap::with_capacity(joined.len());
        // The index on ids answers alone, so that no id is read.
        let mut select = self.reading.prepare("SELECT entity_id FROM entity ORDER BY uid")?;
        for key in select.query_map([], |row| row.get::<_, i64>(0))? {
            let key = key?;
            if joined.contains(&key) {
                places.insert(key, whole.entities.len() as u32);
                whole.entities.push(EntityKey(key));
            }
        }
        let place = |key| places.get(&key).copied();
        let links = rows.iter().filter_map(|(a, b, events)| Some((place(*a)?, place(*b)?, *events)));
        whole.links = links.map(|(a, b, events)| (a.min(b), a.max(b), events)).collect();
        whole.links.sort_unstable();
        Ok(whole)
    }

    /// The number of events of an entity that must be read to find its neighbours, counted up to `most`.
    pub fn size(&self, of: EntityKey, most: u32) -> Result<u32> {
        let mut select = self.reading.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM event_participant WHERE entity_id = ? LIMIT ?)",
        )?;
        Ok(select.query_row([of.0, most.into()], |row| row.get(0))?)
    }
}
