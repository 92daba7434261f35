//! Filters that can be met by something: names that the database knows, times in their order.

use thiserror::Error;

use super::{Filter, NameError, place};
use crate::store::{Result, Store, StoreError};

/// What of a filter makes no sense for a database.
#[derive(Debug, Error)]
pub enum FilterError {
    /// A relation that is none.
    #[error("“{name}” is no relation: they are {known}, and other")]
    Relation {
        /// What was asked for.
        name: String,
        /// The relations that the database knows.
        known: String,
    },
    /// A place that is none.
    #[error(transparent)]
    Place(NameError),
    /// A source of which there is no article.
    #[error("no article is of the source “{name}”: {known}")]
    Source {
        /// What was asked for.
        name: String,
        /// The sources that there are.
        known: String,
    },
    /// Nothing is since the one and until the other.
    #[error("nothing can be since {since} and until {until}: the first is later")]
    Times {
        /// The earliest time.
        since: String,
        /// The latest time.
        until: String,
    },
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NameError> for FilterError {
    fn from(error: NameError) -> FilterError {
        match error {
            NameError::Store(error) => FilterError::Store(error),
            error => FilterError::Place(error),
        }
    }
}

/// The filter as typed, its place looked up.
///
/// # Errors
///
/// Where it names a relation, place or source that the database does not know, or times out of order: an answer without a
/// line would look like one that nothing fits.
pub fn checked(store: &Store, filter: Filter) -> Result<Filter, FilterError> {
    relations(store, &filter.relations)?;
    if let Some(name) = &filter.source {
        source(store, name)?;
    }
    if let (Some(since), Some(until)) = (&filter.since, &filter.until)
        && since.lo().zip(until.hi()).is_some_and(|(first, last)| first > last)
    {
        return Err(FilterError::Times { since: since.edtf().to_owned(), until: until.edtf().to_owned() });
    }
    let place = filter.place.as_ref().map(|name| place(store, name)).transpose()?;
    Ok(Filter { place, ..filter })
}

fn relations(store: &Store, names: &[String]) -> Result<(), FilterError> {
    if names.is_empty() {
        return Ok(());
    }
    let known = store.known_relations()?;
    let is_known =
        |name: &&String| known.get(name).is_some() || *name == "other" || name.starts_with("other:");
    match names.iter().find(|name| !is_known(name)) {
        None => Ok(()),
        Some(name) => {
            let names: Vec<_> = known.iter().map(|(name, _)| name).collect();
            Err(FilterError::Relation { name: name.clone(), known: names.join(", ") })
        }
    }
}

/// How many sources an error names.
const NAMED: usize = 20;

fn source(store: &Store, name: &str) -> Result<(), FilterError> {
    let known = store.sources()?;
    if known.iter().any(|source| source.eq_ignore_ascii_case(name)) {
        return Ok(());
    }
    let more = known.len().saturating_sub(NAMED);
    let known = match (known.is_empty(), more) {
        (true, _) => "none says its source".to_owned(),
        (false, 0) => format!("they are of {}", known.join(", ")),
        (false, more) => format!("they are of {} and {more} more", known[..NAMED].join(", ")),
    };
    Err(FilterError::Source { name: name.to_owned(), known })
}
