use anyhow::Result;

use super::Outcome;
use super::database::Database;
use super::output::message;

/// Remove articles, with all that only they say
///
/// Afterwards the database is as if they had never been read. What other articles say too stays.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph rm news.db data/articles/2023-03-02-new-delhi.md")]
pub struct Rm {
    #[command(flatten)]
    database: Database,
    /// The articles: their ids (`doc` in every output) or public ids (`d-…`)
    #[arg(value_name = "DOC", required = true)]
    documents: Vec<String>,
}

impl Rm {
    pub fn run(self) -> Result<Outcome> {
        let mut store = self.database.open_for_writing()?;
        let mut removed = 0;
        for document in &self.documents {
            if store.remove(document)? {
                message("removed", document);
                removed += 1;
            } else {
                message("warning", format!("{document}: no such article in {}", store.path().display()));
            }
        }
        Ok(match removed {
            0 => Outcome::Nothing,
            all if all == self.documents.len() => Outcome::Found,
            _ => Outcome::Partly,
        })
    }
}
