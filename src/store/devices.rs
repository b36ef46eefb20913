//! Browsers that somebody has signed in from, by account: several people may share one. Secrets are known by their
//! SHA-256 only. Instants in seconds.

use super::StoreError;
use crate::domain::account::UserId;
use rusqlite::{Connection, OptionalExtension, params};

/// A device is forgotten after this many seconds without a sign-in: as long as browsers keep its cookie.
pub const KEPT_SECONDS: i64 = 365 * 24 * 60 * 60;

/// Whether that account has signed in from the device.
pub fn is_known(conn: &Connection, hash: &[u8], user: UserId) -> Result<bool, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM devices WHERE token_hash = ?1 AND user_id = ?2)")?;
    Ok(statement.query_row(params![hash, user], |row| row.get(0))?)
}

/// Whether anybody has signed in from the device: nobody else can have planted its secret.
pub fn exists(conn: &Connection, hash: &[u8]) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM devices WHERE token_hash = ?1)")?;
    Ok(statement.query_row([hash], |row| row.get(0))?)
}

/// Notes that an account has signed in from the device, which ends its failures there, and lets old devices go.
pub fn remember(conn: &Connection, hash: &[u8], user: UserId, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM devices WHERE seen_at <= ?1")?.execute([now - KEPT_SECONDS])?;
    conn.prepare_cached(
        "INSERT INTO devices (token_hash, user_id, created_at, seen_at) VALUES (?1, ?2, ?3, ?3)
         ON CONFLICT (token_hash, user_id) DO UPDATE SET seen_at = ?3, failed_sign_ins = 0",
    )?
    .execute(params![hash, user, now])?;
    Ok(())
}

/// Counts a failure on the device; how many there were since the last success. `None`: the device is not known.
pub fn count_failure(conn: &Connection, hash: &[u8], user: UserId) -> Result<Option<u32>, StoreError> {
    let mut statement = conn.prepare_cached(
        "UPDATE devices SET failed_sign_ins = failed_sign_ins + 1 WHERE token_hash = ?1 AND user_id = ?2
         RETURNING failed_sign_ins",
    )?;
    Ok(statement.query_row(params![hash, user], |row| row.get(0)).optional()?)
}

/// Forgets a device of an account.
pub fn forget(conn: &Connection, hash: &[u8], user: UserId) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM devices WHERE token_hash = ?1 AND user_id = ?2")?.execute(params![hash, user])?;
    Ok(())
}

/// Forgets all devices of an account but the one with that secret.
pub fn forget_others(conn: &Connection, hash: Option<&[u8]>, user: UserId) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM devices WHERE user_id = ?2 AND token_hash IS NOT ?1")?
        .execute(params![hash, user])?;
    Ok(())
}
