//! Databases of every earlier format are brought up to date, and answer as new ones do.
//!
//! `tests/data/formats` holds one of each, made by the program of its time from the same two articles. A new migration
//! comes with a dump of the format before it.

use std::fs;

use newsgraph::query::{self, Filter};
use newsgraph::store::{Store, StoreError};
use rusqlite::Connection;

/// The dumps, by format.
fn dumps() -> Vec<(u32, String)> {
    let files = fs::read_dir("tests/data/formats").unwrap().map(|file| file.unwrap().path());
    let format = |path: &std::path::Path| path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
    let mut dumps: Vec<_> = files.map(|path| (format(&path), fs::read_to_string(path).unwrap())).collect();
    dumps.sort();
    dumps
}

#[test]
fn every_earlier_format_is_brought_up_to_date() {
    let migrations = fs::read_dir("migrations").unwrap().count();
    let mut formats = Vec::new();
    for (format, dump) in dumps() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        Connection::open(&path).unwrap().execute_batch(&dump).unwrap();
        let error = Store::open(&path).unwrap_err();
        assert!(matches!(error, StoreError::Outdated { found, .. } if found == format), "{error}");

        let mut told = Vec::new();
        let store = Store::open_or_create_telling(&path, |stage| told.push(stage)).unwrap();
        assert!(told.iter().any(|stage| stage.of > 0), "format {format}: {told:?}");
        let mut heard_again = false;
        Store::open_or_create_telling(&path, |_| heard_again = true).unwrap();
        assert!(!heard_again, "an up-to-date database takes no time");
        let report = store.check(|_| {}).unwrap();
        assert!(report.sound, "format {format}: {report:?}");
        assert_eq!(report.documents, 2);
        let wang = query::entity(&store, "Wang Yi").unwrap();
        let met = query::met(&store, &wang.id, None, &Filter::default()).unwrap();
        assert!(
            met.iter().any(|event| event.other(&wang.id).name == "Vladimir Putin"),
            "format {format}: {met:?}"
        );
        formats.push(format as usize);
        drop(store);
        assert!(Store::open(&path).unwrap().check(|_| {}).unwrap().sound);
    }
    assert_eq!(formats, (1..migrations).collect::<Vec<_>>(), "one dump for each format but the latest");
}
