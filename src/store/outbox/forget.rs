//! What ended mails keep of persons, and for how long.

use crate::store::StoreError;
use chrono::{DateTime, Duration, Utc};
use rusqlite::{Connection, named_params};

/// How long an ended mail keeps its values, with names and links.
const KEPT: Duration = Duration::days(90);

/// Deletes the values of mails that ended more than 90 days ago, at most `count`; returns how many. The address of a
/// mail about an appointment stays with the appointment: a later change is mailed only to who was told of it.
pub fn forget_old(conn: &Connection, now: DateTime<Utc>, count: u32) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached(
            "UPDATE outbox SET payload = '{}', last_error = NULL, settled_at = coalesce(settled_at, :now),
                    address = CASE WHEN appointment_key IS NULL THEN '' ELSE address END
             WHERE id IN (SELECT id FROM outbox
                          WHERE state <> 'queued' AND ended_at <= :before
                            AND (payload <> '{}' OR (appointment_key IS NULL AND address <> '')) LIMIT :count)",
        )?
        .execute(named_params! {
            ":now": now.timestamp(), ":before": (now - KEPT).timestamp(), ":count": count
        })?)
}

/// Deletes address and values of ended mails about accounts that no longer exist; returns how many.
pub fn forget_accountless(conn: &Connection, now: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached(
            "UPDATE outbox SET payload = '{}', last_error = NULL, settled_at = coalesce(settled_at, :now), address = ''
             WHERE appointment_key IS NULL AND state <> 'queued' AND address <> ''
               AND lower(address) NOT IN (SELECT email FROM users)",
        )?
        .execute(named_params! { ":now": now.timestamp() })?)
}
