//! `--key-file`: the file with the key of the database's secrets.

use crate::store::StoreError;
use crate::store::key_file;
use crate::store::sealed::Keyring;
use std::path::{Path, PathBuf};

/// The argument of every command that reads or writes secrets.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct KeyFile {
    /// The key of the secrets in the database, in a file of its own: by default beside it, as in `shop.db.key`, which
    /// `serve` makes at its first start.
    #[arg(long, env = "TERMINPLANER_KEY_FILE", value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

impl KeyFile {
    /// The keys of the database `db`.
    ///
    /// # Errors
    /// If the file cannot be read, or is no key file.
    pub fn keys_of(&self, db: &Path) -> Result<Keyring, StoreError> {
        Keyring::of_file(&self.file_of(db))
    }

    /// What is wrong with the rights on the key file of the database `db`, if anything is.
    pub fn warning(&self, db: &Path) -> Option<String> {
        let file = self.file_of(db);
        let shown = file.display();
        key_file::is_open_to_others(&file)
            .then(|| format!("everybody may read the key file {shown}: chmod 600 {shown}"))
    }

    /// The key file of the database `db`.
    pub fn file_of(&self, db: &Path) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| key_file::beside(db))
    }
}
