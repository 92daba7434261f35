use anyhow::Result;

use super::Outcome;
use super::database::{Database, one_entity};
use super::output::message;

/// Judge that some articles mean another bearer of a name
///
/// The named articles' chains become an entity of their own. `undo` takes it back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph split news.db \"John Smith\" article-17 article-20")]
pub struct Split {
    #[command(flatten)]
    database: Database,
    /// The entity: a name or id
    #[arg(value_name = "ENTITY")]
    entity: String,
    /// The articles that mean another: their ids (`doc` in every output) or public ids (`d-…`)
    #[arg(value_name = "DOC", required = true)]
    documents: Vec<String>,
}

impl Split {
    pub fn run(self) -> Result<Outcome> {
        let mut store = self.database.open_for_writing()?;
        let entity = one_entity(&store, &self.entity)?;
        store.split(&entity.id, &self.documents)?;
        message(
            "split",
            format!("{} of {} is another {}", entity.name, self.documents.join(", "), entity.entity),
        );
        Ok(Outcome::Found)
    }
}
