//! What the shop says to an appointment: yes or no to a request, and afterwards whether the customer came.

use super::{Booked, Error, Rejection, notices};
use crate::domain::account::UserId;
use crate::domain::appointment::Status;
use crate::domain::planning::AppointmentKey;
use crate::domain::shop::Calendar;
use crate::store::appointments::Appointment;
use crate::store::{Store, WriteTx, appointments, audit, bookings, news};
use serde_json::json;

/// The shop says yes to a request. Confirming twice is fine. `by`: who did it; `None`: the program.
///
/// # Errors
/// [`Rejection::TimePassed`], [`Rejection::NotChangeable`] where it is neither requested nor confirmed.
pub async fn confirm(store: &Store, key: AppointmentKey, by: Option<UserId>) -> Result<Appointment, Error> {
    let answer = Answer { status: Status::Confirmed, tell: notices::on_confirmed };
    store.write(move |tx| answer_request(tx, key, &answer, by)).await
}

/// The shop says no to a request. Declining twice is fine; where its time has passed, nobody is told.
///
/// # Errors
/// [`Rejection::NotChangeable`] where it is neither requested nor declined.
pub async fn decline(store: &Store, key: AppointmentKey, by: Option<UserId>) -> Result<Appointment, Error> {
    let answer = Answer { status: Status::Declined, tell: notices::on_declined };
    store.write(move |tx| answer_request(tx, key, &answer, by)).await
}

/// Whether the customer came: [`Status::Done`], [`Status::NoShow`], or [`Status::Confirmed`] to take either back.
///
/// # Errors
/// [`Rejection::NotChangeable`] for any other status, and for an appointment that is none of these three or has not begun.
pub async fn set_outcome(
    store: &Store,
    key: AppointmentKey,
    outcome: Status,
    by: Option<UserId>,
) -> Result<Appointment, Error> {
    const OUTCOMES: [Status; 3] = [Status::Confirmed, Status::Done, Status::NoShow];
    store
        .write(move |tx| {
            let appointment = find(tx, key)?;
            let may = OUTCOMES.contains(&outcome) && OUTCOMES.contains(&appointment.status);
            if !may || appointment.start.to_utc() > tx.now {
                return Err(Rejection::NotChangeable.into());
            }
            if appointment.status == outcome {
                return Ok(appointment);
            }
            appointments::set_status(tx, key, outcome)?;
            let details = json!({ "from": appointment.status.word(), "to": outcome.word() });
            audit::record(tx, by, "appointment.status", &appointment.id, &details, tx.now.timestamp())?;
            tx.appointment_changed(key);
            tx.inbox_changed();
            find(tx, key)
        })
        .await
}

/// What is said to a request.
struct Answer {
    status: Status,
    tell: fn(&WriteTx<'_>, &Calendar, &Booked) -> Result<(), Error>,
}

fn answer_request(
    tx: &WriteTx<'_>,
    key: AppointmentKey,
    answer: &Answer,
    by: Option<UserId>,
) -> Result<Appointment, Error> {
    let appointment = find(tx, key)?;
    let passed = appointment.start.to_utc() <= tx.now;
    match appointment.status {
        Status::Requested if passed && answer.status == Status::Confirmed => return Err(Rejection::TimePassed.into()),
        Status::Requested => {}
        status if status == answer.status => return Ok(appointment),
        _ => return Err(Rejection::NotChangeable.into()),
    }
    appointments::set_status(tx, key, answer.status)?;
    let appointment = find(tx, key)?;
    // Only who booked online, or was told by mail before, has a booking.
    if let Some(booking) = bookings::find(tx, key)?
        && !passed
    {
        let sequence = bookings::raise_sequence(tx, key)?;
        let booked = Booked { appointment: appointment.clone(), booking: bookings::Booking { sequence, ..booking } };
        (answer.tell)(tx, &tx.calendar(), &booked)?;
    }
    news::mark_appointment_seen(tx, key, tx.now.timestamp())?;
    let details = json!({ "from": Status::Requested.word(), "to": answer.status.word() });
    audit::record(tx, by, "appointment.status", &appointment.id, &details, tx.now.timestamp())?;
    tx.appointment_changed(key);
    tx.inbox_changed();
    Ok(appointment)
}

fn find(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<Appointment, Error> {
    Ok(appointments::find(tx, key)?.ok_or(Rejection::UnknownToken)?)
}
