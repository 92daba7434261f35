//! What a transaction must bring in step before it ends.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::stage::Teller;
use super::{entities, events, identities, likeness};

/// What depends on the documents that a transaction writes or removes, and on what it judges.
#[derive(Default)]
pub struct Touched {
    /// Public ids of the identities that are new, or that documents tie to more or less than before.
    pub identities: BTreeSet<String>,
    /// Matters whose claims have changed.
    pub matters: BTreeSet<i64>,
    /// Rows of the entities that have changed.
    pub entities: BTreeSet<i64>,
    /// Rows of those that have got or lost identities.
    pub recount: BTreeSet<i64>,
}

impl Touched {
    /// Brings layer 4 up to date.
    pub fn settle(mut self, db: &Connection, tell: &mut Teller<'_>) -> rusqlite::Result<()> {
        self.join(db, tell)?;
        self.derive(db, tell)?;
        self.count(db, tell)
    }

    /// Brings in step which identities are one.
    pub fn join(&mut self, db: &Connection, tell: &mut Teller<'_>) -> rusqlite::Result<()> {
        let judged = likeness::judge_anew(db, &self.identities, tell)?;
        identities::regroup(db, judged, self)
    }

    /// Then, which claims are about one event.
    pub fn derive(&self, db: &Connection, tell: &mut Teller<'_>) -> rusqlite::Result<()> {
        tell.each("happenings", self.matters.iter(), |&matter| events::derive(db, matter))
    }

    /// Then, how entities are called, and in how many documents; those of no document go.
    pub fn count(&self, db: &Connection, tell: &mut Teller<'_>) -> rusqlite::Result<()> {
        tell.each("names in use", self.recount.iter(), |&entity| entities::recount(db, entity))?;
        tell.each("entities", self.entities.iter(), |&entity| entities::settle(db, entity))
    }
}
