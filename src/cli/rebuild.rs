use anyhow::Result;

use super::Outcome;
use super::database::Database;
use super::output::message;
use crate::store::Store;

/// Make entities, events and all indexes anew from the stored articles and what was read in them
///
/// Mends what `newsgraph check` finds there. In one transaction: whenever it ends, the database is whole.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph rebuild news.db")]
pub struct Rebuild {
    #[command(flatten)]
    database: Database,
}

impl Rebuild {
    pub fn run(self) -> Result<Outcome> {
        // Opened for reading first, since opening for writing would make a database that is not there.
        let before = self.database.open()?.state_hash()?;
        let mut store = Store::open_or_create(&self.database.path)?;
        store.rebuild()?;
        let same = store.state_hash()? == before;
        let outcome = if same { "nothing was wrong" } else { "what differed was mended" };
        message("rebuilt", format!("{}: {outcome}", store.path().display()));
        Ok(Outcome::Found)
    }
}
