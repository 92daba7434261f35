use anyhow::Result;

use super::Outcome;
use super::database::{Database, one_entity};
use super::output::message;

/// Give an entity another name
///
/// It is found by that name, and articles that call it so count. `undo` takes it back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph alias news.db \"Mohammed bin Salman\" MBS")]
pub struct Alias {
    #[command(flatten)]
    database: Database,
    /// The entity: a name or id
    #[arg(value_name = "ENTITY")]
    entity: String,
    /// The other name
    #[arg(value_name = "NAME")]
    name: String,
}

impl Alias {
    pub fn run(self) -> Result<Outcome> {
        let mut store = self.database.open_for_writing()?;
        let entity = one_entity(&store, &self.entity)?;
        store.alias(&entity.id, &self.name)?;
        message("alias", format!("{} is also called {}", entity.name, self.name));
        Ok(Outcome::Found)
    }
}
