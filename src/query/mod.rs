//! Questions → answers, one file a question: which entity is meant by a name, who met whom, what happened and in what
//! order, who is joined to whom and by what, what articles say, what became known when, why we think so.
//!
//! Answers are sorted, so that they are the same for the same articles: events by date, undated ones last; ties by id.

mod between;
mod checked;
mod diff;
mod events;
mod facets;
mod name;
mod neighbors;
mod reading;
mod search;
mod timeline;
mod who;
mod why;
mod words;

pub use crate::store::{
    AliasRow, ArticleFilter, ArticleRow, ClaimPart, ClaimRow, ClaimTimeRow, Count, DocumentRow, End,
    EntityRow, EventRow, EventTime, Filter, Hit, Mark, Naming, PlaceCount, Quote, Scope, Stats, Table,
    TimeCount, Times,
};
use crate::store::{Claims, Result, Store};
pub use between::{Between, Common, between, common};
pub use checked::{FilterError, checked};
pub use diff::{Change, Diff, DiffError, What, diff};
pub use events::{count, events, list, met};
pub use facets::{CONFIDENCES, Facets, facets};
pub use name::{NameError, entity, find, place};
pub use neighbors::{Neighbor, Role, Tie, neighbors};
pub use reading::{Reading, marks, read};
pub use search::{Found, SearchError, search};
pub use timeline::{Period, Timeline, timeline};
pub use who::{Position, Who, who};
pub use why::{FirstTold, Why, why};
pub use words::{Part, in_words, parts};

/// All entities, by id.
pub fn entities(store: &Store) -> Result<Vec<EntityRow>> {
    store.entities()
}

/// All claims with their evidence, by id.
pub fn claims(store: &Store) -> Result<Vec<ClaimRow>> {
    store.claims(Claims::All)
}

/// All articles, by their ids in the input.
pub fn documents(store: &Store) -> Result<Vec<DocumentRow>> {
    store.documents()
}

/// How much there is of everything.
pub fn stats(store: &Store) -> Result<Stats> {
    store.stats()
}

/// The answer to one SQL statement, which can't but read.
pub fn sql(store: &Store, statement: &str) -> Result<Table> {
    store.sql(statement)
}
