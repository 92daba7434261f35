//! Every export through the binary, over the sample articles, and over the same with names that have broken exports.
//!
//! The files stay in `target/tmp/formats`, where `.ci/formats` hands them to the programs that are to read them.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use assert_cmd::Command;
use serde_json::Value;

/// Names that the most often mentioned entities get.
const NASTY: [&str; 12] = [
    r#"Dwayne "The Rock" Johnson"#,
    r"back\slash\ \N \u0027",
    "<b>bold</b></script><script>alert(1)</script>",
    "AT&T &amp; &#65; <!-- ]]>",
    "];} digraph x {",
    "王毅 👩\u{200d}💻🙂 Müller-Lüdenscheidt",
    "'single'}) DETACH DELETE n; // /* */ # -- %%",
    "right\u{202e}left\u{200f} عربي",
    "two\nlines\r\nand\ttabs",
    "\u{1b}[31m\u{1}\u{7f}\u{fffe} controls",
    "=1+1; @x, \"y\"|z;",
    "[[link|text]] `code` *a* _b_ $x$ ![i](j) > q",
];

/// The formats that are one file.
const FILES: [&str; 11] =
    ["dot", "svg", "html", "graphml", "gexf", "jsonld", "ftm", "plover", "cypher", "jsonl", "svg --built-in"];

/// The folder in which each of the two databases has its exports.
static EXPORTS: LazyLock<[PathBuf; 2]> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let (samples, nasty) = (folder.join("samples.db"), folder.join("nasty.db"));
    run(&["ingest", samples.to_str().unwrap(), "data/articles"]);
    fs::copy(&samples, &nasty).unwrap();
    rename(&nasty);
    fs::write(folder.join("names.json"), serde_json::to_string(&NASTY).unwrap()).unwrap();
    [samples, nasty].map(|database| {
        let folder = database.with_extension("");
        fs::create_dir(&folder).unwrap();
        for format in FILES {
            fs::write(folder.join(file(format)), export(&database, format)).unwrap();
        }
        for format in ["csv", "obsidian"] {
            let target = folder.join(format);
            let database = database.to_str().unwrap();
            run(&["export", database, format, "--status", "all", "-o", target.to_str().unwrap()]);
        }
        folder
    })
});

fn file(format: &str) -> String {
    match format.split_once(' ') {
        Some((format, _)) => format!("built-in.{format}"),
        None => format!("news.{format}"),
    }
}

