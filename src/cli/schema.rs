//! `schema`: the JSON of every command, described by the types that are printed.
//!
//! The schemas are derived (`schemars`) from the very types that are serialised, with their doc comments as descriptions,
//! so that they can't fall behind. A test validates what the commands print against them.

use std::path::PathBuf;

use anyhow::{Result, bail};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema as JsonSchemaOf};
use serde_json::{Map, Value};

use super::output::Sink;
use super::{
    Outcome, between, communities, diff, eval, events, hash, ingest, log, neighbors, path, rank, rules,
    timeline, why,
};
use crate::export::jsonl::Record;
use crate::extract::{Explanation, Fact};
use crate::query::{DocumentRow, EntityRow, Hit, Stats, Who, Why};
use crate::store::{Report, UnsurePair};

/// Describe the JSON that a command prints, by a JSON Schema (draft 2020-12)
///
/// Each line of a command's JSON Lines is one such value. Fields may be added in later versions; none is renamed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph schema met
  newsgraph schema --output newsgraph.schema.json")]
pub struct Schema {
    /// The command; without it, the schemas of all commands as one object by their names
    #[arg(value_name = "COMMAND", num_args = 0..=2)]
    command: Vec<String>,
    /// Write to FILE instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// One line of `who`: an entity in full, or one of several that may be meant.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Meant {
    Card(Box<Who>),
    Choice(EntityRow),
}

/// What `why` prints: an event with its claims or, of `A=B`, whether the two are one.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Reason {
    Event(Box<Why>),
    Sameness(Box<why::Sameness>),
}

/// One line of `extract`: a fact or, with `--explain`, a sentence with all that patterns made of it.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Extracted<'a> {
    Fact(Box<Fact<'a>>),
    Explanation(Explanation),
}

/// A row of the answer: an object with the columns that the statement names.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct AnyRow(Map<String, Value>);

/// A command that prints JSON, and how its schema is made.
type Described = (&'static str, fn() -> JsonSchemaOf);

/// The commands that print JSON.
const SCHEMAS: &[Described] = &[
    ("ingest", of::<ingest::Summary>),
    ("met", of::<events::Told<'static>>),
    ("events", of::<events::Told<'static>>),
    ("who", of::<Meant>),
    ("timeline", of::<timeline::Dated<'static>>),
    ("neighbors", of::<neighbors::Shown<'static>>),
    ("between", of::<between::Joined<'static>>),
    ("path", of::<path::Step<'static>>),
    ("rank", of::<rank::Told<'static>>),
    ("communities", of::<communities::Told<'static>>),
    ("why", of::<Reason>),
    ("diff", of::<diff::Changed<'static>>),
    ("search", of::<Hit>),
    ("articles", of::<DocumentRow>),
    ("stats", of::<Stats>),
    ("sql", of::<AnyRow>),
    ("export jsonl", of::<Record<'static>>),
    ("log", of::<log::Logged>),
    ("review", of::<UnsurePair>),
    ("check", of::<Report>),
    ("hash", of::<hash::Hashed>),
    ("extract", of::<Extracted<'static>>),
    ("eval", of::<eval::Report>),
    ("rules list", of::<rules::Listed<'static>>),
];

/// The schema of what a type is serialised as.
fn of<T: JsonSchema>() -> JsonSchemaOf {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

impl Schema {
    pub fn run(self) -> Result<Outcome> {
        let titled = |(name, schema): &Described| {
            let mut schema = schema();
            schema.insert("title".into(), format!("newsgraph {name}").into());
            schema
        };
        let command = self.command.join(" ");
        let found = SCHEMAS.iter().find(|(name, _)| *name == command);
        let printed = match found {
            Some(found) => serde_json::to_string_pretty(&titled(found))?,
            None if command.is_empty() => {
                let all: Map<String, Value> =
                    SCHEMAS.iter().map(|found| (found.0.to_owned(), titled(found).into())).collect();
                serde_json::to_string_pretty(&all)?
            }
            None => {
                let names: Vec<_> = SCHEMAS.iter().map(|(name, _)| *name).collect();
                bail!("“{command}” prints no JSON that has a schema; those that do: {}", names.join(", "))
            }
        };
        let mut sink = Sink::open(self.output.as_deref())?;
        sink.text(&format!("{printed}\n"))?;
        sink.finish()?;
        Ok(Outcome::Found)
    }
}
