//! `--key-file`: the file with the key of the database's secrets.

use crate::store::StoreError;
use crate::store::key_file;
use crate::store::sealed::Keyring;
use std::path::{Path, PathBuf};

/// The argument of every command that reads or writes secrets.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct KeyFile {
    /// The key of the secrets in the database, in a file of its own: by default beside it, as in `shop.db.key`; created
    /// if absent.
    #[arg(long, env = "TERMINPLANER_KEY_FILE", value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

impl KeyFile {
    /// The keys of the database `db`.
    ///
    /// # Errors
    /// If the file cannot be read, or is no key file.
    pub fn keys_of(&self, db: &Path) -> Result<Keyring, StoreError> {
        match &self.key_file {
            Some(file) => Keyring::of_file(file),
            None => Keyring::of_file(&key_file::beside(db)),
        }
    }
}
