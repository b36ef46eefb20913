//! The mails of one appointment, sent or queued, for its page and for the data export.

use super::StoreError;
use crate::domain::notice::NoticeKind;
use crate::domain::snapshot::AppointmentKey;
use rusqlite::Connection;

/// The state of one mail. No `Debug`, as it holds an address.
#[derive(Clone)]
pub struct SentMail {
    /// Its kind, as stored in the database.
    pub kind: String,
    /// The recipient's address.
    pub address: String,
    /// When it was due, in seconds since 1970.
    pub due_at: i64,
    /// Its state: `queued`, `held`, `sent`, `failed`, `expired`, `withdrawn`.
    pub state: String,
    /// When its state became final, in seconds since 1970.
    pub ended_at: Option<i64>,
    /// The mail server's last error.
    pub last_error: Option<String>,
}

impl SentMail {
    /// Whether it went to the shop rather than to the customer.
    pub fn is_for_shop(&self) -> bool {
        NoticeKind::from_word(&self.kind).is_some_and(NoticeKind::is_for_shop)
    }
}

/// All mails about an appointment, in the order they were queued.
pub fn of_appointment(conn: &Connection, appointment: AppointmentKey) -> Result<Vec<SentMail>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT kind, address, due_at, ended_at,
                CASE WHEN state = 'queued' AND held_at IS NOT NULL THEN 'held' ELSE state END AS state, last_error
         FROM outbox WHERE appointment_key = ?1 ORDER BY id",
    )?;
    let mails = statement.query_map([appointment], |row| {
        Ok(SentMail {
            kind: row.get("kind")?,
            address: row.get("address")?,
            due_at: row.get("due_at")?,
            state: row.get("state")?,
            ended_at: row.get("ended_at")?,
            last_error: row.get("last_error")?,
        })
    })?;
    Ok(mails.collect::<Result<_, _>>()?)
}
