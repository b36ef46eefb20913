//! Which e-mail addresses the shop knows. A stranger can enter any address in a booking; free text of the booking is
//! mailed there only once the address is known.

use super::StoreError;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::values::Email;
use rusqlite::{Connection, OptionalExtension};

/// Whether the address (in lower case) is known: from a customer record, from an appointment that took place, or
/// because a form was submitted on a page whose link was mailed only there.
pub fn is_known(conn: &Connection, email_folded: &str) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM customers WHERE email_folded = ?1)
             OR EXISTS (SELECT 1 FROM bookings WHERE email_folded = ?1 AND proven_at IS NOT NULL)
             OR EXISTS (SELECT 1 FROM appointments WHERE lower(email) = ?1 AND status = 'done')",
    )?;
    Ok(statement.query_row([email_folded], |row| row.get(0))?)
}

/// Whether a form was ever submitted on a page whose link was mailed only to that address.
pub fn has_pressed(conn: &Connection, email_folded: &str) -> Result<bool, StoreError> {
    let mut statement = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM bookings WHERE email_folded = ?1 AND proven_at IS NOT NULL)")?;
    Ok(statement.query_row([email_folded], |row| row.get(0))?)
}

/// Whether a mail about this appointment to `address` must leave out the booker's free text: it was booked online,
/// and the address is unknown. Text entered by the shop itself is not restricted.
pub fn is_stranger(conn: &Connection, appointment: AppointmentKey, address: &str) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached("SELECT online FROM bookings WHERE appointment_key = ?1")?;
    let online = statement.query_row([appointment], |row| row.get(0)).optional()?.unwrap_or(false);
    Ok(online && !is_known(conn, &Email::fold(address))?)
}
