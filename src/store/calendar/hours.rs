//! Availabilities and exceptions with their primary keys, which the shop file does not have.

use super::{from_json, json, optional_date, rows};
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Availability, Days, Exception, Hours};
use crate::store::StoreError;
use crate::store::words;
use chrono::{NaiveTime, Timelike, Weekday};
use rusqlite::{Connection, Row, ToSql, named_params};

/// One state of a stored row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The primary key. May be reused after deletion.
    pub id: i64,
    /// Another number after every change, also of a row that reuses the key.
    pub number: i64,
}

/// An availability or exception as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored<T> {
    /// Which row, and since which change.
    pub revision: Revision,
    /// The row's value.
    pub value: T,
}

fn revision(row: &Row<'_>) -> rusqlite::Result<Revision> {
    Ok(Revision { id: row.get("id")?, number: row.get("revision")? })
}

/// All availabilities, the oldest first.
pub fn availabilities(conn: &Connection) -> Result<Vec<Stored<Availability>>, StoreError> {
    rows(conn, "SELECT id, resource_id, weekdays, date, from_minute, to_minute, step_minutes, valid_from, valid_until, every_weeks, revision
         FROM availabilities ORDER BY id", |row| {
        Ok(Stored { revision: revision(row)?, value: availability_from_row(row)? })
    })
}

/// Replaces all availabilities by these, row by row, so that equal ones keep their revision.
pub fn replace_availabilities(conn: &Connection, all: &[Availability]) -> Result<(), StoreError> {
    replace(conn, &availabilities(conn)?, all, save_availability, delete_availability)
}

fn replace<T>(
    conn: &Connection,
    stored: &[Stored<T>],
    all: &[T],
    save: fn(&Connection, Option<i64>, &T) -> Result<(), StoreError>,
    delete: fn(&Connection, i64) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let ids = stored.iter().map(|row| Some(row.revision.id)).chain(std::iter::repeat(None));
    ids.zip(all).try_for_each(|(id, value)| save(conn, id, value))?;
    stored.iter().skip(all.len()).try_for_each(|row| delete(conn, row.revision.id))
}

/// Updates the availability `id`, or inserts a new one.
pub fn save_availability(conn: &Connection, id: Option<i64>, rule: &Availability) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO availabilities (id, resource_id, weekdays, date, from_minute, to_minute, step_minutes, valid_from,
                                     valid_until, every_weeks)
         VALUES (:id, :resource, :weekdays, :date, :from, :to, :step, :valid_from, :valid_until, :every_weeks)
         ON CONFLICT (id) DO UPDATE SET resource_id = :resource, weekdays = :weekdays, date = :date,
             from_minute = :from, to_minute = :to, step_minutes = :step, valid_from = :valid_from,
             valid_until = :valid_until, every_weeks = :every_weeks",
    )?;
    let (weekdays, date) = match &rule.on {
        Days::Weekdays(days) => (Some(json(&days.iter().map(|day| weekday_word(*day)).collect::<Vec<_>>())), None),
        Days::Date(date) => (None, Some(date.to_string())),
    };
    statement.execute(named_params! {
        ":id": id,
        ":resource": rule.resource.as_str(),
        ":weekdays": weekdays,
        ":date": date,
        ":from": minute_of_day(rule.hours.from),
        ":to": minute_of_day(rule.hours.to),
        ":step": rule.step_minutes,
        ":valid_from": rule.valid_from.map(|date| date.to_string()),
        ":valid_until": rule.valid_until.map(|date| date.to_string()),
        ":every_weeks": rule.every_weeks,
    })?;
    Ok(())
}

/// Deletes an availability.
pub fn delete_availability(conn: &Connection, id: i64) -> Result<(), StoreError> {
    delete(conn, "DELETE FROM availabilities WHERE id = ?1", &id)
}

fn delete(conn: &Connection, sql: &str, of: &dyn ToSql) -> Result<(), StoreError> {
    conn.prepare_cached(sql)?.execute([of])?;
    Ok(())
}

