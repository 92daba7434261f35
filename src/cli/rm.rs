use anyhow::Result;

use super::Outcome;
use super::database::Database;
use super::output::message;
use crate::store::Store;

/// Remove articles, with all that only they say
///
/// Afterwards the database is as if they had never been read. What other articles say too stays.
#[derive(Debug, clap::Args)]
pub struct Rm {
    #[command(flatten)]
    database: Database,
    /// The articles: their ids (`doc` in every output) or public ids (`d-…`)
    #[arg(value_name = "DOC", required = true)]
    documents: Vec<String>,
}

impl Rm {
    pub fn run(self) -> Result<Outcome> {
        // Opened for reading first, since opening for writing would make a database that is not there.
        self.database.open()?;
        let mut store = Store::open_or_create(&self.database.path)?;
        let mut outcome = Outcome::Found;
        for document in &self.documents {
            if store.remove(document)? {
                message("removed", document);
            } else {
                message("warning", format!("{document}: no such article in {}", store.path().display()));
                outcome = Outcome::Nothing;
            }
        }
        Ok(outcome)
    }
}
