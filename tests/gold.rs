//! The facts of `newsgraph extract` against the gold facts, by their own scorer. Needs the gold articles beside the
//! project, and Python 3.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// A little under what is reached. They rise with the work.
const LEAST_PRECISION: f64 = 0.88;
const LEAST_F1: f64 = 0.72;

#[test]
fn facts_agree_with_the_gold_facts() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    if !gold.join("score.py").exists() {
        println!("skipped: {} is not there", gold.display());
        return;
    }
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: python3 is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let facts = folder.path().join("facts.jsonl");
    let mut articles: Vec<_> =
        fs::read_dir(gold.join("dev")).unwrap().map(|entry| entry.unwrap().path()).collect();
    articles.sort();
    let mut extract = assert_cmd::Command::cargo_bin("newsgraph").unwrap();
    extract.arg("extract").arg("--output").arg(&facts).args(articles).assert().success();

    let mut score = Command::new("python3");
    let score = score.arg(gold.join("score.py")).arg(gold.join("dev")).arg(&facts);
    let score = score.args(["--by-relation", "--misses"]).output().unwrap();
    assert!(score.status.success(), "{}", String::from_utf8_lossy(&score.stderr));
    let scores = String::from_utf8(score.stdout).unwrap();
    let lines = scores.lines().filter(|line| !line.starts_with(['-', '+']));
    lines.for_each(|line| println!("{line}"));
    assert_eq!(sorted(&evaluated(&gold.join("dev"), scores.lines().count())), sorted(&scores));
    assert!(all_facts(&scores, "P") >= LEAST_PRECISION, "{scores}");
    assert!(all_facts(&scores, "F1") >= LEAST_F1, "{scores}");
}

/// The first lines of what `newsgraph eval` prints.
fn evaluated(gold: &Path, lines: usize) -> String {
    let mut eval = assert_cmd::Command::cargo_bin("newsgraph").unwrap();
    let eval = eval.arg("eval").arg(gold).args(["--by-relation", "--misses"]).assert().success();
    let printed = String::from_utf8(eval.get_output().stdout.clone()).unwrap();
    printed.lines().take(lines).collect::<Vec<_>>().join("\n")
}

/// The scorer leaves the order of relations with equally many facts open.
fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

/// A measure over all facts: the number after its name.
fn all_facts(scores: &str, measure: &str) -> f64 {
    let line = scores.lines().find(|line| line.starts_with("all facts")).unwrap();
    let mut words = line.split_whitespace().skip_while(|word| *word != measure);
    words.nth(1).unwrap().parse().unwrap()
}
