//! Customers' requests to erase their data: what the shop sees of them, that it declines one, and the mails about them.
//! Erasing the person fulfils them ([`super::erase()`]).

use super::{Error, Refusal};
use crate::domain::account::UserId;
use crate::domain::erasure::{ErasureFacts, ErasureNotice, ErasureNoticeKind, answer_by};
use crate::domain::person::CustomerId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::domain::values::Comment;
use crate::store::erasure_requests::ErasureRequest;
use crate::store::inbox::{AppointmentDetails, visits};
use crate::store::{Store, StoreError, WriteTx, appointments, audit, customers, erasure_requests, outbox, suppressed};
use chrono::NaiveDate;
use chrono_tz::Tz;
use rusqlite::Connection;
use serde_json::json;

/// A request that waits for the shop. No `Debug`, as it holds personal data.
pub struct OpenRequest {
    /// Its key.
    pub id: i64,
    /// The address, in lower case.
    pub email_folded: String,
    /// The name given with the latest appointment; may be empty.
    pub name: String,
    /// That appointment.
    pub appointment: Option<AppointmentKey>,
    /// The last day to answer it.
    pub answer_by: NaiveDate,
    /// Keys and names of the customer records concerned.
    pub records: Vec<(CustomerId, String)>,
}

/// The open requests, the oldest first; days are those of `zone`.
pub(in crate::operations) fn open(conn: &Connection, zone: Tz) -> Result<Vec<OpenRequest>, StoreError> {
    erasure_requests::open(conn)?.into_iter().map(|request| describe(conn, request, zone)).collect()
}

fn describe(conn: &Connection, request: ErasureRequest, zone: Tz) -> Result<OpenRequest, StoreError> {
    let mut records = Vec::new();
    for id in erasure_requests::records(conn, &request.email_folded)? {
        let record = customers::find(conn, id)?;
        records.extend(record.map(|record| (id, record.details.person.full_name())));
    }
    let appointment = erasure_requests::latest_appointment(conn, &request.email_folded)?;
    let named = appointment.map(|key| appointments::find(conn, key)).transpose()?.flatten();
    Ok(OpenRequest {
        id: request.id,
        name: named.map(|appointment| appointment.customer.full_name()).unwrap_or_default(),
        appointment,
        answer_by: answer_by(Minute::of_second(request.requested_at), zone),
        email_folded: request.email_folded,
        records,
    })
}

/// An open request, and the appointments that are erased with it: those of the address without a record.
///
/// # Errors
/// [`Refusal::UnknownRequest`].
pub async fn find_request(store: &Store, id: i64) -> Result<(OpenRequest, Vec<AppointmentDetails>), Error> {
    let zone = store.planning().calendar.shop.time_zone;
    store
        .read(move |conn| {
            let request = erasure_requests::find(conn, id)?.ok_or(Refusal::UnknownRequest)?;
            let found = visits(conn, customers::unlinked_with_email(conn, &request.email_folded)?)?;
            Ok((describe(conn, request, zone)?, found))
        })
        .await
}

/// Declines a request, and tells its customer; returns its address.
///
/// # Errors
/// [`Refusal::UnknownRequest`]: it is answered already.
pub async fn decline_request(store: &Store, id: i64, by: UserId, reason: Option<Comment>) -> Result<String, Error> {
    store
        .write(move |tx| {
            let request = erasure_requests::find(tx, id)?.ok_or(Refusal::UnknownRequest)?;
            let subject = subject_of(tx, &request.email_folded)?;
            erasure_requests::decline(tx, id, reason.as_ref(), tx.now.timestamp())?;
            let facts = ErasureFacts { reason: reason.map(String::from), ..ErasureFacts::default() };
            tell_customer(tx, ErasureNoticeKind::Declined, &request, facts)?;
            tx.inbox_changed();
            audit::record(tx, Some(by), "erasure.declined", &subject, &json!({}), tx.now.timestamp())?;
            Ok(request.email_folded)
        })
        .await
}

/// Tells the customer that their request has arrived, and the shop that there is one.
pub(in crate::operations) fn announce(tx: &WriteTx<'_>, request: &ErasureRequest) -> Result<(), StoreError> {
    let calendar = tx.calendar();
    let answer_by = Some(answer_by(Minute::of_second(request.requested_at), calendar.shop.time_zone));
    tell_customer(tx, ErasureNoticeKind::Received, request, ErasureFacts { answer_by, reason: None })?;
    let Some(address) = calendar.shop.email.clone().map(String::from) else { return Ok(()) };
    let (kind, language) = (ErasureNoticeKind::ShopRequested, calendar.shop.language);
    let facts = ErasureFacts { answer_by, reason: None };
    outbox::enqueue_of_erasure(tx, &ErasureNotice { kind, address, language, due_at: tx.now, facts }, tx.now)?;
    Ok(())
}

/// Tells the customer what became of their request.
fn tell_customer(
    tx: &WriteTx<'_>,
    kind: ErasureNoticeKind,
    request: &ErasureRequest,
    facts: ErasureFacts,
) -> Result<(), StoreError> {
    let language = request.language.unwrap_or(tx.calendar().shop.language);
    let address = request.email_folded.clone();
    outbox::enqueue_of_erasure(tx, &ErasureNotice { kind, address, language, due_at: tx.now, facts }, tx.now)?;
    Ok(())
}

/// Deletes requests on which nothing is held any more, and with `gets_mail` tells those who still wait for an answer, unless
/// their address is suppressed; returns how many.
pub(super) fn fulfil(tx: &WriteTx<'_>, gets_mail: bool) -> Result<usize, StoreError> {
    let fulfilled = erasure_requests::remove_fulfilled(tx)?;
    for request in &fulfilled {
        outbox::forget_erasure_mails(tx, &request.email_folded)?;
        if gets_mail && request.declined_at.is_none() && !suppressed::contains(tx, &request.email_folded)? {
            tell_customer(tx, ErasureNoticeKind::Done, request, ErasureFacts::default())?;
        }
        tx.inbox_changed();
    }
    Ok(fulfilled.len())
}

/// What the log names for an address: the id of its latest appointment; empty where there is none.
pub(super) fn subject_of(conn: &Connection, email_folded: &str) -> Result<String, StoreError> {
    let Some(key) = erasure_requests::latest_appointment(conn, email_folded)? else { return Ok(String::new()) };
    Ok(appointments::find(conn, key)?.map(|appointment| appointment.id).unwrap_or_default())
}
