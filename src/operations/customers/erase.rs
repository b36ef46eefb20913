//! Erasure of one person: the appointments stay without personal data, the record is deleted.

use super::{Error, Refusal, note};
use crate::domain::account::UserId;
use crate::domain::person::CustomerId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::store::customers::Record;
use crate::store::ledger::{Erasure, Ledger, Trace};
use crate::store::{Store, StoreError, WriteTx, appointments, customers, erasure, erasures, outbox, suppressed};
use chrono::Duration;
use rusqlite::Connection;
use serde_json::json;

/// The result of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Number of anonymized appointments.
    pub appointments: usize,
    /// Whether the old pages are overwritten on disk, too; otherwise that happens with a later erasure, or when the
    /// program stops.
    pub log_is_empty: bool,
}

/// The appointments linked to the record, and those without a record that have its address.
pub(super) fn appointments_with(conn: &Connection, record: &Record) -> Result<Vec<AppointmentKey>, StoreError> {
    let mut keys = customers::appointments_of(conn, record.id)?;
    if let Some(email) = &record.details.person.email {
        keys.extend(customers::unlinked_with_email(conn, email)?);
    }
    Ok(keys)
}

/// Erases a person, and notes that in the ledger: the record, and personal data in every appointment linked to it or, without a record, with its
/// e-mail address. Unsent mails are withdrawn.
///
/// # Errors
/// [`Refusal::UnknownCustomer`]; if the ledger cannot be written: then nothing was erased.
pub async fn erase(store: &Store, id: CustomerId, by: UserId) -> Result<Erased, Error> {
    let ledger = store.ledger().clone();
    let appointments = store.write(move |tx| erase_in(tx, &ledger, id, by)).await?;
    let log_is_empty = store.read(erasure::truncate_log).await?;
    Ok(Erased { appointments, log_is_empty })
}

fn erase_in(tx: &WriteTx<'_>, ledger: &Ledger, id: CustomerId, by: UserId) -> Result<usize, Error> {
    let record = customers::find(tx, id)?.ok_or(Refusal::UnknownCustomer)?;
    let keys = appointments_with(tx, &record)?;
    // Before the commit: what is not in the ledger would come back with a restored copy.
    let erasure = traces(tx, &record, &keys)?;
    ledger.add(&erasure)?;
    erasures::note(tx, &erasure)?;
    for &key in &keys {
        erasure::forget_person(tx, key, tx.now)?;
        tell(tx, key)?;
    }
    customers::delete(tx, id)?;
    if let Some(email) = &record.details.person.email {
        // Mails to this address about appointments that now have another customer.
        outbox::forget_address(tx, email, tx.now)?;
        suppressed::release(tx, &email.folded())?;
    }
    tx.inbox_changed();
    note(tx, by, "customer.erased", id, &json!({ "appointments": keys.len() }))?;
    Ok(keys.len())
}

fn traces(tx: &WriteTx<'_>, record: &Record, keys: &[AppointmentKey]) -> Result<Erasure, StoreError> {
    let mut erasure = Erasure::begin(tx.now)?;
    erasure.add(&Trace::Customer(record.id, record.created_at));
    for &key in keys {
        if let Some(appointment) = appointments::find(tx, key)? {
            erasure.add(&Trace::Appointment(&appointment.id));
        }
    }
    if let Some(email) = &record.details.person.email {
        erasure.add(&Trace::Address(&email.folded()));
    }
    Ok(erasure)
}

/// Notifies open planners of the appointment's dates; appointments in the past are not in the snapshot.
pub(super) fn tell(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<(), StoreError> {
    let since = Minute::floor(tx.now - Duration::days(1));
    if appointments::find(tx, key)?.is_some_and(|appointment| appointment.end > since) {
        tx.appointment_changed(key);
    }
    Ok(())
}
