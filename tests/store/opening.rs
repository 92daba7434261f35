//! What may be opened, and what is refused.

use std::fs;

use newsgraph::query;
use newsgraph::store::{Store, StoreError};
use rusqlite::Connection;

use crate::builder::{Doc, Scratch};

#[test]
fn a_missing_database_is_named_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.db");
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Missing(_)));
    assert!(error.to_string().contains("newsgraph ingest"), "{error}");
    assert!(!path.exists());
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    let text = "not a database at all, but long enough to have a header of a hundred bytes. ".repeat(20);
    fs::write(&path, &text).unwrap();
    for result in [Store::open(&path), Store::open_or_create(&path)] {
        assert!(matches!(result.unwrap_err(), StoreError::NotADatabase(_)));
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_database_of_another_program_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE bookmark (url TEXT)").unwrap();
    let before = fs::read(&path).unwrap();
    for result in [Store::open(&path), Store::open_or_create(&path)] {
        assert!(matches!(result.unwrap_err(), StoreError::OtherProgram(_)));
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_database_of_a_newer_program_is_refused() {
    let scratch = Scratch::new();
    let path = scratch.path();
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap();
    for result in [Store::open(&path), Store::open_or_create(&path)] {
        let error = result.unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 999, .. }), "{error}");
    }
}

#[test]
fn a_folder_or_a_place_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let error = Store::open_or_create(&folder.path().join("no/such/folder/news.db")).unwrap_err();
    assert!(matches!(error, StoreError::Access { .. }), "{error:?}");
    for result in [Store::open(folder.path()), Store::open_or_create(folder.path())] {
        assert!(matches!(result.unwrap_err(), StoreError::Folder(_)));
    }
}

#[test]
fn an_empty_database_answers() {
    let scratch = Scratch::new();
    let reader = Store::open(&scratch.path()).unwrap();
    assert_eq!(query::stats(&reader).unwrap().documents, 0);
    assert!(query::entities(&reader).unwrap().is_empty());
}

#[test]
fn a_finished_database_is_one_file_that_opens_where_nothing_can_be_written() {
    let scratch = Scratch::with(&[Doc::new("a")]);
    let path = scratch.path();
    let Scratch { store, .. } = &scratch;
    assert_eq!(query::stats(store).unwrap().documents, 1);
    let copy = tempfile::tempdir().unwrap();
    let _folder = scratch.close();
    let files: Vec<_> =
        fs::read_dir(path.parent().unwrap()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(files, ["news.db"]);
    // The header's version numbers: 1 for a rollback journal, 2 for write-ahead logging.
    assert_eq!(fs::read(&path).unwrap()[18..20], [1, 1]);
    fs::copy(&path, copy.path().join("news.db")).unwrap();
    assert_eq!(query::stats(&Store::open(&copy.path().join("news.db")).unwrap()).unwrap().documents, 1);
}

#[test]
fn two_writers_wait_for_each_other() {
    let mut scratch = Scratch::new();
    let mut second = Store::open_or_create(&scratch.path()).unwrap();
    Doc::new("a").put(&mut scratch.store);
    Doc::new("b").put(&mut second);
    assert_eq!(query::stats(&scratch.store).unwrap().documents, 2);
}

#[test]
fn free_sql_reads_and_does_nothing_else() {
    let scratch = Scratch::with(&[Doc::new("a")]);
    let path = scratch.path().with_extension("copy");
    for refused in [
        "DELETE FROM document",
        "INSERT INTO run (extractor, version, model) VALUES ('a', 'b', 'c')",
        "DROP TABLE claim",
        "ATTACH 'other.db' AS other",
        &format!("VACUUM INTO '{}'", path.display()),
        "PRAGMA query_only = 0",
        "PRAGMA journal_mode = delete",
        "CREATE TEMP TABLE t (x)",
        "BEGIN IMMEDIATE",
    ] {
        let error = query::sql(&scratch.store, refused).unwrap_err();
        assert!(matches!(error, StoreError::NotReading(_)), "{refused}: {error}");
    }
    assert!(!path.exists());
    assert!(query::sql(&scratch.store, "SELECT 1; DELETE FROM document").is_err());
    let answer = query::sql(
        &scratch.store,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n LIMIT 3)
        SELECT i, i / 2.0 AS half, 'x' AS t, x'0aff' AS b, NULL FROM n",
    )
    .unwrap();
    assert_eq!(answer.columns, ["i", "half", "t", "b", "NULL"]);
    assert_eq!(serde_json::to_string(&answer.rows[0]).unwrap(), r#"[1,0.5,"x","0aff",null]"#);
    let found = query::sql(
        &scratch.store,
        "SELECT article FROM document_fts JOIN document ON doc_id = document_fts.rowid
        WHERE document_fts MATCH 'article'",
    )
    .unwrap();
    assert_eq!(found.rows, [["a"]]);
}
