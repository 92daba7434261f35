use anyhow::Result;

use super::Outcome;
use super::database::{Database, one_entity};
use super::events::ListArgs;
use crate::query::Scope;

/// List who met whom, when and where: meetings, calls and visits
///
/// Names match by alias, whatever the case and accents, and by any unique part. Only what is reported as having
/// happened, unless `--status` says otherwise.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph met news.db \"Wang Yi\"
  newsgraph met news.db \"Wang Yi\" Blinken --since 2023 --evidence")]
pub struct Met {
    #[command(flatten)]
    database: Database,
    /// Whose meetings: a name, a unique part of one, or an id
    #[arg(value_name = "A")]
    a: String,
    /// With whom; without it, with anyone
    #[arg(value_name = "B")]
    b: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

impl Met {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let a = one_entity(&store, &self.a)?;
        let b = self.b.map(|name| one_entity(&store, &name)).transpose()?;
        let scope = match &b {
            Some(b) => Scope::MeetingsOf(&a.id, &b.id),
            None => Scope::Meetings(&a.id),
        };
        self.list.print(&store, scope)
    }
}
