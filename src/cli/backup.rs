//! `backup`: a consistent copy of the database while `serve` runs on it.

use super::atomic_file::AtomicFile;
use super::database::Database;
use crate::store::file_copy::copy_into;
use anyhow::{Context, anyhow, bail, ensure};
use rusqlite::{Connection, OpenFlags};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Copies the database, checked and synced, also while `serve` runs.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The database.
    #[command(flatten)]
    pub db: Database,
    /// The copy; replaced whole if it exists.
    #[arg(value_name = "TARGET")]
    pub target: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// One sentence; the target is then unchanged.
pub fn run(args: &Args) -> anyhow::Result<()> {
    copy(&args.db, &args.target)
}

/// Copies the database `db` to `target`, completely or not at all. Does not block the writer.
///
/// # Errors
/// One sentence; `target` is then unchanged.
pub fn copy(db: &Path, target: &Path) -> anyhow::Result<()> {
    let shown = db.display();
    ensure!(db.is_file(), "there is no file {shown}; name the database that `serve` runs on");
    refuse_live_target(db, target)?;
    let draft = AtomicFile::beside(target)?;
    let source = open(db).with_context(|| format!("cannot open {shown}"))?;
    let is_shop = source.prepare("SELECT 1 FROM shop").is_ok();
    ensure!(is_shop, "{shown} is not a shop's database; name the one that `serve` runs on");
    copy_into(db, draft.path()).map_err(|error| anyhow!("cannot copy {shown}: {error}"))?;
    draft.put_in_place()
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

/// A journal beside the target belongs to the existing file, and would be applied to the new one.
fn refuse_live_target(db: &Path, target: &Path) -> anyhow::Result<()> {
    let shown = target.display();
    if let (Ok(db), Ok(target)) = (db.canonicalize(), target.canonicalize()) {
        ensure!(db != target, "{shown} is the database itself; name another target");
    }
    for ending in ["-wal", "-journal"] {
        let mut journal = OsString::from(target);
        journal.push(ending);
        if Path::new(&journal).exists() {
            bail!("{shown} is open as a database (there is {}); name another target", Path::new(&journal).display());
        }
    }
    Ok(())
}