/// Deletes all availabilities and exceptions of a resource.
pub fn delete_hours_of(conn: &Connection, resource: &str) -> Result<(), StoreError> {
    delete(conn, "DELETE FROM availabilities WHERE resource_id = ?1", &resource)?;
    delete(conn, "DELETE FROM exceptions WHERE resource_id = ?1", &resource)
}

fn availability_from_row(row: &Row<'_>) -> Result<Availability, StoreError> {
    let on = match optional_date(row, "date")? {
        Some(date) => Days::Date(date),
        None => {
            let words: Vec<String> = from_json(row, "weekdays")?;
            Days::Weekdays(words.iter().filter_map(|word| word.parse().ok()).collect())
        }
    };
    Ok(Availability {
        resource: row.get::<_, String>("resource_id")?.into(),
        on,
        hours: Hours { from: time_of_day(row.get("from_minute")?), to: time_of_day(row.get("to_minute")?) },
        step_minutes: row.get("step_minutes")?,
        valid_from: optional_date(row, "valid_from")?,
        valid_until: optional_date(row, "valid_until")?,
        every_weeks: row.get("every_weeks")?,
    })
}

/// All exceptions, the oldest first.
pub fn exceptions(conn: &Connection) -> Result<Vec<Stored<Exception>>, StoreError> {
    rows(conn, "SELECT id, resource_id, from_date, to_date, hours, note, revision FROM exceptions ORDER BY id", |row| {
        Ok(Stored { revision: revision(row)?, value: exception_from_row(row)? })
    })
}

/// Replaces all exceptions by these, row by row, so that equal ones keep their revision.
pub fn replace_exceptions(conn: &Connection, all: &[Exception]) -> Result<(), StoreError> {
    replace(conn, &exceptions(conn)?, all, save_exception, delete_exception)
}

/// Updates the exception `id`, or inserts a new one.
pub fn save_exception(conn: &Connection, id: Option<i64>, exception: &Exception) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO exceptions (id, resource_id, from_date, to_date, hours, note)
         VALUES (:id, :resource, :from_date, :to_date, :hours, :note)
         ON CONFLICT (id) DO UPDATE SET resource_id = :resource, from_date = :from_date, to_date = :to_date,
             hours = :hours, note = :note",
    )?;
    let hours: Vec<_> =
        exception.hours.iter().map(|hours| (minute_of_day(hours.from), minute_of_day(hours.to))).collect();
    statement.execute(named_params! {
        ":id": id,
        ":resource": exception.resource.as_ref().map(ResourceId::as_str),
        ":from_date": exception.from_date.to_string(),
        ":to_date": exception.to_date.to_string(),
        ":hours": json(&hours),
        ":note": exception.note,
    })?;
    Ok(())
}

/// Deletes an exception.
pub fn delete_exception(conn: &Connection, id: i64) -> Result<(), StoreError> {
    delete(conn, "DELETE FROM exceptions WHERE id = ?1", &id)
}

fn exception_from_row(row: &Row<'_>) -> Result<Exception, StoreError> {
    let hours: Vec<(u32, u32)> = from_json(row, "hours")?;
    Ok(Exception {
        resource: row.get::<_, Option<String>>("resource_id")?.map(ResourceId::from),
        from_date: words::read(row, "from_date", |text| text.parse().ok())?,
        to_date: words::read(row, "to_date", |text| text.parse().ok())?,
        hours: hours.iter().map(|(from, to)| Hours { from: time_of_day(*from), to: time_of_day(*to) }).collect(),
        note: row.get("note")?,
    })
}

fn weekday_word(day: Weekday) -> String {
    day.to_string().to_ascii_lowercase()
}

fn minute_of_day(time: NaiveTime) -> u32 {
    time.hour() * 60 + time.minute()
}

/// The time of day that many minutes after midnight; 1440 is midnight again.
fn time_of_day(minutes: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(minutes / 60 % 24, minutes % 60, 0).unwrap_or(NaiveTime::MIN)
}
