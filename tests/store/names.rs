//! A name means the same to every command.

use std::process::{Command, Output};

use newsgraph::query;

use crate::builder::{Doc, Scratch};

/// Two people whom a short name may mean, one with an accent and another name, and a place of several words.
fn news() -> tempfile::TempDir {
    let mut a = Doc::new("a");
    a.claim("Wang Yi", "met", "António Guterres").on("2023-02-21").at("@Great Hall of the People");
    a.claim("Wang Huning", "met", "António Guterres").on("2023-02-22").at("@Hall of Mirrors");
    a.alias("António Guterres", "The Secretary");
    Scratch::with(&[a]).close()
}

fn run(folder: &tempfile::TempDir, command: &str) -> Output {
    let database = folder.path().join("news.db");
    let words = command.split(' ').map(|word| match word {
        "DB" => database.to_str().unwrap().to_owned(),
        word => word.replace('_', " "),
    });
    Command::new(env!("CARGO_BIN_EXE_newsgraph")).args(words).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every place in the command line where a name is taken, as NAME.
const ASKING: &[&str] = &[
    "met DB NAME",
    "met DB guterres NAME",
    "events DB NAME",
    "timeline DB NAME",
    "neighbors DB NAME",
    "between DB NAME guterres",
    "between DB guterres NAME",
    "path DB NAME guterres",
    "path DB guterres NAME",
    "path DB wang_yi wang_huning --via NAME",
    "path DB wang_yi guterres --avoid NAME",
    "export DB dot --around NAME",
    "why DB NAME=guterres",
    "why DB guterres=NAME",
    "events DB --place NAME",
];

/// Those that write.
const WRITING: &[&str] = &["merge DB NAME guterres", "split DB NAME a", "alias DB NAME The_Boss"];

#[test]
fn every_command_lists_those_whom_a_name_may_mean_and_takes_an_id() {
    let folder = news();
    let choice = told(&run(&folder, "met DB wang"));
    assert!(
        choice.starts_with("error: “wang” may be 2 entities; say which, by its whole name or its id:\n"),
        "{choice}"
    );
    let ids: Vec<_> =
        choice.lines().filter_map(|line| line.split_whitespace().next()?.strip_prefix("n-")).collect();
    assert_eq!(ids.len(), 2, "{choice}");
    for command in ASKING.iter().chain(WRITING) {
        let ambiguous = run(&folder, &command.replace("NAME", "wang"));
        assert_eq!(ambiguous.status.code(), Some(2), "{command}");
        assert_eq!(told(&ambiguous), choice, "{command}");
        let unknown = run(&folder, &command.replace("NAME", "nobody"));
        assert_eq!(unknown.status.code(), Some(1), "{command}");
        assert_eq!(told(&unknown), "note: no entity is called “nobody”\n", "{command}");
    }
    let ways = run(&folder, "who DB wang");
    assert_eq!(ways.status.code(), Some(0));
    let ways = String::from_utf8(ways.stdout).unwrap();
    assert!(ids.iter().all(|id| ways.contains(id)), "{ways}");
}

#[test]
fn every_command_takes_an_alias_a_part_and_any_case_and_accents() {
    let folder = news();
    for command in ASKING.iter().filter(|command| !command.contains("guterres") && !command.contains("--")) {
        let by = |name: &str| run(&folder, &command.replace("NAME", name));
        let whole = by("António_Guterres");
        assert_eq!(whole.status.code(), Some(0), "{command}");
        for name in ["antonio_guterres", "GUTERRES", "guterres", "the_secretary", "secretary"] {
            assert!(by(name).stdout == whole.stdout, "{command}: {name}");
        }
    }
    let places = |name: &str| {
        let output = run(&folder, &format!("events DB --place {name} --csv"));
        String::from_utf8(output.stdout).unwrap().lines().skip(1).count()
    };
    assert_eq!(
        [places("great_hall"), places("Hall_of_Mirrors"), places("mirrors"), places("hall")],
        [1, 1, 1, 0]
    );
    assert_eq!(run(&folder, "events DB --place hall").status.code(), Some(2));
}

/// What everyone knows by another name than the articles give it.
#[test]
fn well_known_names_find_what_the_articles_call_otherwise() {
    let mut doc = Doc::new("a");
    doc.claim("Volodymyr Zelenskyy", "visited", "@Myanmar");
    let scratch = Scratch::with(&[doc]);
    for (name, found) in [
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Burma", "Myanmar"),
        ("volodymyr zelensky", "Volodymyr Zelenskyy"),
    ] {
        assert_eq!(query::entity(&scratch.store, name).unwrap().name, found, "{name}");
    }
    assert!(query::find(&scratch.store, "Emmanuel Macron").unwrap().is_empty(), "no article names him");
}
