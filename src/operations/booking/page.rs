//! The page of a customer whom the shop has entered: without it no mail can be written.

use super::{ActionContext, Error};
use crate::store::appointments::Appointment;
use crate::store::bookings::Booking;
use crate::store::secrets::{new_mail_secret, new_token};
use crate::store::{WriteTx, bookings};

/// Gives its customer a page if they shall hear of it and have an address. `sequence`: above those of all calendar files
/// that the mailbox may have got already.
pub(super) fn open_page(
    tx: &WriteTx<'_>,
    appointment: &Appointment,
    sequence: u32,
    act: &ActionContext,
) -> Result<(), Error> {
    let Some(email) = appointment.customer.email.as_ref().filter(|_| act.tell) else { return Ok(()) };
    let booking = Booking {
        appointment: appointment.key,
        token: new_token(tx.now.timestamp())?,
        email_folded: email.folded(),
        language: act.language,
        comment: None,
        consented_at: None,
        booked_at: tx.now.timestamp(),
        sequence,
        online: false,
        mail_secret: new_mail_secret()?,
        proven_at: None,
        confirm_by: None,
        source: None,
        new_address: false,
        calendar_uid: None,
    };
    Ok(bookings::insert(tx, &booking)?)
}
