//! The page of a customer whom the shop has entered: without it no mail can be written.

use super::{ActionContext, Error};
use crate::domain::shop::Language;
use crate::store::appointments::Appointment;
use crate::store::bookings::Booking;
use crate::store::secrets::{new_calendar_uid, new_mail_secret, new_token};
use crate::store::{StoreError, WriteTx, bookings, calendar_changes};
use rusqlite::Connection;

/// Gives its customer a page if they shall hear of it and have an address. `sequence`: above those of all calendar files
/// that the mailbox may have got already.
pub(in crate::operations) fn open_page(
    tx: &WriteTx<'_>,
    appointment: &Appointment,
    sequence: u32,
    act: &ActionContext,
) -> Result<(), Error> {
    if !act.tell {
        return Ok(());
    }
    Ok(make_page(tx, appointment, sequence, act.language, tx.now.timestamp())?)
}

/// Gives the customer of an appointment that the shop has entered or imported a page, if they have an address.
pub(in crate::operations) fn make_page(
    conn: &Connection,
    appointment: &Appointment,
    sequence: u32,
    language: Language,
    now: i64,
) -> Result<(), StoreError> {
    let Some(email) = appointment.customer.email.as_ref() else { return Ok(()) };
    let booking = Booking {
        appointment: appointment.key,
        token: new_token(now)?,
        email_folded: email.folded(),
        language,
        comment: None,
        consented_at: None,
        booked_at: now,
        sequence,
        online: false,
        mail_secret: new_mail_secret()?,
        proven_at: None,
        confirm_by: None,
        source: None,
        new_address: false,
        calendar_uid: Some(new_calendar_uid(now)?),
        asked_to_move: false,
    };
    bookings::insert(conn, &booking)?;
    // With the page it gets a UID of its own.
    calendar_changes::renamed(conn, &appointment.id, &format!("{}@", appointment.id))
}
