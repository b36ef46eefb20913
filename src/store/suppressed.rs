//! Suppressed addresses: their owners reported a booking they did not make, so no customer mail is sent there until
//! the shop releases them.

use super::StoreError;
use rusqlite::{Connection, params};

/// A suppressed address. No `Debug`, as it holds the address.
pub struct Suppressed {
    /// The address, in lower case.
    pub email_folded: String,
    /// Since when, in seconds since 1970.
    pub since: i64,
}

/// Suppresses an address; a suppressed one keeps its time. `now` in seconds since 1970.
pub fn insert(conn: &Connection, email_folded: &str, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO suppressed_addresses (email_folded, suppressed_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?
    .execute(params![email_folded, now])?;
    Ok(())
}

/// Whether the address (in lower case) is suppressed.
pub fn contains(conn: &Connection, email_folded: &str) -> Result<bool, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM suppressed_addresses WHERE email_folded = ?1)")?;
    Ok(statement.query_row([email_folded], |row| row.get(0))?)
}

/// All suppressed addresses, the latest first.
pub fn all(conn: &Connection) -> Result<Vec<Suppressed>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT email_folded, suppressed_at FROM suppressed_addresses ORDER BY suppressed_at DESC, email_folded",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Suppressed { email_folded: row.get("email_folded")?, since: row.get("suppressed_at")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Releases an address; returns whether it was suppressed.
pub fn release(conn: &Connection, email_folded: &str) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached("DELETE FROM suppressed_addresses WHERE email_folded = ?1")?.execute([email_folded])? > 0)
}
