//! Requests of customers to erase the data of their mailbox, until the shop has answered them.

use super::StoreError;
use crate::domain::person::CustomerId;
use crate::domain::snapshot::AppointmentKey;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A request. No `Debug`, as it holds the address.
pub struct ErasureRequest {
    /// Its primary key, which is never used again.
    pub id: i64,
    /// The address of the mailbox, in lower case.
    pub email_folded: String,
    /// When it was made, in seconds since 1970.
    pub requested_at: i64,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ErasureRequest> {
    Ok(ErasureRequest { id: row.get(0)?, email_folded: row.get(1)?, requested_at: row.get(2)? })
}

/// Inserts a request; an open one of that mailbox keeps its time. Returns whether it is new.
pub fn insert(conn: &Connection, email_folded: &str, now: i64) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO erasure_requests (email_folded, requested_at) VALUES (?1, ?2) ON CONFLICT (email_folded) DO NOTHING",
    )?;
    Ok(statement.execute(params![email_folded, now])? > 0)
}

/// All open requests, the oldest first.
pub fn all(conn: &Connection) -> Result<Vec<ErasureRequest>, StoreError> {
    let sql = "SELECT id, email_folded, requested_at FROM erasure_requests ORDER BY requested_at, id";
    Ok(conn.prepare_cached(sql)?.query_map([], from_row)?.collect::<Result<_, _>>()?)
}

/// The open request with that key.
pub fn find(conn: &Connection, id: i64) -> Result<Option<ErasureRequest>, StoreError> {
    let sql = "SELECT id, email_folded, requested_at FROM erasure_requests WHERE id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([id], from_row).optional()?)
}

/// When the open request of that mailbox was made, in seconds since 1970.
pub fn requested_at(conn: &Connection, email_folded: &str) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT requested_at FROM erasure_requests WHERE email_folded = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([email_folded], |row| row.get(0)).optional()?)
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

/// Deletes a request.
pub fn remove(conn: &Connection, id: i64) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM erasure_requests WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Deletes the request of an address.
pub fn remove_address(conn: &Connection, email_folded: &str) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM erasure_requests WHERE email_folded = ?1")?.execute([email_folded])?;
    Ok(())
}

/// Deletes the requests of mailboxes on which nothing is held any more; returns how many.
pub fn remove_fulfilled(conn: &Connection) -> Result<usize, StoreError> {
    let mut statement = conn.prepare_cached(
        "DELETE FROM erasure_requests
         WHERE NOT EXISTS (SELECT 1 FROM bookings WHERE bookings.email_folded = erasure_requests.email_folded)
           AND NOT EXISTS (SELECT 1 FROM customers WHERE customers.email_folded = erasure_requests.email_folded)
           AND NOT EXISTS (SELECT 1 FROM appointments WHERE lower(email) = erasure_requests.email_folded)",
    )?;
    Ok(statement.execute([])?)
}
