//! The activity feed of the inbox: what customers did with their bookings, unread until the operator has seen it.

use super::{StoreError, WriteTx, words};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::domain::words::words;
use rusqlite::{Connection, Row, params};

words! {
    /// What a customer did, or a program that keeps calendars.
    pub enum ActivityKind {
        /// Booked, confirmed at once.
        Booked = "booked",
        /// Requested an appointment; it waits for the shop's decision.
        Requested = "requested",
        /// Moved an appointment.
        Rescheduled = "rescheduled",
        /// Cancelled an appointment.
        Cancelled = "cancelled",
        /// Reported that they did not book it.
        Disowned = "disowned",
        /// A program took the appointment out of its calendar.
        CancelledByCalendar = "cancelled_by_calendar",
        /// A program wanted to move it where another one is.
        MoveRefused = "move_refused",
        /// A program wanted to block its time.
        BlockRefused = "block_refused",
    }
}

/// One entry of the feed.
pub struct Activity {
    /// Its primary key.
    pub id: i64,
    /// What the customer did.
    pub kind: ActivityKind,
    /// The appointment concerned.
    pub appointment: AppointmentKey,
    /// Instant, in seconds since 1970.
    pub at: i64,
    /// The start time before it was moved; of a refusal, the one that was wanted.
    pub previous_start: Option<Minute>,
    /// When the operator saw it, in seconds since 1970.
    pub seen_at: Option<i64>,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Activity> {
    Ok(Activity {
        id: row.get("id")?,
        kind: words::read(row, "kind", ActivityKind::from_word)?,
        appointment: row.get("appointment_key")?,
        at: row.get("at")?,
        previous_start: row.get::<_, Option<i64>>("previous_starts_at")?.map(Minute::from_epoch),
        seen_at: row.get("seen_at")?,
    })
}

/// Adds an entry.
pub fn insert(
    tx: &WriteTx<'_>,
    kind: ActivityKind,
    appointment: AppointmentKey,
    previous_start: Option<Minute>,
) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO news (kind, appointment_key, at, previous_starts_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![kind.word(), appointment, tx.now.timestamp(), previous_start.map(Minute::since_epoch)])?;
    tx.inbox_changed();
    Ok(())
}

/// Adds an entry about `start`, unless one like it is unseen.
pub fn insert_once(
    tx: &WriteTx<'_>,
    kind: ActivityKind,
    appointment: AppointmentKey,
    start: Minute,
) -> Result<(), StoreError> {
    let known: bool = tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM news WHERE kind = ?1 AND appointment_key = ?2 AND previous_starts_at = ?3
                              AND seen_at IS NULL)",
        )?
        .query_row(params![kind.word(), appointment, start.since_epoch()], |row| row.get(0))?;
    if known { Ok(()) } else { insert(tx, kind, appointment, Some(start)) }
}

/// The newest entries, unseen ones first.
pub fn latest(conn: &Connection, count: u32) -> Result<Vec<Activity>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, kind, appointment_key, at, previous_starts_at, seen_at FROM news
         ORDER BY seen_at IS NOT NULL, id DESC LIMIT ?1",
    )?;
    Ok(statement.query_map([count], from_row)?.collect::<Result<_, _>>()?)
}

/// Marks the entries of `id`'s appointment up to `id` as seen.
pub fn mark_seen(tx: &WriteTx<'_>, id: i64) -> Result<(), StoreError> {
    mark(tx, "id <= ?1 AND appointment_key = (SELECT appointment_key FROM news WHERE id = ?1)", id)
}

/// Marks all entries up to `last` as seen, so that later ones stay unread.
pub fn mark_all_seen(tx: &WriteTx<'_>, last: i64) -> Result<(), StoreError> {
    mark(tx, "id <= ?1", last)
}

/// Marks all entries of an appointment as seen, since the operator has just handled it.
pub fn mark_appointment_seen(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<(), StoreError> {
    mark(tx, "appointment_key = ?1", key)
}

fn mark(tx: &WriteTx<'_>, which: &str, parameter: i64) -> Result<(), StoreError> {
    tx.prepare_cached(&format!("UPDATE news SET seen_at = ?2 WHERE {which} AND seen_at IS NULL"))?
        .execute([parameter, tx.now.timestamp()])?;
    tx.inbox_changed();
    Ok(())
}
