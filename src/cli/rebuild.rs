use anyhow::Result;

use super::Outcome;
use super::database::Database;
use super::output::message;
use super::progress::Progress;
use crate::store::{Stage, Store, StoreError};

/// Make entities, events and all indexes anew from the stored articles and what was read in them
///
/// Mends what `newsgraph check` finds there, and brings a database of an earlier version up to date. In one transaction:
/// whenever it ends, the database is whole.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph rebuild news.db")]
pub struct Rebuild {
    #[command(flatten)]
    database: Database,
}

impl Rebuild {
    pub fn run(self) -> Result<Outcome> {
        let path = &self.database.path;
        let outcome = match Store::open(path) {
            // Bringing it up to date makes anew what can be made anew.
            Err(StoreError::Outdated { found, .. }) => {
                self.database.open_or_create()?;
                format!("brought up to date from format {found}")
            }
            store => {
                let mut tell = Progress::of_stages();
                let before = hash(&store?, &mut tell)?;
                let mut store = self.database.open_or_create()?;
                store.rebuild(&mut tell)?;
                let same = hash(&store, &mut tell)? == before;
                if same { "nothing was wrong" } else { "what differed was mended" }.to_owned()
            }
        };
        message("rebuilt", format!("{}: {outcome}", path.display()));
        Ok(Outcome::Found)
    }
}

/// The hash of all that the database holds.
fn hash(store: &Store, tell: &mut impl FnMut(Stage)) -> Result<String> {
    tell(Stage { doing: "comparing", done: 0, of: 0 });
    Ok(store.state_hash()?)
}
