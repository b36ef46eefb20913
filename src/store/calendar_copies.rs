//! Appointments in calendars kept elsewhere: what is to be brought there, and what was done to it there.

use super::StoreError;
use crate::domain::account_calendar::{AccountCalendarKey, CalendarCopy, Conflict, CopyId, Stray, There};
use crate::domain::busy_calendar::BusyCalendarKey;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

const COLUMNS: &str =
    "id, account_key, appointment_id, wanted, brought, etag, written, seen, tried, kept, attempts, conflict,
     there_starts_at, there_ends_at, there_etag";

fn from_row(row: &Row<'_>) -> rusqlite::Result<CalendarCopy> {
    let minute = |column: &str| -> rusqlite::Result<Option<Minute>> {
        Ok(row.get::<_, Option<i64>>(column)?.map(Minute::from_epoch))
    };
    let conflict: Option<String> = row.get("conflict")?;
    let (start, end, etag) = (minute("there_starts_at")?, minute("there_ends_at")?, row.get("there_etag")?);
    let span = start.zip(end).map(|(start, end)| start..end);
    Ok(CalendarCopy {
        id: row.get("id")?,
        account_calendar: row.get("account_key")?,
        appointment: row.get("appointment_id")?,
        wanted: row.get("wanted")?,
        brought: row.get("brought")?,
        etag: row.get("etag")?,
        written: row.get("written")?,
        seen: row.get("seen")?,
        tried: row.get("tried")?,
        kept: row.get("kept")?,
        attempts: row.get("attempts")?,
        there: conflict.as_deref().and_then(Conflict::from_word).map(|conflict| There { conflict, span, etag }),
    })
}

/// Coming appointments that are to be written: those that hold their time on a resource with such a calendar.
const WANTED: &str = "INSERT OR IGNORE INTO calendar_copies (account_key, appointment_id, wanted)
     SELECT p.key, a.id, 1 FROM appointments a JOIN claims c ON c.appointment_key = a.key AND c.blocking = 1
     JOIN busy_calendars b ON b.resource_id = c.resource_id
     JOIN account_calendars p ON p.calendar_key = b.key AND p.detail IS NOT NULL";

/// An appointment was changed: its copies are to follow, and those that it lacks are owed. Returns whether anything is.
pub fn owe(conn: &Connection, appointment: AppointmentKey, now: Minute) -> Result<bool, StoreError> {
    // Most shops have none: bookings shall not pay for them.
    let has_accounts: bool =
        conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM account_calendars)")?.query_row([], |row| row.get(0))?;
    if !has_accounts {
        return Ok(false);
    }
    let changed = conn
        .prepare_cached(
            "UPDATE calendar_copies SET wanted = wanted + 1, next_at = NULL, attempts = 0
             WHERE appointment_id = (SELECT id FROM appointments WHERE key = ?1)",
        )?
        .execute([appointment])?;
    let sql = format!("{WANTED} WHERE a.key = ?1 AND a.ends_at > ?2");
    let added = conn.prepare_cached(&sql)?.execute(params![appointment, now.since_epoch()])?;
    Ok(changed + added > 0)
}

/// An account was changed: all its copies are to follow, and those of coming appointments that it lacks are owed.
pub fn owe_all(conn: &Connection, account: BusyCalendarKey, now: Minute) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE calendar_copies SET wanted = wanted + 1, next_at = NULL, attempts = 0
         WHERE account_key IN (SELECT key FROM account_calendars WHERE calendar_key = ?1) AND conflict IS NOT 'stray'",
    )?
    .execute([account])?;
    let sql = format!("{WANTED} WHERE b.key = ?1 AND a.ends_at > ?2");
    conn.prepare_cached(&sql)?.execute(params![account, now.since_epoch()])?;
    Ok(())
}

/// The person of an appointment is forgotten: there too, and what programs have written.
pub fn forget(conn: &Connection, appointment: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE calendar_copies SET wanted = wanted + 1, next_at = NULL, attempts = 0, kept = ''
         WHERE appointment_id = (SELECT id FROM appointments WHERE key = ?1)",
    )?
    .execute([appointment])?;
    Ok(())
}

/// Copies that are owed and wait for nothing.
const OWED: &str = "FROM calendar_copies k JOIN account_calendars p ON p.key = k.account_key
     JOIN busy_calendars b ON b.key = p.calendar_key WHERE k.wanted > k.brought AND b.url IS NOT NULL";

