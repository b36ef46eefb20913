//! `restore`: puts a copy in the place of the database.

use super::atomic_file::AtomicFile;
use super::check;
use super::database::Database;
use super::key_file::KeyFile;
use super::lock::lock;
use crate::clock::Clock;
use crate::operations::caldav;
use crate::operations::calendar_copies;
use crate::operations::customers::replay;
use crate::store::file_copy::copy_into;
use crate::store::ledger::Ledger;
use crate::store::{Store, open};
use anyhow::{Context, anyhow, bail, ensure};
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};

/// Files that belong to a database: they move aside with it.
const JOURNALS: [&str; 2] = ["-wal", "-shm"];

/// Puts a copy in the place of the database, which is moved aside. `serve` must not run meanwhile.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The database.
    #[command(flatten)]
    pub db: Database,
    /// Its key file.
    #[command(flatten)]
    pub key: KeyFile,
    /// The copy, made by `backup` or `serve --backup-dir`.
    #[arg(value_name = "COPY")]
    pub copy: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// One sentence; unless it says otherwise the database is unchanged.
pub fn run(args: &Args, clock: Clock, out: &mut dyn Write) -> anyhow::Result<()> {
    let (db, copy) = (&args.db, &args.copy);
    refuse_unnamed(db, copy)?;
    let _lock = lock(db)?;
    let draft = AtomicFile::beside(db)?;
    copy_into(copy, draft.path()).map_err(|error| anyhow!("cannot copy {}: {error}", copy.display()))?;
    refuse_damaged(copy, draft.path(), args, &clock)?;
    give_to_owner_of(db, draft.path())?;
    let aside = move_aside(db, &clock)?;
    draft.put_in_place().with_context(|| match &aside {
        Some(aside) => format!("the database was moved to {}; move it back", aside.display()),
        None => "nothing was restored".to_owned(),
    })?;
    writeln!(out, "{} is restored from {}", db.display(), copy.display())?;
    if let Some(aside) = aside {
        writeln!(out, "what was there before is in {}; remove it once all is well", aside.display())?;
    }
    erase_again(args, clock, out)
}

fn refuse_unnamed(db: &Path, copy: &Path) -> anyhow::Result<()> {
    let shown = copy.display();
    ensure!(copy.is_file(), "there is no file {shown}; name a copy that `backup` or `serve --backup-dir` has made");
    if let (Ok(db), Ok(copy)) = (db.canonicalize(), copy.canonicalize()) {
        ensure!(db != copy, "{shown} is the database itself; name a copy");
    }
    Ok(())
}

/// The copy must be a sound shop's database of this version or an earlier one, which is upgraded.
fn refuse_damaged(copy: &Path, draft: &Path, args: &Args, clock: &Clock) -> anyhow::Result<()> {
    let shown = copy.display();
    let opened = open::without_copy(draft, &args.key.keys_of(&args.db)?);
    // Closed, so that the draft is one file without a journal.
    drop(opened.with_context(|| format!("{shown} cannot be restored"))?);
    let found = check::examine(draft, clock.now()).with_context(|| format!("{shown} cannot be restored"))?;
    match found.faults.first() {
        None => Ok(()),
        Some(fault) => bail!("{shown} is damaged and was not restored: {fault}"),
    }
}

/// A file made by root is given to whom the database, or its folder, belongs: `serve` seldom runs as root.
fn give_to_owner_of(db: &Path, file: &Path) -> anyhow::Result<()> {
    let folder = db.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let owner = fs::metadata(db).or_else(|_| fs::metadata(folder))?;
    let now = fs::metadata(file)?;
    if (owner.uid(), owner.gid()) == (now.uid(), now.gid()) {
        return Ok(());
    }
    let given = chown(file, Some(owner.uid()), Some(owner.gid()));
    given.with_context(|| format!("the database cannot be given to the user that owns {}; run as root", db.display()))
}

/// Renames the database and its journal; `None`: there was none.
fn move_aside(db: &Path, clock: &Clock) -> anyhow::Result<Option<PathBuf>> {
    if !db.exists() {
        return Ok(None);
    }
    let aside = with_ending(db, &format!(".replaced-{}", clock.now().format("%Y%m%dT%H%M%SZ")));
    ensure!(!aside.exists(), "{} exists; try again in a second", aside.display());
    let moved = |from: &Path, to: &Path| {
        fs::rename(from, to).with_context(|| format!("{} cannot be moved to {}", from.display(), to.display()))
    };
    // The journal first: without it the database still opens, and nothing of it is applied to the copy.
    for ending in JOURNALS {
        let journal = with_ending(db, ending);
        if journal.exists() {
            moved(&journal, &with_ending(&aside, ending))?;
        }
    }
    moved(db, &aside)?;
    Ok(Some(aside))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// Erases whom the ledgers beside database and copy name, and says what cannot be opened with the key file.
fn erase_again(args: &Args, clock: Clock, out: &mut dyn Write) -> anyhow::Result<()> {
    let folder = args.copy.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let ledger = Ledger::beside(&args.db).and_in(folder);
    let store = Store::open_with(&args.db, args.key.keys_of(&args.db)?, ledger, clock)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(caldav::changes::begin_epoch(&store))?;
    let doubted = runtime.block_on(calendar_copies::doubt(&store))?;
    let erased = runtime.block_on(replay::run(&store))?;
    if !erased.is_empty() {
        writeln!(
            out,
            "erased again: {} customers, {} appointments",
            erased.customers.len(),
            erased.appointments.len()
        )?;
    }
    if doubted > 0 {
        writeln!(out, "appointments that only a connected calendar still has are asked about under \"Today\"")?;
    }
    drop(store);
    give_beside(&args.db)?;
    for sentence in check::locked_secrets(&args.db, &args.key) {
        writeln!(out, "{sentence}; put the key file {} in place", args.key.file_of(&args.db).display())?;
    }
    Ok(())
}

/// Gives what was made beside the database to its owner, too.
fn give_beside(db: &Path) -> anyhow::Result<()> {
    for ending in ["-wal", "-shm", ".erased", ".lock"] {
        let file = with_ending(db, ending);
        if file.exists() {
            give_to_owner_of(db, &file)?;
        }
    }
    Ok(())
}
