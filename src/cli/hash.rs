use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::Database;
use super::output::{Columns, Line, OutputArgs};
use super::progress::Progress;
use crate::store::Stage;

/// Print the hash of all that a database holds, to compare it with others
///
/// The same articles, read by the same version, give the same hash: in any order, on any number of threads, in one run or
/// in many.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph hash news.db")]
pub struct Hash {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    output: OutputArgs,
}

/// The hash of a database.
#[derive(Serialize, JsonSchema)]
pub(super) struct Hashed {
    /// SHA-256 in hexadecimal digits.
    hash: String,
}

const COLUMNS: Columns<'_> = Columns { names: &["hash"], shown: 1, implied: None };

impl Hash {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let mut tell = Progress::of_stages();
        tell(Stage { doing: "hashing", done: 0, of: 0 });
        let hash = store.state_hash()?;
        drop(tell);
        let text = format!("{hash}\n");
        let line = Line { cells: vec![hash.clone()], ..Line::default() };
        self.output.open()?.report(&Hashed { hash }, &text, COLUMNS, vec![line])?;
        Ok(Outcome::Found)
    }
}
