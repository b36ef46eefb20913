//! What is new for the operator: bookings, requests, moves and cancellations that customers made, unread until seen.

use super::{StoreError, words};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use rusqlite::{Connection, Row, params};

/// What a customer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityKind {
    /// Booked, confirmed at once.
    Booked,
    /// Asked for an appointment; it waits for the shop's word.
    Requested,
    /// Moved an appointment.
    Rescheduled,
    /// Called one off.
    Cancelled,
    /// Said that they never booked it.
    Disowned,
}

impl ActivityKind {
    const ALL: [Self; 5] = [Self::Booked, Self::Requested, Self::Rescheduled, Self::Cancelled, Self::Disowned];

    /// The word in the database.
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

/// One piece of news.
pub struct Activity {
    /// Its number.
    pub id: i64,
    /// What happened.
    pub kind: ActivityKind,
    /// To which appointment.
    pub appointment: AppointmentKey,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Where the appointment was before it was moved.
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

/// Writes a piece of news. Call `WriteTx::inbox_changed` as well. `now` in seconds since 1970.
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

/// The newest news: unseen ones first.
pub fn latest(conn: &Connection, count: u32) -> Result<Vec<Activity>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, kind, appointment_key, at, previous_starts_at, seen_at FROM news
         ORDER BY seen_at IS NOT NULL, id DESC LIMIT ?1",
    )?;
    Ok(statement.query_map([count], from_row)?.collect::<Result<_, _>>()?)
}

/// All about one appointment, the oldest first.
pub fn of_appointment(conn: &Connection, appointment: AppointmentKey) -> Result<Vec<Activity>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, kind, appointment_key, at, previous_starts_at, seen_at FROM news WHERE appointment_key = ?1 ORDER BY id",
    )?;
    Ok(statement.query_map([appointment], from_row)?.collect::<Result<_, _>>()?)
}

/// Marks all news of the appointment that piece `id` tells of, up to that piece; answers how many were unseen.
pub fn mark_seen(conn: &Connection, id: i64, now: i64) -> Result<usize, StoreError> {
    let mut statement = conn.prepare_cached(
        "UPDATE news SET seen_at = ?2 WHERE id <= ?1 AND seen_at IS NULL
           AND appointment_key = (SELECT appointment_key FROM news WHERE id = ?1)",
    )?;
    Ok(statement.execute([id, now])?)
}

/// Marks all up to number `last` as seen, so that what has come meanwhile stays unread; answers how many.
pub fn mark_all_seen(conn: &Connection, last: i64, now: i64) -> Result<usize, StoreError> {
    let mut statement = conn.prepare_cached("UPDATE news SET seen_at = ?2 WHERE id <= ?1 AND seen_at IS NULL")?;
    Ok(statement.execute([last, now])?)
}

/// Marks all news of an appointment: the operator has just dealt with it.
pub fn mark_appointment_seen(conn: &Connection, key: AppointmentKey, now: i64) -> Result<usize, StoreError> {
    let mut statement =
        conn.prepare_cached("UPDATE news SET seen_at = ?2 WHERE appointment_key = ?1 AND seen_at IS NULL")?;
    Ok(statement.execute([key, now])?)
}
