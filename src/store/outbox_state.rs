//! Totals of the mail queue for the operator: waiting, undelivered, last error of the mail server.

use super::{StoreError, mail_outage};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, named_params};
use std::collections::HashMap;

/// Number of waiting mails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Due and not sent, or leaving soon.
    pub due: u32,
    /// Of these, tried at least once.
    pub tried: u32,
    /// Not due yet: reminders.
    pub later: u32,
    /// Held until staff releases them.
    pub held: u32,
}

/// Number of mails that were not delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undelivered {
    /// Tried at least once and still being retried.
    pub waiting: u32,
    /// Due for more than ten minutes and never tried: no mail server is set up.
    pub untried: u32,
    /// Rejected permanently by the mail server, or given up after 72 hours.
    pub failed: u32,
    /// Expired without having been sent.
    pub expired: u32,
}

/// When the mail became due that has waited longest, reminders for later left out; `None`: no mail waits.
pub fn oldest_due(conn: &Connection, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT min(due_at) FROM outbox WHERE state = 'queued' AND held_at IS NULL AND due_at <= ?1")?;
    let oldest: Option<i64> = statement.query_row([now.timestamp()], |row| row.get(0))?;
    Ok(oldest.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
}

/// Makes all mails in back-off due now, and has the mail server tried now.
pub fn hurry_all(conn: &Connection, now: DateTime<Utc>) -> Result<usize, StoreError> {
    mail_outage::hurry(conn, now)?;
    Ok(conn
        .prepare_cached("UPDATE outbox SET next_try_at = :now WHERE state = 'queued' AND due_at <= :now")?
        .execute(named_params! { ":now": now.timestamp() })?)
}

/// Counts the waiting mails.
pub fn waiting(conn: &Connection, now: DateTime<Utc>) -> Result<Waiting, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE held_at IS NULL AND (due_at <= :now OR not_before IS NOT NULL)) AS due,
                    count(*) FILTER (WHERE held_at IS NULL AND due_at <= :now AND last_error IS NOT NULL) AS tried,
                    count(*) FILTER (WHERE held_at IS NULL AND due_at > :now AND not_before IS NULL) AS later,
                    count(*) FILTER (WHERE held_at IS NOT NULL) AS held
             FROM outbox WHERE state = 'queued'",
        )?
        .query_row(named_params! { ":now": now.timestamp() }, |row| {
            Ok(Waiting {
                due: row.get("due")?,
                tried: row.get("tried")?,
                later: row.get("later")?,
                held: row.get("held")?,
            })
        })?)
}

/// Whether a mail was sent after that instant, in seconds since 1970.
pub fn has_sent_since(conn: &Connection, since: i64) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'sent' AND ended_at > ?1)";
    Ok(conn.prepare_cached(sql)?.query_row([since], |row| row.get(0))?)
}

/// The last error of the mail server for a mail that is queued or has failed.
pub fn last_error(conn: &Connection) -> Result<Option<String>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT last_error FROM outbox WHERE last_error IS NOT NULL AND state IN ('queued', 'failed')
             ORDER BY coalesce(ended_at, next_try_at) DESC, id DESC LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?)
}

/// The mail server's last error for a mail that waits.
pub fn waiting_error(conn: &Connection) -> Result<Option<String>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT last_error FROM outbox WHERE last_error IS NOT NULL AND state = 'queued' AND held_at IS NULL
             ORDER BY next_try_at DESC, id DESC LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?)
}

/// The states of the schema, and `held` for queued mails that are held.
const STATES: [&str; 6] = ["queued", "held", "sent", "failed", "expired", "withdrawn"];

/// Whether the program knows the word as a mail's state in the file.
pub fn is_state(word: &str) -> bool {
    word != "held" && STATES.contains(&word)
}

/// How many mails there are of each state.
pub fn count_by_state(conn: &Connection) -> Result<Vec<(&'static str, u32)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT CASE WHEN state = 'queued' AND held_at IS NOT NULL THEN 'held' ELSE state END AS shown, count(*)
         FROM outbox GROUP BY shown",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?)))?;
    let counted: HashMap<String, u32> = rows.collect::<Result<_, _>>()?;
    Ok(STATES.map(|state| (state, counted.get(state).copied().unwrap_or_default())).to_vec())
}

/// Counts the undelivered mails among those queued since `since`.
pub fn undelivered(conn: &Connection, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<Undelivered, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE state = 'queued' AND last_error IS NOT NULL) AS waiting,
                    count(*) FILTER (WHERE state = 'queued' AND held_at IS NULL AND last_error IS NULL
                                       AND due_at <= :now - 600) AS untried,
                    count(*) FILTER (WHERE state = 'failed') AS failed,
                    count(*) FILTER (WHERE state = 'expired') AS expired
             FROM outbox WHERE due_at >= :since",
        )?
        .query_row(named_params! { ":now": now.timestamp(), ":since": since.timestamp() }, |row| {
            Ok(Undelivered {
                waiting: row.get("waiting")?,
                untried: row.get("untried")?,
                failed: row.get("failed")?,
                expired: row.get("expired")?,
            })
        })?)
}
