//! The same articles make the same database: read again, in another order, on other numbers of threads. What happens to
//! the process or the disk meanwhile: `durability.rs`.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// Runs a command that must end well, and returns what it printed.
fn newsgraph(arguments: &[&str]) -> String {
    let output =
        Command::cargo_bin("newsgraph").unwrap().env("NO_COLOR", "1").args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// All that a database holds. Compared rather than printed: it is long.
fn exported(database: &Path) -> String {
    newsgraph(&["export", text(database), "jsonl"])
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The files of the sample articles, sorted.
fn samples() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir("data/articles")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "README"))
        .collect();
    files.sort();
    files
}

#[test]
fn ingesting_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("news.db");
    newsgraph(&["ingest", text(&database), "data/articles"]);
    let first = exported(&database);
    assert!(first.lines().count() > 100, "too little to compare");
    let summary = newsgraph(&["ingest", text(&database), "data/articles", "--json"]);
    assert!(summary.contains("\"new\":0,\"unchanged\":17,\"replaced\":0,\"failed\":0"), "{summary}");
    assert!(exported(&database) == first, "the second run changed the database");
}

#[test]
fn neither_order_nor_threads_matter() {
    let folder = tempfile::tempdir().unwrap();
    let at_once = folder.path().join("at-once.db");
    newsgraph(&["ingest", text(&at_once), "data/articles", "--threads", "4"]);

    let one_by_one = folder.path().join("one-by-one.db");
    for file in samples().iter().rev() {
        newsgraph(&["ingest", text(&one_by_one), text(file), "--threads", "1"]);
    }
    assert!(exported(&one_by_one) == exported(&at_once), "the order of the articles changed the database");
    assert_eq!(newsgraph(&["hash", text(&one_by_one)]), newsgraph(&["hash", text(&at_once)]));
}

#[test]
fn removing_an_article_leaves_nothing_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let with_all = folder.path().join("all.db");
    newsgraph(&["ingest", text(&with_all), "data/articles"]);
    let before = exported(&with_all);
    let files = samples();
    // Of one article: the id of each is its path.
    let removed = files.iter().find(|file| file.ends_with("2023-03-21-xi-in-moscow.txt")).unwrap();
    newsgraph(&["rm", text(&with_all), text(removed)]);
    assert!(exported(&with_all) != before, "nothing was removed");

    let without = folder.path().join("without.db");
    let others: Vec<&str> = files.iter().filter(|file| *file != removed).map(|file| text(file)).collect();
    newsgraph(&[&["ingest", text(&without)][..], &others].concat());
    assert!(exported(&with_all) == exported(&without), "something of the article stayed");

    newsgraph(&["ingest", text(&with_all), text(removed)]);
    assert!(exported(&with_all) == before, "the article did not come back whole");
}
