//! Sessions of users. Only the SHA-256 of a session's secret is stored. Instants in seconds.

use super::{StoreError, WriteTx};
use crate::domain::account::UserId;
use crate::domain::user_agent::UserAgent;
use rusqlite::{Connection, OptionalExtension, named_params, params};

/// A session that has not expired.
pub struct Session {
    /// The signed-in user.
    pub user: UserId,
    /// When it was last used, with a precision of ten minutes.
    pub seen_at: i64,
    /// When the password was last entered; `None` if the session was idle for too long since.
    pub proven_at: Option<i64>,
    /// Whether its cookie still has the name used by earlier versions.
    pub old_cookie: bool,
}

/// The columns of a new session.
pub struct NewSession<'a> {
    /// SHA-256 of its secret.
    pub token_hash: &'a [u8],
    /// The user.
    pub user: UserId,
    /// Browser and system.
    pub device: &'a UserAgent,
    /// When it expires if it is not used.
    pub expires_at: i64,
    /// When it expires in any case.
    pub ends_at: i64,
    /// When the password was entered; an instant in the future keeps it valid until then.
    pub proven_at: i64,
}

/// Inserts a session and deletes expired ones.
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

/// The unexpired session with that hash.
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

/// Records a use of the session, and its new expiry. A session last used at `left_alone_since` or earlier is no
/// longer regarded as proven by a password.
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

/// Records that the password was entered.
pub fn prove(conn: &Connection, token_hash: &[u8], now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE sessions SET proven_at = ?2, seen_at = ?2 WHERE token_hash = ?1")?
        .execute(params![token_hash, now])?;
    Ok(())
}

/// Deletes one session.
pub fn delete(tx: &WriteTx<'_>, token_hash: &[u8]) -> Result<(), StoreError> {
    tx.accounts_changed();
    tx.prepare_cached("DELETE FROM sessions WHERE token_hash = ?1")?.execute([token_hash])?;
    Ok(())
}

/// Deletes all sessions of a user.
pub fn delete_all(tx: &WriteTx<'_>, user: UserId) -> Result<(), StoreError> {
    tx.accounts_changed();
    tx.prepare_cached("DELETE FROM sessions WHERE user_id = ?1")?.execute([user])?;
    Ok(())
}

/// Deletes all sessions of a user but one.
pub fn delete_others(tx: &WriteTx<'_>, user: UserId, token_hash: &[u8]) -> Result<(), StoreError> {
    tx.accounts_changed();
    tx.prepare_cached("DELETE FROM sessions WHERE user_id = ?1 AND token_hash <> ?2")?
        .execute(params![user, token_hash])?;
    Ok(())
}

/// A session in the list of sign-ins.
pub struct Listed {
    /// SHA-256 of its secret.
    pub token_hash: Vec<u8>,
    /// When it began.
    pub created_at: i64,
    /// When it was last used, with a precision of ten minutes.
    pub seen_at: i64,
    /// Browser and system.
    pub device: UserAgent,
}

/// The unexpired sessions of a user, the most recently used first.
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
