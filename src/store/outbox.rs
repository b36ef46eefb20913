//! The mail queue. Operations add rows in their own transaction ([`enqueue`]); the worker takes them one at a time
//! ([`next_due`]) and records the result. `mailbox` removes rows when an appointment gets another customer;
//! [`super::outbox_state`] counts the queue.
//!
//! Mails of one appointment to one address are sent in the order they were queued: a later one waits for an earlier
//! one that is being retried, so no confirmation arrives after its cancellation. Reminders are exempt. Mails to
//! addresses unknown when they were queued are sent after all others, so that a flood of bookings by strangers does
//! not delay customers. A mail may wait for a while in which it can be taken back (`not_before`, [`claim`]): nothing makes it
//! leave earlier. A held mail (`held_at`) is not due, does not expire and delays nothing. A mail not tried
//! within 48 hours of its due time expires, so that configuring a mail server late does not send old mails; a failing
//! one is retried for 72 hours; one that waits for a server which takes no mail ([`super::mail_outage`]) for a week.

mod again;
mod due;
mod forget;
mod lost;
mod mailbox;
mod outcome;
mod series;
mod undo;
mod waiting;

pub(in crate::store) use again::CAN_GO_AGAIN;
pub use again::{Failed, send_again};
pub use due::{Choice, Due, OutboxMail, next_due, next_due_at};
pub use forget::{forget_accountless, forget_old};
pub use lost::{LOST_LINK, lost_invitations};
pub use mailbox::{forget_address, forget_erasure_mails, forget_words, remove_queued, remove_queued_to};
pub use outcome::{expire_old, has_old, mark_failed, mark_retry, mark_sent, redate};
pub(in crate::store) use series::OF_SERIES;
pub use undo::{QueueChange, QueueState};
pub use waiting::{WaitingMail, claim, last_told, leaves_soon, take_back, take_back_of_series};

use super::sealed::Place;
use super::{StoreError, WriteTx, known};
use crate::domain::erasure::ErasureNotice;
use crate::domain::message::AccountNotice;
use crate::domain::notice::{Notice, NoticeFacts, NoticeKind, Recipient};
use crate::domain::shop::{Language, Shop};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::values::Email;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, named_params, params};
use serde::Serialize;

/// The domain of message ids while the shop has no e-mail address.
const NO_DOMAIN: &str = "terminplaner.invalid";

/// Queues a message that can be taken back, or replaced, until it is due.
pub fn enqueue_to_wait(
    tx: &WriteTx<'_>,
    notice: &Notice,
    appointment: AppointmentKey,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let id = enqueue(tx, notice, Some(appointment), now)?;
    tx.prepare_cached("UPDATE outbox SET not_before = due_at WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Queues a message for delivery, in the transaction of the change it reports.
pub fn enqueue(
    tx: &WriteTx<'_>,
    notice: &Notice,
    appointment: Option<AppointmentKey>,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let id = enqueue_first(tx, notice, appointment, false, now)?;
    if notice.due_at <= now {
        hurry_earlier(tx, id, appointment, &notice.address, now)?;
    }
    Ok(id)
}

/// [`enqueue`] for a new appointment, of which no mail can be waiting. `is_new_address`: its transaction has found that the
/// shop does not know its customer's address ([`super::held::is_new_address`]), and need not look again.
pub fn enqueue_first(
    tx: &WriteTx<'_>,
    notice: &Notice,
    appointment: Option<AppointmentKey>,
    is_new_address: bool,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let to_unknown = match appointment {
        Some(key) if !notice.kind.is_for_shop() => is_new_address || known::is_stranger(tx, key, &notice.address)?,
        _ => false,
    };
    insert(tx, &NewRow::of(notice, appointment, to_unknown), now)
}

/// [`enqueue_first`] for what a shop file brings: `shop` is the shop as it is after the import.
pub fn enqueue_imported(
    conn: &Connection,
    shop: &Shop,
    notice: &Notice,
    appointment: AppointmentKey,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = NewRow::of(notice, Some(appointment), known::is_stranger(conn, appointment, &notice.address)?);
    insert_row(conn, shop, &row, now)?;
    Ok(())
}

/// Whether a mail of that kind about the appointment waits.
pub fn is_queued(conn: &Connection, appointment: AppointmentKey, kind: NoticeKind) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE appointment_key = ?1 AND kind = ?2 AND state = 'queued')";
    Ok(conn.prepare_cached(sql)?.query_row(params![appointment, kind.word()], |row| row.get(0))?)
}

