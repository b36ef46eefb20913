//! Customer records, and the appointments linked to them. Names are compared in the domain; here are the columns used
//! to find candidates.

use super::StoreError;
use crate::domain::person::{CustomerId, Details, Person, is_another, phonetic_code, search_text, tail};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::domain::values::{Email, PersonName};
use rusqlite::{Connection, OptionalExtension, Params, Row, named_params, params};

/// One row of `customers`. No `Debug`, as it holds personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// Primary key.
    pub id: CustomerId,
    /// The customer's data.
    pub details: Details,
    /// When the record was created, in seconds since 1970.
    pub created_at: i64,
    /// When it was last changed, in seconds since 1970.
    pub updated_at: i64,
}

const COLUMNS: &str = "id, first_name, last_name, email, phone, address, born_on, note, created_at, updated_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Record> {
    let born_on: Option<String> = row.get("born_on")?;
    Ok(Record {
        id: row.get("id")?,
        details: Details {
            person: Person {
                first_name: name(row, "first_name")?,
                last_name: name(row, "last_name")?,
                email: row.get("email")?,
                phone: row.get("phone")?,
            },
            address: row.get("address")?,
            born_on: born_on.and_then(|date| date.parse().ok()),
            note: row.get("note")?,
        },
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// A name of a record; the column is empty if it is unknown.
fn name(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<PersonName>> {
    Ok(Some(row.get(column)?).filter(|name: &PersonName| !name.is_empty()))
}

fn first_name(person: &Person) -> &str {
    person.first_name.as_deref().unwrap_or_default()
}

fn last_name(person: &Person) -> &str {
    person.last_name.as_deref().unwrap_or_default()
}

/// Inserts a record; returns its key. `now` in seconds since 1970.
pub fn insert(conn: &Connection, new: &Details, now: i64) -> Result<CustomerId, StoreError> {
    conn.prepare_cached(
        "INSERT INTO customers (first_name, last_name, email, phone, address, born_on, note, search_text, sound, phone_tail,
                                created_at, updated_at)
         VALUES ('', '', NULL, NULL, NULL, NULL, NULL, '', '', NULL, ?1, ?1)",
    )?
    .execute([now])?;
    let id = conn.last_insert_rowid();
    update(conn, id, new, now)?;
    Ok(id)
}

/// Replaces a customer's data. `now` in seconds since 1970.
pub fn update(conn: &Connection, id: CustomerId, details: &Details, now: i64) -> Result<(), StoreError> {
    let person = &details.person;
    conn.prepare_cached(
        "UPDATE customers SET first_name = :first_name, last_name = :last_name, email = :email, phone = :phone,
                address = :address, born_on = :born_on, note = :note, search_text = :search_text, sound = :sound,
                phone_tail = :phone_tail, updated_at = :now
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": id,
        ":first_name": first_name(person),
        ":last_name": last_name(person),
        ":email": person.email,
        ":phone": person.phone,
        ":address": details.address,
        ":born_on": details.born_on.map(|date| date.to_string()),
        ":note": details.note,
        ":search_text": search_text(person),
        ":sound": phonetic_code(last_name(person)),
        ":phone_tail": person.phone.as_deref().and_then(tail),
        ":now": now,
    })?;
    Ok(())
}

/// Deletes a record; its appointments are kept without a record.
pub fn delete(conn: &Connection, id: CustomerId) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM customers WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The record with that key.
pub fn find(conn: &Connection, id: CustomerId) -> Result<Option<Record>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM customers WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([id], from_row).optional()?)
}

/// All records, ordered by name.
pub fn all(conn: &Connection) -> Result<Vec<Record>, StoreError> {
    rows(conn, &format!("SELECT {COLUMNS} FROM customers ORDER BY search_text, id"), [])
}

/// The records that have this e-mail address (in lower case), ordered by name.
pub fn with_email(conn: &Connection, email_folded: &str) -> Result<Vec<Record>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM customers WHERE email_folded = ?1 ORDER BY search_text, id");
    rows(conn, &sql, [email_folded])
}

/// The first records, ordered by name.
pub fn first(conn: &Connection, count: usize) -> Result<Vec<Record>, StoreError> {
    rows(conn, &format!("SELECT {COLUMNS} FROM customers ORDER BY search_text, id LIMIT {count}"), [])
}

/// How many records there are.
pub fn count(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn.query_row("SELECT count(*) FROM customers", [], |row| row.get(0))?)
}

