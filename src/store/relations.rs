//! The relations that users added: what each of them is.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Result, Run, Store};
use crate::model::{Relation, Relations};

/// Where runs disagree on what a relation is, the first in this order is taken, whatever was read first.
const DEFINITIONS: &str = "SELECT name, kind, symmetric, meeting, spans_days, meaning FROM relation";
const ORDER: &str = "ORDER BY name, kind, symmetric, meeting, spans_days, meaning";

impl Store {
    /// The relations of the program and those that users added.
    pub fn known_relations(&self) -> Result<Relations> {
        let mut select = self.db.prepare_cached(&format!("{DEFINITIONS} {ORDER}"))?;
        let mut known = Relations::built_in().clone();
        for row in select.query_map([], definition)? {
            let (name, relation) = row?;
            if known.get(&name).is_none() {
                known.insert(name, relation);
            }
        }
        Ok(known)
    }
}

/// What a relation is; open ones (`other:…`) are nothing known.
pub fn known(db: &Connection, name: &str) -> rusqlite::Result<Option<Relation>> {
    if let Some(relation) = Relations::built_in().get(name) {
        return Ok(Some(relation.clone()));
    }
    let mut select = db.prepare_cached(&format!("{DEFINITIONS} WHERE name = ? {ORDER}"))?;
    Ok(select.query_row([name], definition).optional()?.map(|(_, relation)| relation))
}

/// Writes what the relations of a run are.
pub fn write(db: &Connection, run_id: i64, run: &Run) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO relation (run_id, name, kind, symmetric, meeting, spans_days, meaning)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (name, relation) in &run.relations {
        let Relation { kind, symmetric, meeting, spans_days, meaning, .. } = relation;
        insert.execute(params![run_id, name, kind, symmetric, meeting, spans_days, meaning])?;
    }
    Ok(())
}

fn definition(row: &Row<'_>) -> rusqlite::Result<(String, Relation)> {
    let relation = Relation {
        kind: row.get(1)?,
        symmetric: row.get(2)?,
        meeting: row.get(3)?,
        spans_days: row.get(4)?,
        meaning: row.get(5)?,
        timeless: false,
        act: None,
        plover: None,
        cameo: Vec::new(),
    };
    Ok((row.get(0)?, relation))
}
