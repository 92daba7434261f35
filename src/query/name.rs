//! Which entity is meant by a name.

use thiserror::Error;

use crate::language::gazetteer::{Gazetteer, fold};
use crate::model::EntityType;
use crate::resolve::identity::identify;
use crate::store::{EntityRow, Named, Result, Store, StoreError};

/// Why a name does not lead to one entity.
#[derive(Debug, Error)]
pub enum NameError {
    /// Nothing is called so.
    #[error("no entity is called “{0}”")]
    Unknown(String),
    /// Several are.
    #[error("“{name}” may be {} entities; choose one by its id", .matches.len())]
    Several {
        /// The name asked for.
        name: String,
        /// Who may be meant, most mentioned first.
        matches: Vec<EntityRow>,
    },
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One entity is meant by a name if so many times more articles use the name for it than for any other.
const CLEARLY: u32 = 10;

/// The entities that may be meant by a name, or the one with this id; those that most articles call so first.
///
/// The first of these that finds any: full names; other names; names with these words in a row; names that everyone knows. Entities of a single
/// article ("Putin" where no article says which) count only where there is no other, or where more are called just so than
/// have the name for a short one: "Trump" may be Ivanka Trump, but mostly is not.
pub fn find(store: &Store, name: &str) -> Result<Vec<EntityRow>> {
    Ok(candidates(store, name)?.into_iter().map(|named| named.entity).collect())
}

fn candidates(store: &Store, name: &str) -> Result<Vec<Named>> {
    if let Some(entity) = store.entity(name)? {
        return Ok(vec![Named { calls: entity.documents, entity, in_full: true }]);
    }
    let norm = fold(name);
    let mut local = Vec::new();
    for found in [store.named(&norm)?, store.named_in_part(&norm)?] {
        let (of_one_article, joined): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|named| named.entity.local);
        if joined.iter().any(|named| named.in_full) {
            return Ok(joined.into_iter().filter(|named| named.in_full).collect());
        }
        if let Some(most) = joined.iter().map(|named| named.calls).max() {
            let just_so: Vec<_> = of_one_article.into_iter().filter(|named| named.in_full).collect();
            let as_often = just_so.iter().map(|named| named.calls).sum::<u32>() >= most;
            return Ok(joined.into_iter().chain(just_so.into_iter().filter(|_| as_often)).collect());
        }
        if local.is_empty() {
            local = of_one_article;
        }
    }
    if local.is_empty() { known_otherwise(store, name) } else { Ok(local) }
}

/// What everyone knows by another name than the articles give it: "Burma", "Volodymyr Zelensky".
fn known_otherwise(store: &Store, name: &str) -> Result<Vec<Named>> {
    let types = [EntityType::Person, EntityType::Org, EntityType::Place];
    let known =
        types.map(|entity| identify(entity, name, true, "")).into_iter().filter(|i| i.known_as.is_some());
    let mut found = Vec::new();
    for identity in known {
        if let Some(entity) = store.entity(&identity.uid)? {
            found.push(Named { calls: entity.documents, entity, in_full: true });
        }
    }
    Ok(found)
}

/// The one entity that is meant by a name or id: the only one that [`find`] finds, or the one that is clearly the most
/// often called so.
pub fn entity(store: &Store, name: &str) -> Result<EntityRow, NameError> {
    let mut matches = candidates(store, name)?;
    match &*matches {
        [] => Err(NameError::Unknown(name.into())),
        [_] => Ok(matches.remove(0).entity),
        [first, second, ..] if first.calls >= second.calls.saturating_mul(CLEARLY) => {
            Ok(matches.remove(0).entity)
        }
        _ => {
            let matches = matches.into_iter().map(|named| named.entity).collect();
            Err(NameError::Several { name: name.into(), matches })
        }
    }
}

/// What a filter on places takes a name for: as it is where it is a country's or the whole name or id of something, which
/// may be several of one name; else the id of the one entity with these words in its name.
pub fn place(store: &Store, name: &str) -> Result<String, NameError> {
    let world = Gazetteer::embedded();
    let country = world.country(name).or_else(|| world.country_of_item(name)).is_some();
    if country || store.entity(name)?.is_some() || !store.named(&fold(name))?.is_empty() {
        return Ok(name.to_owned());
    }
    entity(store, name).map(|place| place.id)
}
