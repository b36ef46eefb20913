//! The page of a customer whom the shop has entered: without it no mail can be written.

use super::{ActionContext, Error};
use crate::operations::booking::notifications;
use crate::operations::booking::place::by_key;
use crate::store::appointments::Appointment;
use crate::store::bookings::Booking;
use crate::store::secrets::{new_mail_secret, new_token};
use crate::store::{WriteTx, bookings};

/// Gives its customer a page and tells them, if they shall hear of it and can. `sequence`: above those of all calendar files
/// that the mailbox may have got already.
pub fn open_page(tx: &WriteTx<'_>, appointment: &Appointment, sequence: u32, act: &ActionContext) -> Result<(), Error> {
    if !act.tell || appointment.customer.email.is_none() {
        return Ok(());
    }
    give_page(tx, appointment, sequence, act)?;
    Ok(notifications::on_placed_by_shop(tx, &tx.calendar(), &by_key(tx, appointment.key)?)?)
}

/// Gives a customer who has an address a page of their own: without it no mail can be written.
pub fn give_page(tx: &WriteTx<'_>, appointment: &Appointment, sequence: u32, act: &ActionContext) -> Result<(), Error> {
    let Some(email) = &appointment.customer.email else { return Ok(()) };
    let booking = Booking {
        appointment: appointment.key,
        token: new_token(tx.now.timestamp())?,
        email_folded: email.to_lowercase(),
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
    };
    Ok(bookings::insert(tx, &booking)?)
}
