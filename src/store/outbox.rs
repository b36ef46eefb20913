//! Mails owed. Operations write them in their own transaction ([`enqueue`]); the worker takes them one at a time
//! ([`next_due`]) and notes what became of each.
//!
//! Mails of one appointment to one address leave in the order they were written: a later one waits while an earlier one
//! is still being tried, so that no confirmation arrives after its cancellation. Reminders neither wait nor hold up.
//! A row that nobody tried within 48 hours of its due time expires, so that mail set up late does not flood; one that
//! could not be handed over is tried for 72 hours.

use super::StoreError;
use crate::domain::appointment::Status;
use crate::domain::letter::{AccountNotice, AccountNoticeKind, Letter};
use crate::domain::notice::{Notice, NoticeFacts, NoticeKind};
use crate::domain::planning::AppointmentKey;
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::domain::wording::OwnWords;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use serde::Serialize;
use std::collections::HashMap;

/// The domain of message ids while the shop has no e-mail address.
const NO_DOMAIN: &str = "terminplaner.invalid";

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

/// How many mails did not reach anybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undelivered {
    /// Tried at least once, and still being tried.
    pub waiting: u32,
    /// Due for longer than ten minutes and never tried: nobody sends mail.
    pub untried: u32,
    /// Refused for good by the mail server, or given up after days.
    pub failed: u32,
    /// Never sent, and too late now.
    pub expired: u32,
}

/// Owes `notice`. In the transaction of what it tells about; call `WriteTx::mail_written` as well.
pub fn enqueue(
    conn: &Connection,
    notice: &Notice,
    appointment: Option<AppointmentKey>,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let row = NewRow {
        kind: notice.kind.word(),
        appointment,
        language: notice.language,
        address: &notice.address,
        facts: &notice.facts,
        due_at: notice.due_at,
        expires_at: notice.pointless_from(),
    };
    insert(conn, &row, now)
}

/// Owes a message about an account; nobody wants to read it once its link has ended. In the transaction of what it tells
/// about; call `WriteTx::mail_written` as well.
pub fn enqueue_for_account(conn: &Connection, notice: &AccountNotice, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let row = NewRow {
        kind: notice.kind.word(),
        appointment: None,
        language: notice.language,
        address: &notice.address,
        facts: &notice.facts,
        due_at: notice.due_at,
        expires_at: Some(notice.facts.expires_at),
    };
    insert(conn, &row, now)
}

/// What a new row is made of.
struct NewRow<'a, T> {
    kind: &'static str,
    appointment: Option<AppointmentKey>,
    language: Language,
    address: &'a str,
    facts: &'a T,
    due_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
}

fn insert(conn: &Connection, new: &NewRow<'_, impl Serialize>, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let payload = serde_json::to_string(new.facts).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let expires_at = new.expires_at.unwrap_or(DateTime::<Utc>::MAX_UTC);
    conn.prepare_cached(
        "INSERT INTO outbox (kind, appointment_key, language, address, payload, message_id, created_at, due_at,
                             next_try_at, expires_at, state)
         VALUES (:kind, :appointment, :language, :address, :payload, lower(hex(randomblob(16))) || '@' || :domain,
                 :now, :due, :due, :expires, 'queued')",
    )?
    .execute(named_params! {
        ":kind": new.kind,
        ":appointment": new.appointment,
        ":language": new.language.tag(),
        ":address": new.address,
        ":payload": payload,
        ":domain": message_id_domain(conn)?,
        ":now": now.timestamp(),
        ":due": new.due_at.timestamp(),
        ":expires": expires_at.timestamp(),
    })?;
    let id = conn.last_insert_rowid();
    if new.due_at <= now {
        hurry_earlier(conn, id, new.appointment, new.address, now)?;
    }
    Ok(id)
}

/// What waits for the same reader before mail `id` is tried with it, lest the newer one wait out the older one's back-off.
fn hurry_earlier(
    conn: &Connection,
    id: i64,
    appointment: Option<AppointmentKey>,
    address: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE outbox SET next_try_at = :now
         WHERE appointment_key = :appointment AND address = :address AND id < :id AND next_try_at > :now
           AND state = 'queued' AND kind <> 'reminder'",
    )?
    .execute(named_params! { ":id": id, ":appointment": appointment, ":address": address, ":now": now.timestamp() })?;
    Ok(())
}

