//! Erasure of one person: the appointments stay without personal data, the record is deleted.

use super::erasure_requests::{subject_of, tell_customer};
use super::{Error, Refusal, note};
use crate::domain::account::UserId;
use crate::domain::erasure::{ErasureFacts, ErasureNoticeKind};
use crate::domain::person::CustomerId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::domain::values::Email;
use crate::store::customers::Record;
use crate::store::ledger::{Erasure, Ledger, Trace};
use crate::store::{
    Store, StoreError, WriteTx, appointments, audit, customers, erasure, erasure_requests, erasures, outbox, suppressed,
};
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
        keys.extend(customers::unlinked_with_email(conn, &email.folded())?);
    }
    Ok(keys)
}

/// Who is erased.
struct Person {
    record: Option<Record>,
    /// In lower case.
    address: Option<String>,
    appointments: Vec<AppointmentKey>,
    /// Whether they are told, where they have asked for it.
    gets_mail: bool,
}

/// Erases a person, and notes that in the ledger: the record, and personal data in every appointment linked to it or, without a record, with its
/// e-mail address. Unsent mails are withdrawn. `gets_mail`: who has asked for it is told by mail, after which nothing is
/// kept of their address either.
///
/// # Errors
/// [`Refusal::UnknownCustomer`]; if the ledger cannot be written: then nothing was erased.
pub async fn erase(store: &Store, id: CustomerId, by: UserId, gets_mail: bool) -> Result<Erased, Error> {
    let ledger = store.ledger().clone();
    let erase = move |tx: &WriteTx<'_>| {
        let record = customers::find(tx, id)?.ok_or(Refusal::UnknownCustomer)?;
        let appointments = appointments_with(tx, &record)?;
        let address = record.details.person.email.as_ref().map(Email::folded);
        forget(tx, &ledger, &Person { record: Some(record), address, appointments: appointments.clone(), gets_mail })?;
        note(tx, by, "customer.erased", id, &json!({ "appointments": appointments.len() }))?;
        Ok(appointments.len())
    };
    finish(store, store.write(erase).await).await
}

/// Erases, as a customer has asked, the appointments of an address that have no record, and notes that in the ledger.
/// Records are erased by [`erase`], which says what `gets_mail` is.
///
/// # Errors
/// [`Refusal::UnknownRequest`]; if the ledger cannot be written: then nothing was erased.
pub async fn erase_requested(store: &Store, request: i64, by: UserId, gets_mail: bool) -> Result<Erased, Error> {
    let ledger = store.ledger().clone();
    let erase = move |tx: &WriteTx<'_>| {
        let email_folded = erasure_requests::find(tx, request)?.ok_or(Refusal::UnknownRequest)?.email_folded;
        let (subject, appointments) =
            (subject_of(tx, &email_folded)?, customers::unlinked_with_email(tx, &email_folded)?);
        let count = appointments.len();
        forget(tx, &ledger, &Person { record: None, address: Some(email_folded), appointments, gets_mail })?;
        let details = json!({ "appointments": count });
        audit::record(tx, Some(by), "erasure.done", &subject, &details, tx.now.timestamp())?;
        Ok(count)
    };
    finish(store, store.write(erase).await).await
}

async fn finish(store: &Store, erased: Result<usize, Error>) -> Result<Erased, Error> {
    let appointments = erased?;
    let log_is_empty = store.read(erasure::truncate_log).await?;
    Ok(Erased { appointments, log_is_empty })
}

fn forget(tx: &WriteTx<'_>, ledger: &Ledger, person: &Person) -> Result<(), StoreError> {
    // Before the commit: what is not in the ledger would come back with a restored copy.
    let erasure = traces(tx, person)?;
    ledger.add(&erasure)?;
    erasures::note(tx, &erasure)?;
    for &key in &person.appointments {
        erasure::forget_person(tx, key, tx.now)?;
        tell(tx, key)?;
    }
    if let Some(record) = &person.record {
        customers::delete(tx, record.id)?;
    }
    let mut is_suppressed = false;
    if let Some(address) = &person.address {
        // Mails to this address about appointments that now have another customer.
        outbox::forget_address(tx, address, tx.now)?;
        outbox::forget_erasure_mails(tx, address)?;
        is_suppressed = suppressed::release(tx, address)?;
    }
    for request in erasure_requests::remove_fulfilled(tx)? {
        outbox::forget_erasure_mails(tx, &request.email_folded)?;
        if person.gets_mail && !is_suppressed && request.declined_at.is_none() {
            tell_customer(tx, ErasureNoticeKind::Done, &request, ErasureFacts::default())?;
        }
    }
    tx.inbox_changed();
    Ok(())
}

fn traces(tx: &WriteTx<'_>, person: &Person) -> Result<Erasure, StoreError> {
    let mut erasure = Erasure::begin(tx.now)?;
    if let Some(record) = &person.record {
        erasure.add(&Trace::Customer(record.id, record.created_at));
    }
    for &key in &person.appointments {
        if let Some(appointment) = appointments::find(tx, key)? {
            erasure.add(&Trace::Appointment(&appointment.id));
        }
    }
    if let Some(address) = &person.address {
        erasure.add(&Trace::Address(address));
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
