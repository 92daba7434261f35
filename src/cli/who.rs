use anyhow::Result;

use super::Outcome;
use super::database::Database;
use super::output::{Columns, Line, OutputArgs, Row};
use crate::query::{self, Count, EntityRow, NameError, Position, Who as Card};

/// Show who or what a name means: aliases, posts, relations, ids
///
/// Where several entities may be meant, they are listed with their ids.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph who news.db zelenskyy
  newsgraph who news.db Q7747 --json")]
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
        let mut details = Vec::new();
        if !aliases.is_empty() {
            details.push(format!("also called: {}", aliases.join(", ")));
        }
        details.extend(self.positions.iter().map(post));
        if !self.relations.is_empty() {
            details.push(format!("relations: {}", counts(&self.relations)));
        }
        if self.statuses.iter().any(|status| status.name != "actual") {
            details.push(format!("of any status: {}", counts(&self.statuses)));
        }
        if self.ids.len() > 1 {
            details.push(format!("ids: {}", self.ids.join(", ")));
        }
        Line { details, ..self.entity.line() }
    }
}

/// "Foreign Minister, China · 2013-03/.. · reported 2023-02-18 to 2023-10-27".
fn post(position: &Position) -> String {
    let state = &position.state;
    let mut words = vec![format!("{}, {}", state.title.as_deref().unwrap_or("a post"), state.object.name)];
    words.extend(state.when.as_ref().map(|when| when.edtf.clone()));
    match (&position.first_reported, &position.last_reported) {
        (Some(first), Some(last)) if first != last => words.push(format!("reported {first} to {last}")),
        (Some(first), _) => words.push(format!("reported {first}")),
        _ => {}
    }
    words.join(" · ")
}

fn counts(counts: &[Count]) -> String {
    counts.iter().map(|count| format!("{} {}", count.name, count.count)).collect::<Vec<_>>().join(", ")
}
