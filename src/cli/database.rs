//! `--db`: the database that a command works on.

use super::values;
use anyhow::ensure;
use std::ops::Deref;
use std::path::{Path, PathBuf};

/// The argument of every command that works on a database.
#[derive(clap::Args, Clone, Debug)]
pub struct Database {
    /// The database.
    #[arg(long = "db", env = "TERMINPLANER_DB", value_name = "FILE", value_parser = values::database)]
    file: PathBuf,
}

impl Database {
    /// Refuses a path without a file.
    ///
    /// # Errors
    /// If there is none.
    pub fn ensure_exists(&self) -> anyhow::Result<()> {
        ensure!(self.is_file(), "there is no file {}; name the database that `serve` runs on", self.display());
        Ok(())
    }
}

impl Deref for Database {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.file
    }
}

impl From<PathBuf> for Database {
    fn from(file: PathBuf) -> Self {
        Self { file }
    }
}
