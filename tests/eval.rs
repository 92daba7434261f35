//! `newsgraph eval` on two made-up articles with gold facts, `tests/data/gold`: the form in which users write theirs.

#![allow(clippy::unwrap_used)]

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

const GOLD: &str = "tests/data/gold";

fn eval(arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("newsgraph").unwrap();
    let done = command.arg("eval").args(arguments).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

#[test]
fn scores_come_first_and_then_what_was_lost_and_why() {
    let text = eval(&[GOLD]);
    // How sure a few facts are says nothing, and changes with the weights.
    let stable: Vec<&str> = text.lines().filter(|line| !line.starts_with("confidence")).collect();
    insta::assert_snapshot!(stable.join("\n"), @r"
    meetings         P 1.000  R 1.000  F1 1.000   (2 right of 2 given, 2 gold)
    events           P 1.000  R 0.600  F1 0.750   (3 right of 3 given, 5 gold)
    states           P 1.000  R 1.000  F1 1.000   (2 right of 2 given, 2 gold)
    all facts        P 1.000  R 0.714  F1 0.833   (5 right of 5 given, 7 gold)
    of the matched   status 1.000 (5/5)  date 1.000 (2/2)  place 1.000 (1/1)  date given where the text has none: 0

    missed: 2
      criticized: 1
          1  no trigger of the relation in the sentence
      praised: 1
          1  praised.verb stopped at the object

    wrong: 0
    ");
}

#[test]
fn json_has_every_lost_fact_with_its_reason() {
    let report: Value = serde_json::from_str(&eval(&[GOLD, "--json"])).unwrap();
    let missed = report["missed"].as_array().unwrap();
    let reason = |fact: &str| {
        let lost = missed.iter().find(|lost| lost["fact"].as_str().unwrap().starts_with(fact)).unwrap();
        lost["reason"].as_str().unwrap().to_owned()
    };
    assert_eq!(reason("Emmanuel Macron criticized"), "no trigger of the relation in the sentence");
    assert_eq!(reason("Kenya praised"), "praised.verb stopped at the object");
    let relations = report["scores"]["relations"].as_object().unwrap();
    let sum = |field: &str| relations.values().map(|m| m[field].as_u64().unwrap()).sum::<u64>();
    assert_eq!(sum("gold") - sum("right"), missed.len() as u64);
    assert_eq!(sum("given") - sum("right"), report["wrong"].as_array().unwrap().len() as u64);
}

#[test]
fn nothing_is_given_where_all_is_wanted_sure() {
    let text = eval(&[GOLD, "--min-confidence", "1"]);
    assert!(
        text.contains("all facts        P 0.000  R 0.000  F1 0.000   (0 right of 0 given, 7 gold)"),
        "{text}"
    );
    assert!(text.contains("found, but not sure enough"), "{text}");
}

#[test]
fn a_folder_without_gold_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let told = |name: &str| {
        let mut command = Command::cargo_bin("newsgraph").unwrap();
        let failed = command.arg("eval").arg(folder.path().join(name)).assert().code(2);
        String::from_utf8(failed.get_output().stderr.clone()).unwrap()
    };
    assert!(told("").contains("has no .json files"));
    assert!(told("missing").contains("missing: "));
    fs::write(folder.path().join("a.json"), r#"{"id": "a", "text": "Xi met Putin."}"#).unwrap();
    assert!(told("").contains("missing field `entities`"), "{}", told(""));
}
