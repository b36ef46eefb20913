//! Changes to mails of an appointment that gets another customer.

use crate::domain::snapshot::AppointmentKey;
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params, params};

/// Removes the unsent mails about an appointment: an import sends no mail.
pub fn remove_queued(conn: &Connection, appointment: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM outbox WHERE appointment_key = ?1 AND state = 'queued'")?
        .execute([appointment])?;
    Ok(())
}

/// Removes the unsent mails about an appointment to one address, for the same reason.
pub fn remove_queued_to(conn: &Connection, appointment: AppointmentKey, address: &str) -> Result<(), StoreError> {
    conn.prepare_cached(
        "DELETE FROM outbox WHERE appointment_key = ?1 AND lower(address) = lower(?2) AND state = 'queued'",
    )?
    .execute(params![appointment, address])?;
    Ok(())
}

/// Deletes the payload of sent mails about an appointment: they were about its previous customer.
pub fn forget_words(conn: &Connection, appointment: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE outbox SET payload = '{}' WHERE appointment_key = ?1 AND state <> 'queued'")?
        .execute([appointment])?;
    Ok(())
}

/// Erases an address from sent mails about appointments that have another customer now. Unsent ones are withdrawn.
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

/// Deletes the mails to a customer's address about their request of erasure: with the person, they have no meaning.
pub fn forget_erasure_mails(conn: &Connection, address: &str) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM outbox WHERE kind LIKE 'erasure\\_%' ESCAPE '\\' AND lower(address) = lower(?1)")?
        .execute([address])?;
    Ok(())
}
