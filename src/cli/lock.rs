//! The lock of a database: one `serve` at a time.

use anyhow::{Context, bail};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// What came of taking the lock.
pub enum Taken {
    /// It is held as long as the file is open.
    Now(File),
    /// Another process holds it.
    Already,
}

/// A lock against a second `serve`, released by the operating system when the process ends. It is a separate file:
/// closing any handle of the database would release SQLite's own locks on it (POSIX).
///
/// # Errors
/// If the file cannot be written.
pub fn take(db: &Path) -> anyhow::Result<Taken> {
    let mut path = db.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let file = File::options().create(true).truncate(false).write(true).open(&path).with_context(|| {
        format!("{} cannot be written; does the folder exist and belong to this user?", path.display())
    })?;
    match file.try_lock() {
        Ok(()) => Ok(Taken::Now(file)),
        Err(TryLockError::WouldBlock) => Ok(Taken::Already),
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("{} cannot be locked", path.display())),
    }
}

/// The same, for who cannot go on without it.
///
/// # Errors
/// If the database is served already, or the file cannot be written.
pub fn lock(db: &Path) -> anyhow::Result<File> {
    match take(db)? {
        Taken::Now(file) => Ok(file),
        Taken::Already => bail!("{} is served already; stop the other `serve` first", db.display()),
    }
}