/// Queues a message about an account, in the transaction of the change it reports. One with a link expires with it.
pub fn enqueue_for_account(tx: &WriteTx<'_>, notice: &AccountNotice, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let row = NewRow {
        kind: notice.kind.word(),
        appointment: None,
        language: notice.language,
        address: &notice.address,
        to_unknown: false,
        facts: &notice.facts,
        is_secret: notice.facts.link.is_some(),
        due_at: notice.due_at,
        expires_at: notice.facts.link.as_ref().map(|link| link.expires_at),
    };
    insert(tx, &row, now)
}

/// Queues a message about a request of erasure, in the transaction of the change it reports.
pub fn enqueue_of_erasure(tx: &WriteTx<'_>, notice: &ErasureNotice, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let row = NewRow {
        kind: notice.kind.word(),
        appointment: None,
        language: notice.language,
        address: &notice.address,
        to_unknown: false,
        facts: &notice.facts,
        is_secret: false,
        due_at: notice.due_at,
        expires_at: None,
    };
    insert(tx, &row, now)
}

/// Where the encrypted values of a mail are stored.
pub fn sealed_values(id: i64) -> Place {
    Place { table: "outbox", column: "sealed", row: id }
}

/// The columns of a new row.
struct NewRow<'a, T> {
    kind: &'static str,
    appointment: Option<AppointmentKey>,
    language: Language,
    address: &'a str,
    to_unknown: bool,
    facts: &'a T,
    /// Whether the values are encrypted, since they hold a link to choose a password.
    is_secret: bool,
    due_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
}

impl<'a> NewRow<'a, NoticeFacts> {
    fn of(notice: &'a Notice, appointment: Option<AppointmentKey>, to_unknown: bool) -> Self {
        Self {
            kind: notice.kind.word(),
            appointment,
            language: notice.language,
            address: &notice.address,
            to_unknown,
            facts: &notice.facts,
            is_secret: false,
            due_at: notice.due_at,
            expires_at: notice.pointless_from(),
        }
    }
}

fn insert(tx: &WriteTx<'_>, new: &NewRow<'_, impl Serialize>, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let id = insert_row(tx, &tx.calendar().shop, new, now)?;
    if new.is_secret {
        let sealed = tx.keys.seal(sealed_values(id), payload_of(new)?.as_bytes())?;
        tx.prepare_cached("UPDATE outbox SET sealed = ?2 WHERE id = ?1")?.execute(params![id, sealed])?;
    }
    tx.mail_written();
    Ok(id)
}

fn payload_of(new: &NewRow<'_, impl Serialize>) -> Result<String, StoreError> {
    serde_json::to_string(new.facts).map_err(|error| StoreError::Unreadable(error.to_string()))
}

fn insert_row(
    conn: &Connection,
    shop: &Shop,
    new: &NewRow<'_, impl Serialize>,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let payload = if new.is_secret { "{}".to_owned() } else { payload_of(new)? };
    let expires_at = new.expires_at.unwrap_or(DateTime::<Utc>::MAX_UTC);
    // Message ids start with the time, so that their index grows at its end: a random position would be one more page
    // to write.
    conn.prepare_cached(
        "INSERT INTO outbox (kind, appointment_key, language, address, payload, message_id, created_at, due_at,
                             next_try_at, expires_at, state, to_unknown)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6 || lower(hex(randomblob(12))) || ?7, ?8, ?9, ?9, ?10, 'queued', ?11)",
    )?
    .execute(params![
        new.kind,
        new.appointment,
        new.language.tag(),
        new.address,
        payload,
        format!("{:08x}", now.timestamp()),
        message_id_domain(shop.email.as_deref()),
        now.timestamp(),
        new.due_at.timestamp(),
        expires_at.timestamp(),
        new.to_unknown,
    ])?;
    Ok(conn.last_insert_rowid())
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

