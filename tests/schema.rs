//! What the commands print as JSON is what `newsgraph schema` says that they print, and nothing else.
//!
//! The schemas use few keywords of JSON Schema, so few lines check them here: strictly, in that a field which a schema does
//! not tell of is an error, and so is a keyword that is not known here.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use assert_cmd::Command;
use serde_json::{Value, json};

const ARTICLES: &str = "data/articles";

/// The sample articles as a database with some decisions of a user, and what `ingest` printed of it.
static SAMPLES: LazyLock<(String, Value)> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema.db");
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
    }
    let path = path.to_str().unwrap().to_owned();
    let summary = printed(&["ingest", &path, ARTICLES]);
    newsgraph(&["alias", &path, "Wang Yi", "The Diplomat"]);
    newsgraph(&["not-same", &path, "Wang Yi", "Xi Jinping"]);
    (path, json_lines(&summary).remove(0))
});

fn newsgraph(arguments: &[&str]) -> std::process::Output {
    Command::cargo_bin("newsgraph").unwrap().args(arguments).output().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = newsgraph(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn schemas() -> BTreeMap<String, Value> {
    serde_json::from_str(&printed(&["schema"])).unwrap()
}

/// What is wrong with a value, where; empty if nothing is.
struct Check<'s> {
    root: &'s Value,
    wrong: Vec<String>,
}

impl<'s> Check<'s> {
    fn of(root: &'s Value, value: &Value) -> Vec<String> {
        let mut check = Check { root, wrong: Vec::new() };
        check.value(root, value, "$", &[]);
        check.wrong
    }

    fn fits(&self, schema: &'s Value, value: &Value, at: &str) -> bool {
        let mut check = Check { root: self.root, wrong: Vec::new() };
        check.value(schema, value, at, &[]);
        check.wrong.is_empty()
    }

    fn require(&mut self, holds: bool, at: &str, what: impl FnOnce() -> String) {
        if !holds {
            self.wrong.push(format!("{at}: {}", what()));
        }
    }

    /// The fields that a schema tells of, those of the one that it refers to included.
    fn fields(&self, schema: &'s Value) -> Vec<&'s str> {
        let own = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        let referred = schema.get("$ref").map(|to| self.fields(self.definition(to))).unwrap_or_default();
        own.map(|(name, _)| name.as_str()).chain(referred).collect()
    }

    fn definition(&self, reference: &Value) -> &'s Value {
        self.root.pointer(reference.as_str().unwrap().strip_prefix('#').unwrap()).unwrap()
    }

    /// Checks a value, of which some fields are told of elsewhere.
    fn value(&mut self, schema: &'s Value, value: &Value, at: &str, elsewhere: &[&str]) {
        let told: Vec<_> = self.fields(schema).into_iter().chain(elsewhere.iter().copied()).collect();
        let keywords = schema.as_object().unwrap_or_else(|| panic!("{at}: {schema} is no schema"));
        for (keyword, said) in keywords {
            match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "format" | "default" => {}
                "$ref" => self.value(self.definition(said), value, at, &told),
                "type" => {
                    let fits = match said {
                        Value::Array(types) => types.iter().any(|one| has_type(one, value)),
                        one => has_type(one, value),
                    };
                    self.require(fits, at, || format!("{value} is not {said}"));
                }
                "enum" => self.require(said.as_array().unwrap().contains(value), at, || {
                    format!("{value} not in {said}")
                }),
                "const" => self.require(said == value, at, || format!("{value} is not {said}")),
                "minimum" => {
                    self.require(value.as_f64() >= said.as_f64(), at, || format!("{value} < {said}"))
                }
                "maximum" => {
                    self.require(value.as_f64() <= said.as_f64(), at, || format!("{value} > {said}"))
                }
                "minItems" | "maxItems" => {
                    let (length, bound) = (value.as_array().map(Vec::len), said.as_u64().unwrap() as usize);
                    let fits =
                        length.is_none_or(|n| if keyword == "minItems" { n >= bound } else { n <= bound });
                    self.require(fits, at, || format!("{keyword} {said}"));
                }
                "anyOf" | "oneOf" => {
                    let fitting =
                        said.as_array().unwrap().iter().filter(|one| self.fits(one, value, at)).count();
                    let fits = if keyword == "anyOf" { fitting > 0 } else { fitting == 1 };
                    self.require(fits, at, || format!("{value} fits {fitting} of {said}"));
                }
                "items" => {
                    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.value(said, item, &format!("{at}[{i}]"), &[]);
                    }
                }
                "required" => {
                    for name in said.as_array().unwrap() {
                        self.require(value.get(name.as_str().unwrap()).is_some(), at, || {
                            format!("{name} is missing")
                        });
                    }
                }
                "properties" => {
                    let others = keywords.get("additionalProperties");
                    for (name, field) in value.as_object().into_iter().flatten() {
                        let at = format!("{at}.{name}");
                        match (said.get(name), others) {
                            (Some(schema), _) => self.value(schema, field, &at, &[]),
                            (None, Some(others)) => self.additional(others, field, &at),
                            (None, None) if told.contains(&name.as_str()) => {}
                            (None, None) => self.wrong.push(format!("{at} is not in the schema")),
                        }
                    }
                }
                "additionalProperties" if keywords.contains_key("properties") => {}
                "additionalProperties" => {
                    for (name, field) in value.as_object().into_iter().flatten() {
                        self.additional(said, field, &format!("{at}.{name}"));
                    }
                }
                unknown => panic!("{at}: this test does not know “{unknown}”"),
            }
        }
    }

    fn additional(&mut self, schema: &'s Value, field: &Value, at: &str) {
        match schema {
            Value::Bool(true) => {}
            Value::Bool(false) => self.wrong.push(format!("{at} is not in the schema")),
            schema => self.value(schema, field, at, &[]),
        }
    }
}

