//! Keeping entities and their names in step with the chains of the documents.
//!
//! An entity and each of its names count the documents that have it. A document adds one to each, and takes it back
//! when it goes; what counts none is deleted. So a document costs time by its own size. Only where an identity moves
//! from one entity to another are both counted anew.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use crate::language::gazetteer::fold;
use crate::model::EntityType;

/// The row of the entity with this public id, which is made where there is none: still without a name, which it gets
/// when it is settled.
pub fn row(db: &Connection, uid: &str, entity: EntityType) -> rusqlite::Result<i64> {
    db.prepare_cached(
        "INSERT INTO entity (uid, type, name, standing, n_docs) VALUES (?, ?, '', 'local', 0)
         ON CONFLICT (uid) DO UPDATE SET uid = uid RETURNING entity_id",
    )?
    .query_row(params![uid, entity], |row| row.get(0))
}

/// Counts a new document: the names that it gives, each with the entity's row.
pub fn count(db: &Connection, names: &BTreeSet<(i64, &str)>) -> rusqlite::Result<()> {
    let entities: BTreeSet<i64> = names.iter().map(|&(entity, _)| entity).collect();
    let mut more = db.prepare_cached("UPDATE entity SET n_docs = n_docs + 1 WHERE entity_id = ?")?;
    for entity in entities {
        more.execute([entity])?;
    }
    for &(entity, name) in names {
        count_name(db, entity, name, 1)?;
    }
    Ok(())
}

/// Counts the documents of an entity and of its names anew.
pub fn recount(db: &Connection, entity: i64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE entity SET n_docs = (SELECT count(DISTINCT doc_id) FROM chain WHERE entity_id = ?1) WHERE entity_id = ?1",
    )?
    .execute([entity])?;
    db.prepare_cached("DELETE FROM alias WHERE entity_id = ?")?.execute([entity])?;
    let mut names = db.prepare_cached(
        "SELECT name, count(DISTINCT doc_id)
         FROM (SELECT doc_id, name FROM chain WHERE entity_id = ?1
               UNION SELECT doc_id, value FROM chain, json_each(aliases) WHERE entity_id = ?1)
         GROUP BY name",
    )?;
    let names = names.query_map([entity], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    for (name, documents) in names.collect::<rusqlite::Result<Vec<_>>>()? {
        count_name(db, entity, &name, documents)?;
    }
    give_names(db, entity)
}

/// The names that users gave the entity, of which it keeps those that no document has.
fn give_names(db: &Connection, entity: i64) -> rusqlite::Result<()> {
    let mut given = db.prepare_cached(
        "SELECT judgement.name FROM identity JOIN judgement ON a = uid WHERE entity_id = ?1 AND judgement.rule = 'alias'
         UNION
         SELECT judgement.name FROM identity JOIN judgement ON b = uid WHERE entity_id = ?1 AND judgement.rule = 'alias'",
    )?;
    for name in given.query_map([entity], |row| row.get::<_, String>(0))? {
        count_name(db, entity, &name?, 0)?;
    }
    Ok(())
}

fn count_name(db: &Connection, entity: i64, name: &str, more: u32) -> rusqlite::Result<()> {
    let norm = fold(name);
    let (alias, documents): (i64, u32) = db
        .prepare_cached(
            "INSERT INTO alias (entity_id, name, norm, n_docs) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (entity_id, name) DO UPDATE SET n_docs = n_docs + ?4 RETURNING alias_id, n_docs",
        )?
        .query_row(params![entity, name, norm, more], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if documents == more {
        let mut insert =
            db.prepare_cached("INSERT OR IGNORE INTO alias_word (word, alias_id) VALUES (?, ?)")?;
        for word in norm.split(' ').collect::<BTreeSet<_>>() {
            insert.execute(params![word, alias])?;
        }
    }
    Ok(())
}

/// Takes back what a document counted, before it goes; gives the rows of its entities, which stay until they are
/// settled, because events may still need them.
pub fn discount(db: &Connection, doc_id: i64) -> rusqlite::Result<Vec<i64>> {
    let mut select = db.prepare_cached(
        "SELECT entity_id, name FROM chain WHERE doc_id = ?1
         UNION SELECT entity_id, value FROM chain, json_each(aliases) WHERE doc_id = ?1",
    )?;
    let mut fewer =
        db.prepare_cached("UPDATE alias SET n_docs = n_docs - 1 WHERE entity_id = ? AND name = ?")?;
    let mut none = db.prepare_cached(
        "DELETE FROM alias WHERE entity_id = ?1 AND name = ?2 AND n_docs = 0
           AND NOT EXISTS (SELECT 1 FROM identity JOIN judgement ON a = uid OR b = uid
                           WHERE entity_id = ?1 AND judgement.rule = 'alias' AND judgement.name = ?2)",
    )?;
    let mut entities = BTreeSet::new();
    let names = select.query_map([doc_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for name in names.collect::<rusqlite::Result<Vec<(i64, String)>>>()? {
        fewer.execute(params![name.0, name.1])?;
        none.execute(params![name.0, name.1])?;
        entities.insert(name.0);
    }
    let mut fewer = db.prepare_cached("UPDATE entity SET n_docs = n_docs - 1 WHERE entity_id = ?")?;
    for &entity in &entities {
        fewer.execute([entity])?;
    }
    Ok(entities.into_iter().collect())
}

/// Deletes an entity that no document has any more, or names it: as the gazetteer does, else as most documents do by a
/// full name, one that an identity of it stands for; else (an article taken out of a known entity, which it calls
/// otherwise) by any name.
pub fn settle(db: &Connection, entity: i64) -> rusqlite::Result<()> {
    if db.prepare_cached("DELETE FROM entity WHERE entity_id = ? AND n_docs = 0")?.execute([entity])? > 0 {
        return Ok(());
    }
    db.prepare_cached(
        "UPDATE entity SET (name, standing) = (new.name, new.standing)
         FROM (SELECT coalesce(
                        (SELECT known_as FROM identity WHERE entity_id = ?1 AND known_as IS NOT NULL
                         ORDER BY uid NOT GLOB 'Q*', uid LIMIT 1),
                        (SELECT alias.name FROM alias JOIN identity USING (entity_id, norm) WHERE entity_id = ?1
                         ORDER BY alias.n_docs DESC, alias.name = upper(alias.name), alias.name LIMIT 1),
                        (SELECT name FROM alias WHERE entity_id = ?1
                         ORDER BY n_docs DESC, name = upper(name), name LIMIT 1)) AS name,
                      (SELECT CASE WHEN max(known_as) IS NOT NULL THEN 'known'
                                   WHEN max(rule) IS NOT NULL THEN 'joined' ELSE 'local' END
                       FROM identity WHERE entity_id = ?1) AS standing) AS new
         WHERE entity_id = ?1 AND (entity.name, entity.standing) <> (new.name, new.standing)",
    )?
    .execute([entity])?;
    Ok(())
}
