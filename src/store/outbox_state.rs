//! The outbox as the operator sees it: how much waits, and what the mail server said last.

use super::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, named_params};

/// How many mails wait, and how many of them were tried in vain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Due and not sent.
    pub due: u32,
    /// Of these, tried at least once.
    pub tried: u32,
    /// For later: reminders.
    pub later: u32,
}

/// Tries everything that waits for its next try at once: where mail goes has changed.
pub fn hurry_all(conn: &Connection, now: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached("UPDATE outbox SET next_try_at = :now WHERE state = 'queued' AND due_at <= :now")?
        .execute(named_params! { ":now": now.timestamp() })?)
}

/// How many mails wait.
pub fn waiting(conn: &Connection, now: DateTime<Utc>) -> Result<Waiting, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE due_at <= :now) AS due,
                    count(*) FILTER (WHERE due_at <= :now AND attempts > 0) AS tried,
                    count(*) FILTER (WHERE due_at > :now) AS later
             FROM outbox WHERE state = 'queued'",
        )?
        .query_row(named_params! { ":now": now.timestamp() }, |row| {
            Ok(Waiting { due: row.get("due")?, tried: row.get("tried")?, later: row.get("later")? })
        })?)
}

/// What the mail server said last of a mail that is still owed or has failed.
pub fn last_error(conn: &Connection) -> Result<Option<String>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT last_error FROM outbox WHERE last_error IS NOT NULL AND state IN ('queued', 'failed')
             ORDER BY coalesce(ended_at, next_try_at) DESC, id DESC LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?)
}
