//! Keeping near-copies of articles in step with the documents.
//!
//! Near-copies of near-copies are one story too: a story is what pairs of near-copies connect. Its id is the smallest of its
//! documents, so that the order of reading does not show.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::resolve::copies::Shingles;

use super::touched::Touched;

/// Finds the near-copies of a new document.
pub fn enter(db: &Connection, document: i64, text: &str, touched: &mut Touched) -> rusqlite::Result<()> {
    let shingles = Shingles::of(text);
    let mut text_of = db.prepare_cached("SELECT text FROM document WHERE doc_id = ?")?;
    let mut pair = db.prepare_cached("INSERT INTO near_copy (a, b) VALUES (?1, ?2), (?2, ?1)")?;
    let mut stories = BTreeSet::new();
    for other in candidates(db, document, &shingles)? {
        let other_text: String = text_of.query_row([other], |row| row.get(0))?;
        if shingles.near(&Shingles::of(&other_text)) {
            pair.execute([document, other])?;
            stories.insert(story(db, other)?);
        }
    }
    if !stories.is_empty() {
        let members = tell(db, document)?;
        if stories.len() > 1 {
            // What was several stories is one now, so that claims of all of them count once.
            touch(db, &members, touched)?;
        }
    }
    Ok(())
}

/// The documents with a band in common.
fn candidates(db: &Connection, document: i64, shingles: &Shingles) -> rusqlite::Result<BTreeSet<i64>> {
    let mut select = db.prepare_cached("SELECT doc_id FROM document_band WHERE band = ?")?;
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO document_band (band, doc_id) VALUES (?, ?)")?;
    let mut candidates = BTreeSet::new();
    for band in shingles.bands() {
        for other in select.query_map([band], |row| row.get::<_, i64>(0))? {
            candidates.insert(other?);
        }
        insert.execute([band, document])?;
    }
    candidates.remove(&document);
    Ok(candidates)
}

/// Takes a document out of its story, before it goes; what it held together parts.
pub fn leave(db: &Connection, document: i64, text: &str, touched: &mut Touched) -> rusqlite::Result<()> {
    let mut delete = db.prepare_cached("DELETE FROM document_band WHERE band = ? AND doc_id = ?")?;
    for band in Shingles::of(text).bands() {
        delete.execute([band, document])?;
    }
    let copies = copies(db, document)?;
    db.prepare_cached("DELETE FROM near_copy WHERE a = ?1 OR b = ?1")?.execute([document])?;
    db.prepare_cached("DELETE FROM story WHERE doc_id = ?")?.execute([document])?;
    let mut told = BTreeSet::new();
    for &copy in &copies {
        if !told.contains(&copy) {
            let members = tell(db, copy)?;
            if !copies.iter().all(|copy| members.contains(copy)) {
                touch(db, &members, touched)?;
            }
            told.extend(members);
        }
    }
    Ok(())
}

/// Gives the documents of a story its id; gives them.
fn tell(db: &Connection, document: i64) -> rusqlite::Result<BTreeSet<i64>> {
    let members = connected(db, document)?;
    if members.len() == 1 {
        db.prepare_cached("DELETE FROM story WHERE doc_id = ?")?.execute([document])?;
        return Ok(members);
    }
    let mut uid = db.prepare_cached("SELECT uid FROM document WHERE doc_id = ?")?;
    let uids = members.iter().map(|member| uid.query_row([member], |row| row.get(0)));
    let first = uids.collect::<rusqlite::Result<BTreeSet<String>>>()?.pop_first();
    let mut write = db.prepare_cached(
        "INSERT INTO story (doc_id, story) VALUES (?1, ?2)
         ON CONFLICT (doc_id) DO UPDATE SET story = ?2 WHERE story <> ?2",
    )?;
    for &member in &members {
        write.execute((member, &first))?;
    }
    Ok(members)
}

/// What the documents tell of is to be derived anew: how many sources it has depends on their stories.
fn touch(db: &Connection, documents: &BTreeSet<i64>, touched: &mut Touched) -> rusqlite::Result<()> {
    let mut matters = db.prepare_cached("SELECT DISTINCT matter FROM claim WHERE doc_id = ?")?;
    for &document in documents {
        for matter in matters.query_map([document], |row| row.get(0))? {
            touched.matters.insert(matter?);
        }
    }
    Ok(())
}

/// All documents that near-copies connect with this one.
fn connected(db: &Connection, document: i64) -> rusqlite::Result<BTreeSet<i64>> {
    let mut open = vec![document];
    let mut found = BTreeSet::from([document]);
    while let Some(document) = open.pop() {
        for copy in copies(db, document)? {
            if found.insert(copy) {
                open.push(copy);
            }
        }
    }
    Ok(found)
}

fn copies(db: &Connection, document: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT b FROM near_copy WHERE a = ?")?
        .query_map([document], |row| row.get(0))?
        .collect()
}

fn story(db: &Connection, document: i64) -> rusqlite::Result<String> {
    db.prepare_cached(
        "SELECT ifnull(story, uid) FROM document LEFT JOIN story USING (doc_id) WHERE doc_id = ?",
    )?
    .query_row([document], |row| row.get(0))
}
