use anyhow::Result;

use super::Outcome;
use super::database::{Database, one_entity};
use super::output::message;

/// Judge that two names are not one entity
///
/// They are parted where they were one, and no rule joins them again. `undo` takes it back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph not-same news.db \"John Smith\" \"Jon Smith\"")]
pub struct NotSame {
    #[command(flatten)]
    database: Database,
    /// A full name or id
    #[arg(value_name = "A")]
    a: String,
    /// Another full name or id
    #[arg(value_name = "B")]
    b: String,
}

impl NotSame {
    pub fn run(self) -> Result<Outcome> {
        let mut store = self.database.open_for_writing()?;
        let [a, b] = [&self.a, &self.b].map(|name| {
            let entity = one_entity(&store, name)?;
            Ok::<_, anyhow::Error>(store.identity(&entity.id, name)?)
        });
        let (a, b) = (a?, b?);
        store.not_same(&a, &b)?;
        message("parted", format!("{} ({a}) and {} ({b}) are not the same", self.a, self.b));
        Ok(Outcome::Found)
    }
}