/// The accounts that something is to be brought to at `now`.
pub fn accounts_owing(conn: &Connection, now: DateTime<Utc>) -> Result<Vec<BusyCalendarKey>, StoreError> {
    let sql = format!(
        "SELECT DISTINCT b.key {OWED} AND coalesce(k.next_at, 0) <= ?1 AND coalesce(b.send_next_at, 0) <= ?1 ORDER BY b.key"
    );
    Ok(conn.prepare_cached(&sql)?.query_map([now.timestamp()], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// When the next one is to be brought; `None`: nothing is owed.
pub fn next_owed_at(conn: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = format!("SELECT min(max(coalesce(k.next_at, 0), coalesce(b.send_next_at, 0))) {OWED}");
    let seconds: Option<i64> = conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
    Ok(seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
}

/// What is owed to a calendar of an account at `now`, the oldest first.
pub fn owed(
    conn: &Connection,
    calendar: AccountCalendarKey,
    now: DateTime<Utc>,
    count: u32,
) -> Result<Vec<CalendarCopy>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM calendar_copies
         WHERE account_key = ?1 AND wanted > brought AND coalesce(next_at, 0) <= ?2 ORDER BY id LIMIT ?3"
    );
    let found = params![calendar, now.timestamp(), count];
    Ok(conn.prepare_cached(&sql)?.query_map(found, from_row)?.collect::<Result<_, _>>()?)
}

/// All copies in a calendar of an account.
pub fn of_calendar(conn: &Connection, calendar: AccountCalendarKey) -> Result<Vec<CalendarCopy>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM calendar_copies WHERE account_key = ?1 ORDER BY id");
    Ok(conn.prepare_cached(&sql)?.query_map([calendar], from_row)?.collect::<Result<_, _>>()?)
}

/// One copy.
pub fn find(conn: &Connection, id: CopyId) -> Result<Option<CalendarCopy>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM calendar_copies WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([id], from_row).optional()?)
}

/// A copy that somebody has changed in its calendar.
pub struct Disputed {
    /// The copy.
    pub copy: CalendarCopy,
    /// The appointment.
    pub appointment: AppointmentKey,
    /// The account.
    pub account: BusyCalendarKey,
}

