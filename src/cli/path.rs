use anyhow::{Result, bail};
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::{Database, one_entity, two_entities};
use super::events::{Told, evidence};
use super::filters::FilterArgs;
use super::output::{Columns, Line, OutputArgs, Row};
use crate::model::EntityType;
use crate::network::{self, Hop, Node, Route};
use crate::query::EventRow;
use crate::store::Store;

/// Find how two entities are connected: the shortest ways over events and states, with sentences for every step
///
/// Without `--relation` every relation joins, states like `holds_position` included; `--relation met` walks
/// meetings only.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph path news.db \"Wang Yi\" \"Volodymyr Zelenskyy\" --relation met
  newsgraph path news.db \"Wang Yi\" Zelenskyy --paths 3 --avoid Blinken")]
pub struct Path {
    #[command(flatten)]
    database: Database,
    /// Where the path starts: a name, a unique part of one, or an id
    #[arg(value_name = "A")]
    from: String,
    /// Where it ends
    #[arg(value_name = "B")]
    to: String,
    /// Give up beyond so many steps
    #[arg(long, value_name = "N", default_value_t = 6)]
    max_hops: usize,
    /// Show the N shortest paths
    #[arg(long, value_name = "N", default_value_t = 1)]
    paths: usize,
    /// Pass this entity on the way
    #[arg(long, value_name = "ENTITY")]
    via: Option<String>,
    /// Do not pass this entity; may be given several times
    #[arg(long, value_name = "ENTITY")]
    avoid: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> = Columns {
    names: &[
        "path", "hop", "from", "to", "events", "from_id", "to_id", "relation", "when", "where", "status",
        "id", "evidence",
    ],
    shown: 4,
    implied: None,
};

/// How many events a table shows for one step, the best attested first.
const SHOWN_EVENTS: usize = 3;

impl Path {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let (from, to) = two_entities(&store, &self.from, &self.to)?;
        let via = self.via.map(|name| one_entity(&store, &name)).transpose()?;
        let avoid = self.avoid.iter().map(|name| one_entity(&store, name)).collect::<Result<Vec<_>>>()?;
        if let Some(end) =
            avoid.iter().find(|entity| [&from, &to].contains(entity) || via.as_ref() == Some(entity))
        {
            bail!("a path to, from or over {} can't avoid it", end.name);
        }
        let route = Route {
            from: &from.id,
            to: &to.id,
            via: via.as_ref().map(|entity| entity.id.as_str()),
            avoid: avoid.iter().map(|entity| entity.id.as_str()).collect(),
            max_hops: self.max_hops,
        };
        let filter = self.filters.filter(&store)?;
        let most = filter.limit.map_or(self.paths, |limit| limit.min(self.paths));
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        for (number, path) in network::paths(&store, &route, &filter, most)?.iter().enumerate() {
            for (hop, step) in path.iter().enumerate() {
                rows.write(&Step::new(&store, number + 1, hop + 1, step)?)?;
            }
        }
        let words = self.filters.in_words();
        let words = if words.is_empty() { "all relations that are reported as actual" } else { &words };
        let limits = format!("over {words}; at most {} steps", self.max_hops);
        match rows.is_empty() {
            true => rows.note_always(&format!("no path {limits}")),
            false => rows.note(&limits),
        }
        Ok(Outcome::of(rows.finish()?))
    }
}

/// One step of a path.
#[derive(Serialize, JsonSchema)]
pub(super) struct Step<'a> {
    /// The number of the path, from 1.
    path: usize,
    /// The number of the step on it, from 1.
    hop: usize,
    /// Where the step begins.
    from: Stop<'a>,
    /// Where it ends.
    to: Stop<'a>,
    /// How many events join the two.
    count: usize,
    /// What joins the two, the best attested first, twenty at most.
    events: Vec<Told<'a>>,
}

/// An entity on a path.
#[derive(Serialize, JsonSchema)]
struct Stop<'a> {
    /// Its id.
    id: &'a str,
    /// Its name.
    name: &'a str,
    /// What it is.
    #[serde(rename = "type")]
    entity: EntityType,
}

impl<'a> Step<'a> {
    fn new(store: &Store, path: usize, hop: usize, step: &'a Hop) -> Result<Step<'a>> {
        let stop = |node: &'a Node| Stop { id: &node.id, name: &node.name, entity: node.entity };
        let told = |event: &'a EventRow| anyhow::Ok(Told { event, evidence: Some(evidence(store, event)?) });
        let events = step.events.iter().map(told).collect::<Result<_>>()?;
        Ok(Step { path, hop, from: stop(&step.from), to: stop(&step.to), count: step.count, events })
    }
}

impl Row for Step<'_> {
    fn line(&self) -> Line {
        let best = self.events.first();
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let cells = vec![
            self.path.to_string(),
            self.hop.to_string(),
            self.from.name.to_owned(),
            self.to.name.to_owned(),
            self.count.to_string(),
            self.from.id.to_owned(),
            self.to.id.to_owned(),
            text(best.map(|told| told.event.relation.as_str())),
            text(best.and_then(|told| told.event.when.as_ref()).map(|when| when.edtf.as_str())),
            text(best.and_then(|told| told.event.place.as_ref()).map(|place| place.name.as_str())),
            text(best.map(|told| told.event.status.into())),
            text(best.map(|told| told.event.id.as_str())),
            text(best.and_then(|told| told.claims().first()).map(|claim| claim.evidence.text.as_str())),
        ];
        let mut details: Vec<_> = self.events.iter().take(SHOWN_EVENTS).map(Told::in_words).collect();
        if self.count > SHOWN_EVENTS {
            details.push(format!("and {} more", self.count - SHOWN_EVENTS));
        }
        Line { cells, details, ..Line::default() }
    }
}
