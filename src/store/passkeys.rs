//! Passkeys of accounts: public keys, which need no protection. Instants in seconds.

use super::StoreError;
use crate::domain::account::UserId;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A passkey.
pub struct Passkey {
    /// Its primary key.
    pub id: i64,
    /// Whose it is.
    pub user: UserId,
    /// What verifies its signatures, as JSON.
    pub credential: String,
    /// The account, as the device knows it.
    pub user_handle: Vec<u8>,
    /// The only host it works at.
    pub host: String,
    /// The name its user gave it.
    pub name: String,
    /// When it was added.
    pub added_at: i64,
    /// When it was used last; `None`: never.
    pub used_at: Option<i64>,
}

/// The columns of a new passkey.
pub struct NewPasskey<'a> {
    /// Whose it is.
    pub user: UserId,
    /// Its id, chosen by the device.
    pub credential_id: &'a [u8],
    /// What verifies its signatures, as JSON.
    pub credential: &'a str,
    /// The account, as the device knows it.
    pub user_handle: &'a [u8],
    /// The only host it works at.
    pub host: &'a str,
    /// The name its user gave it.
    pub name: &'a str,
}

const COLUMNS: &str = "id, user_id, credential, user_handle, host, name, added_at, used_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Passkey> {
    Ok(Passkey {
        id: row.get(0)?,
        user: row.get(1)?,
        credential: row.get(2)?,
        user_handle: row.get(3)?,
        host: row.get(4)?,
        name: row.get(5)?,
        added_at: row.get(6)?,
        used_at: row.get(7)?,
    })
}

/// The passkeys of an account, in the order in which they were added.
pub fn of_user(conn: &Connection, user: UserId) -> Result<Vec<Passkey>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM passkeys WHERE user_id = ?1 ORDER BY id");
    Ok(conn.prepare_cached(&sql)?.query_map([user], from_row)?.collect::<Result<_, _>>()?)
}

/// The passkey with that id, as the device sends it.
pub fn find(conn: &Connection, credential_id: &[u8]) -> Result<Option<Passkey>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM passkeys WHERE credential_id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([credential_id], from_row).optional()?)
}

/// Inserts a passkey. Its `credential_id` must be new.
pub fn insert(conn: &Connection, new: &NewPasskey<'_>, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO passkeys (user_id, credential_id, credential, user_handle, host, name, added_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![new.user, new.credential_id, new.credential, new.user_handle, new.host, new.name, now])?;
    Ok(())
}

/// Records a use, and the credential with its new counter.
pub fn used(conn: &Connection, id: i64, credential: &str, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE passkeys SET credential = ?2, used_at = ?3 WHERE id = ?1")?
        .execute(params![id, credential, now])?;
    Ok(())
}

/// Renames a passkey of an account; returns whether there is such a one with another name.
pub fn rename(conn: &Connection, user: UserId, id: i64, name: &str) -> Result<bool, StoreError> {
    let mut statement =
        conn.prepare_cached("UPDATE passkeys SET name = ?3 WHERE id = ?2 AND user_id = ?1 AND name <> ?3")?;
    Ok(statement.execute(params![user, id, name])? > 0)
}

/// Deletes a passkey of an account; returns its name.
pub fn delete(conn: &Connection, user: UserId, id: i64) -> Result<Option<String>, StoreError> {
    let mut statement = conn.prepare_cached("DELETE FROM passkeys WHERE id = ?2 AND user_id = ?1 RETURNING name")?;
    Ok(statement.query_row(params![user, id], |row| row.get(0)).optional()?)
}

/// Deletes all passkeys of an account.
pub fn delete_all(conn: &Connection, user: UserId) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM passkeys WHERE user_id = ?1")?.execute([user])?;
    Ok(())
}

/// Whether any passkey works at `host`, and whether an account has passkeys that work at others only.
pub fn hosts(conn: &Connection, host: &str) -> Result<(bool, bool), StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM passkeys WHERE host = ?1),
                EXISTS (SELECT 1 FROM passkeys GROUP BY user_id HAVING max(host = ?1) = 0)",
    )?;
    Ok(statement.query_row([host], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
