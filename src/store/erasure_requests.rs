//! Requests of customers to erase the data of their mailbox: open, or declined.

use super::StoreError;
use crate::domain::person::CustomerId;
use crate::domain::shop::Language;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::values::Comment;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A request. No `Debug`, as it holds the address.
#[derive(Clone)]
pub struct ErasureRequest {
    /// Its primary key, which is never used again.
    pub id: i64,
    /// The address of the mailbox, in lower case.
    pub email_folded: String,
    /// The language of the page by which it was made; `None`: not noted then.
    pub language: Option<Language>,
    /// When it was made, in seconds since 1970.
    pub requested_at: i64,
    /// When the shop declined it, in seconds since 1970; `None`: it is open.
    pub declined_at: Option<i64>,
    /// Why, in the shop's words.
    pub reason: Option<Comment>,
}

const COLUMNS: &str = "id, email_folded, language, requested_at, declined_at, reason";

fn from_row(row: &Row<'_>) -> rusqlite::Result<ErasureRequest> {
    let language: Option<String> = row.get(2)?;
    Ok(ErasureRequest {
        id: row.get(0)?,
        email_folded: row.get(1)?,
        language: language.as_deref().and_then(Language::from_tag),
        requested_at: row.get(3)?,
        declined_at: row.get(4)?,
        reason: row.get(5)?,
    })
}

/// Inserts a request, in the place of a declined one; an open one of that mailbox keeps its time. Returns whether it is
/// new.
pub fn insert(conn: &Connection, email_folded: &str, language: Language, now: i64) -> Result<bool, StoreError> {
    conn.prepare_cached("DELETE FROM erasure_requests WHERE email_folded = ?1 AND declined_at IS NOT NULL")?
        .execute([email_folded])?;
    let mut statement = conn.prepare_cached(
        "INSERT INTO erasure_requests (email_folded, language, requested_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (email_folded) DO NOTHING",
    )?;
    Ok(statement.execute(params![email_folded, language.tag(), now])? > 0)
}

/// All open requests, the oldest first.
pub fn open(conn: &Connection) -> Result<Vec<ErasureRequest>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM erasure_requests WHERE declined_at IS NULL ORDER BY requested_at, id");
    Ok(conn.prepare_cached(&sql)?.query_map([], from_row)?.collect::<Result<_, _>>()?)
}

/// The open request with that key.
pub fn find(conn: &Connection, id: i64) -> Result<Option<ErasureRequest>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM erasure_requests WHERE id = ?1 AND declined_at IS NULL");
    Ok(conn.prepare_cached(&sql)?.query_row([id], from_row).optional()?)
}

/// The last request of that mailbox, open or declined.
pub fn of_mailbox(conn: &Connection, email_folded: &str) -> Result<Option<ErasureRequest>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM erasure_requests WHERE email_folded = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([email_folded], from_row).optional()?)
}

/// Notes that the shop has declined a request, and why. It is kept until nothing is held on the mailbox any more.
pub fn decline(conn: &Connection, id: i64, reason: Option<&Comment>, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE erasure_requests SET declined_at = ?3, reason = ?2 WHERE id = ?1")?
        .execute(params![id, reason, now])?;
    Ok(())
}

/// The latest appointment booked with that address.
pub fn latest_appointment(conn: &Connection, email_folded: &str) -> Result<Option<AppointmentKey>, StoreError> {
    let sql = "SELECT appointment_key FROM bookings WHERE email_folded = ?1 ORDER BY booked_at DESC, appointment_key DESC LIMIT 1";
    Ok(conn.prepare_cached(sql)?.query_row([email_folded], |row| row.get(0)).optional()?)
}

/// The customer records of that mailbox: those with its address, and those linked to appointments booked with it.
pub fn records(conn: &Connection, email_folded: &str) -> Result<Vec<CustomerId>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM customers WHERE email_folded = ?1
         UNION SELECT customer_id FROM appointments JOIN bookings ON appointment_key = key
               WHERE bookings.email_folded = ?1 AND customer_id IS NOT NULL
         ORDER BY 1",
    )?;
    Ok(statement.query_map([email_folded], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Deletes the request of an address.
pub fn remove_address(conn: &Connection, email_folded: &str) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM erasure_requests WHERE email_folded = ?1")?.execute([email_folded])?;
    Ok(())
}

/// Deletes the requests of mailboxes on which nothing is held any more; returns them.
pub fn remove_fulfilled(conn: &Connection) -> Result<Vec<ErasureRequest>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "DELETE FROM erasure_requests
         WHERE NOT EXISTS (SELECT 1 FROM bookings WHERE bookings.email_folded = erasure_requests.email_folded)
           AND NOT EXISTS (SELECT 1 FROM customers WHERE customers.email_folded = erasure_requests.email_folded)
           AND NOT EXISTS (SELECT 1 FROM appointments WHERE lower(email) = erasure_requests.email_folded)
         RETURNING {COLUMNS}"
    ))?;
    Ok(statement.query_map([], from_row)?.collect::<Result<_, _>>()?)
}
