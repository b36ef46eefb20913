//! Rule 8 in the database: no SQL can make two blocking appointments overlap on one resource.
//!
//! All tests use raw SQL on a plain connection without foreign keys and recursive triggers, as in the `sqlite3`
//! shell.

use crate::seed;
use proptest::prelude::*;
use rusqlite::{Connection, params};
use terminplaner::store::open::SCHEMA;

const NOON: i64 = 27_373_620;

/// A new database with two services and three rooms.
fn shop() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let conn = Connection::open(folder.path().join("shop.db")).unwrap();
    conn.execute_batch(SCHEMA).unwrap();
    conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF;")
        .unwrap();
    conn.execute_batch(&[seed::room("a", "A"), seed::room("b", "B"), seed::person("c", "C")].concat()).unwrap();
    (folder, conn)
}

/// Inserts an appointment of `minutes` and claims `resource` for it.
fn book(conn: &Connection, key: i64, start: i64, minutes: i64, resource: &str) -> rusqlite::Result<()> {
    conn.execute_batch(&seed::appointment(key, resource, start, minutes, "confirmed"))
}

fn claim(conn: &Connection, key: i64, resource: &str) -> rusqlite::Result<()> {
    conn.execute_batch(&seed::claim(key, resource))
}

/// Counts overlaps by comparing every pair of appointments.
pub fn overlaps(conn: &Connection) -> i64 {
    conn.query_row(
        "SELECT count(*) FROM claims c JOIN appointments a ON a.key = c.appointment_key
         JOIN claims d ON d.resource_id = c.resource_id AND d.appointment_key > c.appointment_key
         JOIN appointments b ON b.key = d.appointment_key
         WHERE a.status IN ('requested', 'confirmed', 'done', 'no_show')
           AND b.status IN ('requested', 'confirmed', 'done', 'no_show')
           AND a.starts_at - a.buffer_before_minutes < b.ends_at + b.buffer_after_minutes
           AND b.starts_at - b.buffer_before_minutes < a.ends_at + a.buffer_after_minutes",
        [],
        |row| row.get(0),
    )
    .unwrap()
}

/// Whether every claim's copy of its appointment's span is correct.
pub fn copies_are_true(conn: &Connection) -> bool {
    conn.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM claims c JOIN appointments a ON a.key = c.appointment_key
         WHERE c.busy_from <> a.busy_from OR c.busy_until <> a.busy_until OR c.blocking <> a.blocking)",
        [],
        |row| row.get(0),
    )
    .unwrap()
}

fn refused(conn: &Connection, sql: &str) {
    let before = dump(conn);
    let outcome = conn.execute_batch(sql);
    assert!(outcome.is_err(), "must be refused: {sql}");
    assert_eq!(dump(conn), before, "a refused statement leaves no trace: {sql}");
    assert_eq!(overlaps(conn), 0, "{sql}");
}

