//! What customers learn about their own data, and their request to erase it. Only a mail's link opens it: it shows that
//! they read the mailbox, and everything held on that mailbox is theirs. The link that the booker got proves nothing.

pub use crate::store::erasure_requests::ErasureRequest;

use super::booking::{Booked, Error, Rejection, Shown, by_token};
use super::customers::{ExportedAppointment, Record, announce_erasure_request, of_mailbox, records_of};
use crate::domain::actor::Actor;
use crate::store::bookings::Booking;
use crate::store::{Store, StoreError, WriteTx, audit, erasure_requests};
use rusqlite::Connection;
use serde_json::json;

/// Looks by one link within this many seconds are one entry of the log.
const LOOK_SECONDS: i64 = 60 * 60;

/// All data held on one mailbox, without the shop's notes. No `Debug`, as it holds personal data.
pub struct OwnData {
    /// The address, in lower case.
    pub email_folded: String,
    /// The customer records that have the address.
    pub records: Vec<Record>,
    /// The appointments, newest first.
    pub visits: Vec<ExportedAppointment>,
    /// Their last request of erasure.
    pub request: Option<ErasureRequest>,
}

impl OwnData {
    /// Whether they have asked for erasure, and the shop has not answered.
    pub fn is_asked(&self) -> bool {
        self.request.as_ref().is_some_and(|request| request.declined_at.is_none())
    }
}

/// How the data are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// On the page.
    Page,
    /// As a file.
    File,
}

impl Look {
    const fn action(self) -> &'static str {
        match self {
            Self::Page => "own_data.viewed",
            Self::File => "own_data.downloaded",
        }
    }
}

/// All data held on the mailbox; that it was looked at is in the log, once an hour.
///
/// # Errors
/// [`Rejection::UnknownToken`], [`Rejection::NotByMail`].
pub async fn read(store: &Store, shown: Shown, look: Look) -> Result<OwnData, Error> {
    let since = store.now().timestamp() - LOOK_SECONDS;
    let (data, subject, is_noted) = store
        .read(move |conn| {
            let booked = proven(conn, &shown)?;
            let subject = booked.appointment.id.clone();
            let is_noted = audit::has_done_since(conn, Actor::Customer, look.action(), &subject, since)?;
            Ok::<_, Error>((collect(conn, booked.booking.email_folded)?, subject, is_noted))
        })
        .await?;
    if !is_noted {
        let note = move |tx: &WriteTx<'_>| note(tx, look.action(), &subject);
        store.write::<_, StoreError>(note).await?;
    }
    Ok(data)
}

/// Asks the shop to erase all data of the mailbox, and mails both. Asking twice is fine: the first request counts.
///
/// It does not make the address known, unlike other buttons: who knows nothing of the booking may press it, too.
///
/// # Errors
/// [`Rejection::UnknownToken`], [`Rejection::NotByMail`].
pub async fn request_erasure(store: &Store, shown: Shown) -> Result<(), Error> {
    store
        .write(move |tx| {
            let booked = proven(tx, &shown)?;
            let Booking { email_folded, language, .. } = &booked.booking;
            if erasure_requests::insert(tx, email_folded, *language, tx.now.timestamp())? {
                if let Some(request) = erasure_requests::of_mailbox(tx, email_folded)? {
                    announce_erasure_request(tx, &request)?;
                }
                note(tx, "erasure.requested", &booked.appointment.id)?;
                tx.inbox_changed();
            }
            Ok(())
        })
        .await
}

fn proven(conn: &Connection, shown: &Shown) -> Result<Booked, Error> {
    let booked = by_token(conn, &shown.token)?;
    if !booked.is_shown_by_mail(&shown.mail_secret) {
        return Err(Rejection::NotByMail.into());
    }
    Ok(booked)
}

fn collect(conn: &Connection, email_folded: String) -> Result<OwnData, StoreError> {
    let visits = of_mailbox(conn, &email_folded)?;
    let records = records_of(conn, &email_folded)?;
    let request = erasure_requests::of_mailbox(conn, &email_folded)?;
    Ok(OwnData { email_folded, records, visits, request })
}

fn note(tx: &WriteTx<'_>, action: &str, subject: &str) -> Result<(), StoreError> {
    audit::record(tx, Actor::Customer, action, subject, &json!({}), tx.now.timestamp())
}
