use anyhow::Result;

use super::Outcome;
use super::database::Database;
use super::output::{Columns, Line, OutputArgs};
use crate::query;

/// Count what the database holds: articles, claims, events, entities, relations
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph stats news.db
  newsgraph stats news.db --json")]
pub struct Stats {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> = Columns { names: &["what", "count"], shown: 2, implied: None };

impl Stats {
    pub fn run(self) -> Result<Outcome> {
        let stats = query::stats(&self.database.open()?)?;
        let line =
            |name: String, count: u32| Line { cells: vec![name, count.to_string()], ..Line::default() };
        let totals = [
            ("documents", stats.documents),
            ("sources", stats.sources),
            ("claims", stats.claims),
            ("events", stats.events),
            ("states", stats.states),
            ("meetings", stats.meetings),
            ("entities", stats.entities),
        ];
        let totals = totals.iter().map(|(name, count)| line((*name).to_owned(), *count));
        let statuses = stats.statuses.iter().map(|c| line(format!("status {}", c.name), c.count));
        let relations = stats.relations.iter().map(|c| line(format!("relation {}", c.name), c.count));
        let lines = totals.chain(statuses).chain(relations).collect();
        self.output.open()?.whole(&stats, COLUMNS, lines)?;
        Ok(if stats.documents > 0 { Outcome::Found } else { Outcome::Nothing })
    }
}
