//! What decisions speak of: identities, each with the entity that it is one of.

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::EntityType;

use super::{Result, Store, StoreError};

/// An identity and the entity that it is one of.
pub struct Subject {
    pub uid: String,
    pub norm: String,
    pub entity: EntityType,
    pub entity_row: i64,
    /// The name, as most articles write it.
    pub name: String,
}

impl Subject {
    /// What users see.
    pub fn called(&self) -> String {
        format!("{} ({})", self.name, self.uid)
    }
}

impl Store {
    /// What the identity with this public id is called, with the id; `None` where there is none.
    pub fn called(&self, uid: &str) -> Result<Option<String>> {
        Ok(find_subject(&self.db, uid)?.map(|subject| subject.called()))
    }
}

/// The identity with this public id.
pub fn find_subject(db: &Connection, uid: &str) -> rusqlite::Result<Option<Subject>> {
    db.prepare_cached(
        "SELECT i.uid, i.norm, i.type, entity_id, ifnull((SELECT name FROM alias a WHERE a.entity_id = i.entity_id
           AND a.norm = i.norm ORDER BY a.n_docs DESC, name LIMIT 1), e.name)
         FROM identity i JOIN entity e USING (entity_id) WHERE i.uid = ?",
    )?
    .query_row([uid], |row| {
        Ok(Subject {
            uid: row.get(0)?,
            norm: row.get(1)?,
            entity: row.get(2)?,
            entity_row: row.get(3)?,
            name: row.get(4)?,
        })
    })
    .optional()
}

/// The identity that a folded name joins, by whatever rule.
pub fn joined_by_name(db: &Connection, entity: EntityType, norm: &str) -> rusqlite::Result<Option<Subject>> {
    let uid: Option<String> = db
        .prepare_cached("SELECT uid FROM identity WHERE norm = ? AND type = ? AND rule IS NOT NULL")?
        .query_row(params![norm, entity], |row| row.get(0))
        .optional()?;
    uid.map_or(Ok(None), |uid| find_subject(db, &uid))
}

/// The same; an error where there is none.
pub fn subject(db: &Connection, uid: &str) -> Result<Subject> {
    find_subject(db, uid)?.ok_or_else(|| StoreError::NoIdentity(uid.to_owned()))
}
