//! The commands of the program.

mod backup;
mod check;
mod daily_backup;
mod demo;
mod demo_public;
mod health;
mod restore;
mod start;
mod tick;
mod transfer;
mod user;

use crate::shopfile::now;
use std::path::Path;
use terminplaner::cli::import;

/// Imports a text as a shop file with that name.
pub fn import_text(db: &Path, name: &str, text: &str) -> anyhow::Result<()> {
    let shop_file = db.with_file_name(name);
    std::fs::write(&shop_file, text)?;
    import::run(&import::Args { db: db.to_owned().into(), key: Default::default(), shop_file }, now())
}
