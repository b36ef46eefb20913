//! Who is signed in. Secrets are known by their SHA-256 only. Instants in seconds.

use super::StoreError;
use crate::domain::account::UserId;
use crate::domain::device::Device;
use rusqlite::{Connection, OptionalExtension, params};

/// A session that has not expired.
pub struct Session {
    /// Whose.
    pub user: UserId,
    /// When it was last used, to the minute or so.
    pub seen_at: i64,
}

/// Writes a new session, and lets expired ones go.
pub fn insert(
    conn: &Connection,
    token_hash: &[u8],
    user: UserId,
    device: &Device,
    now: i64,
    expires_at: i64,
) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM sessions WHERE expires_at <= ?1")?.execute([now])?;
    conn.prepare_cached(
        "INSERT INTO sessions (token_hash, user_id, created_at, seen_at, expires_at, browser, system)
         VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![token_hash, user, now, expires_at, device.browser, device.system])?;
    Ok(())
}

/// The session of that secret.
pub fn find(conn: &Connection, token_hash: &[u8], now: i64) -> Result<Option<Session>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT user_id, seen_at FROM sessions WHERE token_hash = ?1 AND expires_at > ?2")?
        .query_row(params![token_hash, now], |row| Ok(Session { user: row.get(0)?, seen_at: row.get(1)? }))
        .optional()?)
}

/// Notes that a session is in use, and how long it holds from now on.
pub fn touch(conn: &Connection, token_hash: &[u8], now: i64, expires_at: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE sessions SET seen_at = ?2, expires_at = ?3 WHERE token_hash = ?1")?
        .execute(params![token_hash, now, expires_at])?;
    Ok(())
}

/// Ends one session.
pub fn delete(conn: &Connection, token_hash: &[u8]) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM sessions WHERE token_hash = ?1")?.execute([token_hash])?;
    Ok(())
}

/// Ends all sessions of a user.
pub fn delete_all(conn: &Connection, user: UserId) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM sessions WHERE user_id = ?1")?.execute([user])?;
    Ok(())
}

/// A session in a list.
pub struct Listed {
    /// The hash of its secret.
    pub token_hash: Vec<u8>,
    /// When it began.
    pub created_at: i64,
    /// When it was last used, to the hour.
    pub seen_at: i64,
    /// From where.
    pub device: Device,
}

/// The sessions of a user that have not expired, the last used first.
pub fn of_user(conn: &Connection, user: UserId, now: i64) -> Result<Vec<Listed>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT token_hash, created_at, seen_at, browser, system FROM sessions WHERE user_id = ?1 AND expires_at > ?2
         ORDER BY seen_at DESC, created_at DESC",
    )?;
    let rows = statement.query_map([user, now], |row| {
        let device = Device { browser: row.get(3)?, system: row.get(4)? };
        Ok(Listed { token_hash: row.get(0)?, created_at: row.get(1)?, seen_at: row.get(2)?, device })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
