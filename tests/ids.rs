//! Ids of articles: one an article within a run, the same for the same article in every run, and what is told where a file
//! has come under another.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

const GOOD: &str =
    "Chinese Foreign Minister Wang Yi met Russian President Vladimir Putin in Moscow on Feb. 22, 2023.\n";

fn newsgraph(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("newsgraph").unwrap();
    command.current_dir(folder).env("NO_COLOR", "1").args(arguments).output().unwrap()
}

/// The JSON that `ingest` prints.
fn summary(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn counts<const N: usize>(output: &Output, names: [&str; N]) -> [u64; N] {
    let summary = summary(output);
    names.map(|name| summary["articles"][name].as_u64().unwrap())
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A line of JSON Lines.
fn record(id: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({ "id": id, "text": text }))
}

#[test]
fn two_articles_of_one_id_are_told_and_the_first_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.jsonl"), record("1", GOOD) + &record("same", GOOD)).unwrap();
    let others = record("2", GOOD) + &record("1", "Xi met Lula.") + &record("same", GOOD);
    fs::write(folder.join("b.jsonl"), others).unwrap();
    let problem = "error: b.jsonl:2: the id “1” is that of another article, a.jsonl:1; left out";
    let mut hashes = Vec::new();
    for (database, inputs) in
        [("one.db", ["a.jsonl", "b.jsonl", "--threads=1"]), ("two.db", ["b.jsonl", "a.jsonl", "--threads=4"])]
    {
        for expected in [[3, 1, 0, 1], [0, 4, 0, 1]] {
            let output = newsgraph(folder, &[&["ingest", database][..], &inputs].concat());
            assert!(told(&output).starts_with(problem), "{}", told(&output));
            assert_eq!(output.status.code(), Some(2));
            assert_eq!(counts(&output, ["new", "unchanged", "replaced", "failed"]), expected);
        }
        hashes.push(newsgraph(folder, &["hash", database, "--json"]).stdout);
    }
    assert_eq!(hashes[0], hashes[1]);
    assert!(told(&newsgraph(folder, &["extract", "b.jsonl", "a.jsonl"])).starts_with(problem));
    // In another run it is the same article with other words.
    assert_eq!(counts(&newsgraph(folder, &["ingest", "one.db", "b.jsonl"]), ["replaced", "failed"]), [1, 0]);
}

#[test]
fn what_comes_through_standard_input_has_ids_of_its_content() {
    let folder = tempfile::tempdir().unwrap();
    let ingest = |input: &str| {
        let mut command = Command::cargo_bin("newsgraph").unwrap();
        command.current_dir(folder.path()).args(["ingest", "news.db", "-"]).write_stdin(input);
        counts(&command.output().unwrap(), ["new", "unchanged"])
    };
    let lines = |texts: &[&str]| -> String {
        texts.iter().map(|text| format!("{}\n", serde_json::json!({ "text": text }))).collect()
    };
    assert_eq!(ingest(&lines(&[GOOD, "Xi met Lula."])), [2, 0]);
    assert_eq!(ingest(&lines(&["Modi met Lula.", "Xi met Lula."])), [1, 1]);
    assert_eq!(ingest(GOOD), [0, 1], "the same text in another form");
}

#[test]
fn files_read_again_from_another_folder_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    let article = fs::read("data/articles/2023-03-21-xi-in-moscow.txt").unwrap();
    fs::write(articles.join("xi.txt"), article).unwrap();
    fs::write(articles.join("short.txt"), GOOD).unwrap();
    let first = newsgraph(folder.path(), &["ingest", "news.db", "articles"]);
    assert_eq!(counts(&first, ["new", "same_text"]), [2, 0]);
    let again = newsgraph(&articles, &["ingest", "../news.db", ".", "--table"]);
    let table = String::from_utf8(again.stdout).unwrap();
    assert!(
        table
            .contains("New, with every word of an article under another id: 1. The id of a file is its path"),
        "{table}"
    );
    let third = newsgraph(&articles, &["ingest", "../news.db", "."]);
    assert_eq!(counts(&third, ["new", "unchanged", "same_text"]), [0, 2, 0]);
}
