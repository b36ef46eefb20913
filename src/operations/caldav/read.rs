//! Objects of one calendar.

use super::{CalendarAt, CalendarObject, Content, ENDING};
use crate::domain::time::Minute;
use crate::store::calendar_entries::CalendarEntry;
use crate::store::{Store, StoreError, bookings, calendar_entries, calendar_objects, calendar_series};
use rusqlite::Connection;
use std::ops::Range;

/// All objects of a calendar, those that repeat last; `span`: only those that touch it.
///
/// # Errors
/// If the database cannot be read.
pub async fn objects(
    store: &Store,
    at: CalendarAt,
    span: Option<Range<Minute>>,
) -> Result<Vec<CalendarObject>, StoreError> {
    store.read(move |conn| objects_in(conn, &at, span.as_ref())).await
}

pub(super) fn objects_in(
    conn: &Connection,
    at: &CalendarAt,
    span: Option<&Range<Minute>>,
) -> Result<Vec<CalendarObject>, StoreError> {
    let of_series = calendar_series::appointments_in(conn, &at.resource)?;
    let entries = calendar_entries::on_resource(conn, &at.resource, span)?.into_iter();
    let entries = entries.filter(|entry| !of_series.contains(&entry.appointment.key));
    let mut found = entries.map(|entry| CalendarObject::of(conn, at, entry)).collect::<Result<Vec<_>, _>>()?;
    for stored in calendar_series::in_calendar(conn, &at.resource)? {
        let object = CalendarObject::of_series(conn, stored)?;
        if span.is_none_or(|span| !object.spans(at.zone, span).is_empty()) {
            found.push(object);
        }
    }
    Ok(found)
}

/// The objects of these names, in their order; `None` where there is none.
///
/// # Errors
/// If the database cannot be read.
pub async fn named(
    store: &Store,
    at: CalendarAt,
    names: Vec<String>,
) -> Result<Vec<Option<CalendarObject>>, StoreError> {
    store.read(move |conn| names.iter().map(|name| named_in(conn, &at, name)).collect()).await
}

pub(super) fn named_in(conn: &Connection, at: &CalendarAt, name: &str) -> Result<Option<CalendarObject>, StoreError> {
    Ok(all_named(conn, at, name)?.into_iter().find(|object| object.is_in(&at.resource)))
}

/// What is called so, in whatever calendar, and whether it holds its time or not.
pub(super) fn all_named(conn: &Connection, at: &CalendarAt, name: &str) -> Result<Vec<CalendarObject>, StoreError> {
    let mut found = Vec::new();
    for stored in calendar_series::of_name(conn, name)? {
        found.push(CalendarObject::of_series(conn, stored)?);
    }
    let mut entries = Vec::new();
    for key in calendar_objects::of_name(conn, name)? {
        entries.extend(calendar_entries::find(conn, key)?);
    }
    if let Some(uid) = name.strip_suffix(ENDING) {
        entries.extend(of_default_uid(conn, uid)?);
    }
    for entry in entries {
        let object = CalendarObject::of(conn, at, entry)?;
        if object.name == name && matches!(object.content, Content::One(..)) {
            found.push(object);
        }
    }
    Ok(found)
}

/// The object of that UID, in whatever calendar, and whether it holds its time or not.
pub(super) fn of_uid(conn: &Connection, at: &CalendarAt, uid: &str) -> Result<Option<CalendarObject>, StoreError> {
    if let Some(stored) = calendar_series::of_uid(conn, uid)? {
        return CalendarObject::of_series(conn, stored).map(Some);
    }
    let entry = match calendar_objects::of_uid(conn, uid)? {
        Some(key) => calendar_entries::find(conn, key)?,
        None => of_default_uid(conn, uid)?,
    };
    let object = entry.map(|entry| CalendarObject::of(conn, at, entry)).transpose()?;
    Ok(object.filter(|object| object.uid == uid))
}

fn of_default_uid(conn: &Connection, uid: &str) -> Result<Option<CalendarEntry>, StoreError> {
    if let Some(key) = bookings::of_calendar_uid(conn, uid)? {
        return calendar_entries::find(conn, key);
    }
    let Some((id, _)) = uid.rsplit_once('@') else { return Ok(None) };
    calendar_entries::find_by_id(conn, id)
}
