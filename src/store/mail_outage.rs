//! The mail server takes no mail from this shop: since when, why, and when it is tried next. No row while it does.
//!
//! This is the server's state, not that of any mail: mails keep their number of attempts, and go once it is over.

use super::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, named_params};

/// The mail server takes no mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// The first try that failed.
    pub since: DateTime<Utc>,
    /// Tries since then.
    pub attempts: u32,
    /// When it is tried again.
    pub next_try_at: DateTime<Utc>,
    /// The server's last error, without addresses.
    pub error: String,
}

/// The outage, if there is one.
pub fn find(conn: &Connection) -> Result<Option<Outage>, StoreError> {
    let time = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    let mut statement = conn.prepare_cached("SELECT since, attempts, next_try_at, error FROM mail_outage")?;
    let found = statement.query_row([], |row| {
        Ok(Outage {
            since: time(row.get("since")?),
            attempts: row.get("attempts")?,
            next_try_at: time(row.get("next_try_at")?),
            error: row.get("error")?,
        })
    });
    Ok(found.optional()?)
}

/// Records a failed try. Every mail that is due gets the error, too: what waited for the server was not forgotten.
pub fn record(conn: &Connection, now: DateTime<Utc>, next_try: DateTime<Utc>, error: &str) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO mail_outage (id, since, attempts, next_try_at, error) VALUES (1, :now, 1, :next, :error)
         ON CONFLICT (id) DO UPDATE SET attempts = attempts + 1, next_try_at = :next, error = :error",
    )?
    .execute(named_params! { ":now": now.timestamp(), ":next": next_try.timestamp(), ":error": error })?;
    conn.prepare_cached(
        "UPDATE outbox SET last_error = :error
         WHERE state = 'queued' AND held_at IS NULL AND next_try_at <= :now AND last_error IS NOT :error",
    )?
    .execute(named_params! { ":now": now.timestamp(), ":error": error })?;
    Ok(())
}

/// Ends the outage; returns whether there was one.
pub fn clear(conn: &Connection) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached("DELETE FROM mail_outage")?.execute([])? > 0)
}

/// Has the server tried again now.
pub fn hurry(conn: &Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE mail_outage SET next_try_at = ?1")?.execute([now.timestamp()])?;
    Ok(())
}
