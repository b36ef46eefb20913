//! Replaces a file atomically: written under a temporary name beside it, synced, renamed.

use anyhow::{Context, ensure};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A temporary file beside its target; deleted on drop unless it was put in place.
pub struct AtomicFile {
    target: PathBuf,
    path: PathBuf,
}

impl AtomicFile {
    /// Chooses a temporary name beside `target`.
    ///
    /// # Errors
    /// If `target` is something that must not be overwritten.
    pub fn beside(target: &Path) -> anyhow::Result<Self> {
        let shown = target.display();
        if let Ok(there) = target.symlink_metadata() {
            ensure!(there.is_file(), "{shown} is no regular file; name another target");
        }
        let name = target.file_name().with_context(|| format!("{shown} names no file; name another target"))?;
        let folder = folder_of(target);
        ensure!(folder.is_dir(), "the folder {} does not exist; make it first", folder.display());
        let number = getrandom::u64().context("the operating system gives no random numbers")?;
        let path = folder.join(format!(".{}.{number:016x}.part", name.to_string_lossy()));
        Ok(Self { target: target.to_owned(), path })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Syncs the temporary file, renames it to the target and syncs the folder.
    ///
    /// # Errors
    /// If that fails; the target is then unchanged.
    pub fn put_in_place(self) -> anyhow::Result<()> {
        let placed = File::options()
            .write(true)
            .open(&self.path)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&self.path, &self.target))
            .and_then(|()| File::open(folder_of(&self.target)))
            .and_then(|folder| folder.sync_all());
        placed.with_context(|| format!("cannot put {} in its place", self.target.display()))
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        // It no longer exists if it was put in place.
        let _ = std::fs::remove_file(&self.path);
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
