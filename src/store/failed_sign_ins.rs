//! Failed sign-ins of an account since its last success, from unknown devices; known devices have their own counter.
//! Instants in seconds.

use super::StoreError;
use crate::domain::account::UserId;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// The failed sign-ins of an account.
#[derive(Default)]
pub struct Failures {
    /// Number since the last success.
    pub count: u32,
    /// When the account was last notified by mail.
    pub told_at: Option<i64>,
    /// The number at that time.
    pub told_count: u32,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Failures> {
    Ok(Failures { count: row.get(0)?, told_at: row.get(1)?, told_count: row.get(2)? })
}

/// The failed sign-ins of an account.
pub fn of_user(conn: &Connection, user: UserId) -> Result<Failures, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT count, told_at, told_count FROM failed_sign_ins WHERE user_id = ?1")?;
    Ok(statement.query_row([user], from_row).optional()?.unwrap_or_default())
}

/// Adds one.
pub fn add(conn: &Connection, user: UserId) -> Result<Failures, StoreError> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO failed_sign_ins (user_id, count, told_count) VALUES (?1, 1, 0)
         ON CONFLICT (user_id) DO UPDATE SET count = count + 1 RETURNING count, told_at, told_count",
    )?;
    Ok(statement.query_row([user], from_row)?)
}

/// Records that the account was notified of `count` failures.
pub fn told(conn: &Connection, user: UserId, count: u32, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO failed_sign_ins (user_id, count, told_at, told_count) VALUES (?1, 0, ?3, ?2)
         ON CONFLICT (user_id) DO UPDATE SET told_at = ?3, told_count = ?2",
    )?
    .execute(params![user, count, now])?;
    Ok(())
}

/// Resets the counter after a success. The time of the last notification is kept to limit their frequency.
pub fn clear(conn: &Connection, user: UserId) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE failed_sign_ins SET count = 0 WHERE user_id = ?1")?.execute([user])?;
    Ok(())
}
