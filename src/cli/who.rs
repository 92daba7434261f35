use anyhow::Result;

use super::Outcome;
use super::database::Database;
use super::output::{Columns, Line, OutputArgs, Row};
use crate::query::{self, EntityRow, NameError, Who as Card};

/// Show who or what a name means: aliases, posts, relations, ids
///
/// Where several entities may be meant, they are listed with their ids.
#[derive(Debug, clap::Args)]
pub struct Who {
    #[command(flatten)]
    database: Database,
    /// A name, a part of one, or an id
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> =
    Columns { names: &["name", "type", "id", "documents", "local"], shown: 4, implied: None };

impl Who {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let found = match query::entity(&store, &self.name) {
            Err(NameError::Several { matches, .. }) => matches,
            found => vec![found?],
        };
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        match found.as_slice() {
            [one] => query::who(&store, &one.id)?.iter().try_for_each(|card| rows.write(card))?,
            several => {
                rows.note("several entities may be meant; name one by its id");
                several.iter().try_for_each(|entity| rows.write(entity))?;
            }
        }
        Ok(Outcome::of(rows.finish()?))
    }
}

impl Row for EntityRow {
    fn line(&self) -> Line {
        let cells = vec![
            self.name.clone(),
            self.entity.to_string(),
            self.id.clone(),
            self.documents.to_string(),
            self.local.to_string(),
        ];
        Line { cells, ..Line::default() }
    }
}

impl Row for Card {
    fn line(&self) -> Line {
        let aliases = self.aliases.iter().filter(|alias| alias.name != self.entity.name);
        let aliases: Vec<_> = aliases.map(|alias| alias.name.as_str()).collect();
        let relations: Vec<_> = self.relations.iter().map(|c| format!("{} {}", c.name, c.count)).collect();
        let mut details = Vec::new();
        if !aliases.is_empty() {
            details.push(format!("also called: {}", aliases.join(", ")));
        }
        for position in &self.positions {
            let title = position.title.as_deref().unwrap_or("a post");
            let when = position.when.as_ref().map(|when| format!(" ({})", when.edtf)).unwrap_or_default();
            details.push(format!("{title}, {}{when}", position.object.name));
        }
        if !relations.is_empty() {
            details.push(format!("relations: {}", relations.join(", ")));
        }
        Line { details, ..self.entity.line() }
    }
}
