//! How much in the inbox wants the operator's attention.

use super::StoreError;
use crate::domain::time::Minute;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params};

/// What is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests to come that wait for the shop's word.
    pub requests: u32,
    /// News that nobody has seen, requests not counted again.
    pub unseen: u32,
    /// Mails to customers that did not arrive, and that nobody has settled.
    pub undelivered: u32,
}

impl Counts {
    /// The number on the badge.
    pub fn total(self) -> u32 {
        self.requests + self.unseen + self.undelivered
    }
}

/// Counts what is open at `now`.
pub fn counts(conn: &Connection, now: DateTime<Utc>) -> Result<Counts, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT (SELECT count(*) FROM appointments WHERE status = 'requested' AND starts_at > :minute) AS requests,
                (SELECT count(*) FROM news n JOIN appointments a ON a.key = n.appointment_key
                 WHERE n.seen_at IS NULL AND NOT (n.kind = 'requested' AND a.status = 'requested')) AS unseen,
                (SELECT count(*) FROM outbox
                 WHERE state IN ('failed', 'expired') AND settled_at IS NULL
                   AND appointment_key IS NOT NULL AND kind NOT LIKE 'shop\\_%' ESCAPE '\\') AS undelivered",
    )?;
    Ok(statement.query_row(named_params! { ":minute": Minute::floor(now).since_epoch() }, |row| {
        Ok(Counts { requests: row.get("requests")?, unseen: row.get("unseen")?, undelivered: row.get("undelivered")? })
    })?)
}
