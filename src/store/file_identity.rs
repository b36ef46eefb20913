//! Whether the file in the folder is still the one that was opened.
//!
//! SQLite goes on reading and writing a file that somebody deleted or replaced; what is committed to it then is gone with
//! the process. So nobody is told success, and nothing is read, while the file is not in its place. A file that is put
//! back is the same one again, and everything goes on without a restart.

use super::StoreError;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The files of an open database, as they were when it was opened.
pub(super) struct FileIdentity(Vec<(PathBuf, Identity)>);

/// Device and number of a file: what a name stands for.
type Identity = (u64, u64);

impl FileIdentity {
    /// Remembers the database at `path` and its journal, which exists as long as somebody has the database open.
    pub(super) fn at(path: &Path) -> Result<Self, StoreError> {
        let mut journal = path.as_os_str().to_owned();
        journal.push("-wal");
        let files = [path.to_owned(), PathBuf::from(journal)].map(|file| identity(&file).map(|known| (file, known)));
        let files: io::Result<Vec<_>> = files.into_iter().collect();
        files.map(Self).map_err(|error| StoreError::Unreadable(format!("{}: {error}", path.display())))
    }

    /// Refuses while one of them was deleted, moved away or replaced.
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