/// Records that may be `person`: same address, same trailing digits of the number, or a similar-sounding last name.
pub fn candidates(conn: &Connection, person: &Person) -> Result<Vec<Record>, StoreError> {
    let heard = |name: &str| Some(phonetic_code(name)).filter(|code| !code.is_empty());
    let sql = format!(
        "SELECT {COLUMNS} FROM customers
         WHERE id IN (SELECT id FROM customers WHERE email_folded = ?1
                      UNION SELECT id FROM customers WHERE phone_tail = ?2
                      UNION SELECT id FROM customers WHERE sound = ?3
                      UNION SELECT id FROM customers WHERE sound = ?4)"
    );
    let email = person.email.as_ref().map(Email::folded);
    let phone = person.phone.as_deref().and_then(tail);
    rows(conn, &sql, params![email, phone, heard(last_name(person)), heard(first_name(person))])
}

fn rows(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<Record>, StoreError> {
    Ok(conn.prepare_cached(sql)?.query_map(params, from_row)?.collect::<Result<_, _>>()?)
}

/// The customer record linked to an appointment.
pub fn of_appointment(conn: &Connection, key: AppointmentKey) -> Result<Option<CustomerId>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT customer_id FROM appointments WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?.flatten())
}

/// Links an appointment to a customer record, or removes the link.
pub fn link(conn: &Connection, key: AppointmentKey, customer: Option<CustomerId>) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE appointments SET customer_id = ?2 WHERE key = ?1")?.execute(params![key, customer])?;
    Ok(())
}

/// Unlinks an appointment from its record if that is not the record of `person`, its new customer.
pub fn unlink_other(conn: &Connection, key: AppointmentKey, person: &Person) -> Result<(), StoreError> {
    let Some(id) = of_appointment(conn, key)? else { return Ok(()) };
    match find(conn, id)? {
        Some(record) if !is_another(&record.details.person, person) => Ok(()),
        _ => link(conn, key, None),
    }
}

/// Moves all appointments of one record to another; returns how many.
pub fn hand_over(conn: &Connection, from: CustomerId, to: CustomerId) -> Result<usize, StoreError> {
    let mut statement = conn.prepare_cached("UPDATE appointments SET customer_id = ?2 WHERE customer_id = ?1")?;
    Ok(statement.execute([from, to])?)
}

/// The appointments of a record, newest first.
pub fn appointments_of(conn: &Connection, id: CustomerId) -> Result<Vec<AppointmentKey>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT key FROM appointments WHERE customer_id = ?1 ORDER BY starts_at DESC, key")?;
    Ok(statement.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The next appointment of a record after `now` that is not called off, and the latest before.
pub fn nearest_appointments(
    conn: &Connection,
    id: CustomerId,
    now: Minute,
) -> Result<(Option<AppointmentKey>, Option<AppointmentKey>), StoreError> {
    let first = |sql: &str| -> Result<Option<AppointmentKey>, StoreError> {
        Ok(conn.prepare_cached(sql)?.query_row(params![id, now.since_epoch()], |row| row.get(0)).optional()?)
    };
    let next = "SELECT key FROM appointments WHERE customer_id = ?1 AND starts_at > ?2 AND blocking
                ORDER BY starts_at, key LIMIT 1";
    let last = "SELECT key FROM appointments WHERE customer_id = ?1 AND starts_at <= ?2 AND blocking
                ORDER BY starts_at DESC, key LIMIT 1";
    Ok((first(next)?, first(last)?))
}

/// Appointments without a record that have this e-mail address (in lower case), newest first. Scans all appointments: only
/// for rare requests about one person's data.
pub fn unlinked_with_email(conn: &Connection, email_folded: &str) -> Result<Vec<AppointmentKey>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT key FROM appointments WHERE lower(email) = ?1 AND customer_id IS NULL ORDER BY starts_at DESC, key",
    )?;
    Ok(statement.query_map([email_folded], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The persons of all appointments without a record, newest first. Scans all appointments: only for rare requests about one
/// person's data.
pub fn unlinked_persons(conn: &Connection) -> Result<Vec<(AppointmentKey, Person)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT key, first_name, last_name, email, phone FROM appointments
         WHERE customer_id IS NULL AND coalesce(first_name, last_name, email, phone) IS NOT NULL
         ORDER BY starts_at DESC, key",
    )?;
    let rows = statement.query_map([], |row| {
        let (first_name, last_name, email, phone) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok((row.get(0)?, Person { first_name, last_name, email, phone }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The appointments of the person who reads that mailbox (address in lower case), newest first: entered or booked with the
/// address, or without any for a record that has it. Scans all appointments: only for rare requests about one person's
/// data.
pub fn appointments_of_mailbox(conn: &Connection, email_folded: &str) -> Result<Vec<AppointmentKey>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT key FROM appointments a
         WHERE lower(a.email) = ?1
            OR key IN (SELECT appointment_key FROM bookings WHERE email_folded = ?1)
            OR (a.email IS NULL AND a.customer_id IN (SELECT id FROM customers WHERE email_folded = ?1))
         ORDER BY starts_at DESC, key",
    )?;
    Ok(statement.query_map([email_folded], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
