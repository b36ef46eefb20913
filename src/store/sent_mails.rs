//! The mails of one appointment, sent or queued, for its page and for the data export.

use super::StoreError;
use super::outbox::{CAN_GO_AGAIN, OF_SERIES};
use crate::domain::notice::NoticeKind;
use crate::domain::snapshot::AppointmentKey;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params};

/// The state of one mail. No `Debug`, as it holds an address.
#[derive(Clone)]
pub struct SentMail {
    /// Its primary key in the outbox.
    pub id: i64,
    /// Its kind, as stored in the database.
    pub kind: String,
    /// The recipient's address.
    pub address: String,
    /// When it was written, in seconds since 1970.
    pub created_at: i64,
    /// What the shop wrote to the customer in it, while that is kept.
    pub shop_words: Option<String>,
    /// When it was due, in seconds since 1970.
    pub due_at: i64,
    /// Its state: `queued`, `held`, `sent`, `failed`, `expired`, `withdrawn`.
    pub state: String,
    /// When its state became final, in seconds since 1970.
    pub ended_at: Option<i64>,
    /// The mail server's last error.
    pub last_error: Option<String>,
    /// Whether it has failed and can be sent again.
    pub can_go_again: bool,
}

impl SentMail {
    /// Whether it went to the shop rather than to the customer.
    pub fn is_for_shop(&self) -> bool {
        NoticeKind::from_word(&self.kind).is_some_and(NoticeKind::is_for_shop)
    }
}

/// All mails about an appointment, also those about several, in the order they were queued.
pub fn of_appointment(
    conn: &Connection,
    appointment: AppointmentKey,
    now: DateTime<Utc>,
) -> Result<Vec<SentMail>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT id, kind, address, created_at, CASE WHEN json_valid(payload) THEN payload ->> 'shop_words' END AS shop_words, due_at, ended_at, last_error, {CAN_GO_AGAIN} AS can_go_again,
                CASE WHEN state = 'queued' AND held_at IS NOT NULL THEN 'held' ELSE state END AS state
         FROM outbox WHERE appointment_key = :appointment OR id IN ({OF_SERIES}) ORDER BY id"
    ))?;
    let params = named_params! { ":appointment": appointment, ":now": now.timestamp() };
    let mails = statement.query_map(params, |row| {
        Ok(SentMail {
            id: row.get("id")?,
            kind: row.get("kind")?,
            address: row.get("address")?,
            created_at: row.get("created_at")?,
            shop_words: row.get("shop_words")?,
            due_at: row.get("due_at")?,
            state: row.get("state")?,
            ended_at: row.get("ended_at")?,
            last_error: row.get("last_error")?,
            can_go_again: row.get("can_go_again")?,
        })
    })?;
    Ok(mails.collect::<Result<_, _>>()?)
}
