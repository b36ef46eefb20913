//! Who may be the same person as the one whose data is asked for: shown to the operator with the reasons, taken only where
//! ticked.

use super::{Error, Refusal};
use crate::domain::person::{CustomerId, Details, Match, likeness};
use crate::domain::snapshot::AppointmentKey;
use crate::store::customers::Record;
use crate::store::inbox::{AppointmentDetails, visit};
use crate::store::{Store, StoreError, appointments, customers, erasure_requests};
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::HashSet;

/// What may be about the same person. No `Debug`, as it holds personal data.
#[derive(Default)]
pub struct Likely {
    /// Records with the reasons, the likeliest first.
    pub records: Vec<(Record, Match)>,
    /// Appointments without a record, with the reasons, the newest first.
    pub appointments: Vec<(AppointmentDetails, Match)>,
}

/// Which of them are taken.
#[derive(Clone, Debug, Default)]
pub struct Also {
    /// Records, with all of their appointments.
    pub records: Vec<CustomerId>,
    /// Appointments without a record.
    pub appointments: Vec<AppointmentKey>,
}

impl Likely {
    /// Those of `also` that are among them: what was shown a while ago may be somebody else's by now.
    pub(super) fn chosen(&self, also: &Also) -> Also {
        let records = self.records.iter().map(|(record, _)| record.id);
        let appointments = self.appointments.iter().map(|(visit, _)| visit.appointment.key);
        Also {
            records: records.filter(|id| also.records.contains(id)).collect(),
            appointments: appointments.filter(|key| also.appointments.contains(key)).collect(),
        }
    }
}

/// Who may be the same person as a record.
///
/// # Errors
/// [`Refusal::UnknownCustomer`].
pub async fn likely(store: &Store, id: CustomerId) -> Result<Likely, Error> {
    store
        .read(move |conn| {
            let record = customers::find(conn, id)?.ok_or(Refusal::UnknownCustomer)?;
            Ok(like_record(conn, &record)?)
        })
        .await
}

/// Who may be the same person as the one without a record who asked for erasure.
///
/// # Errors
/// [`Refusal::UnknownRequest`].
pub async fn likely_of_request(store: &Store, request: i64) -> Result<Likely, Error> {
    store
        .read(move |conn| {
            let request = erasure_requests::find(conn, request)?.ok_or(Refusal::UnknownRequest)?;
            Ok(like_mailbox(conn, &request.email_folded)?)
        })
        .await
}

/// The appointments linked to the record, and those without a record that have its address.
pub(super) fn appointments_with(conn: &Connection, record: &Record) -> Result<Vec<AppointmentKey>, StoreError> {
    let mut keys = customers::appointments_of(conn, record.id)?;
    if let Some(email) = &record.details.person.email {
        keys.extend(customers::unlinked_with_email(conn, &email.folded())?);
    }
    Ok(keys)
}

pub(super) fn like_record(conn: &Connection, record: &Record) -> Result<Likely, StoreError> {
    find(conn, &record.details, Some(record.id), &appointments_with(conn, record)?)
}

/// The person is the one of the address's latest appointment.
pub(super) fn like_mailbox(conn: &Connection, email_folded: &str) -> Result<Likely, StoreError> {
    let latest = erasure_requests::latest_appointment(conn, email_folded)?;
    let named = latest.map(|key| appointments::find(conn, key)).transpose()?.flatten();
    let Some(named) = named else { return Ok(Likely::default()) };
    let details = Details { person: named.customer, ..Details::default() };
    find(conn, &details, None, &customers::unlinked_with_email(conn, email_folded)?)
}

fn find(
    conn: &Connection,
    of: &Details,
    own: Option<CustomerId>,
    taken: &[AppointmentKey],
) -> Result<Likely, StoreError> {
    // All of them, not only those that sound alike: this is asked rarely, and nobody may be missed.
    let others = customers::all(conn)?.into_iter().filter(|record| Some(record.id) != own);
    let judged = others.filter_map(|record| likeness(of, &record.details).map(|why| (record, why)));
    let mut records: Vec<(Record, Match)> = judged.collect();
    records.sort_by_key(|(record, why)| (Reverse(why.score), record.id));
    let taken: HashSet<AppointmentKey> = taken.iter().copied().collect();
    let mut found = Vec::new();
    for (key, person) in customers::unlinked_persons(conn)? {
        if let Some(why) = likeness(of, &Details { person, ..Details::default() }).filter(|_| !taken.contains(&key)) {
            found.extend(visit(conn, key)?.map(|visit| (visit, why)));
        }
    }
    Ok(Likely { records, appointments: found })
}
