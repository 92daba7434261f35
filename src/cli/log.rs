use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::{Database, called};
use super::output::{Columns, Line, OutputArgs, Row};
use crate::store::Decision;

/// List what users decided (merge, not-same, split, alias), in order, also what was undone
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph log news.db")]
pub struct Log {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> =
    Columns { names: &["number", "at", "action", "arguments", "undone"], shown: 5, implied: None };

impl Log {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        for decision in store.log()? {
            let called = decision.arguments.iter().map(|argument| called(&store, argument)).collect();
            rows.write(&Logged { decision, called })?;
        }
        Ok(Outcome::of(rows.finish()?))
    }
}

/// A decision in words.
#[derive(Serialize, JsonSchema)]
pub(super) struct Logged {
    #[serde(flatten)]
    decision: Decision,
    /// What it was given, with the names of today.
    called: Vec<String>,
}

impl Row for Logged {
    fn line(&self) -> Line {
        let Decision { number, at, action, undone, .. } = &self.decision;
        let cells =
            vec![number.to_string(), at.clone(), action.clone(), self.called.join(" · "), undone.to_string()];
        Line { cells, unreal: *undone, ..Line::default() }
    }
}
