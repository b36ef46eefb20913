//! Calendars kept elsewhere: their addresses, which are secrets, and how the last looks went.

use super::sealed::{Keyring, Place, Sealed};
use super::{StoreError, words};
use crate::domain::account_calendar::stem;
use crate::domain::busy_calendar::{
    BusyCalendar, BusyCalendarKey, CalendarAccess, LookFault, LookState, SourceKind, Tentative,
};
use crate::domain::ids::ResourceId;
use crate::domain::time::Minute;
use crate::domain::values::{CalendarUrl, ShortName};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use std::collections::HashSet;

const COLUMNS: &str =
    "key, id, resource_id, name, kind, tentative, url IS NOT NULL AS has_address, tried_at, succeeded_at,
     read_at, next_at, failing_since, failures, fault, unread, told_at, etag, last_modified";

fn place(column: &'static str, row: BusyCalendarKey) -> Place {
    Place { table: "busy_calendars", column, row }
}

/// All calendars, in order of their resources.
pub fn all(conn: &Connection) -> Result<Vec<BusyCalendar>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM busy_calendars
         ORDER BY (SELECT position FROM resources WHERE resources.id = resource_id), resource_id, key"
    );
    Ok(conn.prepare_cached(&sql)?.query_map([], from_row)?.collect::<Result<_, _>>()?)
}

/// One calendar.
pub fn find(conn: &Connection, key: BusyCalendarKey) -> Result<Option<BusyCalendar>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM busy_calendars WHERE key = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([key], from_row).optional()?)
}

/// The calendars to be looked at at `now`, those that wait longest first.
pub fn due(conn: &Connection, now: DateTime<Utc>) -> Result<Vec<BusyCalendarKey>, StoreError> {
    let sql = "SELECT key FROM busy_calendars
         WHERE url IS NOT NULL AND (coalesce(next_at, 0) <= ?1 OR tried_at > ?1) ORDER BY next_at, key";
    Ok(conn.prepare_cached(sql)?.query_map([now.timestamp()], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The instant at which the next one is to be looked at; `None`: there is none.
pub fn next_due_at(conn: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT min(coalesce(next_at, 0)) FROM busy_calendars WHERE url IS NOT NULL";
    let seconds: Option<i64> = conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
}

/// The calendars with an address of these resources.
pub fn of_resources(conn: &Connection, resources: &[ResourceId]) -> Result<Vec<BusyCalendar>, StoreError> {
    Ok(all(conn)?.into_iter().filter(|one| one.has_address && resources.contains(&one.resource)).collect())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<BusyCalendar> {
    let at = |column: &str| -> rusqlite::Result<Option<DateTime<Utc>>> {
        Ok(row.get::<_, Option<i64>>(column)?.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
    };
    let fault: Option<String> = row.get("fault")?;
    Ok(BusyCalendar {
        key: row.get("key")?,
        id: row.get("id")?,
        resource: row.get::<_, String>("resource_id")?.into(),
        name: row.get("name")?,
        kind: words::read(row, "kind", SourceKind::from_word)?,
        tentative: words::read(row, "tentative", Tentative::from_word)?,
        has_address: row.get("has_address")?,
        state: LookState {
            tried_at: at("tried_at")?,
            succeeded_at: at("succeeded_at")?,
            read_at: at("read_at")?,
            next_at: at("next_at")?,
            failing_since: at("failing_since")?,
            failures: row.get("failures")?,
            fault: fault.as_deref().and_then(LookFault::from_word),
            unread: row.get("unread")?,
            told_at: at("told_at")?,
            etag: row.get("etag")?,
            last_modified: row.get("last_modified")?,
        },
    })
}

/// Where a calendar is; `None` where there is no address, or it cannot be decrypted.
pub fn access(conn: &Connection, keys: &Keyring, key: BusyCalendarKey) -> Result<Option<CalendarAccess>, StoreError> {
    let sql = "SELECT url, user, password FROM busy_calendars WHERE key = ?1";
    let sealed: Option<[Option<Sealed>; 3]> =
        conn.prepare_cached(sql)?.query_row([key], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?])).optional()?;
    let Some([url, user, password]) = sealed else { return Ok(None) };
    let open = |column, sealed: Sealed| keys.open_text(place(column, key), &sealed);
    let Some(url) = url.and_then(|sealed| open("url", sealed)) else { return Ok(None) };
    let login = match (user, password) {
        (Some(user), Some(password)) => match (open("user", user), open("password", password)) {
            (Some(user), Some(password)) => Some((user, password)),
            _ => return Ok(None),
        },
        _ => None,
    };
    Ok(Some(CalendarAccess { url: CalendarUrl::from_stored(url), login }))
}

/// A new calendar, or the new values of one.
pub struct Values<'a> {
    /// Its id in shop files, which an existing one keeps.
    pub id: &'a str,
    /// Whose busy times it holds.
    pub resource: &'a ResourceId,
    /// What the shop calls it.
    pub name: &'a ShortName,
    /// What its address leads to, which an existing one keeps.
    pub kind: SourceKind,
    /// What its tentative events do.
    pub tentative: Tentative,
}

/// Adds a calendar without an address.
pub fn insert(conn: &Connection, values: &Values<'_>) -> Result<BusyCalendarKey, StoreError> {
    conn.prepare_cached(
        "INSERT INTO busy_calendars (id, resource_id, name, kind, tentative) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        values.id,
        values.resource.as_str(),
        values.name,
        values.kind.word(),
        values.tentative.word()
    ])?;
    Ok(conn.last_insert_rowid())
}

/// Changes a calendar; it is looked at anew, at once.
pub fn update(conn: &Connection, key: BusyCalendarKey, values: &Values<'_>) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE busy_calendars SET resource_id = ?2, name = ?3, tentative = ?4, read_at = NULL, next_at = NULL WHERE key = ?1",
    )?
    .execute(params![key, values.resource.as_str(), values.name, values.tentative.word()])?;
    Ok(())
}

