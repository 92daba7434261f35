use anyhow::{Context, Result};
use glob::Pattern;

use super::Outcome;
use super::database::Database;
use super::output::message;
use crate::query;
use crate::store::Store;

/// Remove articles, with all that only they say
///
/// Afterwards the database is as if they had never been read. What other articles say too stays.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph rm news.db data/articles/2023-03-02-new-delhi.md
  newsgraph rm news.db 'data/articles/2023-02-*'")]
pub struct Rm {
    #[command(flatten)]
    database: Database,
    /// The articles: their ids (`doc` in every output) or public ids (`d-…`), or 'patterns*' of ids
    #[arg(value_name = "DOC", required = true)]
    documents: Vec<String>,
}

impl Rm {
    pub fn run(self) -> Result<Outcome> {
        let mut store = self.database.open_for_writing()?;
        let (mut removed, mut missing) = (0_usize, 0_usize);
        for named in &self.documents {
            let documents = meant(&store, named)?;
            let before = removed;
            for document in &documents {
                if store.remove(document)? {
                    message("removed", document);
                    removed += 1;
                }
            }
            if removed == before {
                message("warning", format!("{named}: no such article in {}", store.path().display()));
                missing += 1;
            }
        }
        Ok(match (removed, missing) {
            (0, _) => Outcome::Nothing,
            (_, 0) => Outcome::Found,
            _ => Outcome::Partly,
        })
    }
}

/// The ids that are meant: the one named, or those that it is a pattern of.
fn meant(store: &Store, named: &str) -> Result<Vec<String>> {
    let itself = vec![named.to_owned()];
    if !named.contains(['*', '?', '[']) {
        return Ok(itself);
    }
    let mut ids: Vec<String> = query::documents(store)?.into_iter().map(|row| row.doc).collect();
    if ids.iter().any(|id| id == named) {
        return Ok(itself);
    }
    let pattern = Pattern::new(named).with_context(|| format!("{named} is no pattern"))?;
    ids.retain(|id| pattern.matches(id));
    Ok(ids)
}
