//! What a transaction must bring in step before it ends.

use std::collections::BTreeSet;

use rusqlite::Connection;

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
    pub fn settle(mut self, db: &Connection) -> rusqlite::Result<()> {
        let judged = likeness::judge_anew(db, &self.identities)?;
        identities::regroup(db, judged, &mut self)?;
        for matter in self.matters {
            events::derive(db, matter)?;
        }
        for entity in self.recount {
            entities::recount(db, entity)?;
        }
        for entity in self.entities {
            entities::settle(db, entity)?;
        }
        Ok(())
    }
}
