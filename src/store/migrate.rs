//! The formats of the database: SQL files under `migrations/`, applied in order.
//!
//! `user_version` counts the files applied. A file that has landed is never changed; a new format is a new file.

use rusqlite::{Connection, TransactionBehavior};

use super::rebuild;
use super::stage::Teller;

/// Marks the file as newsgraph's: the letters "NGRF".
pub const APPLICATION_ID: i32 = i32::from_be_bytes(*b"NGRF");

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_first.sql"),
    include_str!("../../migrations/0002_identities.sql"),
    include_str!("../../migrations/0003_likeness.sql"),
    include_str!("../../migrations/0004_relations.sql"),
    include_str!("../../migrations/0005_near_copies.sql"),
    include_str!("../../migrations/0006_countries.sql"),
    include_str!("../../migrations/0007_neighbours.sql"),
    include_str!("../../migrations/0008_details.sql"),
];

/// The latest format.
pub const LATEST: u32 = MIGRATIONS.len() as u32;

/// The file's format; 0: empty.
pub fn version(db: &Connection) -> rusqlite::Result<u32> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings the database to the latest format, in one transaction. What can be made anew is, since a new format may derive more
/// from the same articles.
pub(super) fn migrate(db: &mut Connection, tell: &mut Teller<'_>) -> rusqlite::Result<()> {
    // The version is read inside the transaction: another process may be migrating the same file.
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&tx)?;
    if found == LATEST {
        return Ok(());
    }
    if found > 0 {
        tell.step("bringing the database up to date");
    }
    for migration in MIGRATIONS.iter().skip(found as usize) {
        tx.execute_batch(migration)?;
    }
    if found > 0 {
        rebuild::derive(&tx, tell)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", LATEST)?;
    tx.commit()
}
