use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::Database;
use super::filters::FilterArgs;
use super::output::{Columns, Line, OutputArgs, Row};
use crate::model::EntityType;
use crate::network::{self, Communities as Parted, Community, Node};

/// Find communities: entities that have more to do with each other than with others
///
/// By the Leiden algorithm over the events that the filters keep; always the same for the same events. The largest come
/// first, each with its best connected members first. `--limit` says how many communities.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph communities news.db
  newsgraph communities news.db --relation met,spoke_with --limit 5")]
pub struct Communities {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> =
    Columns { names: &["community", "size", "within", "across", "members", "ids"], shown: 5, implied: None };

/// How many members a table names.
const NAMED: usize = 8;

impl Communities {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let parted = network::communities(&store, &self.filters.filter(&store)?)?;
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        for (number, community) in parted.communities.iter().enumerate() {
            rows.write(&Told::new(number + 1, community, &parted))?;
        }
        rows.note(&format!(
            "{} of {} communities; modularity {:.3}; {}",
            parted.communities.len(),
            parted.of,
            parted.modularity,
            parted.projection
        ));
        Ok(Outcome::of(rows.finish()?))
    }
}

/// A community with its number.
#[derive(Serialize, JsonSchema)]
pub(super) struct Told<'a> {
    /// Its number, from 1: the largest.
    community: usize,
    /// How many members it has.
    size: usize,
    /// How many events join two of its members.
    within: u64,
    /// How many join a member with another entity.
    across: u64,
    /// Its members, the best connected first.
    members: Vec<Member<'a>>,
    /// How well all communities part the graph.
    modularity: f64,
    /// How the events became a graph.
    projection: &'a str,
}

/// An entity in a community.
#[derive(Serialize, JsonSchema)]
struct Member<'a> {
    /// Its id.
    id: &'a str,
    /// Its name.
    name: &'a str,
    /// What it is.
    #[serde(rename = "type")]
    entity: EntityType,
}

impl<'a> Told<'a> {
    fn new(number: usize, community: &'a Community, parted: &'a Parted) -> Told<'a> {
        let member = |node: &'a Node| Member { id: &node.id, name: &node.name, entity: node.entity };
        Told {
            community: number,
            size: community.members.len(),
            within: community.within,
            across: community.across,
            members: community.members.iter().map(member).collect(),
            modularity: parted.modularity,
            projection: &parted.projection,
        }
    }
}

impl Row for Told<'_> {
    fn line(&self) -> Line {
        let mut names: Vec<_> =
            self.members.iter().take(NAMED).map(|member| member.name.to_owned()).collect();
        if self.members.len() > NAMED {
            names.push(format!("and {} more", self.members.len() - NAMED));
        }
        let ids: Vec<_> = self.members.iter().map(|member| member.id).collect();
        let cells = vec![
            self.community.to_string(),
            self.size.to_string(),
            self.within.to_string(),
            self.across.to_string(),
            names.join(", "),
            ids.join(" "),
        ];
        Line { cells, ..Line::default() }
    }
}
