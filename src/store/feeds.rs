//! Secret addresses of calendars to subscribe to. Instants in seconds.

use super::{StoreError, words};
use crate::domain::account::UserId;
use crate::domain::feed::{Detail, Feed};
use crate::domain::ids::ResourceId;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

/// An address as it is stored: without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFeed {
    /// Its primary key.
    pub id: i64,
    /// Whose it is.
    pub user: UserId,
    /// What it shows.
    pub feed: Feed,
    /// When the secret was made.
    pub made_at: i64,
    /// When it was last asked for, to the day; `None`: never.
    pub used_at: Option<i64>,
}

const COLUMNS: &str = "id, user_id, label, resource_id, detail, buffers, made_at, used_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredFeed> {
    Ok(StoredFeed {
        id: row.get("id")?,
        user: row.get("user_id")?,
        feed: Feed {
            label: row.get("label")?,
            resource: row.get::<_, Option<String>>("resource_id")?.map(ResourceId::from),
            detail: words::read(row, "detail", Detail::from_word)?,
            buffers: row.get("buffers")?,
        },
        made_at: row.get("made_at")?,
        used_at: row.get("used_at")?,
    })
}

/// The addresses of an account, in the order in which they were made.
pub fn of_user(conn: &Connection, user: UserId) -> Result<Vec<StoredFeed>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM feeds WHERE user_id = ?1 ORDER BY id");
    Ok(conn.prepare_cached(&sql)?.query_map([user], from_row)?.collect::<Result<_, _>>()?)
}

/// The address with that SHA-256 of its secret.
pub fn find_by_secret(conn: &Connection, secret_hash: &[u8]) -> Result<Option<StoredFeed>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM feeds WHERE secret_hash = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([secret_hash], from_row).optional()?)
}

/// Inserts an address. Its label must be new to the account.
pub fn insert(conn: &Connection, user: UserId, new: &Feed, secret_hash: &[u8], now: i64) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO feeds (user_id, label, resource_id, detail, buffers, secret_hash, made_at)
         VALUES (:user, :label, :resource, :detail, :buffers, :secret_hash, :now)",
    )?
    .execute(named_params! {
        ":user": user,
        ":label": new.label,
        ":resource": new.resource.as_ref().map(ResourceId::as_str),
        ":detail": new.detail.word(),
        ":buffers": new.buffers,
        ":secret_hash": secret_hash,
        ":now": now,
    })?;
    Ok(())
}

/// Replaces the secret of an address of an account; returns what it shows.
pub fn renew(
    conn: &Connection,
    (user, id): (UserId, i64),
    secret_hash: &[u8],
    now: i64,
) -> Result<Option<StoredFeed>, StoreError> {
    let sql = format!(
        "UPDATE feeds SET secret_hash = ?3, made_at = ?4, used_at = NULL WHERE id = ?2 AND user_id = ?1
         RETURNING {COLUMNS}"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    Ok(statement.query_row(params![user, id, secret_hash, now], from_row).optional()?)
}

/// Notes a use.
pub fn used(conn: &Connection, id: i64, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE feeds SET used_at = ?2 WHERE id = ?1")?.execute(params![id, now])?;
    Ok(())
}

/// Deletes an address of an account; returns whether there was one.
pub fn delete(conn: &Connection, user: UserId, id: i64) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached("DELETE FROM feeds WHERE id = ?2 AND user_id = ?1")?.execute(params![user, id])? > 0)
}
