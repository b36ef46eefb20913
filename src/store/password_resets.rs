//! Links to choose a new password. Only their SHA-256 is stored. Instants in seconds.

use super::StoreError;
use crate::domain::account::UserId;
use rusqlite::{Connection, OptionalExtension, params};

/// Inserts a link and deletes expired ones.
pub fn insert(conn: &Connection, hash: &[u8], user: UserId, now: i64, expires_at: i64) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM password_resets WHERE expires_at <= ?1")?.execute([now])?;
    conn.prepare_cached("INSERT INTO password_resets (token_hash, user_id, expires_at) VALUES (?1, ?2, ?3)")?
        .execute(params![hash, user, expires_at])?;
    Ok(())
}

/// The user whose password the link may set.
pub fn find(conn: &Connection, hash: &[u8], now: i64) -> Result<Option<UserId>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT user_id FROM password_resets WHERE token_hash = ?1 AND expires_at > ?2")?
        .query_row(params![hash, now], |row| row.get(0))
        .optional()?)
}

/// Deletes all links of a user.
pub fn delete_all(conn: &Connection, user: UserId) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM password_resets WHERE user_id = ?1")?.execute([user])?;
    Ok(())
}
