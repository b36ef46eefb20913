//! All data held on one person, for a request of access: record, appointments, mails. Secrets of links and hashes of
//! requests are left out.

use super::erase::appointments_with;
use super::{Error, Refusal};
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

/// Collects the data by the customer record, and by its e-mail address for appointments without a record.
///
/// # Errors
/// [`Refusal::UnknownCustomer`].
pub async fn dossier(store: &Store, id: CustomerId) -> Result<DataExport, Error> {
    store.read(move |conn| collect(conn, id)).await
}

fn collect(conn: &Connection, id: CustomerId) -> Result<DataExport, Error> {
    let record = customers::find(conn, id)?.ok_or(Refusal::UnknownCustomer)?;
    let keys = appointments_with(conn, &record)?;
    let own = record.details.person.email.as_ref();
    let found = keys.into_iter().filter_map(|key| with_mails(conn, key, own).transpose());
    let mut visits = found.collect::<Result<Vec<ExportedAppointment>, StoreError>>()?;
    visits.sort_by_key(|held| std::cmp::Reverse(held.visit.appointment.start));
    Ok(DataExport { record, visits })
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
