//! All that is held on one person, for handing it out: the record, the appointments, what was sent. Only what nobody else's rights stand against: the secret of a link and the hash of a request stay here.

use super::erase::appointments_with;
use super::{Error, Refusal};
use crate::domain::person::CustomerId;
use crate::store::customers::Record;
use crate::store::inbox::{AppointmentDetails, visit};
use crate::store::sent_mails::{self, SentMail};
use crate::store::{Store, StoreError, customers};
use rusqlite::Connection;

/// All that is held on one person. No `Debug`.
pub struct DataExport {
    /// The record.
    pub record: Record,
    /// The appointments, newest first.
    pub visits: Vec<ExportedAppointment>,
}

/// One appointment of theirs.
pub struct ExportedAppointment {
    /// The appointment, whole.
    pub visit: AppointmentDetails,
    /// What was sent about it.
    pub mails: Vec<SentMail>,
}

/// All that is held on one person: by their record, and by their e-mail address where an appointment is nobody's.
///
/// # Errors
/// [`Refusal::UnknownCustomer`].
pub async fn dossier(store: &Store, id: CustomerId) -> Result<DataExport, Error> {
    store.read(move |conn| collect(conn, id)).await
}

fn collect(conn: &Connection, id: CustomerId) -> Result<DataExport, Error> {
    let record = customers::find(conn, id)?.ok_or(Refusal::UnknownCustomer)?;
    let keys = appointments_with(conn, &record)?;
    let own = record.details.person.email.as_deref();
    let found = keys.into_iter().filter_map(|key| with_mails(conn, key, own).transpose());
    let mut visits = found.collect::<Result<Vec<ExportedAppointment>, StoreError>>()?;
    visits.sort_by_key(|held| std::cmp::Reverse(held.visit.appointment.start));
    Ok(DataExport { record, visits })
}

/// The appointment, with what was sent to this person: it may have been somebody else's before, whose address is not theirs
/// to know.
fn with_mails(conn: &Connection, key: i64, own: Option<&str>) -> Result<Option<ExportedAppointment>, StoreError> {
    let Some(visit) = visit(conn, key)? else { return Ok(None) };
    let mut mails = sent_mails::of_appointment(conn, key)?;
    let theirs = [own, visit.appointment.customer.email.as_deref()];
    let is_theirs = |address: &str| theirs.iter().flatten().any(|own| own.to_lowercase() == address.to_lowercase());
    mails.retain(|mail| mail.is_for_shop() || is_theirs(&mail.address));
    Ok(Some(ExportedAppointment { visit, mails }))
}
