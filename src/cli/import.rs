//! `import`: applies a shop file, also while `serve` runs on the same database.

use super::database::Database;
use super::key_file::KeyFile;
use crate::operations::shop_file;
use crate::operations::shop_file::Format;
use crate::store::open;
use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, Utc};
use std::path::{Path, PathBuf};

/// Applies a shop file to the database, which is created if absent: all of it or nothing.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The database.
    #[command(flatten)]
    pub db: Database,
    /// Its key file.
    #[command(flatten)]
    pub key: KeyFile,
    /// The shop file, .toml or .json.
    #[arg(value_name = "SHOPFILE")]
    pub shop_file: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// One line for each error in the file; then nothing was changed.
pub fn run(args: &Args, now: DateTime<Utc>) -> anyhow::Result<()> {
    let shop_file = args.shop_file.display();
    let format = format_of(&args.shop_file)?;
    let bytes = std::fs::read(&args.shop_file).with_context(|| format!("cannot read {shop_file}"))?;
    let text = String::from_utf8(bytes).map_err(|_| anyhow!("{shop_file} is not UTF-8; save it as UTF-8 text"))?;
    let refused = |error: shop_file::ImportError| match error {
        shop_file::ImportError::Refused(_) => anyhow!("{shop_file} was not imported:\n{error}"),
        shop_file::ImportError::Store(error) => anyhow!("{} could not be written: {error}", args.db.display()),
    };
    let folder = args.db.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        bail!("the folder {} does not exist; make it first", folder.display());
    }
    if !args.db.exists() {
        // Tried in memory first: a refused file must not create a database.
        let mut trial = open::read_write(Path::new(":memory:"), now)?;
        shop_file::apply(&mut trial, &text, format, now).map_err(refused)?;
    }
    let cannot = |error| anyhow!("cannot open {}: {error}", args.db.display());
    let keys = args.key.keys_of(&args.db).map_err(cannot)?;
    let mut connection = open::with_keys(&args.db, &keys).map_err(cannot)?;
    shop_file::apply_with(&mut connection, &keys, &text, format, now).map_err(refused)
}

/// The format, from the file name's extension.
pub(super) fn format_of(path: &Path) -> anyhow::Result<Format> {
    Format::of(path).ok_or_else(|| anyhow!("{}: the name of a shop file must end in .toml or .json", path.display()))
}
