//! Articles with the facts that a reader found in them: one JSON file an article.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

use crate::model::Status;

/// An annotated article; its text is read as that of any other article.
#[derive(Debug, Clone, Deserialize)]
pub struct Gold {
    /// The article's id.
    pub id: String,
    /// The entities of the facts with their names in the article.
    pub entities: Vec<GoldEntity>,
    /// What the article says.
    pub facts: Vec<GoldFact>,
}

/// An entity by the name that the facts use.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEntity {
    /// That name.
    pub name: String,
    /// The other names that the article has for it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A fact as annotated.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldFact {
    /// Who does or is.
    pub subject: String,
    /// One of the relations.
    pub relation: String,
    /// To whom, or of what.
    pub object: String,
    /// When, as EDTF.
    #[serde(default)]
    pub when: Option<String>,
    /// The words that give the time.
    #[serde(default)]
    pub when_text: Option<String>,
    /// The most specific named place.
    #[serde(default, rename = "where")]
    pub place: Option<String>,
    /// Whether the text presents it as real.
    pub status: Status,
    /// The sentence that says so, verbatim.
    pub evidence: String,
    /// Careful readers may differ on it: it counts neither when found nor when missed.
    #[serde(default)]
    pub optional: bool,
}

/// Why gold facts can't be read.
#[derive(Debug, Error)]
pub enum GoldError {
    /// The folder or file can't be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is no annotated article.
    #[error("{path}: {source}; a gold file has “id”, “text”, “entities” and “facts”")]
    Malformed {
        /// Which.
        path: PathBuf,
        /// What is wrong, with line and column.
        source: serde_json::Error,
    },
    /// The folder has no JSON files.
    #[error("{0} has no .json files")]
    Empty(PathBuf),
}

impl Gold {
    /// The annotated articles of a folder, its `.json` files, by path.
    pub fn files(folder: &Path) -> Result<Vec<PathBuf>, GoldError> {
        let unreadable = |source| GoldError::Unreadable { path: folder.to_owned(), source };
        let entries = fs::read_dir(folder).map_err(unreadable)?;
        let mut files: Vec<PathBuf> =
            entries.map(|entry| Ok(entry?.path())).collect::<Result<_, _>>().map_err(unreadable)?;
        files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        files.sort();
        if files.is_empty() { Err(GoldError::Empty(folder.to_owned())) } else { Ok(files) }
    }

    /// Reads an annotated article.
    pub fn read(path: &Path) -> Result<Gold, GoldError> {
        let text = fs::read_to_string(path)
            .map_err(|source| GoldError::Unreadable { path: path.to_owned(), source })?;
        serde_json::from_str(&text).map_err(|source| GoldError::Malformed { path: path.to_owned(), source })
    }
}
