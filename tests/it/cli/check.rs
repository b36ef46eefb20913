//! `check`.

use super::import_text;
use crate::shopfile::{GOLDEN, now};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use terminplaner::cli::check::{Args, examine, run};
use terminplaner::cli::key_file::KeyFile;

fn golden_file(folder: &Path) -> PathBuf {
    let db = folder.join("shop.db");
    import_text(&db, "shop.toml", GOLDEN).unwrap();
    db
}

fn args(db: &Path) -> Args {
    Args { db: db.to_owned().into(), key: KeyFile::default() }
}

/// Runs SQL on a golden database without foreign keys and triggers; returns the faults.
fn faults_after(sql: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let db = golden_file(folder.path());
    let conn = Connection::open(&db).unwrap();
    conn.pragma_update(None, "foreign_keys", false).unwrap();
    conn.pragma_update(None, "ignore_check_constraints", true).unwrap();
    let triggers: Vec<(String, String)> = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (name, _) in &triggers {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    conn.execute_batch(sql).unwrap();
    for (_, sql) in &triggers {
        conn.execute_batch(sql).unwrap();
    }
    drop(conn);
    examine(&db, now()).unwrap().faults
}

#[test]
fn a_sound_file_passes_and_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let db = golden_file(folder.path());
    let before = std::fs::read(&db).unwrap();
    let mut said = Vec::new();
    run(&args(&db), now(), &mut said).unwrap();
    assert!(String::from_utf8(said).unwrap().contains("is sound"));
    assert_eq!(std::fs::read(&db).unwrap(), before);
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_missing_file_is_not_created() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("none.db");
    let error = run(&args(&db), now(), &mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains("there is no file"), "{error}");
    assert!(!db.exists());
}

#[test]
fn each_planted_fault_is_found() {
    let cases = [
        ("UPDATE claims SET busy_until = busy_until + 5 WHERE appointment_key = 1", "for another span than its own"),
        ("UPDATE claims SET blocking = 0 WHERE appointment_key = 1", "for another span than its own"),
        ("DELETE FROM claims WHERE appointment_key = 1", "occupies no resource"),
        ("DELETE FROM appointments WHERE key = 1", "names something in appointments that is not there"),
        (
            "UPDATE appointments SET starts_at = (SELECT starts_at FROM appointments WHERE key = 3),
                    ends_at = (SELECT ends_at FROM appointments WHERE key = 3) WHERE key = 1;
             UPDATE claims SET busy_from = (SELECT busy_from FROM appointments WHERE key = 1),
                    busy_until = (SELECT busy_until FROM appointments WHERE key = 1) WHERE appointment_key = 1",
            "overlaps another one on kabine-1",
        ),
        ("UPDATE services SET needs = '[[\"kabine-7\"]]'", "services[0].needs[0][0]: names the resource \"kabine-7\""),
        ("UPDATE shop SET time_zone = 'Mars/Olympus'", "time_zone holds \"Mars/Olympus\""),
        ("UPDATE shop SET phone_field = 'perhaps'", "phone_field holds \"perhaps\""),
        ("UPDATE appointments SET status = 'lost' WHERE key = 1", "the status \"lost\" in appointments is none"),
        (
            "INSERT INTO users (email, name, role, password_hash, created_at) VALUES ('a@example.org', 'A', 'boss', '', 0)",
            "the role \"boss\" in users is none",
        ),
        ("INSERT INTO news (kind, appointment_key, at) VALUES ('sung', 1, 0)", "the kind \"sung\" in news is none"),
        (
            "INSERT INTO mail_settings (host, port, security) VALUES ('mail.example.org', 25, 'hope')",
            "the security \"hope\" in mail_settings is none",
        ),
        ("UPDATE shop SET horizon_days = 9999", "CHECK constraint failed in shop"),
        ("DELETE FROM shop", "the shop's row is missing"),
        ("DROP INDEX blocking_claims", "the schema lacks the index blocking_claims"),
        ("CREATE TABLE extra (a)", "the schema has an unknown table extra"),
        ("PRAGMA user_version = 99", "user_version is 99"),
    ];
    for (sql, expected) in cases {
        let faults = faults_after(sql);
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{sql}: {faults:?}");
    }
    assert_eq!(faults_after(""), [""; 0]);
}

#[test]
fn tables_of_litestream_are_no_fault() {
    let tables = "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER);
                  CREATE TABLE _litestream_lock (id INTEGER)";
    assert_eq!(faults_after(tables), [""; 0]);
}

#[test]
fn a_missing_trigger_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let db = golden_file(folder.path());
    Connection::open(&db).unwrap().execute_batch("DROP TRIGGER claims_never_overlap_on_update").unwrap();
    let error = run(&args(&db), now(), &mut Vec::new()).unwrap_err().to_string();
    assert!(error.contains("has 1 fault"), "{error}");
}

