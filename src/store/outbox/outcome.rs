//! Results of deliveries: sent, retry later, failed, expired. What has ended keeps no link to choose a password.

use crate::store::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params, params};

/// What the end of a mail leaves out: of one about a request of erasure nothing is kept that names the person.
const FORGETS: &str = "sealed = NULL,
    address = CASE WHEN kind LIKE 'erasure\\_%' ESCAPE '\\' THEN '' ELSE address END,
    payload = CASE WHEN kind LIKE 'erasure\\_%' ESCAPE '\\' THEN '{}' ELSE payload END";

/// Marks a mail as accepted by the server; also one that was withdrawn during the delivery, since it was sent.
pub fn mark_sent(conn: &Connection, id: i64, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = format!(
        "UPDATE outbox SET state = 'sent', attempts = attempts + 1, last_error = NULL, ended_at = ?2, {FORGETS}
         WHERE id = ?1"
    );
    conn.prepare_cached(&sql)?.execute(params![id, now.timestamp()])?;
    Ok(())
}

/// Schedules another attempt.
pub fn mark_retry(conn: &Connection, id: i64, next_try: DateTime<Utc>, error: &str) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE outbox SET attempts = attempts + 1, last_error = ?3, next_try_at = ?2 WHERE id = ?1 AND state = 'queued'",
    )?
    .execute(params![id, next_try.timestamp(), error])?;
    Ok(())
}

/// Marks a mail as rejected permanently, or as impossible to render.
pub fn mark_failed(conn: &Connection, id: i64, now: DateTime<Utc>, error: &str) -> Result<(), StoreError> {
    let sql = format!(
        "UPDATE outbox SET state = 'failed', attempts = attempts + 1, last_error = ?3, ended_at = ?2, {FORGETS}
         WHERE id = ?1 AND state = 'queued'"
    );
    conn.prepare_cached(&sql)?.execute(params![id, now.timestamp(), error])?;
    Ok(())
}

/// Queued mails that must not be sent any more: the appointment has passed, they were never tried in time, retried
/// for too long, or waited for too long for a server that takes no mail: these have its error without an attempt of
/// their own. Held ones end with [`HELD_TOO_LONG`] instead.
const OLD: &str = "state = 'queued' AND held_at IS NULL AND (expires_at <= :now OR due_at <= :now - 3600 * \
    CASE WHEN attempts > 0 THEN 72 WHEN last_error IS NULL THEN 48 ELSE 7 * 24 END)";

/// Held mails whose appointment has passed. They end as withdrawn, not as expired.
const HELD_TOO_LONG: &str = "state = 'queued' AND held_at IS NOT NULL AND \
    (SELECT ends_at * 60 FROM appointments WHERE key = appointment_key) <= :now";

/// Whether [`expire_old`] has work to do.
pub fn has_old(conn: &Connection, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE {OLD}) OR EXISTS (SELECT 1 FROM outbox WHERE {HELD_TOO_LONG})"
    );
    Ok(conn.prepare_cached(&sql)?.query_row(named_params! { ":now": now.timestamp() }, |row| row.get(0))?)
}

/// Ends mails that must not be sent any more; returns how many of them expired.
pub fn expire_old(conn: &Connection, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let sql = format!("UPDATE outbox SET ended_at = :now, state = 'withdrawn' WHERE {HELD_TOO_LONG}");
    conn.prepare_cached(&sql)?.execute(named_params! { ":now": now.timestamp() })?;
    let sql = format!(
        "UPDATE outbox SET ended_at = :now, {FORGETS},
                state = CASE WHEN expires_at > :now AND last_error IS NOT NULL THEN 'failed' ELSE 'expired' END
         WHERE {OLD}"
    );
    Ok(conn.prepare_cached(&sql)?.execute(named_params! { ":now": now.timestamp() })?)
}

/// Repairs rows written while the clock was ahead; returns how many. Scans all rows: call it only if the clock may
/// have been set back.
///
/// Mails whose next attempt is later than any back-off become due; mails that expired in the future are queued again.
pub fn redate(conn: &Connection, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let now = now.timestamp();
    let due = conn.execute(
        "UPDATE outbox SET next_try_at = :now, created_at = min(created_at, :now), not_before = min(not_before, :now),
                due_at = CASE attempts WHEN 0 THEN min(due_at, :now) ELSE due_at END
         WHERE state = 'queued' AND kind <> 'reminder' AND next_try_at > :now
           AND (created_at > :now OR next_try_at > :now + 6 * 3600)",
        named_params! { ":now": now },
    )?;
    let revived = conn.execute(
        "UPDATE outbox SET state = 'queued', ended_at = NULL WHERE state = 'expired' AND ended_at > :now",
        named_params! { ":now": now },
    )?;
    conn.execute(
        "UPDATE mail_outage SET next_try_at = :now, since = min(since, :now) WHERE next_try_at > :now + 3600",
        named_params! { ":now": now },
    )?;
    Ok(due + revived)
}