fn dump(conn: &Connection) -> Vec<String> {
    let mut statement = conn
        .prepare(
            "SELECT key || ' ' || id || ' ' || starts_at || ' ' || ends_at || ' ' || status FROM appointments
             UNION ALL SELECT 'claim ' || appointment_key || resource_id || busy_from || ' ' || busy_until || blocking
             FROM claims ORDER BY 1",
        )
        .unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_second_claim_of_an_occupied_span_is_refused_whatever_its_length() {
    let (_folder, conn) = shop();
    book(&conn, 1, NOON, 60, "a").unwrap();
    for (key, (start, minutes)) in
        [(0, 60), (-30, 60), (30, 60), (-60, 240), (15, 5), (59, 1), (-59, 60)].iter().enumerate()
    {
        let error = book(&conn, 10 + key as i64, NOON + start, *minutes, "a").unwrap_err();
        assert!(error.to_string().contains("resource is occupied"), "{error}");
    }
    assert_eq!(overlaps(&conn), 0);
}

#[test]
fn spans_are_half_open_and_other_resources_are_free() {
    let (_folder, conn) = shop();
    book(&conn, 1, NOON, 60, "a").unwrap();
    book(&conn, 2, NOON + 60, 30, "a").unwrap();
    book(&conn, 3, NOON - 45, 45, "a").unwrap();
    book(&conn, 4, NOON, 60, "b").unwrap();
}

#[test]
fn every_update_that_would_overlap_is_refused() {
    let (_folder, conn) = shop();
    book(&conn, 1, NOON, 60, "a").unwrap();
    book(&conn, 2, NOON + 60, 60, "a").unwrap();
    book(&conn, 3, NOON, 60, "b").unwrap();
    book(&conn, 4, NOON + 300, 60, "c").unwrap();
    conn.execute("UPDATE appointments SET status = 'cancelled' WHERE key = 4", []).unwrap();
    conn.execute("UPDATE appointments SET starts_at = ?1, ends_at = ?1 + 60 WHERE key = 4", [NOON]).unwrap();
    claim(&conn, 4, "a").unwrap();
    for sql in [
        "UPDATE appointments SET ends_at = ends_at + 1 WHERE key = 1",
        "UPDATE appointments SET starts_at = starts_at - 1 WHERE key = 2",
        "UPDATE appointments SET starts_at = starts_at + 30, ends_at = ends_at + 30 WHERE key = 1",
        "UPDATE appointments SET buffer_after_minutes = 1 WHERE key = 1",
        "UPDATE appointments SET buffer_before_minutes = 1 WHERE key = 2",
        "UPDATE appointments SET status = 'requested' WHERE key = 4",
        "UPDATE appointments SET status = 'no_show' WHERE key = 4",
        "UPDATE claims SET resource_id = 'a' WHERE appointment_key = 3",
        "UPDATE OR REPLACE claims SET resource_id = 'a' WHERE appointment_key = 3",
        "UPDATE OR IGNORE claims SET resource_id = 'a' WHERE appointment_key = 3",
        "UPDATE OR IGNORE appointments SET ends_at = ends_at + 1 WHERE key = 1",
        "UPDATE OR REPLACE appointments SET ends_at = ends_at + 1 WHERE key = 1",
        "UPDATE OR FAIL appointments SET ends_at = ends_at + 1 WHERE key = 1",
        "UPDATE claims SET busy_until = busy_until - 30 WHERE appointment_key = 1",
        "UPDATE claims SET blocking = 0 WHERE appointment_key = 1",
        "UPDATE claims SET appointment_key = 2 WHERE appointment_key = 3",
        "UPDATE claims SET appointment_key = 99 WHERE appointment_key = 3",
        "UPDATE appointments SET key = 9 WHERE key = 1",
        "UPDATE OR REPLACE appointments SET key = 2 WHERE key = 1",
        "UPDATE OR REPLACE appointments SET id = 'appointment-2' WHERE key = 1",
    ] {
        refused(&conn, sql);
    }
    assert!(copies_are_true(&conn));
}

#[test]
fn no_conflict_clause_bypasses_the_check() {
    let (_folder, conn) = shop();
    book(&conn, 1, NOON, 60, "a").unwrap();
    book(&conn, 2, NOON, 60, "b").unwrap();
    let columns = "(key, id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status)";
    for clause in ["OR REPLACE", "OR IGNORE", "OR FAIL", "OR ROLLBACK", "OR ABORT"] {
        refused(
            &conn,
            &format!(
                "INSERT {clause} INTO appointments {columns} VALUES (2, 'x', {NOON}, {NOON} + 600, 0, 0, 'confirmed')"
            ),
        );
        refused(
            &conn,
            &format!(
                "INSERT {clause} INTO appointments {columns}
                 VALUES (7, 'appointment-2', {NOON}, {NOON} + 600, 0, 0, 'confirmed')"
            ),
        );
        refused(
            &conn,
            &format!(
                "INSERT {clause} INTO claims (appointment_key, resource_id, busy_from, busy_until, blocking)
                 VALUES (2, 'a', {NOON}, {NOON} + 60, 1)"
            ),
        );
        refused(
            &conn,
            &format!(
                "INSERT {clause} INTO claims (appointment_key, resource_id, busy_from, busy_until, blocking)
                 VALUES (2, 'a', {NOON} + 600, {NOON} + 660, 1)"
            ),
        );
        refused(
            &conn,
            &format!(
                "INSERT {clause} INTO claims (appointment_key, resource_id, busy_from, busy_until, blocking)
                 VALUES (2, 'a', {NOON}, {NOON} + 60, 0)"
            ),
        );
    }
}

#[test]
fn a_reused_key_has_no_old_claim() {
    let (_folder, conn) = shop();
    book(&conn, 1, NOON, 60, "a").unwrap();
    conn.execute("DELETE FROM appointments WHERE key = 1", []).unwrap();
    book(&conn, 2, NOON, 60, "a").unwrap();
    book(&conn, 1, NOON + 600, 60, "a").unwrap();
    refused(&conn, &format!("UPDATE appointments SET starts_at = {NOON}, ends_at = {NOON} + 30 WHERE key = 1"));
}

#[test]
fn a_claim_among_a_hundred_thousand_is_an_index_search() {
    let steps_among = |count: i64| {
        let (_folder, conn) = shop();
        fill(&conn, count);
        let at = NOON + count / 2 * 60;
        let key = count + 1;
        conn.execute(
            "INSERT INTO appointments (key, id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status)
             VALUES (?1, 'new', ?2, ?2 + 30, 0, 0, 'confirmed')",
            params![key, at + 30],
        )
        .unwrap();
        let claimed = vm_steps(
            &conn,
            &format!(
                "INSERT INTO claims (appointment_key, resource_id, busy_from, busy_until, blocking)
             VALUES ({key}, 'a', {at} + 30, {at} + 60, 1)"
            ),
        );
        let moved = vm_steps(&conn, &format!("UPDATE appointments SET ends_at = ends_at - 5 WHERE key = {key}"));
        claimed + moved
    };
    let (few, many) = (steps_among(1_000), steps_among(100_000));
    assert!(many < few * 2, "the work must not grow with the rows: {few} steps among 1,000, {many} among 100,000");
}

/// Appointments of 30 minutes, one every hour, on resource `a`.
fn fill(conn: &Connection, count: i64) {
    conn.execute_batch(&format!(
        "BEGIN;
         WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})
         INSERT INTO appointments (key, id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status)
         SELECT i + 1, 'filled-' || i, {NOON} + i * 60, {NOON} + i * 60 + 30, 0, 0, 'confirmed' FROM n;
         INSERT INTO claims (appointment_key, resource_id, busy_from, busy_until, blocking)
         SELECT key, 'a', busy_from, busy_until, blocking FROM appointments;
         COMMIT"
    ))
    .unwrap();
}