/// Makes the earlier mails to the same recipient due now, so that mail `id` does not wait for their back-off.
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
           AND state = 'queued' AND kind <> 'reminder' AND not_before IS NULL",
    )?
    .execute(named_params! { ":id": id, ":appointment": appointment, ":address": address, ":now": now.timestamp() })?;
    Ok(())
}

/// `@` and the domain of the shop's address, in Punycode.
fn message_id_domain(email: Option<&str>) -> String {
    let email = email.map(|email| Email::from_stored(email).to_ascii());
    let domain = email.as_deref().and_then(|email| email.rsplit_once('@')).map(|(_, domain)| domain);
    let plain = |domain: &&str| {
        !domain.is_empty() && domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    };
    format!("@{}", domain.filter(plain).unwrap_or(NO_DOMAIN))
}

/// Shifts the queued reminders of an appointment and redirects them to `address`; deletes them if it has none.
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

/// Whether a mail that announced the appointment was sent to the recipient; for a customer, to the current address.
pub fn was_told(conn: &Connection, appointment: AppointmentKey, recipient: Recipient) -> Result<bool, StoreError> {
    let announces =
        NoticeKind::ALL.into_iter().filter(|kind| kind.recipient() == recipient && kind.has_calendar_file());
    let announces = announces.map(|kind| format!("'{}'", kind.word())).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE appointment_key = ?1 AND state = 'sent' AND kind IN ({announces})
                        AND (?2 OR lower(address) = (SELECT lower(email) FROM appointments WHERE key = ?1)))"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let was_told: bool = statement.query_row(params![appointment, recipient == Recipient::Shop], |row| row.get(0))?;
    Ok(was_told || (recipient == Recipient::Customer && series::was_told(conn, appointment)?))
}

/// Withdraws the unsent mails to one recipient of an appointment, reminders included; not those about several appointments,
/// which are written as these are when they are sent.
pub fn withdraw_waiting(
    conn: &Connection,
    appointment: AppointmentKey,
    recipient: Recipient,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE outbox SET state = 'withdrawn', ended_at = ?3
         WHERE appointment_key = ?1 AND state = 'queued' AND (kind LIKE 'shop\\_%' ESCAPE '\\') = ?2
           AND kind NOT LIKE 'series\\_%' ESCAPE '\\'",
    )?
    .execute(params![appointment, recipient == Recipient::Shop, now.timestamp()])?;
    Ok(())
}

/// Withdraws the unsent mails of one kind of an appointment; returns how many.
pub fn withdraw_kind(
    conn: &Connection,
    appointment: AppointmentKey,
    kind: NoticeKind,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached(
            "UPDATE outbox SET state = 'withdrawn', ended_at = ?3
             WHERE appointment_key = ?1 AND state = 'queued' AND kind = ?2",
        )?
        .execute(params![appointment, kind.word(), now.timestamp()])?)
}

/// Withdraws one mail.
pub fn withdraw(conn: &Connection, id: i64, now: DateTime<Utc>) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE outbox SET state = 'withdrawn', ended_at = ?2 WHERE id = ?1 AND state = 'queued'")?
        .execute(params![id, now.timestamp()])?;
    Ok(())
}

/// Withdraws all unsent mails of an appointment whose customer data is being erased.
pub fn withdraw_all(conn: &Connection, appointment: AppointmentKey, now: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached(
            "UPDATE outbox SET state = 'withdrawn', ended_at = :now
             WHERE appointment_key = :appointment AND state = 'queued'",
        )?
        .execute(named_params! { ":appointment": appointment, ":now": now.timestamp() })?)
}