fn has_type(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type: {other}"),
    }
}

/// Commands with their arguments after the database, by the name of their schema: those that take one.
const QUESTIONS: &[(&str, &[&str])] = &[
    ("met", &["met", "Wang Yi"]),
    ("met", &["met", "Wang Yi", "Blinken", "--evidence"]),
    ("events", &["events", "--status", "all", "--evidence"]),
    ("events", &["events", "--relation", "other"]),
    ("who", &["who", "Wang Yi"]),
    ("timeline", &["timeline", "--status", "all"]),
    ("timeline", &["timeline", "Wang Yi", "--evidence"]),
    ("neighbors", &["neighbors", "Wang Yi", "--status", "all"]),
    ("neighbors", &["neighbors", "Wang Yi", "--evidence"]),
    ("between", &["between", "Wang Yi", "Blinken"]),
    ("between", &["between", "Wang Yi", "Blinken", "--evidence"]),
    ("path", &["path", "Wang Yi", "Zelenskyy"]),
    ("why", &["why", "Wang Yi=Xi Jinping"]),
    ("rank", &["rank"]),
    ("communities", &["communities"]),
    ("diff", &["diff", "2023-02", "2023-12", "--status", "all"]),
    ("diff", &["diff", "2022", "2023-12", "--evidence"]),
    ("search", &["search", "grain"]),
    ("articles", &["articles"]),
    ("stats", &["stats"]),
    ("sql", &["sql", "SELECT 1 AS n, NULL AS none, 'x' AS text"]),
    ("export jsonl", &["export", "jsonl"]),
    ("log", &["log"]),
    ("check", &["check"]),
    ("hash", &["hash"]),
];

