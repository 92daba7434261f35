//! Writing and removing one document, in one transaction.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::stage::Teller;
use super::touched::Touched;
use super::writer::Writer;
use super::{Outcome, Result, Run, Store, StoreError, copies, entities, id, identities, likeness};
use crate::language::Analysis;
use crate::model::{Article, Claim};

impl Store {
    /// Whether this article was stored as this run reads it, so that it need not be read again.
    pub fn holds(&self, article: &Article, run: &Run) -> Result<bool> {
        Ok(holds(&self.db, article, run)?)
    }

    /// Whether an article under another id has every word of this one, which is stored; of texts too short to be told from
    /// chance (two lines) it is not known.
    pub fn has_twin(&self, article: &Article) -> Result<bool> {
        let mut twin = self.db.prepare_cached(
            "SELECT 1 FROM document d JOIN near_copy ON a = d.doc_id JOIN document other ON other.doc_id = b
             WHERE d.article = ? AND other.text = d.text",
        )?;
        Ok(twin.exists([&article.id])?)
    }

    /// Stores an article with what it says, in one transaction.
    ///
    /// An article of the same id gives way, unless it is the same and was read by the same run.
    pub fn put(
        &mut self,
        article: &Article,
        analysis: &Analysis,
        claims: &[Claim],
        run: &Run,
    ) -> Result<Outcome> {
        self.write(|tx| {
            if holds(tx, article, run)? {
                return Ok(Outcome::Unchanged);
            }
            let mut touched = Touched::default();
            let replaced = match find(tx, &article.id)? {
                Some(former) => {
                    take_out(tx, &former, &mut touched)?;
                    true
                }
                None => false,
            };
            Writer { db: tx, article, analysis, uid: document_uid(article) }.write(
                claims,
                run,
                &mut touched,
            )?;
            touched.settle(tx, &mut Teller::nobody())?;
            Ok(if replaced { Outcome::Replaced } else { Outcome::Added })
        })
    }

    /// Removes the article of this id (that of the input or `d-…`), in one transaction: afterwards the database is as
    /// if it had never been read. Tells whether it was there.
    pub fn remove(&mut self, document: &str) -> Result<bool> {
        self.write(|tx| {
            let Some(found) = find(tx, document)? else { return Ok(false) };
            let mut touched = Touched::default();
            take_out(tx, &found, &mut touched)?;
            touched.settle(tx, &mut Teller::nobody())?;
            Ok(true)
        })
    }

    /// Runs one transaction: all of it is written, or nothing.
    pub(super) fn write<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let path = &self.path;
        let of = |e| StoreError::of(path, e);
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of)?;
        let done = work(&tx).map_err(|e| e.on(path))?;
        tx.commit().map_err(of)?;
        Ok(done)
    }
}

fn document_uid(article: &Article) -> String {
    id::document(&article.id, &article.text)
}

/// A document in the database.
pub struct Found {
    pub row: i64,
    pub uid: String,
}

/// The document of this id (that of the input or `d-…`).
pub fn find(db: &Connection, id: &str) -> rusqlite::Result<Option<Found>> {
    db.prepare_cached(
        "SELECT doc_id, uid FROM document WHERE article = ?1 OR uid = ?1 ORDER BY article = ?1 DESC",
    )?
    .query_row([id], |row| Ok(Found { row: row.get(0)?, uid: row.get(1)? }))
    .optional()
}

fn holds(db: &Connection, article: &Article, run: &Run) -> rusqlite::Result<bool> {
    db.prepare_cached(
        "SELECT 1 FROM document JOIN run USING (run_id)
         WHERE article = ? AND uid = ? AND published IS ? AND source IS ? AND url IS ? AND title IS ? AND author IS ?
           AND extractor = ? AND version = ? AND model = ?",
    )?
    .exists(params![
        article.id,
        document_uid(article),
        article.published,
        article.source,
        article.url,
        article.title,
        article.author,
        run.extractor,
        run.version,
        run.model
    ])
}

/// Deletes a document with all that was read in it.
fn take_out(db: &Connection, document: &Found, touched: &mut Touched) -> rusqlite::Result<()> {
    let Found { row: doc_id, uid } = document;
    let mut matters = db.prepare_cached("SELECT DISTINCT matter FROM claim WHERE doc_id = ?")?;
    for matter in matters.query_map([doc_id], |row| row.get(0))? {
        touched.matters.insert(matter?);
    }
    let text: String = db
        .prepare_cached("SELECT text FROM document WHERE doc_id = ?")?
        .query_row([doc_id], |row| row.get(0))?;
    touched.identities.extend(likeness::tied_in(db, uid)?);
    copies::leave(db, *doc_id, &text, touched)?;
    touched.entities.extend(entities::discount(db, *doc_id)?);
    let identities = identities::of_document(db, *doc_id)?;
    let run: i64 = db
        .prepare_cached("DELETE FROM document WHERE doc_id = ? RETURNING run_id")?
        .query_row([doc_id], |row| row.get(0))?;
    db.prepare_cached(
        "DELETE FROM run WHERE run_id = ?1 AND NOT EXISTS (SELECT 1 FROM document WHERE run_id = ?1)",
    )?
    .execute([run])?;
    identities::leave(db, &identities, touched)
}
