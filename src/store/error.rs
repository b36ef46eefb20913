//! What can go wrong between an operation and the file. A refusal by the schema's own rules is told apart from a fault.

use std::path::PathBuf;
use thiserror::Error;

/// A fault of the store, or a rule of the schema that refused a statement.
#[derive(Debug, Error)]
pub enum StoreError {
    /// A blocking appointment holds the resource in that span (rule 8).
    #[error("the resource is occupied in that span")]
    Occupied,
    /// The file is locked by somebody else, the disk is full or fails, or the like: may pass.
    #[error("the database is busy: {0}")]
    Busy(rusqlite::Error),
    /// SQLite refused for another reason.
    #[error("database: {0}")]
    Db(rusqlite::Error),
    /// The file holds what this program cannot read.
    #[error("{0}")]
    Unreadable(String),
    /// The file was deleted, moved away or replaced while it is open: may pass, for it may be put back.
    #[error(
        "{} was deleted, moved or replaced while it is served; put it back, or stop `serve`, \
         see that no -wal file lies beside a restored copy, and start it again", .0.display()
    )]
    Moved(PathBuf),
    /// The writer has ended.
    #[error("the store is stopping")]
    Stopped,
    /// The whole transaction that this write was part of could not be committed.
    #[error("the transaction could not be committed: {0}")]
    NotCommitted(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, NotADatabase, ReadOnly, SystemIoFailure,
        };
        if let rusqlite::Error::SqliteFailure(cause, message) = &error {
            // RAISE gives SQLITE_CONSTRAINT_TRIGGER for each of our triggers; only the message names which.
            if cause.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER
                && message.as_deref() == Some("resource is occupied")
            {
                return Self::Occupied;
            }
            if cause.code == NotADatabase {
                return Self::Unreadable("this file is not a database; choose another file".into());
            }
            // A quota or a limit of the file's size comes as a failure of input and output, not as a full disk.
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
