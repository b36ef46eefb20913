//! Opens the database: sets pragmas, then creates the schema or upgrades it in one transaction. A newer version is
//! refused.

use super::file_copy::copy_into;
use super::sealed::Keyring;
use super::{StoreError, calendar, erasure, key_file, upgrades};
use crate::domain::shop::Calendar;
use chrono::{DateTime, Utc};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, TransactionBehavior};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The complete schema, as a new file gets it.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// `application_id` of the database: "TPLN".
const APPLICATION_ID: i32 = 0x5450_4C4E;

/// The version of [`SCHEMA`].
pub const VERSION: i64 = upgrades::STEPS.len() as i64 + 1;

/// How long a statement waits for a lock of another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Dirty pages a transaction may keep in memory before SQLite writes early: 256 bookings, about 12 MB.
const SPILL_PAGES: i64 = 3_000;

/// Journal pages before an automatic checkpoint. Under load a commit writes several hundred pages.
const CHECKPOINT_PAGES: i64 = 3_000;

/// Page cache of a connection, in KiB: SQLite's default.
const CACHE_KIB: i64 = 2_000;

/// Page cache while the snapshot is loaded at start-up.
const CACHE_KIB_AT_START: i64 = 128;

/// SQLite would open such a file read-only, and every booking would fail later.
const NOT_OURS_TO_WRITE: &str =
    "the file or its folder may not be written by this user; give both to the user that runs this program";

/// [`with_keys`] of the key file beside the database.
pub fn read_write(path: &Path, _now: DateTime<Utc>) -> Result<Connection, StoreError> {
    let keys = if is_in_memory(path) { Keyring::in_memory() } else { Keyring::of_file(&key_file::beside(path))? };
    with_keys(path, &keys)
}

/// Opens for reading and writing; creates the file with an empty shop if it does not exist. One of an earlier version is
/// upgraded, and a copy of it is kept.
pub fn with_keys(path: &Path, keys: &Keyring) -> Result<Connection, StoreError> {
    copy_before_upgrade(path).map_err(as_rights)?;
    without_copy(path, keys)
}

/// The same without the copy, for a file that is one itself.
pub fn without_copy(path: &Path, keys: &Keyring) -> Result<Connection, StoreError> {
    open_or_make(path, keys).map_err(as_rights)
}

fn as_rights(error: StoreError) -> StoreError {
    match error {
        StoreError::Busy(error) if error.sqlite_error_code() == Some(ErrorCode::ReadOnly) => {
            StoreError::Unreadable(NOT_OURS_TO_WRITE.into())
        }
        other => other,
    }
}

fn open_or_make(path: &Path, keys: &Keyring) -> Result<Connection, StoreError> {
    make_private(path)?;
    let mut connection = Connection::open(path)?;
    prepare(&connection)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = make_or_upgrade(&transaction, keys)?;
    transaction.commit()?;
    // Only after the upgrade, which may rebuild referenced tables; inside a transaction this pragma has no effect.
    connection.pragma_update(None, "foreign_keys", true)?;
    if (1..upgrades::SEALS_SECRETS).contains(&version) {
        overwrite_old_pages(&connection);
    }
    Ok(connection)
}

/// Keeps a copy of a database of an earlier version beside it, as `shop.db.before-18`: an older program opens no newer file.
/// The copies of earlier upgrades go. None is kept of a version that had secrets in clear text: the upgrade overwrites them.
fn copy_before_upgrade(path: &Path) -> Result<(), StoreError> {
    if is_in_memory(path) || !path.is_file() {
        return Ok(());
    }
    let connection = read_only(path)?;
    refuse_unwritable(&connection)?;
    refuse_foreign_file(&connection)?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if !(upgrades::SEALS_SECRETS..VERSION).contains(&version) {
        return Ok(());
    }
    let named = |version: i64| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".before-{version}"));
        PathBuf::from(name)
    };
    let copy = named(VERSION);
    for old in (1..=VERSION).map(named) {
        match std::fs::remove_file(&old) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(StoreError::Unreadable(format!("{} cannot be removed: {error}", old.display())));
            }
            _ => {}
        }
    }
    copy_into(path, &copy).inspect_err(|_| drop(std::fs::remove_file(&copy)))?;
    tracing::info!(copy = %copy.display(), "copied the database before its upgrade");
    Ok(())
}

