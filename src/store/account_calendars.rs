//! The calendars of accounts kept elsewhere. Their addresses are secrets.

use super::StoreError;
use super::sealed::{Keyring, Place, Sealed};
use crate::domain::account_calendar::{AccountCalendar, AccountCalendarKey, Chosen, DOUBTED, SendState};
use crate::domain::busy_calendar::{BusyCalendarKey, LookFault};
use crate::domain::feed::Detail;
use crate::domain::values::CalendarUrl;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

fn place(row: AccountCalendarKey) -> Place {
    Place { table: "account_calendars", column: "url", row }
}

/// The calendars of an account; those whose addresses cannot be decrypted are left out.
pub fn of(conn: &Connection, keys: &Keyring, account: BusyCalendarKey) -> Result<Vec<AccountCalendar>, StoreError> {
    let sql =
        "SELECT key, url, name, blocks, detail, version FROM account_calendars WHERE calendar_key = ?1 ORDER BY key";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([account])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let key: AccountCalendarKey = row.get("key")?;
        let sealed: Sealed = row.get("url")?;
        let Some(url) = keys.open_text(place(key), &sealed) else { continue };
        let detail: Option<String> = row.get("detail")?;
        let chosen = Chosen {
            url: CalendarUrl::from_stored(url),
            name: row.get("name")?,
            blocks: row.get("blocks")?,
            detail: detail.as_deref().and_then(Detail::from_word),
        };
        found.push(AccountCalendar { key, account, chosen, version: row.get("version")? });
    }
    Ok(found)
}

/// Adds a calendar of an account.
pub fn insert(
    conn: &Connection,
    keys: &Keyring,
    account: BusyCalendarKey,
    chosen: &Chosen,
) -> Result<AccountCalendarKey, StoreError> {
    let sql = "INSERT INTO account_calendars (calendar_key, url, name, blocks) VALUES (?1, x'', ?2, ?3)";
    conn.prepare_cached(sql)?.execute(params![account, chosen.name, chosen.blocks])?;
    let key = conn.last_insert_rowid();
    let url = keys.seal(place(key), chosen.url.as_bytes())?;
    conn.prepare_cached("UPDATE account_calendars SET url = ?2, detail = ?3 WHERE key = ?1")?.execute(params![
        key,
        url,
        chosen.detail.map(Detail::word)
    ])?;
    Ok(key)
}

/// Changes what was chosen of a calendar; copies there are compared anew. What is doubted stays so.
pub fn update(conn: &Connection, key: AccountCalendarKey, chosen: &Chosen) -> Result<(), StoreError> {
    let sql = "UPDATE account_calendars SET name = ?2, blocks = ?3, detail = ?4, version = CASE WHEN version = ?5 THEN version END
               WHERE key = ?1";
    let detail = chosen.detail.map(Detail::word);
    conn.prepare_cached(sql)?.execute(params![key, chosen.name, chosen.blocks, detail, DOUBTED])?;
    Ok(())
}

/// Deletes the calendars of an account that nothing is wanted of and nothing stands in.
pub fn delete_unused(conn: &Connection, account: BusyCalendarKey) -> Result<(), StoreError> {
    conn.prepare_cached(
        "DELETE FROM account_calendars WHERE calendar_key = ?1 AND blocks = 0 AND detail IS NULL
             AND NOT EXISTS (SELECT 1 FROM calendar_copies WHERE account_key = key)",
    )?
    .execute([account])?;
    Ok(())
}

/// Nothing is wanted of any calendar of an account, until it is chosen anew.
pub fn drop_choices(conn: &Connection, account: BusyCalendarKey) -> Result<(), StoreError> {
    let sql = "UPDATE account_calendars SET blocks = 0, detail = NULL WHERE calendar_key = ?1";
    conn.prepare_cached(sql)?.execute([account])?;
    Ok(())
}

/// Notes the version that copies were compared with.
pub fn set_version(conn: &Connection, key: AccountCalendarKey, version: Option<&str>) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE account_calendars SET version = ?2 WHERE key = ?1")?.execute(params![key, version])?;
    Ok(())
}

/// A backup was restored: in calendars that are written to there may be copies that it does not know. Returns how many of those
/// calendars there are.
pub fn doubt(conn: &Connection) -> Result<usize, StoreError> {
    let sql = "UPDATE account_calendars SET version = ?1
               WHERE detail IS NOT NULL OR key IN (SELECT account_key FROM calendar_copies)";
    let doubted = conn.prepare_cached(sql)?.execute([DOUBTED])?;
    // What they call busy is read anew, too.
    conn.prepare_cached(
        "UPDATE busy_calendars SET etag = NULL WHERE key IN (SELECT calendar_key FROM account_calendars WHERE version = ?1)",
    )?
    .execute([DOUBTED])?;
    Ok(doubted)
}

/// How writing to an account goes.
pub fn send_state(conn: &Connection, account: BusyCalendarKey) -> Result<SendState, StoreError> {
    let sql = "SELECT send_next_at, send_failures, send_fault FROM busy_calendars WHERE key = ?1";
    let found = conn.prepare_cached(sql)?.query_row([account], |row| {
        let fault: Option<String> = row.get(2)?;
        let seconds: Option<i64> = row.get(0)?;
        Ok(SendState {
            next_at: seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)),
            failures: row.get(1)?,
            fault: fault.as_deref().and_then(LookFault::from_word),
        })
    });
    Ok(found.optional()?.unwrap_or_default())
}

/// Notes how writing to an account goes.
pub fn set_send_state(conn: &Connection, account: BusyCalendarKey, state: &SendState) -> Result<(), StoreError> {
    let sql = "UPDATE busy_calendars SET send_next_at = ?2, send_failures = ?3, send_fault = ?4 WHERE key = ?1";
    let seconds = state.next_at.map(|at: DateTime<Utc>| at.timestamp());
    let fault = state.fault.map(LookFault::word);
    conn.prepare_cached(sql)?.execute(params![account, seconds, state.failures, fault])?;
    Ok(())
}
