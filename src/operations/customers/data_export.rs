//! All data held on one person, for a request of access: record, appointments, mails. Secrets of links and hashes of
//! requests are left out.

use super::likely::{appointments_with, like_record};
use super::{Also, Error, Refusal};
use crate::domain::person::CustomerId;
use crate::domain::values::Email;
use crate::store::customers::Record;
use crate::store::inbox::{AppointmentDetails, visit, visits};
use crate::store::sent_mails::{self, SentMail};
use crate::store::{Store, StoreError, customers};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

/// An export offers nothing to send again: it is as if all mails had expired.
const NOTHING_AGAIN: DateTime<Utc> = DateTime::<Utc>::MAX_UTC;

/// All data held on one person. No `Debug`, as it holds personal data.
pub struct DataExport {
    /// The record.
    pub record: Record,
    /// Other records that were said to be of the same person.
    pub others: Vec<Record>,
    /// The appointments, newest first.
    pub visits: Vec<ExportedAppointment>,
}

/// One of their appointments.
pub struct ExportedAppointment {
    /// The appointment with its details.
    pub visit: AppointmentDetails,
    /// The mails sent about it to this person.
    pub mails: Vec<SentMail>,
}

/// Collects the data by the customer record, by its e-mail address for appointments without a record, and with what was said
/// to be of the same person.
///
/// # Errors
/// [`Refusal::UnknownCustomer`].
pub async fn dossier(store: &Store, id: CustomerId, also: Also) -> Result<DataExport, Error> {
    store.read(move |conn| collect(conn, id, &also)).await
}

fn collect(conn: &Connection, id: CustomerId, also: &Also) -> Result<DataExport, Error> {
    let record = customers::find(conn, id)?.ok_or(Refusal::UnknownCustomer)?;
    let also = like_record(conn, &record)?.chosen(also);
    let others = also.records.iter().filter_map(|id| customers::find(conn, *id).transpose());
    let others = others.collect::<Result<Vec<Record>, StoreError>>()?;
    let mut visits = Vec::new();
    for one in [&record].into_iter().chain(&others) {
        let own = one.details.person.email.as_ref();
        for key in appointments_with(conn, one)? {
            visits.extend(with_mails(conn, key, own)?);
        }
    }
    for key in also.appointments {
        visits.extend(with_mails(conn, key, None)?);
    }
    visits.sort_by_key(|held| (std::cmp::Reverse(held.visit.appointment.start), held.visit.appointment.key));
    visits.dedup_by_key(|held| held.visit.appointment.key);
    Ok(DataExport { record, others, visits })
}

/// The appointment with the mails sent to this person only: it may have had another customer before, whose address
/// must not be disclosed.
fn with_mails(conn: &Connection, key: i64, own: Option<&Email>) -> Result<Option<ExportedAppointment>, StoreError> {
    let Some(visit) = visit(conn, key)? else { return Ok(None) };
    let mut mails = sent_mails::of_appointment(conn, key, NOTHING_AGAIN)?;
    let theirs = [own, visit.appointment.customer.email.as_ref()];
    let is_theirs = |address: &str| theirs.iter().flatten().any(|own| own.folded() == Email::fold(address));
    mails.retain(|mail| mail.is_for_shop() || is_theirs(&mail.address));
    Ok(Some(ExportedAppointment { visit, mails }))
}

/// The appointments of an address (in lower case), newest first, with the mails sent there; without the shop's notes.
pub(in crate::operations) fn of_mailbox(
    conn: &Connection,
    email_folded: &str,
) -> Result<Vec<ExportedAppointment>, StoreError> {
    let mut found = Vec::new();
    for mut visit in visits(conn, customers::appointments_of_mailbox(conn, email_folded)?)? {
        visit.appointment.note = None;
        let mut mails = sent_mails::of_appointment(conn, visit.appointment.key, NOTHING_AGAIN)?;
        mails.retain(|mail| !mail.is_for_shop() && Email::fold(&mail.address) == email_folded);
        found.push(ExportedAppointment { visit, mails });
    }
    Ok(found)
}

/// The records that have an address (in lower case), without the shop's notes.
pub(in crate::operations) fn records_of(conn: &Connection, email_folded: &str) -> Result<Vec<Record>, StoreError> {
    let mut records = customers::with_email(conn, email_folded)?;
    records.iter_mut().for_each(|record| record.details.note = None);
    Ok(records)
}