/// Those about which somebody is to decide: of appointments that hold their time and have not ended at `now`.
pub fn disputed(conn: &Connection, now: Minute) -> Result<Vec<Disputed>, StoreError> {
    let sql = format!(
        "SELECT {}, a.key AS appointment_key, p.calendar_key FROM calendar_copies k JOIN appointments a ON a.id = k.appointment_id
         JOIN account_calendars p ON p.key = k.account_key
         WHERE k.conflict IS NOT NULL AND a.blocking = 1 AND a.ends_at > ?1 ORDER BY a.starts_at, k.id",
        COLUMNS.replacen("id,", "k.id,", 1)
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let found = statement.query_map([now.since_epoch()], |row| {
        Ok(Disputed {
            copy: from_row(row)?,
            appointment: row.get("appointment_key")?,
            account: row.get("calendar_key")?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How many those are, and those that no appointment is known of.
pub fn count_disputed(conn: &Connection, now: Minute) -> Result<u32, StoreError> {
    let sql = "SELECT count(*) FROM calendar_copies k LEFT JOIN appointments a ON a.id = k.appointment_id
               WHERE k.conflict IS NOT NULL
                   AND CASE k.conflict WHEN 'stray' THEN k.there_ends_at > ?1 ELSE a.blocking = 1 AND a.ends_at > ?1 END";
    Ok(conn.prepare_cached(sql)?.query_row([now.since_epoch()], |row| row.get(0))?)
}

/// Notes copies that no appointment is known of.
pub fn insert_stray(
    conn: &Connection,
    calendar: AccountCalendarKey,
    stray: &Stray,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO calendar_copies
             (account_key, appointment_id, wanted, conflict, there_starts_at, there_ends_at, there_etag, found_at)
         VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        calendar,
        stray.stem,
        Conflict::Stray.word(),
        stray.span.start.since_epoch(),
        stray.span.end.since_epoch(),
        stray.etag,
        now.timestamp()
    ])?;
    Ok(())
}

/// The copies that no appointment is known of and that have not ended at `now`, in order of time, each with its account.
pub fn strays(conn: &Connection, now: Minute) -> Result<Vec<(CalendarCopy, BusyCalendarKey)>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, (SELECT calendar_key FROM account_calendars WHERE key = account_key) AS account
         FROM calendar_copies WHERE conflict = 'stray' AND there_ends_at > ?1 ORDER BY there_starts_at, id"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let found = statement.query_map([now.since_epoch()], |row| Ok((from_row(row)?, row.get("account")?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Notes what is on its way, before it is.
pub fn set_tried(conn: &Connection, id: CopyId, fingerprint: &str) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE calendar_copies SET tried = ?2 WHERE id = ?1")?.execute(params![id, fingerprint])?;
    Ok(())
}

/// Notes how a copy stands. `brought` is the change that it now shows. What was done to it there is noted only if nobody
/// has decided or changed anything since it was read: else it is found again.
pub fn save(conn: &Connection, copy: &CalendarCopy, now: DateTime<Utc>) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE calendar_copies SET brought = :brought, etag = :etag, written = :written, seen = :seen, tried = :tried,
             kept = :kept, attempts = 0, next_at = NULL, fault = NULL WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": copy.id, ":brought": copy.brought, ":etag": copy.etag, ":written": copy.written, ":seen": copy.seen,
        ":tried": copy.tried,
        ":kept": copy.kept,
    })?;
    let there = copy.there.as_ref();
    let span = there.and_then(|there| there.span.as_ref());
    conn.prepare_cached(
        "UPDATE calendar_copies SET conflict = :conflict, there_starts_at = :start, there_ends_at = :end, there_etag = :etag,
             found_at = CASE WHEN :conflict IS NULL THEN NULL ELSE coalesce(found_at, :now) END
         WHERE id = :id AND wanted = :wanted",
    )?
    .execute(named_params! {
        ":id": copy.id, ":wanted": copy.wanted, ":now": now.timestamp(),
        ":conflict": there.map(|there| there.conflict.word()),
        ":start": span.map(|span| span.start.since_epoch()),
        ":end": span.map(|span| span.end.since_epoch()),
        ":etag": there.and_then(|there| there.etag.as_deref()),
    })?;
    Ok(())
}

/// Notes a try that failed for this copy alone.
pub fn postpone(conn: &Connection, id: CopyId, next_at: DateTime<Utc>, fault: &str) -> Result<(), StoreError> {
    let sql = "UPDATE calendar_copies SET attempts = attempts + 1, next_at = ?2, fault = ?3 WHERE id = ?1";
    conn.prepare_cached(sql)?.execute(params![id, next_at.timestamp(), fault])?;
    Ok(())
}

/// Somebody has decided: ours is to be brought over what is there.
pub fn settle(conn: &Connection, copy: &CalendarCopy) -> Result<(), StoreError> {
    let etag = copy.there.as_ref().and_then(|there| there.etag.as_deref());
    conn.prepare_cached(
        "UPDATE calendar_copies SET wanted = wanted + 1, next_at = NULL, attempts = 0, etag = ?2, written = NULL, seen = NULL, tried = NULL,
             conflict = NULL, there_starts_at = NULL, there_ends_at = NULL, there_etag = NULL, found_at = NULL
         WHERE id = ?1",
    )?
    .execute(params![copy.id, etag])?;
    Ok(())
}

/// A copy is gone from its calendar for good, unless its appointment was changed since.
pub fn delete(conn: &Connection, copy: &CalendarCopy) -> Result<bool, StoreError> {
    let sql = "DELETE FROM calendar_copies WHERE id = ?1 AND wanted = ?2";
    Ok(conn.prepare_cached(sql)?.execute(params![copy.id, copy.wanted])? > 0)
}

/// How many copies cannot be brought to an account, although its server answers.
pub fn count_refused(conn: &Connection, account: BusyCalendarKey) -> Result<u32, StoreError> {
    let sql = "SELECT count(*) FROM calendar_copies k JOIN account_calendars p ON p.key = k.account_key
               WHERE p.calendar_key = ?1 AND k.fault IS NOT NULL";
    Ok(conn.prepare_cached(sql)?.query_row([account], |row| row.get(0))?)
}
