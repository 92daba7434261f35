use anyhow::Result;

use super::Outcome;
use super::database::Database;
use super::output::{Columns, Line, OutputArgs, Row};
use crate::query::{self, DocumentRow};

/// List the articles, with the ids that `rm` and `split` take
///
/// By id; `search` finds those with certain words.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph articles news.db
  newsgraph articles news.db --source Reuters --csv")]
pub struct Articles {
    #[command(flatten)]
    database: Database,
    /// Keep the articles of this newspaper, agency or site
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    source: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> = Columns {
    names: &["published", "headline", "source", "claims", "doc", "id", "url", "author", "story"],
    shown: 5,
    implied: None,
};

impl Articles {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let is_of = |row: &DocumentRow| match (&self.source, &row.source) {
            (Some(asked), Some(source)) => source.eq_ignore_ascii_case(asked),
            (Some(_), None) => false,
            (None, _) => true,
        };
        let documents = query::documents(&store)?;
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        documents.iter().filter(|row| is_of(row)).try_for_each(|row| rows.write(row))?;
        Ok(Outcome::of(rows.finish()?))
    }
}

impl Row for DocumentRow {
    fn line(&self) -> Line {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let cells = vec![
            text(&self.published),
            text(&self.headline),
            text(&self.source),
            self.claims.to_string(),
            self.doc.clone(),
            self.id.clone(),
            text(&self.url),
            text(&self.author),
            text(&self.story),
        ];
        Line { cells, ..Line::default() }
    }
}
