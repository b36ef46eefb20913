//! What the shop says to an appointment in its inbox: yes or no to a request, and afterwards whether the customer came.

use super::{Error, Rejection, status};
use crate::domain::account::UserId;
use crate::domain::appointment::Status;
use crate::domain::snapshot::AppointmentKey;
use crate::store::appointments::Appointment;
use crate::store::{Store, WriteTx, appointments};

/// The shop says yes to a request. Confirming twice is fine. `by`: who did it; `None`: the program.
///
/// # Errors
/// [`Rejection::TimePassed`], [`Rejection::NotChangeable`] where it is neither requested nor confirmed.
pub async fn confirm(store: &Store, key: AppointmentKey, by: Option<UserId>) -> Result<Appointment, Error> {
    store.write(move |tx| answer_request(tx, key, Status::Confirmed, by)).await
}

/// The shop says no to a request. Declining twice is fine; where its time has passed, nobody is told.
///
/// # Errors
/// [`Rejection::NotChangeable`] where it is neither requested nor declined.
pub async fn decline(store: &Store, key: AppointmentKey, by: Option<UserId>) -> Result<Appointment, Error> {
    store.write(move |tx| answer_request(tx, key, Status::Declined, by)).await
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
            status::put(tx, &appointment, outcome, false, by)?;
            find(tx, key)
        })
        .await
}

fn answer_request(
    tx: &WriteTx<'_>,
    key: AppointmentKey,
    answer: Status,
    by: Option<UserId>,
) -> Result<Appointment, Error> {
    let appointment = find(tx, key)?;
    let passed = appointment.start.to_utc() <= tx.now;
    match appointment.status {
        Status::Requested if passed && answer == Status::Confirmed => return Err(Rejection::TimePassed.into()),
        Status::Requested => {}
        status if status == answer => return Ok(appointment),
        _ => return Err(Rejection::NotChangeable.into()),
    }
    status::put(tx, &appointment, answer, !passed, by)?;
    find(tx, key)
}

fn find(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<Appointment, Error> {
    Ok(appointments::find(tx, key)?.ok_or(Rejection::UnknownToken)?)
}