fn run(arguments: &[&str]) -> Vec<u8> {
    let output = Command::cargo_bin("newsgraph").unwrap().args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn export(database: &Path, format: &str) -> Vec<u8> {
    let mut arguments = vec!["export", database.to_str().unwrap()];
    arguments.extend(format.split(' '));
    if format != "jsonl" {
        arguments.extend(["--status", "all"]);
    }
    run(&arguments)
}

/// Gives the entities with the most events nasty names.
fn rename(database: &Path) {
    let db = rusqlite::Connection::open(database).unwrap();
    for (rank, name) in NASTY.iter().enumerate() {
        let renamed = db
            .execute(
                "UPDATE entity SET name = ?1 WHERE entity_id =
                   (SELECT entity_id FROM event_participant JOIN event USING (event_id)
                    WHERE relation NOT GLOB 'other:*' GROUP BY entity_id
                    ORDER BY count(*) DESC, entity_id LIMIT 1 OFFSET ?2)",
                rusqlite::params![name, rank],
            )
            .unwrap();
        assert_eq!(renamed, 1);
    }
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap()
}

fn json_lines(text: &str) -> Vec<Value> {
    text.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn table(folder: &Path, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join("csv").join(file)).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn all_formats_hold_the_same_events() {
    for folder in &*EXPORTS {
        let events = table(folder, "edges.csv").len();
        assert!(events > 100);
        assert_eq!(table(folder, "neo4j-edges.csv").len(), events);
        assert_eq!(read(folder, "news.graphml").matches("<edge ").count(), events);
        assert_eq!(read(folder, "news.html").matches("<tr id=").count(), events);
        let cypher = read(folder, "news.cypher");
        assert_eq!(cypher.lines().filter(|line| line.starts_with("MATCH ")).count(), events);
        let ftm = json_lines(&read(folder, "news.ftm"));
        let is_event = |entity: &&Value| {
            entity["id"].as_str().is_some_and(|id| id.starts_with("e-") && !id.ends_with("-post"))
        };
        assert_eq!(ftm.iter().filter(is_event).count(), events);
        let jsonld: Value = serde_json::from_str(&read(folder, "news.jsonld")).unwrap();
        let derived = |thing: &&Value| thing.get("evidence").is_some();
        assert_eq!(jsonld["@graph"].as_array().unwrap().iter().filter(derived).count(), events);
        let notes = fs::read_dir(folder.join("obsidian")).unwrap().count();
        assert_eq!(notes, table(folder, "nodes.csv").len() + 1);
    }
}

#[test]
fn nasty_names_come_through_the_binary() {
    let folder = &EXPORTS[1];
    let named = |names: Vec<String>, format: &str| {
        for name in NASTY {
            assert!(names.iter().any(|n| n == name), "{format}: {name:?}");
        }
    };
    named(table(folder, "nodes.csv").into_iter().map(|row| row["Label"].clone()).collect(), "csv");
    let names = |lines: Vec<Value>, pointer: &str| {
        lines.iter().filter_map(|line| line.pointer(pointer)?.as_str().map(str::to_owned)).collect()
    };
    named(names(json_lines(&read(folder, "news.ftm")), "/properties/name/0"), "ftm");
    let jsonld: Value = serde_json::from_str(&read(folder, "news.jsonld")).unwrap();
    named(names(jsonld["@graph"].as_array().unwrap().clone(), "/name"), "jsonld");
    named(names(json_lines(&read(folder, "news.jsonl")), "/name"), "jsonl");
    for file in ["news.html", "built-in.svg", "news.graphml", "news.gexf"] {
        let text = read(folder, file);
        assert!(!text.contains("<script") && !text.contains("<b>") && !text.contains('\u{1b}'), "{file}");
        assert!(text.contains("王毅 👩\u{200d}💻🙂 Müller-Lüdenscheidt"), "{file}");
    }
}

#[test]
fn the_same_database_gives_the_same_bytes() {
    for format in FILES {
        let database = EXPORTS[1].with_extension("db");
        let again = export(&database, format);
        assert!(again == fs::read(EXPORTS[1].join(file(format))).unwrap(), "{format}");
    }
}

#[test]
fn every_format_takes_what_lies_around_an_entity_and_tells_what_it_leaves_out() {
    let database = EXPORTS[0].with_extension("db");
    for format in ["dot", "svg", "html", "graphml", "gexf", "jsonld", "ftm", "plover", "cypher"] {
        let output = Command::cargo_bin("newsgraph")
            .unwrap()
            .args(["export", database.to_str().unwrap(), format, "--around", "Wang Yi", "--max-nodes", "3"])
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("note: not shown: "), "{format}: {told}");
        assert!(String::from_utf8(output.stdout).unwrap().contains("Wang Yi"), "{format}");
    }
}

#[test]
fn notes_are_not_written_among_others() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.md"), "mine").unwrap();
    let output = Command::cargo_bin("newsgraph")
        .unwrap()
        .args(["export", EXPORTS[0].with_extension("db").to_str().unwrap(), "obsidian", "-o"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("is not empty: give a new one"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn without_graphviz_the_program_draws() {
    let run = |arguments: &[&str]| {
        let database = EXPORTS[0].with_extension("db");
        let mut command = Command::cargo_bin("newsgraph").unwrap();
        command.env("PATH", "").args(["export", database.to_str().unwrap()]).args(arguments);
        command.args(["--status", "all"]).output().unwrap()
    };
    let svg = run(&["svg"]);
    assert!(svg.status.success() && svg.stdout == fs::read(EXPORTS[0].join("built-in.svg")).unwrap());
    let png = run(&["png", "--clusters", "type"]);
    assert!(png.status.success() && png.stdout.starts_with(b"\x89PNG\r\n\x1a\n"), "{png:?}");
    assert_eq!(png.stdout, run(&["png", "--clusters", "type", "--built-in"]).stdout);
}
