//! The database that a verb reads, and the entity that a name in it means.

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};

use super::progress::Progress;
use crate::query::{self, EntityRow, NameError};
use crate::store::{Store, StoreError};

/// The first argument of every verb.
#[derive(Debug, Clone, clap::Args)]
pub struct Database {
    /// The database, made by `newsgraph ingest`
    #[arg(value_name = "DB")]
    pub path: PathBuf,
}

impl Database {
    /// Opens it for writing; it must be there.
    pub fn open_for_writing(&self) -> Result<Store> {
        // Opened for reading first, since opening for writing would make a database that is not there.
        match Store::open(&self.path) {
            Ok(_) | Err(StoreError::Outdated { .. }) => self.open_or_create(),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens it for writing, and makes it where there is none.
    pub fn open_or_create(&self) -> Result<Store> {
        Ok(Store::open_or_create_telling(&self.path, Progress::of_stages())?)
    }

    /// Opens it for reading only.
    pub fn open(&self) -> Result<Store> {
        Ok(Store::open(&self.path)?)
    }
}

/// The one entity that a name or an id means. Where several may be meant, the error lists them with their ids.
pub fn one_entity(store: &Store, name: &str) -> Result<EntityRow> {
    query::entity(store, name).map_err(with_choice)
}

/// Two entities, for a question about what lies between them.
pub fn two_entities(store: &Store, a: &str, b: &str) -> Result<(EntityRow, EntityRow)> {
    let (one, other) = (one_entity(store, a)?, one_entity(store, b)?);
    if one.id == other.id {
        bail!("“{a}” and “{b}” are one entity, {} ({}); name another", one.name, one.id);
    }
    Ok((one, other))
}

/// What a decision was given: with a name, if it is the id of an identity.
pub fn called(store: &Store, argument: &str) -> String {
    store.called(argument).ok().flatten().unwrap_or_else(|| argument.to_owned())
}

/// The error, with the entities to choose from.
pub fn with_choice(error: NameError) -> anyhow::Error {
    match error {
        NameError::Several { name, matches } => anyhow!(choice(&name, &matches)),
        error => error.into(),
    }
}

/// How many of the entities that may be meant are listed.
const LISTED: usize = 20;

fn choice(name: &str, matches: &[EntityRow]) -> String {
    let mut text =
        format!("“{name}” may be {} entities; say which, by its whole name or its id:", matches.len());
    let width = matches.iter().take(LISTED).map(|entity| entity.id.chars().count()).max().unwrap_or(0);
    for entity in matches.iter().take(LISTED) {
        // Writing into a String never fails.
        let _ = write!(
            text,
            "\n  {:<width$}  {} ({}, articles: {})",
            entity.id, entity.name, entity.entity, entity.documents
        );
    }
    if matches.len() > LISTED {
        let _ = write!(text, "\n  and {} more", matches.len() - LISTED);
    }
    text
}
