//! Making anew what can be made anew: what rules judge, near-copies, identities, entities, events and all indexes, from the texts, their
//! annotation and what users judged.

use rusqlite::{Connection, params};

use crate::model::{EntityType, Status};
use crate::resolve::countries::{LIES_IN, countries};

use super::identities::{self, Identified, Named};
use super::stage::Teller;
use super::touched::Touched;
use super::{Result, Stage, Store, copies, events};

/// Memory for pages meanwhile, in KiB: all of the database is read and most of it written.
const CACHE_KIB: i32 = 256 * 1024;

impl Store {
    /// Makes layers 3 and 4 (but for users' judgements) and all indexes anew, in one transaction; tells how far it is.
    pub fn rebuild(&mut self, mut tell: impl FnMut(Stage)) -> Result<()> {
        self.write(|tx| {
            let mut tell = Teller::to(&mut tell);
            tell.step("making the indexes anew");
            tx.execute_batch("REINDEX; INSERT INTO document_fts(document_fts) VALUES ('rebuild');")?;
            Ok(derive(tx, &mut tell)?)
        })
    }
}

/// Makes layers 3 and 4 anew, but for users' judgements. Until it is done, chains lead to no entity.
pub(super) fn derive(db: &Connection, tell: &mut Teller<'_>) -> rusqlite::Result<()> {
    tell.step("clearing the tables");
    db.pragma_update(None, "cache_size", -CACHE_KIB)?;
    let mut indexes = drop_indexes(db, "event_participant", &[])?;
    indexes.extend(drop_indexes(db, "event", &["event_matter"])?);
    db.execute_batch(
        "PRAGMA defer_foreign_keys = ON;
         UPDATE claim SET event_id = NULL, joined_by = NULL;
         UPDATE chain SET identity_id = NULL, entity_id = 0;
         DELETE FROM event_participant; DELETE FROM event;
         DELETE FROM alias_word; DELETE FROM alias;
         DELETE FROM story; DELETE FROM near_copy; DELETE FROM document_band;
         DELETE FROM judgement WHERE who = 'rule'; DELETE FROM identity_block;
         DELETE FROM identity; DELETE FROM entity;",
    )?;
    // Not before the events went: they ask for it.
    indexes.extend(drop_indexes(db, "claim", &["claim_matter", "claim_sentence"])?);
    let mut touched = Touched::default();
    let mut document = db.prepare("SELECT uid, text FROM document WHERE doc_id = ?")?;
    let documents = numbers(db, "SELECT doc_id FROM document")?;
    tell.each("articles: whom they name", documents.into_iter(), |row| {
        let (uid, text): (String, String) =
            document.query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
        copies::enter(db, row, &text, &mut touched)?;
        identify_chains(db, row, &uid, &mut touched)
    })?;
    let claims = numbers(db, "SELECT claim_id FROM claim")?;
    tell.each("claims: what they are about", claims.into_iter(), |claim| {
        events::rematter(db, claim).map(drop)
    })?;
    touched.matters.extend(numbers(db, "SELECT DISTINCT matter FROM claim")?);
    touched.join(db, tell)?;
    touched.derive(db, tell)?;
    tell.step("making the indexes anew");
    indexes.iter().try_for_each(|index| db.execute_batch(index))?;
    touched.count(db, tell)
}

/// Drops the indexes of a table but for those that are asked while it is filled; gives their definitions. An index is made
/// at once in a fraction of the time that it takes to keep it in step row by row.
fn drop_indexes(db: &Connection, table: &str, but: &[&str]) -> rusqlite::Result<Vec<String>> {
    let mut select = db.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ? ORDER BY name",
    )?;
    let indexes = select.query_map([table], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    let indexes: Vec<(String, String)> = indexes.collect::<rusqlite::Result<_>>()?;
    let mut dropped = Vec::new();
    for (name, definition) in indexes.into_iter().filter(|(name, _)| !but.contains(&&**name)) {
        db.execute_batch(&format!("DROP INDEX {name}"))?;
        dropped.push(definition);
    }
    Ok(dropped)
}

fn identify_chains(db: &Connection, document: i64, uid: &str, touched: &mut Touched) -> rusqlite::Result<()> {
    struct Chain {
        row: i64,
        entity: EntityType,
        name: String,
        aliases: Vec<String>,
        by_name: bool,
    }
    let mut select = db.prepare_cached(
        "SELECT chain_id, type, name, aliases,
                EXISTS (SELECT 1 FROM mention_chain m JOIN mention USING (mention_id)
                        WHERE m.chain_id = chain.chain_id AND kind = 'name')
         FROM chain WHERE doc_id = ? ORDER BY chain_id",
    )?;
    let chains = select.query_map([document], |row| {
        Ok(Chain {
            row: row.get(0)?,
            entity: row.get(1)?,
            name: row.get(2)?,
            aliases: serde_json::from_str(row.get_ref(3)?.as_str()?).unwrap_or_default(),
            by_name: row.get(4)?,
        })
    })?;
    let chains: Vec<Chain> = chains.collect::<rusqlite::Result<_>>()?;
    let named: Vec<Named<'_>> = chains
        .iter()
        .map(|c| Named { entity: c.entity, name: &c.name, aliases: &c.aliases, by_name: c.by_name })
        .collect();
    let identified = identities::identify_all(db, &named, uid, touched)?;
    let rows: Vec<i64> = chains.iter().map(|chain| chain.row).collect();
    let named: Vec<_> = chains.iter().map(|chain| (chain.entity, chain.name.as_str())).collect();
    let countries = countries(&named, lies_in(db, document, &rows)?);
    let mut update =
        db.prepare_cached("UPDATE chain SET country = ?, identity_id = ?, entity_id = ? WHERE chain_id = ?")?;
    for ((chain, country), Identified { rows, .. }) in rows.into_iter().zip(countries).zip(identified) {
        update.execute(params![country, rows.identity, rows.entity, chain])?;
    }
    Ok(())
}

/// Which chains of a document lie in which, by their places among these rows.
fn lies_in(db: &Connection, document: i64, chains: &[i64]) -> rusqlite::Result<Vec<(usize, usize)>> {
    let mut select = db.prepare_cached(
        "SELECT s.chain_id, o.chain_id FROM claim
         JOIN claim_participant s ON s.claim_id = claim.claim_id AND s.role = 'subject'
         JOIN claim_participant o ON o.claim_id = claim.claim_id AND o.role = 'object'
         WHERE doc_id = ? AND relation = ? AND status = ? ORDER BY claim.claim_id",
    )?;
    let told = select.query_map(params![document, LIES_IN, Status::Actual], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
    })?;
    let told = told.collect::<rusqlite::Result<Vec<_>>>()?;
    let place = |row: i64| chains.binary_search(&row).ok();
    Ok(told.into_iter().filter_map(|(inner, outer)| Some((place(inner)?, place(outer)?))).collect())
}

fn numbers(db: &Connection, sql: &str) -> rusqlite::Result<Vec<i64>> {
    db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}
