//! `export`: writes the shop as a shop file, also while `serve` runs on the same database.

use super::atomic_file::AtomicFile;
use super::database::Database;
use super::import::format_of;
use super::key_file::KeyFile;
use crate::operations::shop_file;
use crate::operations::shop_file::Format;
use crate::store::open;
use anyhow::{Context, anyhow, ensure};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

/// Writes the shop, its appointments and their customers as a shop file.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The database.
    #[command(flatten)]
    pub db: Database,
    /// Its key file, for `--with-secrets`.
    #[command(flatten)]
    pub key: KeyFile,
    /// Writes the addresses and logins of calendars kept elsewhere, too. Who has the file can read those calendars.
    #[arg(long)]
    pub with_secrets: bool,
    /// Where to write, .toml or .json; standard output, as TOML, if absent.
    #[arg(value_name = "SHOPFILE")]
    pub shop_file: Option<PathBuf>,
}

/// Runs the command; `out` is used if no file is named.
///
/// # Errors
/// One sentence; the named file is then unchanged.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<()> {
    let db = args.db.display();
    ensure!(args.db.is_file(), "there is no file {db}; `serve` or `import` makes one");
    let format = args.shop_file.as_deref().map_or(Ok(Format::Toml), format_of)?;
    let connection = open::read_only(&args.db).map_err(|error| anyhow!("cannot open {db}: {error}"))?;
    let written = if args.with_secrets {
        args.key.keys_of(&args.db).and_then(|keys| shop_file::write_with_secrets(&connection, &keys, format))
    } else {
        shop_file::write(&connection, format)
    };
    let text = written.map_err(|error| anyhow!("cannot read {db}: {error}"))?;
    let Some(target) = &args.shop_file else {
        return out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("cannot write to standard output");
    };
    let draft = AtomicFile::beside(target)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        // It holds customers' data, so only its owner may read it.
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options.open(draft.path()).and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| format!("cannot write {}", target.display()))?;
    draft.put_in_place()
}
