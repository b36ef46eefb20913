//! The audit log: one row per change, written in its transaction. Holds no personal data of customers: subjects are
//! ids, `details` holds field names and numbers.

use super::StoreError;
use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::time::Minute;
use chrono::DateTime;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use serde_json::{Value, json};

/// One entry of the log.
pub struct AuditEntry {
    /// When, in seconds since 1970.
    pub at: i64,
    /// Who did it, as [`Actor::word`].
    pub actor: String,
    /// The name of the user, also of a deleted account; `None`: a customer, the program, or an account deleted by an
    /// earlier version.
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

/// In the details of an entry: it was done with others of a series, and stands in the history of its appointment only.
pub const IN_SERIES: &str = "in_series";
/// In the details of an entry: a program that keeps calendars did it.
pub const BY_CALENDAR: &str = "by_calendar";

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

/// Whether `actor` has done that to `subject` since `since`, in seconds since 1970.
pub fn has_done_since(
    conn: &Connection,
    actor: Actor,
    action: &str,
    subject: &str,
    since: i64,
) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM audit WHERE subject = ?3 AND action = ?4 AND actor = ?1 AND user_id IS ?2 AND at > ?5)",
    )?;
    Ok(statement.query_row(params![actor.word(), actor.user(), subject, action, since], |row| row.get(0))?)
}

/// All entries on `subject` whose action starts with `area` ("appointment."), the oldest first.
pub fn of_subject(conn: &Connection, area: &str, subject: &str) -> Result<Vec<AuditEntry>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT audit.id, at, actor, coalesce(users.name, user_name) AS name, action, subject, details FROM audit LEFT JOIN users ON users.id = user_id
         WHERE subject = ?1 AND substr(action, 1, length(?2)) = ?2 ORDER BY audit.id",
    )?;
    let rows = statement.query_map(params![subject, area], from_row)?;
    Ok(rows.map(|row| row.map(|(_, entry)| entry)).collect::<Result<_, _>>()?)
}

/// The details of the newest entry of that action.
pub fn last_details(conn: &Connection, action: &str) -> Result<Option<Value>, StoreError> {
    Ok(last(conn, action)?.map(|(_, details)| details))
}

/// The same, and when it was written, in seconds since 1970.
pub fn last(conn: &Connection, action: &str) -> Result<Option<(i64, Value)>, StoreError> {
    let sql = "SELECT at, details FROM audit WHERE action = ?1 ORDER BY id DESC LIMIT 1";
    let found = conn.prepare_cached(sql)?.query_row([action], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
    Ok(found.optional()?.and_then(|(at, details)| Some((at, serde_json::from_str(&details).ok()?))))
}

/// Whose entries are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Those of the users with that name, also of deleted accounts.
    Staff(String),
    /// Those of customers.
    Customers,
    /// Those of the program, and of people who were not signed in.
    Program,
}

/// Which entries are read; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of whom.
    pub who: Option<Who>,
    /// First words of their actions; empty: any.
    pub areas: Vec<&'static str>,
    /// From that instant on, in seconds since 1970.
    pub from: Option<i64>,
    /// Before that instant, in seconds since 1970.
    pub until: Option<i64>,
}

/// The newest entries with an id below `before` (`None`: the newest of all), with their ids. An import, and a
/// change of a series, is one entry: what it did to each appointment stands in that one's history only.
pub fn latest(
    conn: &Connection,
    filter: &Filter,
    before: Option<i64>,
    count: usize,
) -> Result<Vec<(i64, AuditEntry)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT audit.id, at, actor, coalesce(users.name, user_name) AS name, action, subject, details
         FROM audit LEFT JOIN users ON users.id = user_id
         WHERE audit.id < :before AND actor <> :import AND instr(details, :in_series) = 0 AND (:actor IS NULL OR actor = :actor)
           AND (:name IS NULL OR coalesce(users.name, user_name) = :name)
           AND (:areas = '[]' OR substr(action, 1, instr(action, '.') - 1) IN (SELECT value FROM json_each(:areas)))
           AND at >= :from AND at < :until
         ORDER BY audit.id DESC LIMIT :count",
    )?;
    let (actor, name) = match &filter.who {
        None => (None, None),
        Some(Who::Staff(name)) => (Some("staff"), Some(name)),
        Some(Who::Customers) => (Some(Actor::Customer.word()), None),
        Some(Who::Program) => (Some(Actor::Program.word()), None),
    };
    let rows = statement.query_map(
        named_params! {
            ":before": before.unwrap_or(i64::MAX),
            ":import": Actor::Import(None).word(),
            ":in_series": format!("\"{IN_SERIES}\":true"),
            ":actor": actor,
            ":name": name,
            ":areas": json!(filter.areas).to_string(),
            ":from": filter.from.unwrap_or(i64::MIN),
            ":until": filter.until.unwrap_or(i64::MAX),
            ":count": i64::try_from(count).unwrap_or(i64::MAX),
        },
        from_row,
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The names of all users with entries, also of deleted accounts, in order.
pub fn names(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT name FROM users WHERE id IN (SELECT user_id FROM audit)
         UNION SELECT user_name FROM audit WHERE user_name IS NOT NULL ORDER BY 1",
    )?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
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
