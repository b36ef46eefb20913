//! The lock of a database: one `serve` at a time.

use anyhow::{Context, bail};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// A lock against a second `serve`, released by the operating system when the process ends. It is a separate file:
/// closing any handle of the database would release SQLite's own locks on it (POSIX).
///
/// # Errors
/// If the database is served already, or the file cannot be written.
pub fn lock(db: &Path) -> anyhow::Result<File> {
    let mut path = db.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let file = File::options().create(true).truncate(false).write(true).open(&path).with_context(|| {
        format!("{} cannot be written; does the folder exist and belong to this user?", path.display())
    })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!("{} is served already; stop the other `serve` first", db.display()),
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("{} cannot be locked", path.display())),
    }
}
