//! Mails owed. Operations write them in their own transaction ([`enqueue`]); the worker takes them one at a time
//! ([`next_due`]) and notes what became of each; what is somebody else's now is taken away by `mailbox`. How it stands as a whole is told by [`super::outbox_state`].
//!
//! Mails of one appointment to one address leave in the order they were written: a later one waits while an earlier one
//! is still being tried, so that no confirmation arrives after its cancellation. Reminders neither wait nor hold up.
//! Mails to addresses that nobody knew when they were written leave after all others, so that no stranger's flood keeps a
//! customer waiting. A held mail (`held_at`) is not due, does not expire and holds nothing up.
//! A row that nobody tried within 48 hours of its due time expires, so that mail set up late does not flood; one that
//! could not be handed over is tried for 72 hours.

mod due;
mod mailbox;
mod outcome;

pub use due::{Due, OutboxMail, next_due, next_due_at};
pub use mailbox::{forget_address, forget_words, remove_queued, remove_queued_to};
pub use outcome::{expire_old, has_old, mark_failed, mark_retry, mark_sent, postpone_due, redate};

use super::{StoreError, WriteTx, known};
use crate::domain::message::AccountNotice;
use crate::domain::notice::{Notice, NoticeKind};
use crate::domain::shop::Language;
use crate::domain::snapshot::AppointmentKey;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, named_params, params};
use serde::Serialize;

/// The domain of message ids while the shop has no e-mail address.
const NO_DOMAIN: &str = "terminplaner.invalid";

/// Owes `notice`. In the transaction of what it tells about; call `WriteTx::mail_written` as well.
pub fn enqueue(
    tx: &WriteTx<'_>,
    notice: &Notice,
    appointment: Option<AppointmentKey>,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let id = enqueue_first(tx, notice, appointment, now)?;
    if notice.due_at <= now {
        hurry_earlier(tx, id, appointment, &notice.address, now)?;
    }
    Ok(id)
}

/// [`enqueue`] where no mail of that appointment can be waiting: it was made just now.
pub fn enqueue_first(
    tx: &WriteTx<'_>,
    notice: &Notice,
    appointment: Option<AppointmentKey>,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let to_unknown = match appointment {
        Some(key) if !notice.kind.is_for_shop() => known::is_stranger(tx, key, &notice.address)?,
        _ => false,
    };
    let row = NewRow {
        kind: notice.kind.word(),
        appointment,
        language: notice.language,
        address: &notice.address,
        to_unknown,
        facts: &notice.facts,
        due_at: notice.due_at,
        expires_at: notice.pointless_from(),
    };
    insert(tx, &row, now)
}

/// Owes a message about an account; nobody wants to read one with a link once that has ended. In the transaction of what it tells
/// about; call `WriteTx::mail_written` as well.
pub fn enqueue_for_account(tx: &WriteTx<'_>, notice: &AccountNotice, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let row = NewRow {
        kind: notice.kind.word(),
        appointment: None,
        language: notice.language,
        address: &notice.address,
        to_unknown: false,
        facts: &notice.facts,
        due_at: notice.due_at,
        expires_at: notice.facts.link.as_ref().map(|link| link.expires_at),
    };
    insert(tx, &row, now)
}

/// What a new row is made of.
struct NewRow<'a, T> {
    kind: &'static str,
    appointment: Option<AppointmentKey>,
    language: Language,
    address: &'a str,
    to_unknown: bool,
    facts: &'a T,
    due_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
}

fn insert(tx: &WriteTx<'_>, new: &NewRow<'_, impl Serialize>, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let payload = serde_json::to_string(new.facts).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let expires_at = new.expires_at.unwrap_or(DateTime::<Utc>::MAX_UTC);
    // The message id begins with the time, so that its index grows at one end: each random place is a page to be written.
    tx.prepare_cached(
        "INSERT INTO outbox (kind, appointment_key, language, address, payload, message_id, created_at, due_at,
                             next_try_at, expires_at, state, to_unknown)
         VALUES (:kind, :appointment, :language, :address, :payload, :time || lower(hex(randomblob(12))) || :domain,
                 :now, :due, :due, :expires, 'queued', :to_unknown)",
    )?
    .execute(named_params! {
        ":kind": new.kind,
        ":appointment": new.appointment,
        ":language": new.language.tag(),
        ":address": new.address,
        ":payload": payload,
        ":time": format!("{:08x}", now.timestamp()),
        ":domain": message_id_domain(tx.calendar().shop.email.as_deref()),
        ":now": now.timestamp(),
        ":due": new.due_at.timestamp(),
        ":expires": expires_at.timestamp(),
        ":to_unknown": new.to_unknown,
    })?;
    Ok(tx.last_insert_rowid())
}

/// Whether a mail about a refused booking was queued for that address (in lower case) after `since`.
pub fn refusal_told_since(conn: &Connection, email_folded: &str, since: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM bookings b JOIN outbox o ON o.appointment_key = b.appointment_key
                            WHERE b.email_folded = ?1 AND o.kind = ?2 AND o.created_at > ?3)",
        )?
        .query_row(params![email_folded, NoticeKind::BookingRefused.word(), since.timestamp()], |row| row.get(0))?)
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

/// The `@` and the domain of the shop's address, where it is a plain one.
fn message_id_domain(email: Option<&str>) -> String {
    let domain = email.and_then(|email| email.rsplit_once('@')).map(|(_, domain)| domain);
    let plain = |domain: &&str| {
        !domain.is_empty() && domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    };
    format!("@{}", domain.filter(plain).unwrap_or(NO_DOMAIN))
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

/// Who reads the mails about an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Who booked, or for whom it was booked.
    Customer,
    /// The shop itself.
    Shop,
}

/// Whether a mail that told the reader of the appointment has gone out; to a customer, where their mails go now.
pub fn was_told(conn: &Connection, appointment: AppointmentKey, reader: Reader) -> Result<bool, StoreError> {
    let (refused, confirm) = (NoticeKind::BookingRefused, NoticeKind::PleaseConfirm);
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM outbox WHERE appointment_key = ?1 AND state = 'sent' AND kind NOT IN (?3, ?4)
                            AND (kind LIKE 'shop\\_%' ESCAPE '\\') = ?2
                            AND (?2 OR lower(address) = (SELECT lower(email) FROM appointments WHERE key = ?1)))",
        )?
        .query_row(params![appointment, reader == Reader::Shop, refused.word(), confirm.word()], |row| row.get(0))?)
}

/// Takes back what waits for one reader of an appointment, reminders too.
pub fn withdraw_waiting(
    conn: &Connection,
    appointment: AppointmentKey,
    reader: Reader,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE outbox SET state = 'withdrawn', ended_at = ?3
         WHERE appointment_key = ?1 AND state = 'queued' AND (kind LIKE 'shop\\_%' ESCAPE '\\') = ?2",
    )?
    .execute(params![appointment, reader == Reader::Shop, now.timestamp()])?;
    Ok(())
}

/// Takes back what waits of one kind about an appointment.
pub fn withdraw_kind(
    conn: &Connection,
    appointment: AppointmentKey,
    kind: NoticeKind,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE outbox SET state = 'withdrawn', ended_at = ?3 WHERE appointment_key = ?1 AND state = 'queued' AND kind = ?2",
    )?
    .execute(params![appointment, kind.word(), now.timestamp()])?;
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
