//! Links appointments to customer records: matches are suggested, the operator decides.

use super::{Error, Refusal, insert};
use crate::domain::account::UserId;
use crate::domain::person::{CustomerId, Details, Match, Person, is_another, matching};
use crate::domain::snapshot::AppointmentKey;
use crate::store::appointments::Appointment;
use crate::store::customers::Record;
use crate::store::{Store, StoreError, WriteTx, appointments, audit, customers};
use rusqlite::Connection;
use serde_json::json;

/// Maximum number of suggestions for an appointment.
const OFFERS: usize = 3;

/// Maximum number of suggestions for merging.
const SIMILAR: usize = 10;

/// A suggested record, and the reasons.
pub struct MatchSuggestion {
    /// The record.
    pub record: Record,
    /// What they have in common.
    pub why: Match,
}

/// Whose an appointment is.
pub struct Ownership {
    /// The appointment.
    pub appointment: AppointmentKey,
    /// The customer's name as it stands in the appointment; empty if nobody is named.
    pub name: String,
    /// The linked record.
    pub record: Option<Record>,
    /// If none is linked: suggested records, the likeliest first.
    pub suggestions: Vec<MatchSuggestion>,
}

/// Whose an appointment is; `None`: there is no such appointment.
pub async fn ownership_of(store: &Store, key: AppointmentKey) -> Result<Option<Ownership>, StoreError> {
    store
        .read(move |conn| {
            let Some(appointment) = appointments::find(conn, key)? else { return Ok(None) };
            let customer = customers::of_appointment(conn, key)?;
            ownership(conn, &appointment, customer).map(Some)
        })
        .await
}

/// Whose an appointment is that is linked to the record `customer`.
pub(in crate::operations) fn ownership(
    conn: &Connection,
    appointment: &Appointment,
    customer: Option<CustomerId>,
) -> Result<Ownership, StoreError> {
    let person = &appointment.customer;
    let record = customer.map(|id| customers::find(conn, id)).transpose()?.flatten();
    let mut suggestions = if record.is_some() { Vec::new() } else { ranked(conn, person)? };
    suggestions.truncate(OFFERS);
    Ok(Ownership { appointment: appointment.key, name: person.full_name(), record, suggestions })
}

/// Other records of possibly the same person, the likeliest first.
pub(super) fn similar(conn: &Connection, record: &Record) -> Result<Vec<Record>, StoreError> {
    let found = ranked(conn, &record.details.person)?.into_iter().map(|suggestion| suggestion.record);
    Ok(found.filter(|other| other.id != record.id).take(SIMILAR).collect())
}

fn ranked(conn: &Connection, person: &Person) -> Result<Vec<MatchSuggestion>, StoreError> {
    let mut found: Vec<MatchSuggestion> = customers::candidates(conn, person)?
        .into_iter()
        .filter_map(|record| matching(person, &record.details.person).map(|why| MatchSuggestion { record, why }))
        .collect();
    found.sort_by_key(|offer| (std::cmp::Reverse(offer.why.score), std::cmp::Reverse(offer.record.updated_at)));
    Ok(found)
}

/// To which record an appointment is linked that the shop makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordChoice {
    /// To none.
    #[default]
    Nobody,
    /// To this one.
    Known(CustomerId),
    /// To a new one with the appointment's customer data.
    New,
}

/// Links an appointment that was just made. It is left without a record where the chosen one is of somebody else, since
/// the name was changed afterwards, and where a new one would probably be the second of a known person: then the
/// appointment's page suggests that one. Answers the record that was made.
///
/// # Errors
/// [`Refusal::UnknownCustomer`].
pub(in crate::operations) fn link_made(
    tx: &WriteTx<'_>,
    made: &Appointment,
    choice: RecordChoice,
    by: UserId,
) -> Result<Option<CustomerId>, Error> {
    let person = &made.customer;
    let is_new = matches!(choice, RecordChoice::New);
    let record = match choice {
        RecordChoice::Nobody => None,
        RecordChoice::Known(id) => {
            let record = customers::find(tx, id)?.ok_or(Refusal::UnknownCustomer)?;
            (!is_another(&record.details.person, person)).then_some(id)
        }
        RecordChoice::New if person.full_name().is_empty() => None,
        RecordChoice::New if ranked(tx, person)?.iter().any(|offer| offer.why.is_likely()) => None,
        RecordChoice::New => Some(insert(tx, &Details { person: person.clone(), ..Details::default() }, by)?),
    };
    if let Some(id) = record {
        link_in(tx, made.key, Some(id), by)?;
    }
    Ok(record.filter(|_| is_new))
}

/// Links an appointment to a record; `None` removes the link.
///
/// # Errors
/// [`Refusal::UnknownAppointment`], [`Refusal::UnknownCustomer`].
pub async fn link(store: &Store, key: AppointmentKey, customer: Option<CustomerId>, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            if let Some(id) = customer {
                customers::find(tx, id)?.ok_or(Refusal::UnknownCustomer)?;
            }
            link_in(tx, key, customer, by)
        })
        .await
}

fn link_in(tx: &WriteTx<'_>, key: AppointmentKey, customer: Option<CustomerId>, by: UserId) -> Result<(), Error> {
    let appointment = appointments::find(tx, key)?.ok_or(Refusal::UnknownAppointment)?;
    customers::link(tx, key, customer)?;
    let action = if customer.is_some() { "appointment.linked" } else { "appointment.unlinked" };
    let start = appointment.start.to_rfc3339(tx.calendar().shop.time_zone);
    let details = json!({ "customer": customer, "start": start });
    audit::record(tx, Some(by), action, &appointment.id, &details, tx.now.timestamp())?;
    tx.appointment_changed(key);
    tx.inbox_changed();
    Ok(())
}

/// Creates a record from an appointment's customer data, and links it.
///
/// # Errors
/// [`Refusal::UnknownAppointment`], [`Refusal::Nameless`].
pub async fn create_from_appointment(store: &Store, key: AppointmentKey, by: UserId) -> Result<CustomerId, Error> {
    store
        .write(move |tx| {
            let appointment = appointments::find(tx, key)?.ok_or(Refusal::UnknownAppointment)?;
            let person = appointment.customer;
            if person.full_name().is_empty() {
                return Err(Refusal::Nameless.into());
            }
            // On a repeated request the first record is kept.
            if let Some(id) = customers::of_appointment(tx, key)? {
                return Ok(id);
            }
            let id = insert(tx, &Details { person, ..Details::default() }, by)?;
            link_in(tx, key, Some(id), by)?;
            Ok(id)
        })
        .await
}
