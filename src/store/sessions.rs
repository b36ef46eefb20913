//! Who is signed in. Secrets are known by their SHA-256 only. Instants in seconds.

use super::{StoreError, WriteTx};
use crate::domain::account::UserId;
use crate::domain::user_agent::UserAgent;
use rusqlite::{Connection, OptionalExtension, named_params, params};

/// A session that has not expired.
pub struct Session {
    /// Whose.
    pub user: UserId,
    /// When it was last used, to ten minutes.
    pub seen_at: i64,
    /// When the password was last given in it; `None` where it was left alone for long since.
    pub proven_at: Option<i64>,
    /// Whether it began when its cookie had another name.
    pub old_cookie: bool,
}

/// What a new session is made of.
pub struct NewSession<'a> {
    /// The hash of its secret.
    pub token_hash: &'a [u8],
    /// Whose.
    pub user: UserId,
    /// From where.
    pub device: &'a UserAgent,
    /// Until when it holds without being used.
    pub expires_at: i64,
    /// Until when it holds at all.
    pub ends_at: i64,
    /// When the password was given; a time to come where that shall count until then.
    pub proven_at: i64,
}

/// Writes a new session, and lets ended ones go.
pub fn insert(conn: &Connection, new: &NewSession<'_>, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM sessions WHERE expires_at <= ?1 OR ends_at <= ?1")?.execute([now])?;
    conn.prepare_cached(
        "INSERT INTO sessions (token_hash, user_id, created_at, seen_at, expires_at, ends_at, proven_at, browser, system)
         VALUES (:hash, :user, :now, :now, :expires, :ends, :proven, :browser, :system)",
    )?
    .execute(named_params! {
        ":hash": new.token_hash,
        ":user": new.user,
        ":now": now,
        ":expires": new.expires_at,
        ":ends": new.ends_at,
        ":proven": new.proven_at,
        ":browser": new.device.browser,
        ":system": new.device.system,
    })?;
    Ok(())
}

/// The session of that secret.
pub fn find(conn: &Connection, token_hash: &[u8], now: i64) -> Result<Option<Session>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT user_id, seen_at, proven_at, old_cookie FROM sessions
             WHERE token_hash = ?1 AND expires_at > ?2 AND ends_at > ?2",
        )?
        .query_row(params![token_hash, now], |row| {
            Ok(Session { user: row.get(0)?, seen_at: row.get(1)?, proven_at: row.get(2)?, old_cookie: row.get(3)? })
        })
        .optional()?)
}

/// Notes that a session is in use, and how long it holds from now on. One that was last used at `left_alone_since` or before
/// is no longer proven.
pub fn touch(
    conn: &Connection,
    token_hash: &[u8],
    now: i64,
    expires_at: i64,
    left_alone_since: i64,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE sessions SET seen_at = :now, expires_at = :expires,
                proven_at = CASE WHEN seen_at <= :since AND proven_at <= :now THEN NULL ELSE proven_at END
         WHERE token_hash = :hash",
    )?
    .execute(named_params! { ":hash": token_hash, ":now": now, ":expires": expires_at, ":since": left_alone_since })?;
    Ok(())
}

/// Notes that the password was given.
pub fn prove(conn: &Connection, token_hash: &[u8], now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE sessions SET proven_at = ?2, seen_at = ?2 WHERE token_hash = ?1")?
        .execute(params![token_hash, now])?;
    Ok(())
}

/// Ends one session.
pub fn delete(tx: &WriteTx<'_>, token_hash: &[u8]) -> Result<(), StoreError> {
    tx.accounts_changed();
    tx.prepare_cached("DELETE FROM sessions WHERE token_hash = ?1")?.execute([token_hash])?;
    Ok(())
}

/// Ends all sessions of a user.
pub fn delete_all(tx: &WriteTx<'_>, user: UserId) -> Result<(), StoreError> {
    tx.accounts_changed();
    tx.prepare_cached("DELETE FROM sessions WHERE user_id = ?1")?.execute([user])?;
    Ok(())
}

/// A session in a list.
pub struct Listed {
    /// The hash of its secret.
    pub token_hash: Vec<u8>,
    /// When it began.
    pub created_at: i64,
    /// When it was last used, to ten minutes.
    pub seen_at: i64,
    /// From where.
    pub device: UserAgent,
}

/// The sessions of a user that have not expired, the last used first.
pub fn of_user(conn: &Connection, user: UserId, now: i64) -> Result<Vec<Listed>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT token_hash, created_at, seen_at, browser, system FROM sessions WHERE user_id = ?1 AND expires_at > ?2
                AND ends_at > ?2 ORDER BY seen_at DESC, created_at DESC",
    )?;
    let rows = statement.query_map([user, now], |row| {
        let device = UserAgent { browser: row.get(3)?, system: row.get(4)? };
        Ok(Listed { token_hash: row.get(0)?, created_at: row.get(1)?, seen_at: row.get(2)?, device })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
