//! Which erasures of the ledger this file has seen, and what it holds of the others.

use super::StoreError;
use super::ledger::{Erasure, Trace};
use crate::domain::person::CustomerId;
use crate::domain::snapshot::AppointmentKey;
use rusqlite::{Connection, params};
use std::collections::HashSet;

/// Erased data that is in the file: it was restored from a copy made before.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// Customer records.
    pub customers: Vec<CustomerId>,
    /// Appointments with personal data.
    pub appointments: Vec<AppointmentKey>,
    /// E-mail addresses, in lower case.
    pub addresses: Vec<String>,
}

impl Returned {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Marks an erasure as done in this file.
pub fn note(conn: &Connection, erasure: &Erasure) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO erasures (id, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute(params![erasure.id, erasure.at.timestamp()])?;
    Ok(())
}

/// The erasures that this file has not seen.
pub fn unseen(conn: &Connection, mut ledger: Vec<Erasure>) -> Result<Vec<Erasure>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id FROM erasures")?;
    let seen: HashSet<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    ledger.retain(|erasure| !seen.contains(&erasure.id));
    Ok(ledger)
}

/// What the file holds of these erasures.
pub fn returned(conn: &Connection, erasures: &[Erasure]) -> Result<Returned, StoreError> {
    let mut found = Returned::default();
    if erasures.is_empty() {
        return Ok(found);
    }
    let is_erased = |trace: &Trace<'_>| erasures.iter().any(|erasure| erasure.names(trace));
    let mut statement = conn.prepare("SELECT id, created_at FROM customers")?;
    for row in statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (id, created_at) = row?;
        if is_erased(&Trace::Customer(id, created_at)) {
            found.customers.push(id);
        }
    }
    let mut statement = conn.prepare(
        "SELECT key, id, lower(email), customer_id IS NOT NULL FROM appointments LEFT JOIN bookings ON appointment_key = key
         WHERE first_name IS NOT NULL OR last_name IS NOT NULL OR email IS NOT NULL OR phone IS NOT NULL
            OR note IS NOT NULL OR customer_id IS NOT NULL OR email_folded <> '' OR comment IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, email, is_linked): (String, Option<String>, bool) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let is_theirs = || !is_linked && email.is_some_and(|email| is_erased(&Trace::Address(&email)));
        if is_erased(&Trace::Appointment(&id)) || is_theirs() {
            found.appointments.push(row.get(0)?);
        }
    }
    let mut statement = conn.prepare(
        "SELECT lower(address) FROM outbox
         WHERE address <> '' AND (appointment_key IS NOT NULL OR kind LIKE 'erasure\\_%' ESCAPE '\\')
         UNION SELECT email_folded FROM suppressed_addresses UNION SELECT email_folded FROM erasure_requests",
    )?;
    for address in statement.query_map([], |row| row.get::<_, String>(0))? {
        let address = address?;
        if is_erased(&Trace::Address(&address)) {
            found.addresses.push(address);
        }
    }
    Ok(found)
}
