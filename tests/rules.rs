//! Patterns of users: `newsgraph rules`, and `--rules FILE` from the text to the answers of a database.

#![allow(clippy::unwrap_used)]

use std::fs;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const AWARDED: &str = "tests/data/rules/awarded_to.toml";
const MET: &str = "tests/data/rules/met.toml";

const TEXT: &str =
    "King Charles awarded a medal to Jane Goodall in London. Emmanuel Macron buttonholed Olaf Scholz.";

/// The exit code, standard output and standard error of a command.
fn newsgraph(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("newsgraph").unwrap().args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The JSON lines of a command that must end well.
fn rows(arguments: &[&str]) -> Vec<Value> {
    let (code, out, complaint) = newsgraph(arguments);
    assert_eq!(code, 0, "{arguments:?}: {complaint}");
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn written(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_misspelt_slot_is_told() {
    let toml = "[[verb]]\nlemmas = [\"buttonhole\"]\nobject = [\"obejct\"]\n";
    let complaint = complaint("met.toml", toml);
    assert!(complaint.contains("met.toml:1: “obejct” is no place of an end"), "{complaint}");
}

/// What `rules check` complains of a file of this name and text.
fn complaint(name: &str, toml: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, complaint) = newsgraph(&["rules", "check", &written(&folder, name, toml)]);
    assert_eq!(code, 2);
    complaint.replace(folder.path().to_str().unwrap(), "…")
}

#[test]
fn files_in_order_are_told_so() {
    let (code, out, complaint) = newsgraph(&["rules", "check", AWARDED, MET]);
    assert_eq!(code, 0, "{complaint}");
    assert_eq!(
        out,
        format!(
            "{AWARDED}: awarded_to in order (patterns: 2, examples: 3)\n\
             {MET}: met in order (patterns: 1, examples: 1)\n"
        )
    );
}

#[test]
fn what_is_wrong_is_told_with_file_and_line() {
    let head = "meaning = \"x\"\nkind = \"event\"\n";
    assert_eq!(
        complaint("gave.toml", &format!("{head}\n[[verb]]\nlemma = [\"give\"]\n")).lines().next().unwrap(),
        "error: …/gave.toml:5: unknown field `lemma`, expected one of `lemmas`, `noun`, `noun_at`, `modifier`, \
         `not_modifier`, `subject`, `object`, `pairs`, `passive`, `intransitive`, `not_with`, `not_doing`, \
         `to_end`, `to_post`, `no_predicate`, `wished`, `modal`, `no_opinion`, `not_amid`, `subject_types`, \
         `object_types`, `subject_words`, `object_words`, `asserted`, `negated`, `no_country`, `country`, `subject_country`, \
         `status`, `confidence`"
    );
    assert_eq!(
        complaint("gave.toml", &format!("{head}\n[[noun]]\nlemmas = [\"gift\"]\n")),
        "error: …/gave.toml:4: a noun needs `subject` and `object`, or `pairs`: where its two ends stand\n"
    );
    assert!(complaint("gave.toml", "[[verb]\n").starts_with("error: …/gave.toml:1: "));
    assert!(complaint("gave.toml", "").contains("there is no relation “gave” yet: say first what it is"));
    assert!(complaint("met.toml", head).contains("“met” is a relation already, and something else"));
    assert!(complaint("Gave to.toml", head).contains("“Gave to” is no name of a relation"));
    let example = "[[example]]\ntext = \"Xi Jinping met Vladimir Putin.\"\nfacts = []\n";
    assert_eq!(
        complaint("met.toml", example),
        "error: …/met.toml:1: “Xi Jinping met Vladimir Putin.”: expected nothing, \
         found “Vladimir Putin | met | Xi Jinping”\n"
    );
}

#[test]
fn a_pattern_that_breaks_an_example_of_the_program_is_told() {
    // "Held phone talks": the patterns of the program keep calls and meetings apart.
    let told =
        complaint("met.toml", "[[verb]]\nlemmas = [\"hold\"]\nnoun = [\"talk\"]\nobject = [\"with\"]\n");
    assert!(told.contains("met.toml of the program:") && told.contains("phone talks"), "{told}");
}

#[test]
fn the_list_has_every_relation_with_its_words() {
    let listed = rows(&["rules", "list", "--rules", AWARDED, "--rules", MET]);
    let of = |name: &str| listed.iter().find(|row| row["relation"] == name).unwrap();
    assert_eq!(of("awarded_to")["verbs"], serde_json::json!(["award", "confer", "give", "hand", "present"]));
    assert_eq!(of("awarded_to")["examples"], 3);
    let met = of("met");
    assert!(met["symmetric"].as_bool().unwrap());
    let verbs = met["verbs"].as_array().unwrap();
    assert!(verbs.contains(&"meet".into()) && verbs.contains(&"buttonhole".into()), "{verbs:?}");
}

#[test]
fn extract_finds_what_the_rules_say() {
    let folder = tempfile::tempdir().unwrap();
    let article = written(&folder, "a.txt", TEXT);
    let (code, out, _) = newsgraph(&["extract", &article]);
    assert!(!out.contains("awarded_to") && !out.contains("\"met\""), "{code} {out}");
    let facts = rows(&["extract", &article, "--rules", AWARDED, "--rules", MET]);
    let fact = |relation: &str| facts.iter().find(|fact| fact["relation"] == relation).unwrap();
    assert_eq!(fact("awarded_to")["object"]["name"], "Jane Goodall");
    assert_eq!(fact("awarded_to")["where"]["name"], "London");
    assert_eq!(fact("met")["object"]["name"], "Olaf Scholz");
}

#[test]
fn a_relation_of_ones_own_goes_through_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let article = written(&folder, "a.txt", TEXT);
    let database = folder.path().join("news.db").to_str().unwrap().to_owned();
    let outcome = |arguments: &[&str]| {
        let ingested = rows(&[&["ingest", &database, &article, "--json"], arguments].concat());
        let articles = ingested[0]["articles"].clone();
        ["new", "unchanged", "replaced"].map(|field| articles[field].as_u64().unwrap())
    };
    let awarded = ["events", &database, "--relation", "awarded_to"];
    assert_eq!(outcome(&[]), [1, 0, 0]);
    let (code, _, complaint) = newsgraph(&awarded);
    assert_eq!(code, 2);
    assert!(complaint.contains("“awarded_to” is no relation"), "{complaint}");

    // Other rules read the article anew, the same rules do not.
    assert_eq!(outcome(&["--rules", AWARDED]), [0, 0, 1]);
    assert_eq!(outcome(&["--rules", AWARDED]), [0, 1, 0]);
    let events = rows(&awarded);
    assert_eq!(events.len(), 1);
    assert_eq!((&events[0]["kind"], &events[0]["relation"]), (&"event".into(), &"awarded_to".into()));
    let named = rows(&["events", &database, "Jane Goodall"]);
    assert!(named.iter().any(|event| event["relation"] == "awarded_to"), "{named:?}");
    let id = events[0]["id"].as_str().unwrap();
    assert_eq!(rows(&["why", &database, id]).len(), 1);
    let exported = rows(&["export", &database, "jsonl"]);
    let awarded_to = |record: &Value| record["relation"] == "awarded_to";
    assert_eq!(exported.iter().filter(|record| awarded_to(record)).count(), 2, "an event and its claim");
    let (_, dot, _) = newsgraph(&["export", &database, "dot"]);
    assert!(dot.contains("awarded"), "{dot}");

    // Without them it is gone, as if it had never been.
    assert_eq!(outcome(&[]), [0, 0, 1]);
    assert_eq!(newsgraph(&awarded).0, 2);
}

#[test]
fn symmetric_relations_and_meetings_of_ones_own_are_treated_so() {
    let folder = tempfile::tempdir().unwrap();
    let rules = written(
        &folder,
        "buttonholed.toml",
        "meaning = \"x\"\nkind = \"event\"\nsymmetric = true\nmeeting = true\n\n[[verb]]\nlemmas = [\"buttonhole\"]\n",
    );
    let a = written(&folder, "a.txt", "Emmanuel Macron buttonholed Olaf Scholz on Jan. 22, 2024.");
    let b = written(&folder, "b.txt", "Olaf Scholz buttonholed Emmanuel Macron on Jan. 22, 2024.");
    let database = folder.path().join("news.db").to_str().unwrap().to_owned();
    rows(&["ingest", &database, &a, &b, "--rules", &rules, "--json"]);
    for arguments in
        [&["met", &database, "Olaf Scholz"][..], &["met", &database, "Olaf Scholz", "--status", "all"]]
    {
        let meetings = rows(arguments);
        assert_eq!(meetings.len(), 1, "{meetings:?}");
        assert_eq!((&meetings[0]["relation"], &meetings[0]["claims"]), (&"buttonholed".into(), &2.into()));
    }
}
