//! What mails say and to whom, of an appointment that is somebody else's now.

use crate::domain::snapshot::AppointmentKey;
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params, params};

/// Removes what has not gone out about an appointment, to whomever: nobody sends mail about an imported file.
pub fn remove_queued(conn: &Connection, appointment: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM outbox WHERE appointment_key = ?1 AND state = 'queued'")?
        .execute([appointment])?;
    Ok(())
}

/// Removes what has not gone out to that address about an appointment, for the same reason.
pub fn remove_queued_to(conn: &Connection, appointment: AppointmentKey, address: &str) -> Result<(), StoreError> {
    conn.prepare_cached(
        "DELETE FROM outbox WHERE appointment_key = ?1 AND lower(address) = lower(?2) AND state = 'queued'",
    )?
    .execute(params![appointment, address])?;
    Ok(())
}

/// Forgets what mails about an appointment said that have gone out: it was about somebody else.
pub fn forget_words(conn: &Connection, appointment: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE outbox SET payload = '{}' WHERE appointment_key = ?1 AND state <> 'queued'")?
        .execute([appointment])?;
    Ok(())
}

/// Forgets an address, which is being erased, in what was sent there about appointments that have changed hands since. What
/// has not gone out is withdrawn.
pub fn forget_address(conn: &Connection, address: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE outbox SET address = '', payload = '{}', last_error = NULL, settled_at = coalesce(settled_at, :now),
                ended_at = coalesce(ended_at, :now), state = CASE state WHEN 'queued' THEN 'withdrawn' ELSE state END
         WHERE appointment_key IS NOT NULL AND lower(address) = lower(:address)
           AND NOT EXISTS (SELECT 1 FROM appointments WHERE key = appointment_key AND lower(email) = lower(:address))",
    )?
    .execute(named_params! { ":address": address, ":now": now.timestamp() })?;
    Ok(())
}