/// The domain of the shop's address, where it is a plain one.
fn message_id_domain(conn: &Connection) -> Result<String, StoreError> {
    let email: Option<String> =
        conn.prepare_cached("SELECT email FROM shop")?.query_row([], |row| row.get(0)).optional()?.flatten();
    let domain = email.as_deref().and_then(|email| email.rsplit_once('@')).map(|(_, domain)| domain);
    let plain = |domain: &&str| {
        !domain.is_empty() && domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    };
    Ok(domain.filter(plain).unwrap_or(NO_DOMAIN).to_owned())
}

/// Takes back the reminders of an appointment that have not gone out; answers how many.
pub fn withdraw_reminders(
    conn: &Connection,
    appointment: AppointmentKey,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached(
            "UPDATE outbox SET state = 'withdrawn', ended_at = :now
             WHERE appointment_key = :appointment AND state = 'queued' AND kind = 'reminder'",
        )?
        .execute(named_params! { ":appointment": appointment, ":now": now.timestamp() })?)
}

/// Queued reminders follow an appointment that was moved without a word, or whose customer has another address now.
pub fn move_reminders(
    conn: &Connection,
    appointment: AppointmentKey,
    by: TimeDelta,
    address: Option<&str>,
) -> Result<(), StoreError> {
    const QUEUED: &str = "WHERE appointment_key = :appointment AND state = 'queued' AND kind = 'reminder'";
    let Some(address) = address else {
        let sql = format!("DELETE FROM outbox {QUEUED}");
        conn.prepare_cached(&sql)?.execute(named_params! { ":appointment": appointment })?;
        return Ok(());
    };
    let sql = format!(
        "UPDATE outbox SET due_at = due_at + :by, next_try_at = next_try_at + :by, expires_at = expires_at + :by,
                           address = :address {QUEUED}"
    );
    conn.prepare_cached(&sql)?
        .execute(named_params! { ":appointment": appointment, ":by": by.num_seconds(), ":address": address })?;
    Ok(())
}

/// Takes one mail back.
pub fn withdraw(conn: &Connection, id: i64, now: DateTime<Utc>) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE outbox SET state = 'withdrawn', ended_at = ?2 WHERE id = ?1 AND state = 'queued'")?
        .execute(params![id, now.timestamp()])?;
    Ok(())
}

/// Takes back everything of an appointment that has not gone out: its customer's data is being erased.
pub fn withdraw_all(conn: &Connection, appointment: AppointmentKey, now: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached(
            "UPDATE outbox SET state = 'withdrawn', ended_at = :now
             WHERE appointment_key = :appointment AND state = 'queued'",
        )?
        .execute(named_params! { ":appointment": appointment, ":now": now.timestamp() })?)
}

/// What stays of a payload once its mail has ended: the secret of a link to choose a password must not stay in the file.
const SPENT: &str = "CASE kind WHEN 'password_reset' THEN '{}' ELSE payload END";

/// Queued rows that must not be sent any more: the appointment has passed, never tried in time, or tried for too long.
const OLD: &str =
    "state = 'queued' AND (expires_at <= :now OR due_at <= :now - (CASE attempts WHEN 0 THEN 48 ELSE 72 END) * 3600)";

/// Whether [`expire_old`] has something to do.
pub fn has_old(conn: &Connection, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = format!("SELECT EXISTS (SELECT 1 FROM outbox WHERE {OLD})");
    Ok(conn.prepare_cached(&sql)?.query_row(named_params! { ":now": now.timestamp() }, |row| row.get(0))?)
}

/// Ends what must not be sent any more; answers how many.
pub fn expire_old(conn: &Connection, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let sql = format!(
        "UPDATE outbox SET ended_at = :now, payload = {SPENT},
                state = CASE WHEN expires_at > :now AND attempts > 0 THEN 'failed' ELSE 'expired' END
         WHERE {OLD}"
    );
    Ok(conn.prepare_cached(&sql)?.execute(named_params! { ":now": now.timestamp() })?)
}

