//! Browsers that users have signed in from, by account: several users may share one. Only the SHA-256 of a device's
//! secret is stored. Instants in seconds.

use super::StoreError;
use crate::domain::account::UserId;
use rusqlite::{Connection, OptionalExtension, params};

/// Seconds without a sign-in after which a device is deleted: the maximum life of a cookie.
pub const KEPT_SECONDS: i64 = 365 * 24 * 60 * 60;

/// Whether that account has signed in from the device.
pub fn is_known(conn: &Connection, hash: &[u8], user: UserId) -> Result<bool, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM devices WHERE token_hash = ?1 AND user_id = ?2)")?;
    Ok(statement.query_row(params![hash, user], |row| row.get(0))?)
}

/// Whether any account has signed in from the device, so its secret was not planted by a stranger.
pub fn exists(conn: &Connection, hash: &[u8]) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM devices WHERE token_hash = ?1)")?;
    Ok(statement.query_row([hash], |row| row.get(0))?)
}

/// Records a sign-in from the device, resets its failures, and deletes expired devices.
pub fn remember(conn: &Connection, hash: &[u8], user: UserId, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM devices WHERE seen_at <= ?1")?.execute([now - KEPT_SECONDS])?;
    conn.prepare_cached(
        "INSERT INTO devices (token_hash, user_id, created_at, seen_at) VALUES (?1, ?2, ?3, ?3)
         ON CONFLICT (token_hash, user_id) DO UPDATE SET seen_at = ?3, failed_sign_ins = 0",
    )?
    .execute(params![hash, user, now])?;
    Ok(())
}

/// Counts a failed sign-in; returns their number since the last success. `None`: the device is unknown.
pub fn count_failure(conn: &Connection, hash: &[u8], user: UserId) -> Result<Option<u32>, StoreError> {
    let mut statement = conn.prepare_cached(
        "UPDATE devices SET failed_sign_ins = failed_sign_ins + 1 WHERE token_hash = ?1 AND user_id = ?2
         RETURNING failed_sign_ins",
    )?;
    Ok(statement.query_row(params![hash, user], |row| row.get(0)).optional()?)
}

/// Deletes a device of an account.
pub fn forget(conn: &Connection, hash: &[u8], user: UserId) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM devices WHERE token_hash = ?1 AND user_id = ?2")?.execute(params![hash, user])?;
    Ok(())
}

/// Deletes all devices of an account except the one with that hash.
pub fn forget_others(conn: &Connection, hash: Option<&[u8]>, user: UserId) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM devices WHERE user_id = ?2 AND token_hash IS NOT ?1")?
        .execute(params![hash, user])?;
    Ok(())
}
