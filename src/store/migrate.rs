//! The formats of the database: SQL files under `migrations/`, applied in order, one transaction each.
//!
//! `user_version` counts the files applied. A file that has landed is never changed; a new format is a new file.

use rusqlite::{Connection, TransactionBehavior};

use super::identities;

/// Marks the file as newsgraph's: the letters "NGRF".
pub const APPLICATION_ID: i32 = i32::from_be_bytes(*b"NGRF");

/// A format: the tables, and what only the program can fill into them.
struct Migration {
    sql: &'static str,
    fill: fn(&Connection) -> rusqlite::Result<()>,
}

const MIGRATIONS: &[Migration] = &[
    Migration { sql: include_str!("../../migrations/0001_first.sql"), fill: |_| Ok(()) },
    Migration { sql: include_str!("../../migrations/0002_identities.sql"), fill: |_| Ok(()) },
    Migration { sql: include_str!("../../migrations/0003_likeness.sql"), fill: identities::find_all },
    Migration { sql: include_str!("../../migrations/0004_relations.sql"), fill: |_| Ok(()) },
];

/// The latest format.
pub const LATEST: u32 = MIGRATIONS.len() as u32;

/// The file's format; 0: empty.
pub fn version(db: &Connection) -> rusqlite::Result<u32> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings the database to the latest format.
pub fn migrate(db: &mut Connection) -> rusqlite::Result<()> {
    loop {
        // The version is read inside the transaction: another process may be migrating the same file.
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = version(&tx)?;
        let Some(migration) = MIGRATIONS.get(done as usize) else { return Ok(()) };
        tx.execute_batch(migration.sql)?;
        (migration.fill)(&tx)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", done + 1)?;
        tx.commit()?;
    }
}
