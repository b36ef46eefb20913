//! Errors of the store. A refusal by a rule of the schema is distinguished from a fault.

use std::path::PathBuf;
use thiserror::Error;

/// A fault of the store, or a statement refused by a rule of the schema.
#[derive(Debug, Error)]
pub enum StoreError {
    /// A blocking appointment occupies the resource in that span (rule 8).
    #[error("the resource is occupied in that span")]
    Occupied,
    /// The file is locked, or the disk is full or failing: may be temporary.
    #[error("the database is busy: {0}")]
    Busy(rusqlite::Error),
    /// Any other error of SQLite.
    #[error("database: {0}")]
    Db(rusqlite::Error),
    /// The file contains a value this program cannot read.
    #[error("{0}")]
    Unreadable(String),
    /// The open file was deleted, moved or replaced: may be temporary, since it can be put back.
    #[error(
        "{} was deleted, moved or replaced while it is served; put it back, or stop `serve`, \
         see that no -wal file lies beside a restored copy, and start it again", .0.display()
    )]
    Moved(PathBuf),
    /// The writer thread has ended.
    #[error("the store is stopping")]
    Stopped,
    /// The batch this write was part of could not be committed.
    #[error("the transaction could not be committed: {0}")]
    NotCommitted(String),
}

impl StoreError {
    /// Whether another appointment occupies the resource.
    pub fn is_occupied(&self) -> bool {
        matches!(self, Self::Occupied)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, NotADatabase, ReadOnly, SystemIoFailure,
        };
        if let rusqlite::Error::SqliteFailure(cause, message) = &error {
            // RAISE gives SQLITE_CONSTRAINT_TRIGGER for every trigger; only the message identifies it.
            if cause.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER
                && message.as_deref() == Some("resource is occupied")
            {
                return Self::Occupied;
            }
            if cause.code == NotADatabase {
                return Self::Unreadable("this file is not a database; choose another file".into());
            }
            // An exceeded quota or file-size limit is reported as an I/O error, not as a full disk.
            let may_pass =
                [DatabaseBusy, DatabaseLocked, DiskFull, CannotOpen, ReadOnly, SystemIoFailure].contains(&cause.code);
            if may_pass {
                return Self::Busy(error);
            }
        }
        match error {
            rusqlite::Error::FromSqlConversionFailure(_, _, cause) => {
                Self::Unreadable(format!("the file is damaged: {cause}"))
            }
            error => Self::Db(error),
        }
    }
}
