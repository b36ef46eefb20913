//! Erasure of one person: the appointments stay without personal data, the record is deleted.

use super::{Error, Refusal, note};
use crate::domain::account::UserId;
use crate::domain::person::CustomerId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::store::customers::Record;
use crate::store::{Store, StoreError, WriteTx, appointments, customers, erasure, outbox, suppressed};
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

/// Erases a person: the record, and personal data in every appointment linked to it or, without a record, with its
/// e-mail address. Unsent mails are withdrawn.
///
/// # Errors
/// [`Refusal::UnknownCustomer`].
pub async fn erase(store: &Store, id: CustomerId, by: UserId) -> Result<Erased, Error> {
    let appointments = store.write(move |tx| erase_in(tx, id, by)).await?;
    let log_is_empty = store.read(erasure::truncate_log).await?;
    Ok(Erased { appointments, log_is_empty })
}

fn erase_in(tx: &WriteTx<'_>, id: CustomerId, by: UserId) -> Result<usize, Error> {
    let record = customers::find(tx, id)?.ok_or(Refusal::UnknownCustomer)?;
    let keys = appointments_with(tx, &record)?;
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

/// Notifies open planners of the appointment's dates; appointments in the past are not in the snapshot.
fn tell(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<(), Error> {
    let since = Minute::floor(tx.now - Duration::days(1));
    if appointments::find(tx, key)?.is_some_and(|appointment| appointment.end > since) {
        tx.appointment_changed(key);
    }
    Ok(())
}
