//! Objects of calendars that repeat: the text that a program has written, and the appointments that its dates are.

use super::{StoreError, words};
use crate::domain::account::UserId;
use crate::domain::feed::Detail;
use crate::domain::ids::{ResourceId, SeriesId};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use std::collections::HashSet;
use std::ops::Range;

/// An object that repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarSeries {
    /// Primary key; ignored where it is inserted.
    pub id: i64,
    /// That of its appointments.
    pub series: SeriesId,
    /// In whose calendar it stands.
    pub resource: ResourceId,
    /// The UID of its events.
    pub uid: String,
    /// The name of the object.
    pub name: String,
    /// The account whose devices get the text back as it is; `None`: it is gone.
    pub user: Option<UserId>,
    /// How much those devices see.
    pub detail: Detail,
    /// The text, as it was written.
    pub text: String,
    /// Up to when its dates are appointments.
    pub until: Minute,
}

/// A date of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDate {
    /// The instant that names it in its series, in seconds since 1970.
    pub of_series: i64,
    /// Its appointment; `None`: it is left out.
    pub appointment: Option<AppointmentKey>,
    /// When it takes place, as it is written.
    pub span: Range<Minute>,
    /// Whether the program has written it by itself.
    pub is_exception: bool,
}

const COLUMNS: &str = "id, series, resource_id, uid, name, user_id, detail, text, until";

fn from_row(row: &Row<'_>) -> rusqlite::Result<CalendarSeries> {
    Ok(CalendarSeries {
        id: row.get("id")?,
        series: SeriesId::from(row.get::<_, String>("series")?),
        resource: ResourceId::from(row.get::<_, String>("resource_id")?),
        uid: row.get("uid")?,
        name: row.get("name")?,
        user: row.get("user_id")?,
        detail: words::read(row, "detail", Detail::from_word)?,
        text: row.get("text")?,
        until: Minute::from_epoch(row.get("until")?),
    })
}

fn all(conn: &Connection, condition: &str, value: &str) -> Result<Vec<CalendarSeries>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM calendar_series WHERE {condition} AND ended = 0 ORDER BY id");
    Ok(conn.prepare_cached(&sql)?.query_map([value], from_row)?.collect::<Result<_, _>>()?)
}

/// Those in the calendar of a resource.
pub fn in_calendar(conn: &Connection, resource: &ResourceId) -> Result<Vec<CalendarSeries>, StoreError> {
    all(conn, "resource_id = ?1", resource.as_str())
}

/// Those of a name: there may be one in each calendar.
pub fn of_name(conn: &Connection, name: &str) -> Result<Vec<CalendarSeries>, StoreError> {
    all(conn, "name = ?1", name)
}

/// The one of a UID.
pub fn of_uid(conn: &Connection, uid: &str) -> Result<Option<CalendarSeries>, StoreError> {
    Ok(all(conn, "uid = ?1", uid)?.pop())
}

/// Those whose dates are appointments up to a time before `before`.
pub fn ending_before(conn: &Connection, before: Minute) -> Result<Vec<CalendarSeries>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM calendar_series WHERE until < ?1 AND ended = 0 ORDER BY id");
    Ok(conn.prepare_cached(&sql)?.query_map([before.since_epoch()], from_row)?.collect::<Result<_, _>>()?)
}

/// The one that an appointment is a date of, in the calendar of `resource`. It may have been taken out.
pub fn of_appointment(
    conn: &Connection,
    key: AppointmentKey,
    resource: &ResourceId,
) -> Result<Option<CalendarSeries>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM calendar_series
         WHERE id = (SELECT series_id FROM calendar_dates WHERE appointment_key = ?1) AND resource_id = ?2"
    );
    Ok(conn.prepare_cached(&sql)?.query_row(params![key, resource.as_str()], from_row).optional()?)
}

