//! What is to be sent next, read whole from its row.

use crate::domain::appointment::Status;
use crate::domain::letter::{AccountNotice, AccountNoticeKind, Letter};
use crate::domain::notice::{Notice, NoticeFacts, NoticeKind};
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::domain::wording::OwnWords;
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

/// A mail as the worker takes it. No `Debug`: it holds an address and a token.
#[derive(Clone)]
pub struct OutboxMail {
    /// Its number.
    pub id: i64,
    /// What it tells and to whom.
    pub letter: Letter,
    /// Its Message-ID, without angle brackets.
    pub message_id: String,
    /// How often it was tried before.
    pub attempts: u32,
    /// The shop's own words for it.
    pub own_words: OwnWords,
}

/// A row that [`next_due`] found.
pub enum Due {
    /// To be sent.
    Mail(Box<OutboxMail>),
    /// A reminder of an appointment that is called off or over: to be withdrawn.
    Pointless(i64),
    /// Written by a program whose words this one does not know.
    Unreadable(i64),
}

/// Queued rows that no earlier mail of the same appointment to the same address holds up.
const READY: &str = "state = 'queued' AND (kind = 'reminder' OR NOT EXISTS (
    SELECT 1 FROM outbox earlier
    WHERE earlier.appointment_key = outbox.appointment_key AND earlier.address = outbox.address
      AND earlier.id < outbox.id AND earlier.state = 'queued' AND earlier.kind <> 'reminder'))";

/// The mail that has been due for the longest. A reminder was written long ago: its time, status and SEQUENCE are the
/// appointment's own as of now.
pub fn next_due(conn: &Connection, now: DateTime<Utc>) -> Result<Option<Due>, StoreError> {
    let sql = format!(
        "SELECT id, kind, language, address, payload, message_id, due_at, attempts,
                (SELECT status FROM appointments WHERE key = appointment_key) AS present_status,
                (SELECT starts_at FROM appointments WHERE key = appointment_key) AS present_start,
                (SELECT ends_at FROM appointments WHERE key = appointment_key) AS present_end,
                (SELECT sequence FROM bookings WHERE bookings.appointment_key = outbox.appointment_key) AS present_sequence,
                (SELECT subject FROM mail_texts t WHERE t.kind = outbox.kind AND t.language = outbox.language) AS own_subject,
                (SELECT body FROM mail_texts t WHERE t.kind = outbox.kind AND t.language = outbox.language) AS own_body
         FROM outbox WHERE next_try_at <= :now AND {READY} ORDER BY next_try_at, id LIMIT 1"
    );
    Ok(conn.prepare_cached(&sql)?.query_row(named_params! { ":now": now.timestamp() }, from_row).optional()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Due> {
    let kind: String = row.get("kind")?;
    match AccountNoticeKind::from_word(&kind) {
        Some(kind) => account_from_row(row, kind),
        None => appointment_from_row(row, &kind),
    }
}

fn account_from_row(row: &Row<'_>, kind: AccountNoticeKind) -> rusqlite::Result<Due> {
    let (language, payload): (String, String) = (row.get("language")?, row.get("payload")?);
    let due_at = DateTime::from_timestamp(row.get("due_at")?, 0);
    let (Some(language), Ok(facts), Some(due_at)) =
        (Language::from_tag(&language), serde_json::from_str(&payload), due_at)
    else {
        return Ok(Due::Unreadable(row.get("id")?));
    };
    let notice = AccountNotice { kind, address: row.get("address")?, language, due_at, facts };
    mail_from_row(row, Letter::Account(notice))
}

fn mail_from_row(row: &Row<'_>, letter: Letter) -> rusqlite::Result<Due> {
    Ok(Due::Mail(Box::new(OutboxMail {
        id: row.get("id")?,
        letter,
        message_id: row.get("message_id")?,
        attempts: row.get("attempts")?,
        own_words: OwnWords { subject: row.get("own_subject")?, body: row.get("own_body")? },
    })))
}

fn appointment_from_row(row: &Row<'_>, kind: &str) -> rusqlite::Result<Due> {
    let id = row.get("id")?;
    let (language, payload): (String, String) = (row.get("language")?, row.get("payload")?);
    let words = (NoticeKind::from_word(kind), Language::from_tag(&language));
    let facts: Result<NoticeFacts, _> = serde_json::from_str(&payload);
    let due_at = DateTime::from_timestamp(row.get("due_at")?, 0);
    let (((Some(kind), Some(language)), Ok(mut facts)), Some(due_at)) = ((words, facts), due_at) else {
        return Ok(Due::Unreadable(id));
    };
    if kind == NoticeKind::Reminder {
        let present: Option<String> = row.get("present_status")?;
        facts.status = present.as_deref().and_then(Status::from_word).unwrap_or(facts.status);
        facts.sequence = row.get::<_, Option<u32>>("present_sequence")?.unwrap_or(facts.sequence);
        facts.start = row.get::<_, Option<i64>>("present_start")?.map_or(facts.start, Minute::from_epoch);
        facts.end = row.get::<_, Option<i64>>("present_end")?.map_or(facts.end, Minute::from_epoch);
        if !facts.status.is_open() {
            return Ok(Due::Pointless(id));
        }
    }
    mail_from_row(row, Letter::Appointment(Notice { kind, address: row.get("address")?, language, due_at, facts }))
}

/// The next instant at which there is something to send; it may lie in the past.
pub fn next_due_at(conn: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = format!("SELECT next_try_at FROM outbox WHERE {READY} ORDER BY next_try_at LIMIT 1");
    let seconds: Option<i64> = conn.prepare_cached(&sql)?.query_row([], |row| row.get(0)).optional()?;
    Ok(seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
}
