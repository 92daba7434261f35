//! Articles to be read, and where in their texts the facts stand.

use serde::Serialize;

use super::{ArticleRow, ClaimRow, Mark};
use crate::store::{Claims, Result, Store};

/// An article with all that it says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// Its claims, in the order of the text.
    pub facts: Vec<ClaimRow>,
    /// Where in the text their parts stand.
    pub marks: Vec<Mark>,
}

/// The article with this public id, with its claims.
pub fn read(store: &Store, id: &str) -> Result<Option<Reading>> {
    let Some(article) = store.article(id)? else { return Ok(None) };
    Ok(Some(Reading { facts: store.claims(Claims::In(id))?, marks: store.marks(Claims::In(id))?, article }))
}

/// Where in their articles the parts of the claims about an event stand.
pub fn marks(store: &Store, event: &str) -> Result<Vec<Mark>> {
    store.marks(Claims::About(event))
}
