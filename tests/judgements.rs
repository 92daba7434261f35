//! Judging through the binary which entities are one: review, merge, not-same, split, alias, why A=B, log, undo.

#![allow(clippy::unwrap_used)]

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

/// Two articles on persons who may be one, and one on a namesake.
const ARTICLES: &str = r#"{"id":"a","published":"2023-02-22","text":"Pedro Gomez met Angela Merkel in Berlin on Monday."}
{"id":"b","published":"2023-02-22","text":"Pedro Gomez Castillo met Angela Merkel in Berlin on Monday."}
{"id":"c","published":"2023-06-22","text":"Pedro Gomez met Olaf Scholz in Hamburg on Tuesday."}
"#;

struct Database {
    folder: tempfile::TempDir,
}

impl Database {
    fn new() -> Database {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("articles.jsonl"), ARTICLES).unwrap();
        let database = Database { folder };
        database.run(&["ingest", "DB", "articles.jsonl"], "", 0);
        database
    }

    /// Standard output and error of a command on the database, `DB`.
    fn run(&self, arguments: &[&str], input: &str, code: i32) -> (String, String) {
        let output = Command::cargo_bin("newsgraph")
            .unwrap()
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .args(arguments.iter().map(|&argument| if argument == "DB" { "news.db" } else { argument }))
            .write_stdin(input)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(output.stdout), text(output.stderr));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
        (out, err)
    }

    fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        self.run(arguments, "", 0).0.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn documents(&self, name: &str) -> u64 {
        self.rows(&["who", "DB", name])[0]["documents"].as_u64().unwrap()
    }
}

#[test]
fn a_pair_is_reviewed_merged_explained_and_undone() {
    let database = Database::new();
    let pairs = database.rows(&["review", "DB", "--list"]);
    let [pair] = &*pairs else { panic!("{pairs:?}") };
    let mut names = [pair["a_name"].as_str().unwrap(), pair["b_name"].as_str().unwrap()];
    names.sort();
    assert_eq!(names, ["Pedro Gomez", "Pedro Gomez Castillo"]);

    let (_, said) = database.run(&["review", "DB"], "y\n", 0);
    assert!(said.contains("1 judged"), "{said}");
    assert_eq!(database.documents("Pedro Gomez Castillo"), 3);
    let why = &database.rows(&["why", "DB", "Pedro Gomez=Pedro Gomez Castillo"])[0];
    assert_eq!((&why["one"], &why["a"]["entity"]), (&true.into(), &why["b"]["entity"]));
    let judged = &why["judgements"];
    assert_eq!((&judged[0]["who"], &judged[0]["verdict"]), (&"user".into(), &"same".into()));
    assert_eq!((&judged[1]["who"], &judged[1]["verdict"]), (&"rule".into(), &"unsure".into()));
    let other = &database.rows(&["why", "DB", "Olaf Scholz=Angela Merkel"])[0];
    assert_eq!((&other["one"], &other["judgements"]), (&false.into(), &Value::from(Vec::<Value>::new())));
    database.run(&["review", "DB", "--list"], "", 1);

    database.run(&["undo", "DB"], "", 0);
    assert_eq!(database.documents("Pedro Gomez Castillo"), 1);
    let log = database.rows(&["log", "DB"]);
    assert_eq!((&log[0]["action"], &log[0]["undone"]), (&"merge".into(), &true.into()));
    let called = log[0]["called"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
    let mut names: Vec<_> = called.map(|name| name.split(" (").next().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Pedro Gomez", "Pedro Gomez Castillo"]);
    database.run(&["undo", "DB"], "", 1);
}

#[test]
fn a_review_can_say_no_skip_and_undo() {
    let database = Database::new();
    let (_, said) = database.run(&["review", "DB"], "s\n", 1);
    assert!(said.contains("1 skipped"), "{said}");
    database.run(&["review", "DB"], "n\n", 0);
    database.run(&["review", "DB", "--list"], "", 1);
    let (_, refused) = database.run(&["merge", "DB", "Pedro Gomez", "Pedro Gomez Castillo"], "", 2);
    assert!(refused.contains("judged not the same") && refused.contains("newsgraph log"), "{refused}");
    let (_, wrong) = database.run(&["undo", "DB"], "", 0);
    assert!(wrong.contains("not-same"), "{wrong}");
    let (_, odd) = database.run(&["review", "DB"], "maybe\n", 2);
    assert!(odd.contains("y, n, s, u, q"), "{odd}");
}

#[test]
fn a_namesake_is_split_off_and_a_nickname_is_given() {
    let database = Database::new();
    let (_, said) = database.run(&["split", "DB", "Pedro Gomez", "c"], "", 0);
    assert!(said.contains("Pedro Gomez"), "{said}");
    assert_eq!(database.rows(&["met", "DB", "Olaf Scholz"]).len(), 1);
    let (_, missing) = database.run(&["split", "DB", "Pedro Gomez", "z"], "", 2);
    assert!(missing.contains("there is no article z"), "{missing}");
    let (_, elsewhere) = database.run(&["split", "DB", "Pedro Gomez", "b"], "", 2);
    assert!(elsewhere.contains("the article b does not mention"), "{elsewhere}");
    database.run(&["alias", "DB", "Pedro Gomez Castillo", "El Profesor"], "", 0);
    assert_eq!(database.rows(&["who", "DB", "el profesor"])[0]["name"], "Pedro Gomez Castillo");
    let (_, taken) = database.run(&["alias", "DB", "Pedro Gomez Castillo", "Angela Merkel"], "", 2);
    assert!(taken.contains("another entity"), "{taken}");
}
