use anyhow::Result;

use super::Outcome;
use super::database::{Database, called};
use super::output::message;

/// Take back the last decision (merge, not-same, split, alias), or the one of a number
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph undo news.db
  newsgraph undo news.db 3")]
pub struct Undo {
    #[command(flatten)]
    database: Database,
    /// The number that `newsgraph log` shows; by default the last that was not undone
    #[arg(value_name = "NUMBER")]
    number: Option<i64>,
}

impl Undo {
    pub fn run(self) -> Result<Outcome> {
        let mut store = self.database.open_for_writing()?;
        match store.undo(self.number)? {
            Some(decision) => {
                let arguments: Vec<String> =
                    decision.arguments.iter().map(|argument| called(&store, argument)).collect();
                message("undone", format!("{} {}", decision.action, arguments.join(" · ")));
                Ok(Outcome::Found)
            }
            None => {
                message("note", "there is no such decision to take back");
                Ok(Outcome::Nothing)
            }
        }
    }
}
