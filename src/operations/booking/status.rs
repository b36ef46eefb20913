//! A status that the shop has decided on is written, with all that follows from it: the mails, the reminder, the claim, the
//! log. Whether it may be is decided before, by those who call this.

use super::place::by_key;
use super::{Error, notifications};
use crate::domain::account::UserId;
use crate::domain::appointment::Status;
use crate::store::appointments::Appointment;
use crate::store::{WriteTx, activity, appointments, audit, bookings};
use serde_json::json;

/// Gives `appointment` another status. With `tell`, a customer who has a page hears of it. `by`: who did it; `None`: the
/// program.
pub(super) fn put(
    tx: &WriteTx<'_>,
    appointment: &Appointment,
    status: Status,
    tell: bool,
    by: Option<UserId>,
) -> Result<(), Error> {
    let (key, before) = (appointment.key, appointment.status);
    let awaited = bookings::find(tx, key)?.is_some_and(|booking| booking.confirm_by.is_some());
    appointments::set_status(tx, key, status)?;
    bookings::end_confirmation(tx, key)?;
    // Only who booked online, or was told by mail before, has a booking.
    if bookings::find(tx, key)?.is_some() {
        bookings::raise_sequence(tx, key)?;
        let (calendar, booked) = (tx.calendar(), by_key(tx, key)?);
        notifications::on_status_by_shop(tx, &calendar, before, &booked, tell)?;
        if awaited && status.is_open() {
            notifications::on_confirmed_for_customer(tx, &calendar, &booked)?;
        }
    }
    let start = appointment.start.to_rfc3339(tx.calendar().shop.time_zone);
    let details = json!({ "from": before.word(), "to": status.word(), "start": start });
    audit::record(tx, by, "appointment.status", &appointment.id, &details, tx.now.timestamp())?;
    // A request that was answered is open no longer, and is no news.
    if before == Status::Requested {
        activity::mark_appointment_seen(tx, key, tx.now.timestamp())?;
    }
    tx.appointment_changed(key);
    tx.inbox_changed();
    Ok(())
}
