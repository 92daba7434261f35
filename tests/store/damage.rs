//! What `check` finds in damaged databases, and what `rebuild` mends.

use std::fs;

use newsgraph::query;
use newsgraph::store::{Report, Store};
use rusqlite::Connection;

use crate::builder::{Doc, Scratch};
use crate::dump::dump;

fn news() -> Scratch {
    let mut a = Doc::new("a").published("2023-02-22").source("AP");
    a.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-21").at("@Moscow");
    a.alias("Vladimir Putin", "Putin");
    let mut b = Doc::new("b").published("2023-02-23").source("Reuters");
    b.claim("Vladimir Putin", "met", "Wang Yi").on("2023-02-21");
    Scratch::with(&[a, b])
}

/// The report on a database in which someone has done this, with triggers and foreign keys off.
fn after(damage: &str) -> Report {
    let mut scratch = news();
    harm(&mut scratch, damage);
    scratch.store.check(|_| {}).unwrap()
}

fn harm(scratch: &mut Scratch, damage: &str) {
    let db = Connection::open(scratch.path()).unwrap();
    db.pragma_update(None, "foreign_keys", false).unwrap();
    let triggers: Vec<(String, String)> = db
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (name, _) in &triggers {
        db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    db.execute_batch(damage).unwrap();
    for (_, sql) in &triggers {
        db.execute_batch(sql).unwrap();
    }
}

/// The kinds of problem found, each once.
fn kinds(report: &Report) -> Vec<&'static str> {
    let mut kinds: Vec<_> = report.problems.iter().map(|problem| problem.check).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

#[test]
fn a_sound_database_has_no_problems() {
    let report = news().store.check(|_| {}).unwrap();
    assert!(report.sound && report.problems.is_empty(), "{report:?}");
    // Two articles: six mentions; two claims with sentence, trigger and time.
    assert_eq!((report.documents, report.quotations), (2, 12));
}

#[test]
fn quotations_are_compared_byte_for_byte() {
    for damage in [
        "UPDATE evidence SET exact = replace(exact, 'Yi', 'Ye') WHERE part = 'sentence'",
        "UPDATE evidence SET start = start + 1 WHERE part = 'trigger'",
        "UPDATE evidence SET \"end\" = 1000000 WHERE part = 'time'",
        "UPDATE mention SET surface = 'Putin'",
        "UPDATE document SET text = 'x' || substr(text, 2)",
        "UPDATE sentence SET \"end\" = \"end\" + 1000",
    ] {
        assert!(kinds(&after(damage)).contains(&"quotation"), "{damage}");
    }
}

#[test]
fn references_that_lead_nowhere_are_found() {
    for damage in
        ["DELETE FROM chain", "DELETE FROM run", "DELETE FROM entity", "DELETE FROM mention WHERE doc_id = 1"]
    {
        assert!(kinds(&after(damage)).contains(&"reference"), "{damage}");
    }
}

#[test]
fn orphans_are_found() {
    for damage in [
        "DELETE FROM evidence WHERE part = 'trigger'",
        "DELETE FROM claim_participant WHERE role = 'object'",
        "UPDATE claim SET event_id = NULL",
        "INSERT INTO run VALUES (9, 'none', '0', '')",
        "INSERT INTO entity VALUES (99, 'n-x', 'ORG', 'X', 'joined', 1)",
        "DELETE FROM event_participant WHERE role = 'subject'",
    ] {
        assert!(kinds(&after(damage)).contains(&"orphan"), "{damage}");
    }
}

#[test]
fn entities_and_events_are_compared_with_a_rebuild_which_mends_them() {
    for damage in [
        "UPDATE entity SET n_docs = n_docs + 1",
        "UPDATE entity SET name = 'Nobody' WHERE type = 'PERSON'",
        "DELETE FROM alias_word WHERE word = 'putin'; DELETE FROM alias WHERE norm = 'putin'",
        "DELETE FROM alias_word",
        "UPDATE event SET confidence = 1, n_sources = 9",
        "UPDATE event_participant SET met = 0",
        "UPDATE event_participant SET shown = 0",
        "UPDATE event_participant SET other_id = entity_id",
        "UPDATE claim SET joined_by = 'magic'",
        "UPDATE claim SET matter = 1 WHERE claim_id = 1",
        "UPDATE identity SET n_docs = 7, rule = 'none'",
    ] {
        let mut scratch = news();
        let before = dump(&scratch.store);
        harm(&mut scratch, damage);
        assert_eq!(kinds(&scratch.store.check(|_| {}).unwrap()), ["rebuild"], "{damage}");
        scratch.store.rebuild(|_| {}).unwrap();
        assert!(scratch.store.check(|_| {}).unwrap().sound, "{damage}");
        assert_eq!(dump(&scratch.store), before, "{damage}");
    }
}

#[test]
fn a_changed_schema_is_found() {
    for damage in [
        "DROP INDEX claim_matter",
        "DROP VIEW who_met_whom",
        "CREATE TABLE mine (x)",
        "ALTER TABLE claim ADD COLUMN mine TEXT",
    ] {
        assert!(kinds(&after(damage)).contains(&"schema"), "{damage}");
    }
    let scratch = news();
    Connection::open(scratch.path()).unwrap().execute_batch("DROP TRIGGER evidence_verified").unwrap();
    let report = scratch.store.check(|_| {}).unwrap();
    assert_eq!(report.problems[0].found, "trigger evidence_verified is missing or was changed");
}

#[test]
fn a_full_text_index_that_does_not_fit_is_found_and_mended() {
    let mut scratch = news();
    harm(&mut scratch, "INSERT INTO document_fts (document_fts) VALUES ('delete-all')");
    assert_eq!(kinds(&scratch.store.check(|_| {}).unwrap()), ["file"]);
    scratch.store.rebuild(|_| {}).unwrap();
    assert!(scratch.store.check(|_| {}).unwrap().sound);
}

/// Bytes changed in the middle of the file: whatever they hit, the check ends, and says so.
#[test]
fn bytes_changed_anywhere_are_no_sound_database() {
    let scratch = news();
    let path = scratch.path();
    let _folder = scratch.close();
    let bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    let mut found = 0;
    for page in 1..pages {
        let mut damaged = bytes.clone();
        damaged[page * 4096..page * 4096 + 64].fill(0xa5);
        fs::write(&path, damaged).unwrap();
        let sound = Store::open(&path).and_then(|store| store.check(|_| {})).is_ok_and(|report| report.sound);
        found += usize::from(!sound);
    }
    assert_eq!(found, pages - 1);
}

#[test]
fn a_check_reads_what_a_writer_has_committed_and_changes_nothing() {
    let scratch = news();
    // Still open for writing, so with a write-ahead log.
    let reader = Store::open(&scratch.path()).unwrap();
    assert!(reader.check(|_| {}).unwrap().sound);
    assert_eq!(query::stats(&reader).unwrap().documents, 2);
}
