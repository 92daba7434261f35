//! What can go wrong with a database, and what to do about it.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why a database could not be opened, read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no file.
    #[error("{}: there is no such database; make one with `newsgraph ingest {} ARTICLES…`", .0.display(), .0.display())]
    Missing(PathBuf),
    /// The path leads to a folder.
    #[error("{}: a folder, not a database; name the database first, then the articles", .0.display())]
    Folder(PathBuf),
    /// The file is no SQLite database.
    #[error("{}: not a SQLite database; name a database made by `newsgraph ingest`", .0.display())]
    NotADatabase(PathBuf),
    /// The file is a SQLite database that newsgraph did not make.
    #[error(
        "{}: a SQLite database of another program, left as it is; name a database made by `newsgraph ingest`",
        .0.display()
    )]
    OtherProgram(PathBuf),
    /// The database was written by a later newsgraph.
    #[error(
        "{}: the database has format {found}, this newsgraph knows up to {known}; use a newer newsgraph",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The latest format that this program knows.
        known: u32,
    },
    /// The database was written by an earlier newsgraph and is opened for reading only.
    #[error(
        "{}: the database has the older format {found}; `newsgraph rebuild {}` brings it up to date, as does whatever writes to it",
        path.display(), path.display()
    )]
    Outdated {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
    },
    /// Another process writes.
    #[error("{}: another process is writing to the database; wait until it is done and try again", .0.display())]
    Busy(PathBuf),
    /// Its structure is broken.
    #[error(
        "{}: the file is damaged; `newsgraph check` tells where, `newsgraph ingest` into a new database makes it anew",
        .0.display()
    )]
    Damaged(PathBuf),
    /// The file or its folder can't be written or read.
    #[error("{}: {reason}", path.display())]
    Access {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A claim or mention that contradicts its own analysis; nothing of the article was stored.
    #[error("article {article}: {what}; the article was not stored (a defect of the extractor)")]
    Inconsistent {
        /// The article's id.
        article: String,
        /// What does not fit.
        what: String,
    },
    /// A judgement that others stand against.
    #[error(transparent)]
    Conflict(#[from] super::judge::Conflict),
    /// A judgement on an identity that is not there.
    #[error("there is no identity {0}; `newsgraph who` shows the ids of entities")]
    NoIdentity(String),
    /// A free SQL statement that does more than read.
    #[error("only statements that read are allowed here: {0}")]
    NotReading(String),
    /// The answer took longer than allowed.
    #[error("the answer takes too long; ask for less (a time, a relation, one entity)")]
    TooLong,
    /// Anything else that SQLite reports. Its text is all there is to say: its causes repeat it.
    #[error("the database reports: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => StoreError::TooLong,
            _ => StoreError::Sqlite(error),
        }
    }
}

impl StoreError {
    /// This error, told in terms of the file where that says more.
    pub(super) fn on(self, path: &std::path::Path) -> StoreError {
        match self {
            StoreError::Sqlite(error) => StoreError::of(path, error),
            other => other,
        }
    }

    /// An error of SQLite on this file, told in terms of the file where that says more.
    pub(super) fn of(path: &std::path::Path, error: rusqlite::Error) -> StoreError {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreError::NotADatabase(path),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(path),
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(path),
            Some(ErrorCode::ReadOnly) => StoreError::Access {
                path,
                reason: "the file or its folder can only be read; make both writable, or copy the file"
                    .into(),
            },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StoreError::Access { path, reason: error.to_string() }
            }
            Some(ErrorCode::DiskFull) => StoreError::Access { path, reason: FULL.into() },
            Some(ErrorCode::SystemIoFailure) => {
                let reason =
                    format!("the disk can't be read or written ({error}); nothing half-written stays");
                StoreError::Access { path, reason }
            }
            _ => StoreError::Sqlite(error),
        }
    }
}

const FULL: &str = "the disk is full; make room and give the same command again: it goes on where it stopped";

/// A result of the store.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
