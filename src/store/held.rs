//! Mails held back: written while too many new addresses booked, and not sent before staff releases them.
//!
//! Held mails mark their appointment as a request to be checked ([`requests`]). Releasing does not send these rows:
//! they are withdrawn, and new mails with the appointment's current data are queued.

use super::sources::Source;
use super::{StoreError, known};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params, params};

/// A request whose mails are held.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HeldRequest {
    /// The appointment.
    pub appointment: AppointmentKey,
    /// The network it was booked from, while that is kept.
    pub source: Option<Source>,
}

/// Holds the queued mails of an appointment that go to an unknown address; returns how many.
pub fn hold(conn: &Connection, appointment: AppointmentKey, now: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached(
            "UPDATE outbox SET held_at = :now
             WHERE appointment_key = :appointment AND state = 'queued' AND held_at IS NULL AND to_unknown = 1",
        )?
        .execute(named_params! { ":appointment": appointment, ":now": now.timestamp() })?)
}

/// Whether mails of that appointment are held.
pub fn is_held(conn: &Connection, appointment: AppointmentKey) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM outbox
                        WHERE appointment_key = ?1 AND state = 'queued' AND held_at IS NOT NULL)",
    )?;
    Ok(statement.query_row([appointment], |row| row.get(0))?)
}

/// Withdraws the held mails of an appointment; returns how many.
pub fn withdraw(conn: &Connection, appointment: AppointmentKey, now: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached(
            "UPDATE outbox SET state = 'withdrawn', ended_at = ?2
             WHERE appointment_key = ?1 AND state = 'queued' AND held_at IS NOT NULL",
        )?
        .execute(params![appointment, now.timestamp()])?)
}

/// Open future requests whose mails are held, in order of time.
pub fn requests(conn: &Connection, now: Minute) -> Result<Vec<HeldRequest>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT a.key, b.source
         FROM (SELECT DISTINCT appointment_key AS key FROM outbox WHERE state = 'queued' AND held_at IS NOT NULL) held
         CROSS JOIN appointments a ON a.key = held.key CROSS JOIN bookings b ON b.appointment_key = a.key
         WHERE a.status = 'requested' AND a.starts_at > ?1 ORDER BY a.starts_at, a.key",
    )?;
    let found = statement.query_map([now.since_epoch()], |row| {
        Ok(HeldRequest { appointment: row.get("key")?, source: row.get("source")? })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whether the shop has never written to that address (in lower case), and does not know it otherwise.
pub fn is_new_address(conn: &Connection, email_folded: &str) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM bookings b JOIN outbox o ON o.appointment_key = b.appointment_key
                        WHERE b.email_folded = ?1 AND (o.state = 'queued' OR o.state = 'sent') AND o.held_at IS NULL
                          AND o.kind NOT LIKE 'shop\\_%' ESCAPE '\\')",
    )?;
    let is_written_to: bool = statement.query_row([email_folded], |row| row.get(0))?;
    Ok(!is_written_to && !known::is_known(conn, email_folded)?)
}
