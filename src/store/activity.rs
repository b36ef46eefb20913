//! The activity feed of the inbox: what customers did with their bookings, unread until the operator has seen it.

use super::{StoreError, words};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use rusqlite::{Connection, Row, params};

/// What a customer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityKind {
    /// Booked, confirmed at once.
    Booked,
    /// Requested an appointment; it waits for the shop's decision.
    Requested,
    /// Moved an appointment.
    Rescheduled,
    /// Cancelled an appointment.
    Cancelled,
    /// Reported that they did not book it.
    Disowned,
}

impl ActivityKind {
    const ALL: [Self; 5] = [Self::Booked, Self::Requested, Self::Rescheduled, Self::Cancelled, Self::Disowned];

    /// The value in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Requested => "requested",
            Self::Rescheduled => "rescheduled",
            Self::Cancelled => "cancelled",
            Self::Disowned => "disowned",
        }
    }

    /// Reads [`ActivityKind::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
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
    /// The start time before it was moved.
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

/// Adds an entry. Call `WriteTx::inbox_changed` as well. `now` in seconds since 1970.
pub fn insert(
    conn: &Connection,
    kind: ActivityKind,
    appointment: AppointmentKey,
    previous_start: Option<Minute>,
    now: i64,
) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO news (kind, appointment_key, at, previous_starts_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![kind.word(), appointment, now, previous_start.map(Minute::since_epoch)])?;
    Ok(())
}

/// The newest entries, unseen ones first.
pub fn latest(conn: &Connection, count: u32) -> Result<Vec<Activity>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, kind, appointment_key, at, previous_starts_at, seen_at FROM news
         ORDER BY seen_at IS NOT NULL, id DESC LIMIT ?1",
    )?;
    Ok(statement.query_map([count], from_row)?.collect::<Result<_, _>>()?)
}

/// All entries of one appointment, the oldest first.
pub fn of_appointment(conn: &Connection, appointment: AppointmentKey) -> Result<Vec<Activity>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, kind, appointment_key, at, previous_starts_at, seen_at FROM news WHERE appointment_key = ?1 ORDER BY id",
    )?;
    Ok(statement.query_map([appointment], from_row)?.collect::<Result<_, _>>()?)
}

/// Marks the entries of `id`'s appointment up to `id` as seen; returns how many were unseen.
pub fn mark_seen(conn: &Connection, id: i64, now: i64) -> Result<usize, StoreError> {
    let mut statement = conn.prepare_cached(
        "UPDATE news SET seen_at = ?2 WHERE id <= ?1 AND seen_at IS NULL
           AND appointment_key = (SELECT appointment_key FROM news WHERE id = ?1)",
    )?;
    Ok(statement.execute([id, now])?)
}

/// Marks all entries up to `last` as seen, so that later ones stay unread; returns how many.
pub fn mark_all_seen(conn: &Connection, last: i64, now: i64) -> Result<usize, StoreError> {
    let mut statement = conn.prepare_cached("UPDATE news SET seen_at = ?2 WHERE id <= ?1 AND seen_at IS NULL")?;
    Ok(statement.execute([last, now])?)
}

/// Marks all entries of an appointment as seen, since the operator has just handled it.
pub fn mark_appointment_seen(conn: &Connection, key: AppointmentKey, now: i64) -> Result<usize, StoreError> {
    let mut statement =
        conn.prepare_cached("UPDATE news SET seen_at = ?2 WHERE appointment_key = ?1 AND seen_at IS NULL")?;
    Ok(statement.execute([key, now])?)
}
