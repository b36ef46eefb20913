//! The audit log: one row per change, written in its transaction. Holds no personal data of customers: subjects are
//! ids, `details` holds field names and numbers.

use super::StoreError;
use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::time::Minute;
use chrono::DateTime;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};

/// One entry of the log.
pub struct AuditEntry {
    /// When, in seconds since 1970.
    pub at: i64,
    /// Who did it, as [`Actor::word`].
    pub actor: String,
    /// The name of the user; `None`: a customer, the program, or a deleted account.
    pub user_name: Option<String>,
    /// The action, such as `appointment.moved`.
    pub action: String,
    /// The id of its subject.
    pub subject: String,
    /// Field names and numbers.
    pub details: Value,
}

impl AuditEntry {
    /// Whether an actor of that kind did it, whichever user.
    pub fn is_by(&self, actor: Actor) -> bool {
        self.actor == actor.word()
    }

    /// The first word of the action, such as `appointment`.
    pub fn area(&self) -> &str {
        self.action.split_once('.').map_or("", |(area, _)| area)
    }

    /// The instant stored in the details under that name.
    pub fn moment(&self, name: &str) -> Option<Minute> {
        let at = DateTime::parse_from_rfc3339(self.details[name].as_str()?).ok()?;
        Some(Minute::floor(at.to_utc()))
    }
}

/// Adds an entry.
pub fn record(
    conn: &Connection,
    actor: impl Into<Actor>,
    action: &str,
    subject: &str,
    details: &Value,
    now: i64,
) -> Result<(), StoreError> {
    let actor = actor.into();
    conn.prepare_cached(
        "INSERT INTO audit (at, actor, user_id, action, subject, details) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![now, actor.word(), actor.user(), action, subject, details.to_string()])?;
    Ok(())
}

/// Counts frequent events: one entry an hour, with the number of events since it was written.
pub fn count_in_hour(conn: &Connection, action: &str, subject: &str, now: i64) -> Result<(), StoreError> {
    let counted = conn
        .prepare_cached(
            "UPDATE audit SET details = json_set(details, '$.count', json_extract(details, '$.count') + 1)
             WHERE id = (SELECT id FROM audit WHERE subject = ?2 AND action = ?1 ORDER BY id DESC LIMIT 1) AND at > ?3",
        )?
        .execute(params![action, subject, now - 60 * 60])?;
    if counted == 0 {
        record(conn, Actor::Program, action, subject, &json!({ "count": 1 }), now)?;
    }
    Ok(())
}

/// Whether that user has done that before.
pub fn has_done(conn: &Connection, user: UserId, action: &str) -> Result<bool, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM audit WHERE subject = ?2 AND action = ?3 AND user_id = ?1)")?;
    Ok(statement.query_row(params![user, user.to_string(), action], |row| row.get(0))?)
}

/// All entries on `subject` whose action starts with `area` ("appointment."), the oldest first.
pub fn of_subject(conn: &Connection, area: &str, subject: &str) -> Result<Vec<AuditEntry>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT audit.id, at, actor, users.name, action, subject, details FROM audit LEFT JOIN users ON users.id = user_id
         WHERE subject = ?1 AND substr(action, 1, length(?2)) = ?2 ORDER BY audit.id",
    )?;
    let rows = statement.query_map(params![subject, area], from_row)?;
    Ok(rows.map(|row| row.map(|(_, entry)| entry)).collect::<Result<_, _>>()?)
}

/// The details of the newest entry of that action.
pub fn last_details(conn: &Connection, action: &str) -> Result<Option<Value>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT details FROM audit WHERE action = ?1 ORDER BY id DESC LIMIT 1")?;
    let details: Option<String> = statement.query_row([action], |row| row.get(0)).optional()?;
    Ok(details.and_then(|details| serde_json::from_str(&details).ok()))
}

/// The newest entries with an id below `before` (`None`: the newest of all), with their ids. An import is one entry: what
/// it did to each appointment stands in that one's history only.
pub fn latest(conn: &Connection, before: Option<i64>, count: usize) -> Result<Vec<(i64, AuditEntry)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT audit.id, at, actor, users.name, action, subject, details FROM audit LEFT JOIN users ON users.id = user_id
         WHERE audit.id < ?1 AND actor <> ?3 ORDER BY audit.id DESC LIMIT ?2",
    )?;
    let limit = i64::try_from(count).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![before.unwrap_or(i64::MAX), limit, Actor::Import(None).word()], from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<(i64, AuditEntry)> {
    let details: String = row.get("details")?;
    let entry = AuditEntry {
        at: row.get("at")?,
        actor: row.get("actor")?,
        user_name: row.get("name")?,
        action: row.get("action")?,
        subject: row.get("subject")?,
        details: serde_json::from_str(&details).unwrap_or_default(),
    };
    Ok((row.get("id")?, entry))
}
