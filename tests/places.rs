//! `--place` through the binary: a place by its name, a country by every place in it, governments by no place at all.

#![allow(clippy::unwrap_used)]

use std::fs;

use assert_cmd::Command;
use serde_json::{Value, json};

const ARTICLES: [&str; 4] = [
    "Emmanuel Macron met Olaf Scholz in Paris on Monday. Macron visited Marseille on Tuesday.",
    "Greg Abbott met Ted Cruz in Paris, Texas, on Monday.",
    "Moscow said that Vladimir Putin met Ali Khamenei in Tehran. Russia welcomed the talks.",
    "Imran Khan met Joe Biden in Hyderabad on Monday. Pakistan thanked the United States.",
];

/// The ends of the meetings at a place.
fn met_at(database: &str, place: &str) -> Vec<String> {
    let arguments = ["events", database, "--relation", "met,visited", "--place", place, "--json"];
    let output = Command::cargo_bin("newsgraph").unwrap().args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let name = |row: &Value, end: &str| row[end]["name"].as_str().unwrap().to_owned();
    let mut ends: Vec<String> =
        rows.map(|row| format!("{} – {}", name(&row, "subject"), name(&row, "object"))).collect();
    ends.sort();
    ends
}

#[test]
fn a_country_is_every_place_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (articles, database) = (path("articles.jsonl"), path("news.db"));
    let lines: Vec<String> = ARTICLES
        .iter()
        .enumerate()
        .map(|(i, text)| json!({"id": format!("a{i}"), "published": "2023-05-10", "text": text}).to_string())
        .collect();
    fs::write(&articles, lines.join("\n")).unwrap();
    Command::cargo_bin("newsgraph").unwrap().args(["ingest", &database, &articles]).assert().success();

    assert_eq!(met_at(&database, "France"), ["Emmanuel Macron – Marseille", "Emmanuel Macron – Olaf Scholz"]);
    assert_eq!(met_at(&database, "Marseille"), ["Emmanuel Macron – Marseille"]);
    assert_eq!(met_at(&database, "U.S."), ["Greg Abbott – Ted Cruz"]);
    assert_eq!(met_at(&database, "Pakistan"), ["Imran Khan – Joe Biden"]);
    assert_eq!(met_at(&database, "Iran"), ["Vladimir Putin – Ali Khamenei"]);
    // Moscow is the one that says so.
    assert_eq!(met_at(&database, "Russia"), Vec::<String>::new());
}