/// Sets the address of a calendar, which forgets how looks at the previous one went; its busy times stay until the next look.
pub fn set_access(
    conn: &Connection,
    keys: &Keyring,
    key: BusyCalendarKey,
    access: &CalendarAccess,
) -> Result<(), StoreError> {
    let seal = |column, text: &str| keys.seal(place(column, key), text.as_bytes());
    let login = access.login.as_ref();
    let user = login.map(|(user, _)| seal("user", user)).transpose()?;
    let password = login.map(|(_, password)| seal("password", password)).transpose()?;
    conn.prepare_cached(
        "UPDATE busy_calendars SET url = :url, user = :user, password = :password, etag = NULL, last_modified = NULL,
             read_at = NULL, next_at = NULL, failing_since = NULL, failures = 0, fault = NULL, told_at = NULL,
             send_next_at = NULL, send_failures = 0, send_fault = NULL
         WHERE key = :key",
    )?
    .execute(named_params! { ":key": key, ":url": seal("url", &access.url)?, ":user": user, ":password": password })?;
    Ok(())
}

/// Deletes a calendar with its busy times; returns whether it was there.
pub fn delete(conn: &Connection, key: BusyCalendarKey) -> Result<bool, StoreError> {
    conn.prepare_cached("DELETE FROM busy_spans WHERE calendar_key = ?1")?.execute([key])?;
    Ok(conn.prepare_cached("DELETE FROM busy_calendars WHERE key = ?1")?.execute([key])? > 0)
}

/// Saves how a look went.
pub fn save_state(conn: &Connection, key: BusyCalendarKey, state: &LookState) -> Result<(), StoreError> {
    let seconds = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp());
    conn.prepare_cached(
        "UPDATE busy_calendars SET tried_at = :tried, succeeded_at = :succeeded, read_at = :read, next_at = :next,
             failing_since = :since, failures = :failures, fault = :fault, unread = :unread, told_at = :told, etag = :etag,
             last_modified = :modified
         WHERE key = :key",
    )?
    .execute(named_params! {
        ":key": key,
        ":tried": seconds(state.tried_at),
        ":succeeded": seconds(state.succeeded_at),
        ":read": seconds(state.read_at),
        ":next": seconds(state.next_at),
        ":since": seconds(state.failing_since),
        ":failures": state.failures,
        ":fault": state.fault.map(LookFault::word),
        ":unread": state.unread,
        ":told": seconds(state.told_at),
        ":etag": state.etag,
        ":modified": state.last_modified,
    })?;
    Ok(())
}

/// How events that are the shop's own appointments are called in calendar files.
#[derive(Debug, Default)]
pub struct OwnUids {
    /// UIDs of files that were mailed.
    stored: HashSet<String>,
    /// Public ids: a UID without a stored one is the id, an at sign and the shop's host.
    ids: HashSet<String>,
}

impl OwnUids {
    /// Whether the event of that UID is an appointment of the shop.
    pub fn has(&self, uid: &str) -> bool {
        self.stored.contains(uid) || uid.split_once('@').is_some_and(|(id, _)| self.ids.contains(id))
    }
}

/// The UIDs of all appointments that have not ended before `since`.
pub fn own_uids(conn: &Connection, since: Minute) -> Result<OwnUids, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT a.id, b.calendar_uid FROM appointments a LEFT JOIN bookings b ON b.appointment_key = a.key
         WHERE a.starts_at >= ?1",
    )?;
    // An appointment lasts a week at most.
    let mut rows = statement.query([since.plus(-10_080).since_epoch()])?;
    let mut own = OwnUids::default();
    while let Some(row) = rows.next()? {
        own.ids.insert(row.get(0)?);
        own.stored.extend(row.get::<_, Option<String>>(1)?);
    }
    // Also of what is still to be taken out there. What no appointment is known of holds its time until somebody has decided.
    let mut copies = conn.prepare_cached("SELECT appointment_id FROM calendar_copies WHERE conflict IS NOT 'stray'")?;
    for id in copies.query_map([], |row| row.get::<_, String>(0))? {
        own.ids.insert(stem(&id?));
    }
    Ok(own)
}
