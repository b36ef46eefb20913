//! Versions of the database: new files, current ones, newer ones.

mod frozen;

use crate::harness::{NOW, at};
use rusqlite::Connection;
use terminplaner::store::StoreError;
use terminplaner::store::open::{VERSION, read_write};

fn schema(conn: &Connection) -> Vec<String> {
    let mut statement = conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_new_file_has_the_schema_its_version_and_durable_pragmas() {
    let folder = tempfile::tempdir().unwrap();
    let conn = read_write(&folder.path().join("shop.db"), at(NOW)).unwrap();
    let plain = Connection::open_in_memory().unwrap();
    plain.execute_batch(terminplaner::store::open::SCHEMA).unwrap();
    assert_eq!(schema(&conn), schema(&plain));
    let pragma =
        |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).unwrap();
    assert_eq!(pragma("user_version"), VERSION.into());
    assert_eq!(pragma("journal_mode"), String::from("wal").into());
    assert_eq!(pragma("synchronous"), 2_i64.into(), "FULL");
    assert_eq!(pragma("foreign_keys"), 1_i64.into());
}

#[test]
fn opening_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let first = schema(&read_write(&path, at(NOW)).unwrap());
    assert_eq!(schema(&read_write(&path, at(NOW)).unwrap()), first);
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    read_write(&path, at(NOW)).unwrap().pragma_update(None, "user_version", VERSION + 1).unwrap();
    let refused = read_write(&path, at(NOW)).unwrap_err();
    assert!(matches!(&refused, StoreError::Unreadable(why) if why.contains("newer version")), "{refused}");
    let version: i64 =
        Connection::open(&path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, VERSION + 1);
}

#[test]
fn a_failing_schema_is_rolled_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let held = Connection::open(&path).unwrap();
    // A transaction of another process: creating the schema waits for it, times out, and leaves the file empty.
    held.execute_batch("PRAGMA journal_mode = wal; BEGIN IMMEDIATE").unwrap();
    let refused = read_write(&path, at(NOW)).unwrap_err();
    assert!(matches!(refused, StoreError::Busy(_)), "{refused}");
    held.execute_batch("ROLLBACK").unwrap();
    assert_eq!(schema(&held), Vec::<String>::new());
}

#[test]
fn a_new_file_and_its_journal_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let _open = read_write(&folder.path().join("shop.db"), at(NOW)).unwrap();
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap).collect();
    assert!(files.len() > 1, "a journal lies beside the file");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{}", file.path().display());
    }
}
