//! Anonymizes appointments: time, service and resources stay, personal data is deleted from all tables.
//!
//! Deleted content is overwritten (`secure_delete`, see [`super::open`]); [`truncate_log`] then empties the
//! write-ahead log, which still holds the old pages.

use super::{StoreError, calendar_copies, calendar_objects, idempotency, outbox};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params, params};

/// Deletes the customer's data of an appointment: names, addresses, notes and comment, mail payloads, activity.
/// Queued mails are withdrawn. The token is replaced by an unknown one, and the address no longer counts for
/// `max_open_per_email`.
pub fn forget_person(conn: &Connection, key: AppointmentKey, now: DateTime<Utc>) -> Result<(), StoreError> {
    outbox::withdraw_all(conn, key, now)?;
    conn.prepare_cached(
        "UPDATE outbox SET address = '', payload = '{}', last_error = NULL, settled_at = coalesce(settled_at, ?2)
         WHERE appointment_key = ?1",
    )?
    .execute(params![key, now.timestamp()])?;
    conn.prepare_cached(
        "UPDATE appointments SET first_name = NULL, last_name = NULL, email = NULL, phone = NULL, address = NULL, note = NULL,
                reminder_accepted_at = NULL, customer_id = NULL
         WHERE key = ?1",
    )?
    .execute([key])?;
    conn.prepare_cached(
        "UPDATE bookings SET token = lower(hex(randomblob(24))), email_folded = '', comment = NULL, consented_at = NULL,
                mail_secret = '', proven_at = NULL, confirm_by = NULL, source = NULL
         WHERE appointment_key = ?1",
    )?
    .execute([key])?;
    calendar_objects::forget(conn, key)?;
    calendar_copies::forget(conn, key)?;
    // The hash of the request body would confirm a guess about who booked.
    idempotency::forget(conn, key)?;
    conn.prepare_cached("DELETE FROM news WHERE appointment_key = ?1")?.execute([key])?;
    Ok(())
}

/// Appointments that ended before `before` and still hold personal data, oldest first, at most `count`.
pub fn past_with_person(conn: &Connection, before: Minute, count: u32) -> Result<Vec<AppointmentKey>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT key FROM appointments LEFT JOIN bookings ON appointment_key = key
         WHERE starts_at < :before AND ends_at <= :before
           AND (first_name IS NOT NULL OR last_name IS NOT NULL OR email IS NOT NULL OR phone IS NOT NULL
                OR address IS NOT NULL OR note IS NOT NULL OR customer_id IS NOT NULL OR email_folded <> '' OR comment IS NOT NULL)
         ORDER BY starts_at LIMIT :count",
    )?;
    let bounds = named_params! { ":before": before.since_epoch(), ":count": count };
    Ok(statement.query_map(bounds, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Empties the write-ahead log, so that pages from before an erasure are gone from the disk. A long-running reader
/// prevents it until a later call; returns whether it is empty now.
pub fn truncate_log(conn: &Connection) -> Result<bool, StoreError> {
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(busy == 0)
}