/// The appointments that are dates of such objects in the calendar of a resource, and so no objects of their own.
pub fn appointments_in(conn: &Connection, resource: &ResourceId) -> Result<HashSet<AppointmentKey>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT appointment_key FROM calendar_dates JOIN calendar_series ON id = series_id
         WHERE resource_id = ?1 AND appointment_key IS NOT NULL",
    )?;
    Ok(statement.query_map([resource.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The dates of one that are appointments or left out, in order.
pub fn dates(conn: &Connection, id: i64) -> Result<Vec<CalendarDate>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT of_series, appointment_key, starts_at, ends_at, is_exception FROM calendar_dates
         WHERE series_id = ?1 ORDER BY of_series",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(CalendarDate {
            of_series: row.get(0)?,
            appointment: row.get(1)?,
            span: Minute::from_epoch(row.get(2)?)..Minute::from_epoch(row.get(3)?),
            is_exception: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Inserts one; returns its key.
pub fn insert(conn: &Connection, new: &CalendarSeries) -> Result<i64, StoreError> {
    conn.prepare_cached(
        "INSERT INTO calendar_series (series, resource_id, uid, name, user_id, detail, text, until, ended)
         VALUES (:series, :resource, :uid, :name, :user, :detail, :text, :until, 0)",
    )?
    .execute(named_params! {
        ":series": new.series.as_str(),
        ":resource": new.resource.as_str(),
        ":uid": new.uid,
        ":name": new.name,
        ":user": new.user,
        ":detail": new.detail.word(),
        ":text": new.text,
        ":until": new.until.since_epoch(),
    })?;
    Ok(conn.last_insert_rowid())
}

/// Replaces everything but key, series and UID.
pub fn replace(conn: &Connection, new: &CalendarSeries) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE calendar_series SET resource_id = :resource, name = :name, user_id = :user, detail = :detail, text = :text,
                                    until = :until
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": new.id,
        ":resource": new.resource.as_str(),
        ":name": new.name,
        ":user": new.user,
        ":detail": new.detail.word(),
        ":text": new.text,
        ":until": new.until.since_epoch(),
    })?;
    Ok(())
}

/// Takes one out of its calendar. What has been at `now` stays in it without being an object.
pub fn end(conn: &Connection, id: i64, now: Minute) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE calendar_series SET ended = 1, text = '' WHERE id = ?1")?.execute([id])?;
    let mut statement = conn.prepare_cached(
        "DELETE FROM calendar_dates WHERE series_id = ?1 AND NOT EXISTS
             (SELECT 1 FROM appointments WHERE key = appointment_key AND ends_at <= ?2)",
    )?;
    statement.execute(params![id, now.since_epoch()])?;
    Ok(())
}

/// Writes a date.
pub fn put_date(conn: &Connection, id: i64, date: &CalendarDate) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO calendar_dates (series_id, of_series, appointment_key, starts_at, ends_at, is_exception)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        id,
        date.of_series,
        date.appointment,
        date.span.start.since_epoch(),
        date.span.end.since_epoch(),
        date.is_exception
    ])?;
    Ok(())
}

/// Forgets a date.
pub fn drop_date(conn: &Connection, id: i64, of_series: i64) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM calendar_dates WHERE series_id = ?1 AND of_series = ?2")?
        .execute([id, of_series])?;
    Ok(())
}

/// Takes an appointment into the series of one; it is no object of its own any more.
pub fn adopt(conn: &Connection, key: AppointmentKey, series: &SeriesId) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE appointments SET series = ?2 WHERE key = ?1")?
        .execute(params![key, series.as_str()])?;
    conn.prepare_cached("DELETE FROM calendar_objects WHERE appointment_key = ?1")?.execute([key])?;
    conn.prepare_cached("DELETE FROM calendar_lines WHERE appointment_key = ?1")?.execute([key])?;
    Ok(())
}

/// The number of the last change of one in its calendar.
pub fn last_change(conn: &Connection, of: &CalendarSeries) -> Result<i64, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT coalesce(max(change), 0) FROM calendar_changes
         WHERE resource_id = ?1
           AND (appointment_id = ?2 OR appointment_id IN
                (SELECT id FROM appointments JOIN calendar_dates ON appointment_key = key WHERE series_id = ?3))",
    )?;
    Ok(statement.query_row(params![of.resource.as_str(), of.series.as_str(), of.id], |row| row.get(0))?)
}

/// Forgets the text of the object that an appointment is the last date of, once that is forgotten.
pub fn forget(conn: &Connection, key: AppointmentKey) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(
        "UPDATE calendar_series SET ended = 1, text = '', name = '', uid = ''
         WHERE id = (SELECT series_id FROM calendar_dates WHERE appointment_key = ?1)
           AND NOT EXISTS (SELECT 1 FROM calendar_dates d JOIN appointments a ON a.key = d.appointment_key
                           WHERE d.series_id = calendar_series.id
                             AND a.ends_at > (SELECT ends_at FROM appointments WHERE key = ?1))",
    )?;
    statement.execute([key])?;
    Ok(())
}
