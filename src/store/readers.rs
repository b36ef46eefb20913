//! A pool of read-only connections.

use super::file_identity::FileIdentity;
use super::{StoreError, open};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Idle connections kept in the pool.
const KEPT: usize = 4;

pub(super) struct Readers {
    path: PathBuf,
    opened: Arc<FileIdentity>,
    /// A std mutex, as it is locked for a push or a pop only, never during a query.
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(path: &Path, opened: Arc<FileIdentity>) -> Self {
        Self { path: path.to_owned(), opened, idle: Mutex::default() }
    }

    /// The database's path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `query` with exclusive use of a connection.
    pub(super) fn with<T, E: From<StoreError>>(&self, query: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        self.opened.ensure_in_place()?;
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match kept {
            Some(connection) => connection,
            None => open::read_only(&self.path)?,
        };
        let outcome = query(&connection);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        outcome
    }
}
