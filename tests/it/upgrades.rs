//! The file's version: new files, files of this version, newer ones.

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

/// Without comments and spacing: `ALTER TABLE` keeps the text of a table, but writes a column in its own place.
fn words(sql: &str) -> String {
    let bare: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap()).collect();
    bare.join(" ").split_whitespace().collect::<String>()
}

#[test]
fn an_old_file_becomes_what_a_new_one_is_and_keeps_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("upgrades/version_1.sql")).unwrap();
    old.execute_batch("PRAGMA application_id = 0x54504C4E; PRAGMA user_version = 1").unwrap();
    terminplaner::store::calendar::save_shop(&old, &terminplaner::domain::shop::Shop::default()).unwrap();
    old.execute_batch(crate::harness::SHOP).unwrap();
    old.execute_batch(
        "INSERT INTO appointments (key, id, service_id, starts_at, ends_at, buffer_before_minutes,
                                   buffer_after_minutes, status, first_name, last_name, email)
         VALUES (1, 'a', 'anpassung', 100, 160, 0, 0, 'confirmed', 'Erika', 'Muster', 'erika@example.org');
         INSERT INTO bookings (appointment_key, token, email_folded, language, booked_at)
         VALUES (1, 't', 'erika@example.org', 'de', 0);",
    )
    .unwrap();
    drop(old);
    let upgraded = read_write(&path, at(NOW)).unwrap();
    let fresh = read_write(&folder.path().join("fresh.db"), at(NOW)).unwrap();
    let all_words = |conn: &Connection| schema(conn).iter().map(|sql| words(sql)).collect::<Vec<_>>();
    assert_eq!(all_words(&upgraded), all_words(&fresh));
    let kept: (String, i64) = upgraded
        .query_row("SELECT last_name, online FROM appointments JOIN bookings ON appointment_key = key", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(kept, ("Muster".into(), 1));
    let broken: i64 =
        upgraded.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(broken, 0);
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
fn a_schema_that_fails_half_way_leaves_no_half() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let held = Connection::open(&path).unwrap();
    // Somebody else's transaction: making the schema waits for it, gives up, and leaves the file empty.
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
