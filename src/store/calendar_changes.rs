//! The counter of changes by which programs keep calendars in step. Triggers of the schema count, whoever writes.

use super::StoreError;
use crate::domain::ids::{ResourceId, SeriesId};
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// How far the counter is. Numbers of different epochs cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarState {
    /// Another one after a copy was restored, or names have changed.
    pub epoch: String,
    /// The number of the last change.
    pub latest: i64,
}

/// That something about an appointment has changed in one calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarChange {
    /// The appointment's public id.
    pub appointment: String,
    /// What it was called there; empty: as it is called now.
    pub name: String,
    /// The number of its last change.
    pub change: i64,
}

/// How far the counter is.
pub fn state(conn: &Connection) -> Result<CalendarState, StoreError> {
    let mut statement = conn.prepare_cached("SELECT epoch, latest FROM calendar_state")?;
    Ok(statement.query_row([], |row| Ok(CalendarState { epoch: row.get(0)?, latest: row.get(1)? }))?)
}

/// Begins another epoch: who asks with an older number reads everything anew.
pub fn begin_epoch(conn: &Connection) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE calendar_state SET epoch = lower(hex(randomblob(8)))")?.execute([])?;
    Ok(())
}

/// What has changed in the calendar of a resource since a number, in order.
pub fn since(conn: &Connection, resource: &ResourceId, number: i64) -> Result<Vec<CalendarChange>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT appointment_id, name, change FROM calendar_changes WHERE resource_id = ?1 AND change > ?2
         ORDER BY change, appointment_id, name",
    )?;
    let rows = statement.query_map(params![resource.as_str(), number], |row| {
        Ok(CalendarChange { appointment: row.get(0)?, name: row.get(1)?, change: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The numbers of the last changes in the calendar of a resource, by the appointment's public id.
pub fn numbers(conn: &Connection, resource: &ResourceId) -> Result<HashMap<String, i64>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT appointment_id, max(change) FROM calendar_changes WHERE resource_id = ?1 GROUP BY appointment_id",
    )?;
    let rows = statement.query_map([resource.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

const TOUCH: &str =
    "UPDATE calendar_changes SET change = (SELECT latest FROM calendar_state) WHERE appointment_id = ?1 AND name = ''";

/// Counts a change of what calendars show of an appointment besides its own columns.
pub fn touch(conn: &Connection, appointment: &str) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE calendar_state SET latest = latest + 1")?.execute([])?;
    conn.prepare_cached(TOUCH)?.execute([appointment])?;
    Ok(())
}

/// Counts that an appointment is called by another name, in all calendars that knew it as `name`.
pub fn renamed(conn: &Connection, appointment: &str, name: &str) -> Result<(), StoreError> {
    touch(conn, appointment)?;
    let mut statement = conn.prepare_cached(
        "INSERT OR REPLACE INTO calendar_changes (resource_id, appointment_id, name, change)
         SELECT resource_id, appointment_id, ?2, change FROM calendar_changes WHERE appointment_id = ?1 AND name = ''",
    )?;
    statement.execute([appointment, name])?;
    Ok(())
}

/// Counts a change of an object that is no appointment, but the series of some.
pub fn named(conn: &Connection, resource: &ResourceId, series: &SeriesId, name: &str) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE calendar_state SET latest = latest + 1")?.execute([])?;
    let mut statement = conn.prepare_cached(
        "INSERT INTO calendar_changes (resource_id, appointment_id, name, change)
         VALUES (?1, ?2, ?3, (SELECT latest FROM calendar_state)) ON CONFLICT DO UPDATE SET change = excluded.change",
    )?;
    statement.execute([resource.as_str(), series.as_str(), name])?;
    Ok(())
}

/// Whether an appointment is or was in the calendar of a resource.
pub fn knows(conn: &Connection, resource: &ResourceId, appointment: &str) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM calendar_changes WHERE resource_id = ?1 AND appointment_id = ?2)",
    )?;
    Ok(statement.query_row([resource.as_str(), appointment], |row| row.get(0))?)
}

/// Whether something was called `name` in the calendar of a resource.
pub fn knew(conn: &Connection, resource: &ResourceId, name: &str) -> Result<bool, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM calendar_changes WHERE resource_id = ?1 AND name = ?2)")?;
    Ok(statement.query_row([resource.as_str(), name], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changes_of_an_appointment_are_found_by_a_search() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(super::super::open::SCHEMA).unwrap();
        let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {TOUCH}")).unwrap();
        let steps: Vec<String> = plan.query_map(["a"], |row| row.get("detail")).unwrap().map(Result::unwrap).collect();
        assert!(steps[0].starts_with("SEARCH calendar_changes USING PRIMARY KEY (appointment_id=?"), "{steps:?}");
    }
}
