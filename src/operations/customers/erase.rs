//! Erasure of one person: the appointments stay without personal data, the record is deleted.

use super::erasure_requests::{fulfil, subject_of};
use super::likely::{appointments_with, like_mailbox, like_record};
use super::{Also, Error, Refusal, note};
use crate::domain::account::UserId;
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

/// Who is erased.
struct Person {
    record: Option<Record>,
    /// In lower case.
    address: Option<String>,
    appointments: Vec<AppointmentKey>,
    /// Whether they are told, where they have asked for it.
    gets_mail: bool,
}

/// Erases a person, and notes that in the ledger: the record, and personal data in every appointment linked to it or,
/// without a record, with its e-mail address, and in what was said to be of the same person (`also`). Unsent mails are
/// withdrawn. `gets_mail`: who has asked for it is told by mail, after which nothing is kept of their address either.
///
/// # Errors
/// [`Refusal::UnknownCustomer`]; if the ledger cannot be written: then nothing was erased.
pub async fn erase(store: &Store, id: CustomerId, also: Also, by: UserId, gets_mail: bool) -> Result<Erased, Error> {
    let ledger = store.ledger().clone();
    let erase = move |tx: &WriteTx<'_>| {
        let record = customers::find(tx, id)?.ok_or(Refusal::UnknownCustomer)?;
        let also = like_record(tx, &record)?.chosen(&also);
        let others = erase_records(tx, &ledger, &also.records, by, gets_mail)?;
        Ok(others + erase_record(tx, &ledger, record, also.appointments, by, gets_mail)?)
    };
    finish(store, store.write(erase).await).await
}

fn erase_records(
    tx: &WriteTx<'_>,
    ledger: &Ledger,
    ids: &[CustomerId],
    by: UserId,
    gets_mail: bool,
) -> Result<usize, Error> {
    let mut count = 0;
    for id in ids {
        let record = customers::find(tx, *id)?.ok_or(Refusal::UnknownCustomer)?;
        count += erase_record(tx, ledger, record, Vec::new(), by, gets_mail)?;
    }
    Ok(count)
}

/// Erases one record with its appointments and these; returns the number of appointments.
fn erase_record(
    tx: &WriteTx<'_>,
    ledger: &Ledger,
    record: Record,
    also: Vec<AppointmentKey>,
    by: UserId,
    gets_mail: bool,
) -> Result<usize, Error> {
    let (id, mut appointments) = (record.id, appointments_with(tx, &record)?);
    appointments.extend(also);
    let count = appointments.len();
    let address = record.details.person.email.as_ref().map(Email::folded);
    forget(tx, ledger, &Person { record: Some(record), address, appointments, gets_mail })?;
    note(tx, by, "customer.erased", id, &json!({ "appointments": count }))?;
    Ok(count)
}

/// Erases, as a customer has asked, the appointments of an address that have no record, and notes that in the ledger.
/// Records are erased by [`erase`], which says what `also` and `gets_mail` are.
///
/// # Errors
/// [`Refusal::UnknownRequest`]; if the ledger cannot be written: then nothing was erased.
pub async fn erase_requested(
    store: &Store,
    request: i64,
    also: Also,
    by: UserId,
    gets_mail: bool,
) -> Result<Erased, Error> {
    let ledger = store.ledger().clone();
    let erase = move |tx: &WriteTx<'_>| {
        let email_folded = erasure_requests::find(tx, request)?.ok_or(Refusal::UnknownRequest)?.email_folded;
        let also = like_mailbox(tx, &email_folded)?.chosen(&also);
        let (subject, mut appointments) =
            (subject_of(tx, &email_folded)?, customers::unlinked_with_email(tx, &email_folded)?);
        appointments.extend(also.appointments);
        let others = erase_records(tx, &ledger, &also.records, by, gets_mail)?;
        let count = appointments.len() + others;
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
    if let Some(address) = &person.address {
        // Mails to this address about appointments that now have another customer.
        outbox::forget_address(tx, address, tx.now)?;
        outbox::forget_erasure_mails(tx, address)?;
    }
    fulfil(tx, person.gets_mail)?;
    if let Some(address) = &person.address {
        suppressed::release(tx, address)?;
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