/// Takes back what a clock that was ahead has done, now that it is put right; answers how many rows. Reads all of them: call it
/// only where the clock may have been put back.
///
/// Mails to go at once that wait for an instant no back-off can have set are due; what expired in the future has not.
pub fn redate(conn: &Connection, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let now = now.timestamp();
    let due = conn.execute(
        "UPDATE outbox SET next_try_at = :now, created_at = min(created_at, :now),
                due_at = CASE attempts WHEN 0 THEN min(due_at, :now) ELSE due_at END
         WHERE state = 'queued' AND kind <> 'reminder' AND next_try_at > :now
           AND (created_at > :now OR next_try_at > :now + 6 * 3600)",
        named_params! { ":now": now },
    )?;
    let revived = conn.execute(
        "UPDATE outbox SET state = 'queued', ended_at = NULL WHERE state = 'expired' AND ended_at > :now",
        named_params! { ":now": now },
    )?;
    Ok(due + revived)
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

/// The mail server has taken it. Also holds for a mail withdrawn while it was on its way: it did go out.
pub fn mark_sent(conn: &Connection, id: i64, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = format!(
        "UPDATE outbox SET state = 'sent', attempts = attempts + 1, last_error = NULL, ended_at = ?2, payload = {SPENT}
         WHERE id = ?1"
    );
    conn.prepare_cached(&sql)?.execute(params![id, now.timestamp()])?;
    Ok(())
}

/// It could not be handed over now.
pub fn mark_retry(conn: &Connection, id: i64, next_try: DateTime<Utc>, error: &str) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE outbox SET attempts = attempts + 1, last_error = ?3, next_try_at = ?2 WHERE id = ?1 AND state = 'queued'",
    )?
    .execute(params![id, next_try.timestamp(), error])?;
    Ok(())
}

/// Nothing can be handed over now: everything that is due was tried in vain. Answers how many.
pub fn postpone_due(
    conn: &Connection,
    now: DateTime<Utc>,
    next_try: DateTime<Utc>,
    error: &str,
) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached(
            "UPDATE outbox SET attempts = attempts + 1, last_error = :error, next_try_at = :next
             WHERE state = 'queued' AND next_try_at <= :now",
        )?
        .execute(named_params! { ":now": now.timestamp(), ":next": next_try.timestamp(), ":error": error })?)
}

/// It was refused for good, or cannot be written at all.
pub fn mark_failed(conn: &Connection, id: i64, now: DateTime<Utc>, error: &str) -> Result<(), StoreError> {
    let sql = format!(
        "UPDATE outbox SET state = 'failed', attempts = attempts + 1, last_error = ?3, ended_at = ?2, payload = {SPENT}
         WHERE id = ?1 AND state = 'queued'"
    );
    conn.prepare_cached(&sql)?.execute(params![id, now.timestamp(), error])?;
    Ok(())
}

/// What may become of a mail, as the schema knows it.
const STATES: [&str; 5] = ["queued", "sent", "failed", "expired", "withdrawn"];

/// How many mails there are of each state.
pub fn count_by_state(conn: &Connection) -> Result<Vec<(&'static str, u32)>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT state, count(*) FROM outbox GROUP BY state")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?)))?;
    let counted: HashMap<String, u32> = rows.collect::<Result<_, _>>()?;
    Ok(STATES.map(|state| (state, counted.get(state).copied().unwrap_or_default())).to_vec())
}

/// How many mails did not reach anybody, of those owed since `since`.
pub fn undelivered(conn: &Connection, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<Undelivered, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE state = 'queued' AND attempts > 0) AS waiting,
                    count(*) FILTER (WHERE state = 'queued' AND attempts = 0 AND due_at <= :now - 600) AS untried,
                    count(*) FILTER (WHERE state = 'failed') AS failed,
                    count(*) FILTER (WHERE state = 'expired') AS expired
             FROM outbox WHERE due_at >= :since",
        )?
        .query_row(named_params! { ":now": now.timestamp(), ":since": since.timestamp() }, |row| {
            Ok(Undelivered {
                waiting: row.get("waiting")?,
                untried: row.get("untried")?,
                failed: row.get("failed")?,
                expired: row.get("expired")?,
            })
        })?)
}
