//! Whom the shop knows by e-mail address: the one place that says so. A stranger may type any address into a booking; what
//! else they type is mailed to it only once its owner is known.

use super::StoreError;
use crate::domain::snapshot::AppointmentKey;
use rusqlite::{Connection, OptionalExtension};

/// Whether the owner of the address (in lower case) is known: from a record, from an appointment that took place, or
/// because somebody has pressed a button on a page that only a mail to this address led to.
pub fn is_known(conn: &Connection, email_folded: &str) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM customers WHERE email_folded = ?1)
             OR EXISTS (SELECT 1 FROM bookings WHERE email_folded = ?1 AND proven_at IS NOT NULL)
             OR EXISTS (SELECT 1 FROM appointments WHERE lower(email) = ?1 AND status = 'done')",
    )?;
    Ok(statement.query_row([email_folded], |row| row.get(0))?)
}

/// Whether somebody who reads the mails to that address has ever pressed a button.
pub fn has_pressed(conn: &Connection, email_folded: &str) -> Result<bool, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM bookings WHERE email_folded = ?1 AND proven_at IS NOT NULL)")?;
    Ok(statement.query_row([email_folded], |row| row.get(0))?)
}

/// Whether a mail about this appointment to `address` would carry a stranger's words: it was booked online, and nobody
/// knows the address. What the shop itself has entered is nobody's but its own.
pub fn is_stranger(conn: &Connection, appointment: AppointmentKey, address: &str) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached("SELECT online FROM bookings WHERE appointment_key = ?1")?;
    let online = statement.query_row([appointment], |row| row.get(0)).optional()?.unwrap_or(false);
    Ok(online && !is_known(conn, &address.to_lowercase())?)
}
