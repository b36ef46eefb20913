//! Appointments that a change of hours left outside of them, until somebody has decided about each.

use super::StoreError;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use rusqlite::{Connection, OptionalExtension, params};

/// An appointment that waits for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stranded {
    /// The appointment.
    pub appointment: AppointmentKey,
    /// When it was found, in seconds since 1970.
    pub found_at: i64,
    /// When its customer was asked by mail to choose another time, in seconds since 1970; `None`: they were not.
    pub asked_at: Option<i64>,
}

/// Those that are to come, in order of time.
const OPEN: &str = "FROM stranded s JOIN appointments a ON a.key = s.appointment_key
     WHERE a.status IN ('requested', 'confirmed') AND a.ends_at > ?1";

/// Notes an appointment; one that is noted stays as it is.
pub fn insert(conn: &Connection, appointment: AppointmentKey, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR IGNORE INTO stranded (appointment_key, found_at) VALUES (?1, ?2)")?
        .execute(params![appointment, now])?;
    Ok(())
}

/// Notes it again as it was.
pub fn restore(conn: &Connection, row: Stranded) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR REPLACE INTO stranded (appointment_key, found_at, asked_at) VALUES (?1, ?2, ?3)")?
        .execute(params![row.appointment, row.found_at, row.asked_at])?;
    Ok(())
}

/// The row of an appointment.
pub fn find(conn: &Connection, appointment: AppointmentKey) -> Result<Option<Stranded>, StoreError> {
    let sql = "SELECT appointment_key, found_at, asked_at FROM stranded WHERE appointment_key = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([appointment], from_row).optional()?)
}

/// Those that are to come at `now`, in order of time.
pub fn open(conn: &Connection, now: Minute) -> Result<Vec<Stranded>, StoreError> {
    let sql = format!("SELECT s.appointment_key, s.found_at, s.asked_at {OPEN} ORDER BY a.starts_at, a.key");
    Ok(conn.prepare_cached(&sql)?.query_map([now.since_epoch()], from_row)?.collect::<Result<_, _>>()?)
}

/// How many of them nobody has done anything about.
pub fn count(conn: &Connection, now: Minute) -> Result<u32, StoreError> {
    let sql = format!("SELECT count(*) {OPEN} AND s.asked_at IS NULL");
    Ok(conn.prepare_cached(&sql)?.query_row([now.since_epoch()], |row| row.get(0))?)
}

/// Notes that its customer was asked to choose another time.
pub fn set_asked(conn: &Connection, appointment: AppointmentKey, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE stranded SET asked_at = ?2 WHERE appointment_key = ?1")?
        .execute(params![appointment, now])?;
    Ok(())
}

/// Somebody has decided about it; returns whether it was noted.
pub fn remove(conn: &Connection, appointment: AppointmentKey) -> Result<bool, StoreError> {
    let removed = conn.prepare_cached("DELETE FROM stranded WHERE appointment_key = ?1")?.execute([appointment])?;
    Ok(removed > 0)
}

fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Stranded> {
    Ok(Stranded {
        appointment: row.get("appointment_key")?,
        found_at: row.get("found_at")?,
        asked_at: row.get("asked_at")?,
    })
}
