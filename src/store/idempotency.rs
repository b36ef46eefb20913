//! Idempotency keys of successful bookings, kept for 24 hours.

use super::StoreError;
use crate::domain::snapshot::AppointmentKey;
use rusqlite::{Connection, OptionalExtension, params};

/// Lifetime of a key, in seconds.
const KEPT_SECONDS: i64 = 24 * 60 * 60;

/// The booking made with a key.
pub struct Known {
    /// SHA-256 of the request body.
    pub body_hash: Vec<u8>,
    /// The appointment it created.
    pub appointment: AppointmentKey,
}

/// The booking made with that key in the last 24 hours. `now` in seconds since 1970.
pub fn find(conn: &Connection, key: &str, now: i64) -> Result<Option<Known>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT body_hash, appointment_key FROM idempotency_keys WHERE key = ?1 AND created_at > ?2")?
        .query_row(params![key, now - KEPT_SECONDS], |row| {
            Ok(Known { body_hash: row.get(0)?, appointment: row.get(1)? })
        })
        .optional()?)
}

/// Stores a key, replacing an expired one. `now` in seconds since 1970.
pub fn keep(
    conn: &Connection,
    key: &str,
    body_hash: &[u8],
    appointment: AppointmentKey,
    now: i64,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO idempotency_keys (key, body_hash, appointment_key, created_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (key) DO UPDATE SET body_hash = ?2, appointment_key = ?3, created_at = ?4",
    )?
    .execute(params![key, body_hash, appointment, now])?;
    Ok(())
}

/// Deletes the keys of an appointment, so that a repeated request no longer returns its link.
pub fn forget(conn: &Connection, appointment: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM idempotency_keys WHERE appointment_key = ?1")?.execute([appointment])?;
    Ok(())
}

/// Deletes keys that have expired, with a reserve of 24 hours in case the clock is set back; returns how many. `now`
/// in seconds since 1970.
pub fn forget_expired(conn: &Connection, now: i64) -> Result<usize, StoreError> {
    let mut statement = conn.prepare_cached("DELETE FROM idempotency_keys WHERE created_at <= ?1")?;
    Ok(statement.execute([now - 2 * KEPT_SECONDS])?)
}
