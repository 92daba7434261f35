use anyhow::Result;

use super::Outcome;
use super::database::{Database, one_entity};
use super::output::message;

/// Judge that two entities are one
///
/// All articles then count them as one. `undo` takes it back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph merge news.db \"State Department\" \"Department of State\"")]
pub struct Merge {
    #[command(flatten)]
    database: Database,
    /// A name or id
    #[arg(value_name = "A")]
    a: String,
    /// Another name or id
    #[arg(value_name = "B")]
    b: String,
}

impl Merge {
    pub fn run(self) -> Result<Outcome> {
        let mut store = self.database.open_for_writing()?;
        let (a, b) = (one_entity(&store, &self.a)?, one_entity(&store, &self.b)?);
        store.merge(&a.id, &b.id)?;
        let one = one_entity(&store, &a.id).or_else(|_| one_entity(&store, &b.id))?;
        message("merged", format!("{} and {} are {} ({})", a.name, b.name, one.name, one.id));
        Ok(Outcome::Found)
    }
}