#[test]
fn undelivered_mail_is_only_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let db = golden_file(folder.path());
    let sql = "INSERT INTO outbox (kind, appointment_key, language, address, payload, message_id, created_at, due_at,
                   expires_at, next_try_at, state, last_error) VALUES ('confirmation', 1, 'de', 'a@b.c', '{}', 'm', 0, 0, 0, 0, 'failed', '550 no');
               INSERT INTO bookings (appointment_key, token, email_folded, language, booked_at) VALUES (2, 't', 'a', 'de', 0)";
    Connection::open(&db).unwrap().execute_batch(sql).unwrap();
    let mut said = Vec::new();
    run(&args(&db), now(), &mut said).unwrap();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("was not delivered: 550 no") && said.contains("no mail was ever written"), "{said}");
}

#[test]
fn mail_that_waits_or_came_too_late_is_named_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let db = golden_file(folder.path());
    let mail = |id: u32, state: &str, attempts: u32, error: &str, due: i64| {
        format!(
            "INSERT INTO outbox (kind, language, address, payload, message_id, created_at, due_at, expires_at, next_try_at,
                                 state, attempts, last_error)
             VALUES ('reminder', 'de', 'a@b.c', '{{}}', 'm{id}', 0, {due}, 0, 0, '{state}', {attempts}, {error});"
        )
    };
    let now_seconds = now().timestamp();
    let sql = [
        mail(1, "expired", 0, "NULL", 0),
        mail(2, "queued", 3, "'450 later'", 0),
        mail(3, "queued", 0, "NULL", now_seconds - 601),
        mail(4, "queued", 0, "NULL", now_seconds - 10),
        mail(5, "sent", 1, "NULL", 0),
    ];
    Connection::open(&db).unwrap().execute_batch(&sql.concat()).unwrap();
    let mut said = Vec::new();
    run(&args(&db), now(), &mut said).unwrap();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("the mail reminder 1 was not sent in time: nobody tried"), "{said}");
    assert!(said.contains("the mail reminder 2 could not be sent yet: 450 later"), "{said}");
    assert!(said.contains("the mail reminder 3 waits since 2022-01-14"), "{said}");
    assert!(said.contains("mails that are due and wait: 2, the oldest since 1970-01-01 00:00:00 UTC"), "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("warning")).count(), 4, "{said}");
    let outage = "INSERT INTO mail_outage VALUES (1, 1642143600, 3, 1642147200, '535 wrong password')";
    Connection::open(&db).unwrap().execute_batch(outage).unwrap();
    let mut said = Vec::new();
    run(&args(&db), now(), &mut said).unwrap();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("the mail server takes no mail since 2022-01-14 07:00:00 UTC: 535 wrong password"), "{said}");
    assert!(!said.contains("nobody tried to send it"), "{said}");
}

#[test]
fn of_many_warnings_of_a_kind_a_few_are_listed_and_the_rest_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let db = golden_file(folder.path());
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 134)
               INSERT INTO outbox (kind, language, address, payload, message_id, created_at, due_at, expires_at,
                                   next_try_at, state)
               SELECT 'confirmation', 'de', 'a@b.c', '{}', 'm' || i, 0, 0, 0, 0, 'queued' FROM n";
    Connection::open(&db).unwrap().execute_batch(sql).unwrap();
    let mut said = Vec::new();
    run(&args(&db), now(), &mut said).unwrap();
    let said = String::from_utf8(said).unwrap();
    assert_eq!(said.lines().filter(|line| line.contains("nobody tried to send it")).count(), 10, "{said}");
    assert!(said.contains("warning: 124 more of this kind"), "{said}");
}

#[test]
fn an_appointment_outside_hours_is_only_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let db = golden_file(folder.path());
    let visit = |id: &str, start: &str, end: &str, status: &str| {
        format!(
            "[[appointments]]\nid = \"{id}\"\nresources = [\"kabine-1\"]\nstatus = \"{status}\"\n\
             start = \"2022-01-{start}:00+01:00\"\nend = \"2022-01-{end}:00+01:00\"\n"
        )
    };
    let text = [
        visit("sunday", "23T10:00", "23T11:00", "confirmed"),
        visit("late", "24T17:30", "24T18:30", "requested"),
        visit("to-the-minute", "25T09:00", "25T18:00", "confirmed"),
        visit("called-off", "30T10:00", "30T11:00", "cancelled"),
    ];
    super::import_text(&db, "more.toml", &text.concat()).unwrap();
    let mut said = Vec::new();
    run(&args(&db), now(), &mut said).unwrap();
    let said = String::from_utf8(said).unwrap();
    for line in [
        "warning: appointment \"sunday\" of 2022-01-23T10:00:00+01:00 is outside the hours of kabine-1",
        "warning: appointment \"late\" of 2022-01-24T17:30:00+01:00 is outside the hours of kabine-1",
    ] {
        assert!(said.lines().any(|other| other == line), "{line} is not in {said}");
    }
    assert_eq!(said.lines().filter(|line| line.starts_with("warning")).count(), 2, "{said}");
}

#[test]
fn a_file_of_random_bytes_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("shop.db");
    std::fs::write(&db, "noise ".repeat(2000)).unwrap();
    assert!(run(&args(&db), now(), &mut Vec::new()).is_err());
}
