use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::{Database, one_entity};
use super::events::{ListArgs, Told};
use super::output::{Columns, Line, Row};
use crate::model::Status;
use crate::query::{self, Filter, Neighbor, Role, Scope, Tie};

/// List whom events and states join to an entity, strongest first, with counts by relation and first and last date
///
/// Strongest: with the most events and states, then the most sources. An arrow tells who did it: `criticized →` the
/// entity asked for, `criticized ←` the neighbour.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph neighbors news.db \"Wang Yi\" --limit 10
  newsgraph neighbors news.db \"Wang Yi\" --relation met --since 2023 --evidence")]
pub struct Neighbors {
    #[command(flatten)]
    database: Database,
    /// Whose neighbours: a name, a unique part of one, or an id
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    list: ListArgs,
}

const COLUMNS: Columns<'_> = Columns {
    names: &["name", "type", "count", "relations", "first", "last", "id", "evidence"],
    shown: 7,
    implied: None,
};

impl Neighbors {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let entity = one_entity(&store, &self.name)?;
        let filter = self.list.filters.filter(&store)?;
        let neighbors = query::neighbors(&store, &entity.id, &filter)?;
        let limit = filter.limit.unwrap_or(usize::MAX);
        let mut rows = self.list.output.open()?.rows(COLUMNS)?;
        let all = Filter { limit: None, ..filter };
        for neighbor in neighbors.iter().take(limit) {
            let between = Scope::Between(&entity.id, &neighbor.id);
            let joining = self.list.evidence.then(|| query::list(&store, between, &all)).transpose()?;
            let told = joining.iter().flatten().map(|event| self.list.told(&store, event));
            let told = told.collect::<Result<Vec<_>>>()?;
            let events = self.list.evidence.then_some(told);
            rows.write(&Shown { neighbor, events })?;
        }
        Ok(Outcome::of(rows.finish_of(neighbors.len().saturating_sub(limit))?))
    }
}

/// A neighbour, with what joins it where that was asked for.
#[derive(Serialize, JsonSchema)]
pub(super) struct Shown<'a> {
    #[serde(flatten)]
    neighbor: &'a Neighbor,
    /// The events and states with their sentences, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<Told<'a>>>,
}

impl Row for Shown<'_> {
    fn line(&self) -> Line {
        let neighbor = self.neighbor;
        let events = self.events.as_deref().unwrap_or_default();
        let sentences: Vec<_> = events.iter().map(Told::sentences).collect();
        let cells = vec![
            neighbor.name.clone(),
            neighbor.entity.to_string(),
            neighbor.count.to_string(),
            ties(&neighbor.ties),
            neighbor.first.clone().unwrap_or_default(),
            neighbor.last.clone().unwrap_or_default(),
            neighbor.id.clone(),
            sentences.join("\n"),
        ];
        let unreal = neighbor.ties.iter().all(|tie| tie.status != Status::Actual);
        Line { cells, unreal, details: events.iter().map(Told::in_words).collect(), heading: None }
    }
}

/// "met 3, criticized → 1, met planned 1".
pub fn ties(ties: &[Tie]) -> String {
    let tie = |tie: &Tie| {
        let arrow = match tie.role {
            Role::Subject => " →",
            Role::Object => " ←",
            Role::Either => "",
        };
        let status = if tie.status == Status::Actual { String::new() } else { format!(" {}", tie.status) };
        format!("{}{arrow}{status} {}", tie.relation, tie.count)
    };
    ties.iter().map(tie).collect::<Vec<_>>().join(", ")
}