/// Runs a statement and counts the steps of SQLite's virtual machine, including triggers.
fn vm_steps(conn: &Connection, sql: &str) -> i32 {
    let mut statement = conn.prepare(sql).unwrap();
    statement.execute([]).unwrap();
    statement.get_status(rusqlite::StatementStatus::VmStep)
}

/// A random statement that writes.
fn statement() -> impl Strategy<Value = String> {
    let clause = prop::sample::select(vec!["", "OR REPLACE", "OR IGNORE", "OR FAIL", "OR ABORT"]);
    let resource = prop::sample::select(vec!["a", "b"]);
    let status = prop::sample::select(vec!["requested", "confirmed", "declined", "cancelled", "done", "no_show"]);
    (0..8_u8, clause, 1..6_i64, 1..6_i64, 0..12_i64, 1..5_i64, resource, status).prop_map(
        |(kind, clause, key, other, start, length, resource, status)| {
            let (start, end) = (NOON + start * 10, NOON + (start + length) * 10);
            match kind {
                0 | 1 => format!(
                    "INSERT {clause} INTO appointments (key, id, starts_at, ends_at, buffer_before_minutes,
                     buffer_after_minutes, status) VALUES ({key}, 'id-{other}', {start}, {end}, 0, {length}, '{status}')"
                ),
                2 => format!(
                    "INSERT {clause} INTO claims (appointment_key, resource_id, busy_from, busy_until, blocking)
                     SELECT key, '{resource}', busy_from, busy_until, blocking FROM appointments WHERE key = {key}"
                ),
                3 => format!("UPDATE {clause} appointments SET starts_at = {start}, ends_at = {end} WHERE key = {key}"),
                4 => format!("UPDATE {clause} appointments SET status = '{status}' WHERE key IN ({key}, {other})"),
                5 => format!("UPDATE {clause} claims SET resource_id = '{resource}' WHERE appointment_key = {key}"),
                6 => format!("UPDATE {clause} claims SET appointment_key = {other} WHERE appointment_key = {key}"),
                _ => format!("DELETE FROM appointments WHERE key = {key}"),
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_statements_makes_an_overlap(statements in prop::collection::vec(statement(), 1..60)) {
        let (_folder, conn) = shop();
        for sql in &statements {
            // Whether it is refused does not matter; the resulting rows are checked.
            let _ = conn.execute_batch(sql);
            prop_assert_eq!(overlaps(&conn), 0, "after {}", sql);
            prop_assert!(copies_are_true(&conn), "after {}", sql);
        }
    }
}