#[test]
fn every_command_prints_what_its_schema_says() {
    let (database, summary) = &*SAMPLES;
    let schemas = schemas();
    let mut left: Vec<_> = schemas.keys().cloned().collect();
    let mut check = |name: &str, values: &[Value]| {
        let schema = schemas.get(name).unwrap_or_else(|| panic!("{name} has no schema"));
        left.retain(|other| other != name);
        assert!(!values.is_empty(), "{name} prints nothing");
        for value in values {
            let wrong = Check::of(schema, value);
            assert!(wrong.is_empty(), "{name}: {wrong:#?}\n{value}");
        }
    };
    check("ingest", std::slice::from_ref(summary));
    for (name, arguments) in QUESTIONS {
        let arguments = [&arguments[..1], &[database.as_str()], &arguments[1..]].concat();
        check(name, &json_lines(&printed(&arguments)));
    }
    let event = json_lines(&printed(&["events", database]))[0]["id"].as_str().unwrap().to_owned();
    check("why", &json_lines(&printed(&["why", database, &event])));
    check("extract", &json_lines(&printed(&["extract", ARTICLES])));
    check("extract", &json_lines(&printed(&["extract", ARTICLES, "--explain", "--json"])));
    check("eval", &json_lines(&printed(&["eval", "tests/data/gold", "--json"])));
    check("rules list", &json_lines(&printed(&["rules", "list", "--json"])));
    check("review", &json_lines(&printed(&["review", &unsure(), "--list"])));
    assert!(left.is_empty(), "no output was checked of: {left:?}");
}

/// A database in which two names may be one.
fn unsure() -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unsure");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let database = folder.join("news.db").to_str().unwrap().to_owned();
    let articles = r#"{"id":"a","published":"2023-02-22","text":"Pedro Gomez met Angela Merkel in Berlin on Monday."}
{"id":"b","published":"2023-02-22","text":"Pedro Gomez Castillo met Angela Merkel in Berlin on Monday."}"#;
    std::fs::write(folder.join("articles.jsonl"), articles).unwrap();
    printed(&["ingest", &database, folder.to_str().unwrap()]);
    database
}

#[test]
fn a_value_that_differs_from_its_schema_is_found() {
    let (database, _) = &*SAMPLES;
    let schema = &schemas()["events"];
    let good = json_lines(&printed(&["events", database, "--evidence"])).remove(0);
    assert!(Check::of(schema, &good).is_empty());
    let changed = |pointer: &str, value: Option<Value>| {
        let mut bad = good.clone();
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        let parent = bad.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        match value {
            Some(value) => parent.insert(field.to_owned(), value),
            None => parent.remove(field),
        };
        Check::of(schema, &bad).len()
    };
    assert!(changed("/subject/name", None) > 0);
    assert!(changed("/status", Some(json!("rumoured"))) > 0);
    assert!(changed("/claims", Some(json!("2"))) > 0);
    assert!(changed("/claims", Some(json!(-2))) > 0);
    assert!(changed("/evidence/0/more", Some(json!(1))) > 0);
    assert!(changed("/more", Some(json!(1))) > 0);
    assert_eq!(changed("/evidence", None), 0);
}

/// Asserts that every field has a description.
fn assert_described(schema: &Value, at: &str) {
    let Value::Object(parts) = schema else {
        return schema.as_array().into_iter().flatten().for_each(|part| assert_described(part, at));
    };
    for (name, field) in parts.get("properties").and_then(Value::as_object).into_iter().flatten() {
        assert!(
            field.get("description").is_some() || field.get("const").is_some(),
            "{name} of {at} has no description"
        );
    }
    parts.iter().for_each(|(name, part)| assert_described(part, &format!("{at}/{name}")));
}

#[test]
fn every_command_that_prints_json_has_a_schema_with_every_field_described() {
    let schemas = schemas();
    let help = printed(&["--help"]);
    let commands = help.split("\nCommands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    for command in commands.map(|line| line.split_whitespace().next().unwrap()) {
        let prints_json = printed(&[command, "--help"]).contains("--json");
        assert!(!prints_json || schemas.contains_key(command), "{command} prints JSON and has no schema");
    }
    for (name, schema) in &schemas {
        assert!(schema.get("description").is_some(), "{name} has no description");
        assert_described(schema, name);
        let of_command = printed(&[&["schema"], &*name.split(' ').collect::<Vec<_>>()].concat());
        assert_eq!(&serde_json::from_str::<Value>(&of_command).unwrap(), schema);
    }
    let unknown = newsgraph(&["schema", "rm"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("those that do: ingest, met"));
}
