use anyhow::Result;

use super::Outcome;
use super::database::Database;
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
        store.log()?.iter().try_for_each(|decision| rows.write(decision))?;
        Ok(Outcome::of(rows.finish()?))
    }
}

impl Row for Decision {
    fn line(&self) -> Line {
        let cells = vec![
            self.number.to_string(),
            self.at.clone(),
            self.action.clone(),
            self.arguments.join(" · "),
            self.undone.to_string(),
        ];
        Line { cells, unreal: self.undone, ..Line::default() }
    }
}
