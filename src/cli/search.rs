use anyhow::Result;

use super::Outcome;
use super::database::Database;
use super::output::{Columns, Line, OutputArgs, Row};
use crate::model::When;
use crate::query::{self, ArticleFilter, Hit};

/// Search the articles: those with all of these words, the best first
///
/// Case and accents do not matter. Words in double quotes must stand together; `word*` is any word that begins so. No
/// other character has a meaning.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph search news.db grain deal
  newsgraph search news.db '\"security guarantees\" zelensk*' --since 2023 --limit 10")]
pub struct Search {
    #[command(flatten)]
    database: Database,
    /// What the headline or text must have
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
    /// Keep what may have been published at or after this date (2023, 2023-02 or 2023-02-21)
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    since: Option<When>,
    /// Keep what may have been published at or before this date
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    until: Option<When>,
    /// Keep the articles of this newspaper, agency or site
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    source: Option<String>,
    /// Give the best N only
    #[arg(long, value_name = "N", help_heading = "Filters")]
    limit: Option<usize>,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> = Columns {
    names: &["published", "headline", "source", "doc", "id", "url", "snippet"],
    shown: 4,
    implied: None,
};

impl Search {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let filter =
            ArticleFilter { since: self.since, until: self.until, source: self.source, limit: self.limit };
        let found = query::search(&store, &self.words.join(" "), &filter)?;
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        found.hits.iter().try_for_each(|hit| rows.write(hit))?;
        Ok(Outcome::of(rows.finish_of(found.hidden)?))
    }
}

impl Row for Hit {
    fn line(&self) -> Line {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let cells = vec![
            text(&self.published),
            text(&self.headline),
            text(&self.source),
            self.doc.clone(),
            self.id.clone(),
            text(&self.url),
            self.snippet.clone(),
        ];
        Line { cells, details: vec![self.snippet.clone()], ..Line::default() }
    }
}
