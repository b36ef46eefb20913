//! Detects that the open database file was deleted, moved or replaced.
//!
//! SQLite keeps reading and writing a deleted or replaced file, and what is committed to it is lost when the process
//! ends. So reads and writes fail while the path names another file. Once the file is put back they work again,
//! without a restart.

use super::StoreError;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The files of an open database, as they were when it was opened.
pub(super) struct FileIdentity(Vec<(PathBuf, Identity)>);

/// Device and inode number.
type Identity = (u64, u64);

impl FileIdentity {
    /// Records the database at `path` and its journal, which exists while the database is open.
    pub(super) fn at(path: &Path) -> Result<Self, StoreError> {
        let mut journal = path.as_os_str().to_owned();
        journal.push("-wal");
        let files = [path.to_owned(), PathBuf::from(journal)].map(|file| identity(&file).map(|known| (file, known)));
        let files: io::Result<Vec<_>> = files.into_iter().collect();
        files.map(Self).map_err(|error| StoreError::Unreadable(format!("{}: {error}", path.display())))
    }

    /// Fails if one of them was deleted, moved or replaced.
    pub(super) fn ensure_in_place(&self) -> Result<(), StoreError> {
        match self.0.iter().find(|(file, known)| identity(file).ok() != Some(*known)) {
            None => Ok(()),
            Some((file, _)) => Err(StoreError::Moved(file.clone())),
        }
    }
}

fn identity(file: &Path) -> io::Result<Identity> {
    std::fs::metadata(file).map(|there| (there.dev(), there.ino()))
}
