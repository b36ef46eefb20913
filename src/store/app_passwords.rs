//! Passwords of devices for the calendars under `/dav/`. Instants in seconds.

use super::{StoreError, words};
use crate::domain::account::UserId;
use crate::domain::app_password::AppPassword;
use crate::domain::feed::Detail;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

/// A password as it is stored: without itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPassword {
    /// Its primary key.
    pub id: i64,
    /// Whose it is.
    pub user: UserId,
    /// What it is for.
    pub password: AppPassword,
    /// When it was made.
    pub made_at: i64,
    /// When it was last used, to the day; `None`: never.
    pub used_at: Option<i64>,
}

const COLUMNS: &str = "id, user_id, label, detail, made_at, used_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredPassword> {
    Ok(StoredPassword {
        id: row.get("id")?,
        user: row.get("user_id")?,
        password: AppPassword { label: row.get("label")?, detail: words::read(row, "detail", Detail::from_word)? },
        made_at: row.get("made_at")?,
        used_at: row.get("used_at")?,
    })
}

/// The passwords of an account, in the order in which they were made.
pub fn of_user(conn: &Connection, user: UserId) -> Result<Vec<StoredPassword>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM app_passwords WHERE user_id = ?1 ORDER BY id");
    Ok(conn.prepare_cached(&sql)?.query_map([user], from_row)?.collect::<Result<_, _>>()?)
}

/// The password with that SHA-256.
pub fn find_by_secret(conn: &Connection, secret_hash: &[u8]) -> Result<Option<StoredPassword>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM app_passwords WHERE secret_hash = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([secret_hash], from_row).optional()?)
}

/// Inserts a password. Its label must be new to the account.
pub fn insert(
    conn: &Connection,
    user: UserId,
    new: &AppPassword,
    secret_hash: &[u8],
    now: i64,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO app_passwords (user_id, label, detail, secret_hash, made_at)
         VALUES (:user, :label, :detail, :secret_hash, :now)",
    )?
    .execute(named_params! {
        ":user": user,
        ":label": new.label,
        ":detail": new.detail.word(),
        ":secret_hash": secret_hash,
        ":now": now,
    })?;
    Ok(())
}

/// Notes a use.
pub fn used(conn: &Connection, id: i64, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE app_passwords SET used_at = ?2 WHERE id = ?1")?.execute(params![id, now])?;
    Ok(())
}

/// Deletes a password of an account; returns whether there was one.
pub fn delete(conn: &Connection, user: UserId, id: i64) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached("DELETE FROM app_passwords WHERE id = ?2 AND user_id = ?1")?;
    Ok(statement.execute(params![user, id])? > 0)
}

/// Deletes all passwords of an account.
pub fn delete_all(conn: &Connection, user: UserId) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM app_passwords WHERE user_id = ?1")?.execute([user])?;
    Ok(())
}
