//! Keeping entities and their names in step with the chains of the documents.
//!
//! An entity and each of its names count the documents that have it. A document adds one to each, and takes it back
//! when it goes; what counts none is deleted. So a document costs time by its own size.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use crate::language::Chain;
use crate::language::gazetteer::fold;
use crate::resolve::identity::Identity;

/// Counts the entities of a new document, making those that are new; gives their rows by public id.
pub fn count(
    db: &Connection,
    chains: &[Chain],
    identities: &[Identity],
) -> rusqlite::Result<BTreeMap<String, i64>> {
    let mut upsert = db.prepare_cached(
        "INSERT INTO entity (uid, type, name, norm, standing, n_docs) VALUES (?, ?, ?, ?, ?, 1)
         ON CONFLICT (uid) DO UPDATE SET n_docs = n_docs + 1 RETURNING entity_id",
    )?;
    let mut rows: BTreeMap<String, i64> = BTreeMap::new();
    let mut names: BTreeSet<(i64, &str)> = BTreeSet::new();
    for (chain, identity) in chains.iter().zip(identities) {
        let row = match rows.get(&identity.uid) {
            Some(&row) => row,
            None => {
                let (standing, name) = match (identity.known_as, identity.join) {
                    (Some(name), _) => ("known", name),
                    (None, Some(_)) => ("joined", &*chain.name),
                    (None, None) => ("local", &*chain.name),
                };
                let values = params![identity.uid, chain.entity, name, identity.norm, standing];
                let row = upsert.query_row(values, |row| row.get(0))?;
                rows.insert(identity.uid.clone(), row);
                row
            }
        };
        names.insert((row, &chain.name));
        names.extend(chain.aliases.iter().map(|alias| (row, &**alias)));
    }
    for (entity, name) in names {
        count_name(db, entity, name)?;
    }
    Ok(rows)
}

fn count_name(db: &Connection, entity: i64, name: &str) -> rusqlite::Result<()> {
    let norm = fold(name);
    let (alias, documents): (i64, u32) = db
        .prepare_cached(
            "INSERT INTO alias (entity_id, name, norm, n_docs) VALUES (?, ?, ?, 1)
             ON CONFLICT (entity_id, name) DO UPDATE SET n_docs = n_docs + 1 RETURNING alias_id, n_docs",
        )?
        .query_row(params![entity, name, norm], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if documents == 1 {
        let mut insert = db.prepare_cached("INSERT INTO alias_word (word, alias_id) VALUES (?, ?)")?;
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
    let mut none = db.prepare_cached("DELETE FROM alias WHERE entity_id = ? AND name = ? AND n_docs = 0")?;
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

/// Deletes an entity that no document has any more, or names it as most documents do; only a full name serves, one that
/// folds to what its id stands for. An entity that the gazetteer knows keeps the name given there.
pub fn settle(db: &Connection, entity: i64) -> rusqlite::Result<()> {
    if db.prepare_cached("DELETE FROM entity WHERE entity_id = ? AND n_docs = 0")?.execute([entity])? > 0 {
        return Ok(());
    }
    db.prepare_cached(
        "UPDATE entity SET name = full.name
         FROM (SELECT alias.name FROM alias JOIN entity USING (entity_id, norm)
               WHERE entity_id = ?1 AND standing <> 'known'
               ORDER BY alias.n_docs DESC, alias.name = upper(alias.name), alias.name LIMIT 1) AS full
         WHERE entity_id = ?1 AND entity.name <> full.name",
    )?
    .execute([entity])?;
    Ok(())
}
