//! Where the daily copies go: the arguments that `serve` and `tick` share.

use super::daily_backup::DailyBackup;
use crate::store::ledger::Ledger;
use std::path::{Path, PathBuf};

/// The folder of the daily copies; none: no copies are made.
#[derive(Clone, Debug, clap::Args)]
pub struct BackupArguments {
    /// Copies the database into this folder every day; created if absent.
    #[arg(long, env = "TERMINPLANER_BACKUP_DIR", value_name = "DIR")]
    pub backup_dir: Option<PathBuf>,
    /// How many daily copies are kept.
    #[arg(long, env = "TERMINPLANER_BACKUP_KEEP", value_name = "N", default_value = "14", requires = "backup_dir",
          value_parser = clap::value_parser!(u16).range(1..))]
    pub backup_keep: u16,
}

impl BackupArguments {
    /// The job that makes the copies of `db`.
    pub fn daily(&self, db: &Path) -> Option<DailyBackup> {
        let folder = self.backup_dir.clone()?;
        Some(DailyBackup { db: db.to_owned(), folder, keep: usize::from(self.backup_keep) })
    }

    /// The ledger of erasures beside `db`, and beside its copies.
    pub fn ledger(&self, db: &Path) -> Ledger {
        self.backup_dir.iter().fold(Ledger::beside(db), |ledger, folder| ledger.and_in(folder))
    }
}
