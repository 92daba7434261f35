use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::Outcome;
use super::database::{Database, one_entity};
use super::filters::FilterArgs;
use super::output::{Sink, message};
use crate::export::{dot, jsonl};
use crate::network::Network;
use crate::query;
use crate::store::Store;

/// Write the graph in another form: a drawing for Graphviz, or everything as JSON Lines
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    database: Database,
    #[command(subcommand)]
    form: Form,
}

#[derive(Debug, Subcommand)]
enum Form {
    Dot(Box<Dot>),
    Jsonl(Jsonl),
}

/// A drawing in DOT, for Graphviz: `newsgraph export news.db dot | dot -Tsvg -o news.svg`
///
/// Shows the neighbourhood of one entity, or the entities with the most neighbours, and says in its caption what it
/// leaves out. What is planned, possible or denied is drawn dashed or dotted.
#[derive(Debug, Args)]
struct Dot {
    /// Draw what lies around this entity: a name, a unique part of one, or an id
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// How many events away from it others may be
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    hops: usize,
    /// Draw at most N entities
    #[arg(long, value_name = "N", default_value_t = 60)]
    max_nodes: usize,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    output: FileArgs,
}

/// Everything, one JSON object a line: articles, entities, events and claims, by id; the same for the same articles
#[derive(Debug, Args)]
struct Jsonl {
    #[command(flatten)]
    output: FileArgs,
}

#[derive(Debug, Args)]
struct FileArgs {
    /// Write to FILE instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        match self.form {
            Form::Dot(dot) => dot.run(&store),
            Form::Jsonl(jsonl) => jsonl.run(&store),
        }
    }
}

impl Dot {
    fn run(self, store: &Store) -> Result<Outcome> {
        let center = self.around.map(|name| one_entity(store, &name)).transpose()?;
        let network = Network::new(query::events(store, None, &self.filters.filter(store)?)?);
        let around = center.as_ref().map(|center| (center.id.as_str(), self.hops));
        let title = match &center {
            Some(center) => {
                format!("around {} (hops: {}) {}", center.name, self.hops, self.filters.in_words())
            }
            None => self.filters.in_words(),
        };
        let drawing = dot::draw(&network, title.trim(), dot::View { around, max_nodes: self.max_nodes });
        let mut sink = Sink::open(self.output.output.as_deref())?;
        sink.text(&drawing.dot)?;
        sink.flush()?;
        if let Some(hidden) = &drawing.hidden {
            message("note", hidden);
        }
        Ok(Outcome::of(drawing.entities))
    }
}

impl Jsonl {
    fn run(self, store: &Store) -> Result<Outcome> {
        let mut sink = Sink::open(self.output.output.as_deref())?;
        let mut count = 0;
        jsonl::write(store, |line| {
            count += 1;
            sink.json(&line)
        })?;
        sink.flush()?;
        Ok(Outcome::of(count))
    }
}