/// Rewrites the file and empties its journal: both still held the secrets that the upgrade has encrypted. A failure
/// does not keep the shop closed.
fn overwrite_old_pages(connection: &Connection) {
    let overwritten =
        connection.execute_batch("VACUUM").map_err(StoreError::from).and_then(|()| erasure::truncate_log(connection));
    match overwritten {
        Ok(true) => {}
        Ok(false) => tracing::warn!(
            "the journal still holds secrets in clear text, until every other program closes the database"
        ),
        Err(error) => {
            tracing::error!(%error, "the file still holds secrets in clear text; run VACUUM on it while there is room and no other program uses it")
        }
    }
}

fn is_in_memory(path: &Path) -> bool {
    path == Path::new(":memory:") || path.as_os_str().is_empty()
}

/// A new file is accessible to its owner only, as it holds customers' data. SQLite gives the files beside it the same
/// mode.
fn make_private(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::OpenOptionsExt;
    if is_in_memory(path) {
        return Ok(());
    }
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(StoreError::Unreadable(format!("the file cannot be made: {error}")))
        }
        _ => Ok(()),
    }
}

/// Opens read-only.
pub fn read_only(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "query_only", true)?;
    plan_once(&connection)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    refuse_unwritable(connection)?;
    plan_once(connection)?;
    // A file of another application must be refused before WAL mode is written into its header.
    refuse_foreign_file(connection)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", false)?;
    // Overwrites deleted content with zeros, so that erased data does not remain in free pages.
    connection.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
    // A page written early to free cache is written again at commit.
    connection.pragma_update(None, "cache_spill", SPILL_PAGES)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    // Savepoint journals are kept in memory. In a temporary file they were most of what a booking wrote.
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Before anything is read, which would leave files beside it that nobody may write either.
fn refuse_unwritable(connection: &Connection) -> Result<(), StoreError> {
    if connection.is_readonly(MAIN_DB)? {
        return Err(StoreError::Unreadable(NOT_OURS_TO_WRITE.into()));
    }
    Ok(())
}

/// Plans statements once rather than for the bound values of every call, which took a sixth of a booking's time.
fn plan_once(connection: &Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Runs `read`, which scans the whole file once, with a small page cache: the pages would stay in memory otherwise.
pub(super) fn read_once<T>(
    connection: &Connection,
    read: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connection.pragma_update(None, "cache_size", -CACHE_KIB_AT_START)?;
    let outcome = read(connection);
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    outcome
}

fn refuse_foreign_file(connection: &Connection) -> Result<(), StoreError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 && application != APPLICATION_ID {
        return Err(StoreError::Unreadable("this file is a database of another program; choose another file".into()));
    }
    if version > VERSION {
        return Err(StoreError::Unreadable(format!(
            "this file was written by a newer version of this program (schema {version}, this one knows {VERSION}); \
             start the newer program"
        )));
    }
    Ok(())
}

/// Returns the version that was found; 0 for a new file.
fn make_or_upgrade(connection: &Connection, keys: &Keyring) -> Result<i64, StoreError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == VERSION {
        return Ok(version);
    }
    if version == 0 {
        connection.execute_batch(SCHEMA)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        calendar::save_shop(connection, &Calendar::empty().shop)?;
    } else {
        upgrades::run(connection, version, upgrades::STEPS, keys)?;
    }
    connection.pragma_update(None, "user_version", VERSION)?;
    Ok(version)
}
