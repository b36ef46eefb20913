//! What programs have written of objects of calendars: names and UIDs of their own, and the lines that are given back to
//! devices of one account. Appointments without a row here are called by their UID.

use super::{StoreError, calendar_series};
use crate::domain::account::UserId;
use crate::domain::feed::Detail;
use crate::domain::snapshot::AppointmentKey;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// How an appointment is called in calendars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectName {
    /// The appointment.
    pub appointment: AppointmentKey,
    /// The UID of its event.
    pub uid: String,
    /// The name of its object.
    pub name: String,
}

const COLUMNS: &str = "appointment_key, uid, name";

fn from_row(row: &Row<'_>) -> rusqlite::Result<ObjectName> {
    Ok(ObjectName { appointment: row.get("appointment_key")?, uid: row.get("uid")?, name: row.get("name")? })
}

/// How an appointment is called, if a program has named it.
pub fn of_appointment(conn: &Connection, key: AppointmentKey) -> Result<Option<ObjectName>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM calendar_objects WHERE appointment_key = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([key], from_row).optional()?)
}

/// The appointment with that UID, if a program has named it.
pub fn of_uid(conn: &Connection, uid: &str) -> Result<Option<AppointmentKey>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT appointment_key FROM calendar_objects WHERE uid = ?1")?;
    Ok(statement.query_row([uid], |row| row.get(0)).optional()?)
}

/// The appointments of that name: there may be one in each calendar.
pub fn of_name(conn: &Connection, name: &str) -> Result<Vec<AppointmentKey>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT appointment_key FROM calendar_objects WHERE name = ?1 ORDER BY appointment_key")?;
    Ok(statement.query_map([name], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Names an appointment.
pub fn put(conn: &Connection, object: &ObjectName) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO calendar_objects (appointment_key, uid, name) VALUES (?1, ?2, ?3)
         ON CONFLICT (appointment_key) DO UPDATE SET uid = excluded.uid, name = excluded.name",
    )?;
    statement.execute(params![object.appointment, object.uid, object.name])?;
    Ok(())
}

/// Whose lines: an account, and how much its devices see.
pub type Whose = (UserId, Detail);

/// The lines that are given back to such devices; may be empty.
pub fn kept(conn: &Connection, key: AppointmentKey, (user, detail): Whose) -> Result<String, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT lines FROM calendar_lines WHERE appointment_key = ?1 AND user_id = ?2 AND detail = ?3",
    )?;
    Ok(statement.query_row(params![key, user, detail.word()], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// Keeps lines for such devices.
pub fn keep(conn: &Connection, key: AppointmentKey, (user, detail): Whose, lines: &str) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO calendar_lines (appointment_key, user_id, detail, lines) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET lines = excluded.lines",
    )?;
    statement.execute(params![key, user, detail.word(), lines])?;
    Ok(())
}

/// Forgets the lines of an appointment whose customer is forgotten: somebody may have written about them there.
pub fn forget(conn: &Connection, key: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM calendar_lines WHERE appointment_key = ?1")?.execute([key])?;
    calendar_series::forget(conn, key)
}
