use anyhow::Result;
use serde::Serialize;

use super::Outcome;
use super::database::Database;
use super::output::{Columns, Line, OutputArgs};

/// Print the hash of all that a database holds, to compare it with others
///
/// The same articles, read by the same version, give the same hash: in any order, on any number of threads, in one run or
/// in many.
#[derive(Debug, clap::Args)]
pub struct Hash {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Serialize)]
struct Hashed {
    hash: String,
}

const COLUMNS: Columns<'_> = Columns { names: &["hash"], shown: 1, implied: None };

impl Hash {
    pub fn run(self) -> Result<Outcome> {
        let hash = self.database.open()?.state_hash()?;
        let text = format!("{hash}\n");
        let line = Line { cells: vec![hash.clone()], ..Line::default() };
        self.output.open()?.report(&Hashed { hash }, &text, COLUMNS, vec![line])?;
        Ok(Outcome::Found)
    }
}
