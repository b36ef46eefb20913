//! A consistent copy of the database while it is being written.

use super::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the copy waits for a lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Copies the database `db` to the new file `target`, readable by its owner only, and checks the copy. Does not block
/// the writer: the copy is a single read transaction.
///
/// # Errors
/// If `target` exists or cannot be written, or the copy is damaged. The caller removes what is left of `target`.
pub fn copy_into(db: &Path, target: &Path) -> Result<(), StoreError> {
    let name = target.to_str().ok_or_else(|| unusable(format!("{} is not UTF-8", target.display())))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(target).map_err(|error| unusable(format!("cannot write beside {}: {error}", target.display())))?;
    let source = Connection::open_with_flags(db, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    source.busy_timeout(BUSY_TIMEOUT)?;
    source.execute("VACUUM INTO ?1", [name])?;
    check(target)
}

/// A copy in the database's folder, open and already unlinked.
///
/// # Errors
/// As [`copy_into`]; no file is left behind.
pub(super) fn unnamed(db: &Path) -> Result<File, StoreError> {
    let mut number = [0; 8];
    getrandom::fill(&mut number).map_err(|error| unusable(format!("no random numbers: {error}")))?;
    let mut name = db.as_os_str().to_owned();
    name.push(format!(".copy-{:016x}", u64::from_ne_bytes(number)));
    let target = PathBuf::from(name);
    let copied = copy_into(db, &target)
        .and_then(|()| File::open(&target).map_err(|error| unusable(format!("the copy cannot be read: {error}"))));
    if let Err(error) = std::fs::remove_file(&target) {
        tracing::warn!(%error, "the name of a copy could not be removed");
    }
    copied
}

fn check(copy: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(copy, flags)?;
    let answer: String = connection.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if answer == "ok" {
        return Ok(());
    }
    Err(unusable(format!("the copy is damaged ({answer}) and was not kept; run `check` on the database")))
}

fn unusable(why: String) -> StoreError {
    StoreError::Unreadable(why)
}
