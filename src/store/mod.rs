//! The database: one SQLite file (tables and their reasons: `migrations/`).
//!
//! ```text
//! Article, Analysis, Claims ─► 1 text ─► 2 annotation ─► 3 identities, judgements ─► 4 entities and events ─► rows
//! ```
//!
//! One document is written or removed in one transaction, layer 4 included, so that the database is whole whenever
//! the process ends. What a user can ask for depends only on the set of documents, not on their order or history.

/// From a claim `c` to the entities at its ends: subject `s`, object `o`.
macro_rules! claim_ends {
    () => {
        "JOIN claim_participant sp ON sp.claim_id = c.claim_id AND sp.role = 'subject'
         JOIN chain sc ON sc.chain_id = sp.chain_id
         JOIN entity s ON s.entity_id = sc.entity_id
         JOIN claim_participant op ON op.claim_id = c.claim_id AND op.role = 'object'
         JOIN chain oc ON oc.chain_id = op.chain_id
         JOIN entity o ON o.entity_id = oc.entity_id"
    };
}

mod articles;
mod check;
mod copies;
mod entities;
mod error;
mod events;
mod facets;
mod filter;
pub(crate) mod id;
mod identities;
mod joined;
mod judge;
mod judgements;
mod likeness;
mod marks;
mod migrate;
mod put;
mod read;
mod rebuild;
mod relations;
mod rows;
mod select;
mod sql;
mod stage;
mod state;
mod stats;
mod subjects;
mod ties;
mod touched;
mod value;
mod writer;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::model::Relation;
use stage::Teller;

pub use articles::Term;
pub use check::{Problem, Report};
pub use error::{Result, StoreError};
pub use facets::{PlaceCount, Spread, TimeCount, Times};
pub use filter::{ArticleFilter, Filter};
pub use joined::{EntityKey, Joined, Whole};
pub use judge::Conflict;
pub use judgements::{Decision, JudgedPair, UnsurePair};
pub use marks::{ArticleRow, ClaimPart, Mark};
pub use read::{Claims, Named};
pub use rows::{
    AliasRow, ClaimRow, ClaimTimeRow, Count, DocumentRow, End, EntityRow, EventRow, EventTime, Hit, Naming,
    Quote, Stats, Table, Testimony,
};
pub use select::Scope;
pub use stage::Stage;
pub use state::Part;
pub use ties::{Moment, TieRow};

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// Room for every statement of a write, so that each is prepared once.
const STATEMENTS: usize = 128;

/// Memory for pages while writing, in KiB. Every commit goes through all of them as soon as a page of an index was split
/// (SQLite gives it, for a moment, a number past the end of the file), so that more of them cost more than they save;
/// what is not among them the system's own memory for files still has.
const CACHE_KIB: i32 = 8 * 1024;

/// So many pages the write-ahead log may hold before they are copied into the database. Documents change the same pages again
/// and again: the longer the log, the fewer copies; it stays small beside the memory for pages.
const LOG_PAGES: i32 = 8 * 1024;

/// How many steps of SQLite's machine lie between two looks at the clock.
const STEPS: i32 = 1000;

/// What read an article: articles read by another make are read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The extractor's name ("rules").
    pub extractor: String,
    /// Its version.
    pub version: String,
    /// A hash of what it reads with: the language model, the patterns and word lists, those of users too.
    pub model: String,
    /// The relations that users added to those of the program, by name.
    pub relations: BTreeMap<String, Relation>,
}

/// What a write did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The article is new.
    Added,
    /// The same article, read by the same run, was there; nothing was written.
    Unchanged,
    /// An article of the same id with other words, or read by another run, gave way.
    Replaced,
}

/// An open database.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
}

impl Drop for Store {
    fn drop(&mut self) {
        // Where another process has the database open, SQLite refuses, and the last to close does it. A reader can't.
        let _ = self.db.busy_timeout(Duration::ZERO);
        let _ = self.db.pragma_update(None, "journal_mode", "delete");
    }
}

impl Store {
    /// Opens a database for writing, and makes it where there is none. A database of an earlier format is brought
    /// up to date.
    pub fn open_or_create(path: &Path) -> Result<Store> {
        Store::open_or_create_telling(path, |_| {})
    }

    /// The same, telling how far a database of an earlier format is brought up to date, which may take minutes.
    pub fn open_or_create_telling(path: &Path, mut tell: impl FnMut(Stage)) -> Result<Store> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Store::connect(path, flags)?;
        store.set_up_for_writing(&mut Teller::to(&mut tell)).map_err(|e| e.on(path))?;
        Ok(store)
    }

    /// Opens a database for reading only.
    pub fn open(path: &Path) -> Result<Store> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let store = Store::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let of = |e| StoreError::of(path, e);
        store.db.pragma_update(None, "query_only", true).map_err(of)?;
        match store.version()? {
            0 => Err(StoreError::OtherProgram(path.to_owned())),
            migrate::LATEST => Ok(store),
            found => Err(StoreError::Outdated { path: path.to_owned(), found }),
        }
    }

    /// Ends every statement that still runs after so long from now, with [`StoreError::TooLong`].
    pub fn stop_after(&mut self, time: Duration) -> Result<()> {
        let end = Instant::now() + time;
        Ok(self.db.progress_handler(STEPS, Some(move || Instant::now() > end))?)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Store> {
        if path.is_dir() {
            return Err(StoreError::Folder(path.to_owned()));
        }
        let of = |e| StoreError::of(path, e);
        let db = Connection::open_with_flags(path, flags).map_err(of)?;
        db.busy_timeout(PATIENCE).map_err(of)?;
        db.set_prepared_statement_cache_capacity(STATEMENTS);
        // Plans do not depend on the values of parameters; else SQLite prepares statements anew for new values.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(of)?;
        Ok(Store { db, path: path.to_owned() })
    }

    /// The file's format, 0 where it is empty; an error where it is not newsgraph's or newer than this program.
    fn version(&self) -> Result<u32> {
        let of = |e| StoreError::of(&self.path, e);
        let application: i32 =
            self.db.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(of)?;
        let tables: bool = self
            .db
            .query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
            .map_err(of)?;
        if !tables && application == 0 {
            return Ok(0);
        }
        if application != migrate::APPLICATION_ID {
            return Err(StoreError::OtherProgram(self.path.clone()));
        }
        let found = migrate::version(&self.db).map_err(of)?;
        if found > migrate::LATEST {
            return Err(StoreError::Newer { path: self.path.clone(), found, known: migrate::LATEST });
        }
        Ok(found)
    }

    /// Write-ahead logging lets readers read while this process writes. It is turned off again on closing, so that the
    /// database is one file, which can be read where nothing can be written.
    fn set_up_for_writing(&mut self, tell: &mut Teller<'_>) -> Result<()> {
        self.version()?;
        self.db.pragma_update(None, "journal_mode", "wal")?;
        self.db.pragma_update(None, "synchronous", "normal")?;
        self.db.pragma_update(None, "foreign_keys", true)?;
        self.db.pragma_update(None, "temp_store", "memory")?;
        self.db.pragma_update(None, "cache_size", -CACHE_KIB)?;
        self.db.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
        migrate::migrate(&mut self.db, tell)?;
        Ok(())
    }
}
