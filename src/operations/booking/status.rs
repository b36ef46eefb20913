//! An appointment gets another status: by its customer, from the inbox, by the buttons of its page, by the program. Each way
//! has its own rules; [`put`] writes all of them.

use super::events::{self, Cause, Event, EventKind};
use super::page::open_page;
use super::staff_rules::refuse_overlaps;
use super::undo::{Undoable, undoable};
use super::{ActionContext, Booked, Error, Rejection, Shown, StaffRefusal, by_key, by_token, prove};
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::notice::{AT_ONCE, MailTerms};
use crate::domain::shop::Calendar;
use crate::domain::snapshot::AppointmentKey;
use crate::store::appointments::Appointment;
use crate::store::{Store, WriteTx, appointments, bookings, calendar_entries, known};
use chrono::{DateTime, Utc};

/// Its customer cancels a booking. Doing so twice is fine.
///
/// # Errors
/// [`Rejection::TooLate`], [`Rejection::NotChangeable`] for one that has ended.
pub async fn cancel(store: &Store, shown: Shown) -> Result<Booked, Error> {
    store.write(move |tx| cancel_in(tx, &shown)).await
}

fn cancel_in(tx: &WriteTx<'_>, shown: &Shown) -> Result<Booked, Error> {
    let booked = by_token(tx, &shown.token)?;
    if booked.appointment.status == Status::Cancelled {
        return Ok(booked);
    }
    booked.ensure_changeable(&tx.calendar(), tx.now)?;
    let key = booked.appointment.key;
    // Whoever calls off what a stranger has booked in their name does not want to read the stranger's words for it.
    let email = booked.appointment.customer.email.as_deref().unwrap_or_default();
    let by_stranger = known::is_stranger(tx, key, email)?;
    prove(tx, &booked, shown)?;
    put(tx, &booked.appointment, Status::Cancelled, Actor::Customer, Cause::Cancelled { by_stranger }, &AT_ONCE)?;
    by_key(tx, key)
}

/// The shop says yes to a request in its inbox. Confirming twice is fine.
///
/// # Errors
/// [`Rejection::TimePassed`], [`Rejection::NotChangeable`] where it is neither requested nor confirmed.
pub async fn confirm(
    store: &Store,
    key: AppointmentKey,
    actor: Actor,
    terms: MailTerms,
) -> Result<Undoable<Appointment>, Error> {
    store.write(move |tx| undoable(tx, &[key], || answer_request(tx, key, Status::Confirmed, actor, &terms))).await
}

/// The shop says no to a request in its inbox. Declining twice is fine; where its time has passed, nobody is told.
///
/// # Errors
/// [`Rejection::NotChangeable`] where it is neither requested nor declined.
pub async fn decline(
    store: &Store,
    key: AppointmentKey,
    actor: Actor,
    terms: MailTerms,
) -> Result<Undoable<Appointment>, Error> {
    store.write(move |tx| undoable(tx, &[key], || answer_request(tx, key, Status::Declined, actor, &terms))).await
}

fn answer_request(
    tx: &WriteTx<'_>,
    key: AppointmentKey,
    answer: Status,
    actor: Actor,
    terms: &MailTerms,
) -> Result<Appointment, Error> {
    let appointment = find(tx, key)?;
    let passed = appointment.start.to_utc() <= tx.now;
    match appointment.status {
        Status::Requested if passed && answer == Status::Confirmed => Err(Rejection::TimePassed.into()),
        Status::Requested => decide(tx, &appointment, answer, actor, !passed, terms),
        status if status == answer => Ok(appointment),
        _ => Err(Rejection::NotChangeable.into()),
    }
}

/// Whether the customer came: [`Status::Done`], [`Status::NoShow`], or [`Status::Confirmed`] to take either back.
///
/// # Errors
/// [`Rejection::NotChangeable`] for any other status, and for an appointment that is none of these three or has not begun.
pub async fn set_outcome(
    store: &Store,
    key: AppointmentKey,
    outcome: Status,
    actor: Actor,
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
            decide(tx, &appointment, outcome, actor, false, &AT_ONCE)
        })
        .await
}

fn find(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<Appointment, Error> {
    Ok(appointments::find(tx, key)?.ok_or(Rejection::UnknownToken)?)
}

/// The shop sets the status on the appointment's page. Setting the one it has is fine. With `tell`, a customer who has an
/// address hears of it, also one who was not written to before. Answers whether a mail is on its way.
///
/// # Errors
/// [`StaffRefusal::NotPossible`] where no way leads there, [`StaffRefusal::Occupied`] where its time has been given away.
pub async fn set_status(
    store: &Store,
    key: AppointmentKey,
    status: Status,
    act: ActionContext,
) -> Result<Undoable<bool>, Error> {
    store.write(move |tx| undoable(tx, &[key], || set_status_in(tx, key, status, &act))).await
}

/// Whether the customer can be told by mail that it has become `status`: there is something to tell, an address, and
/// time left to read it.
pub fn can_tell(appointment: &Appointment, status: Status, now: DateTime<Utc>) -> bool {
    let mail = events::kind_for_status(appointment.status, status);
    mail.is_some() && appointment.customer.email.is_some() && appointment.end.to_utc() > now
}

/// [`set_status`] within a transaction.
///
/// # Errors
/// As there.
pub(in crate::operations) fn set_status_in(
    tx: &WriteTx<'_>,
    key: AppointmentKey,
    status: Status,
    act: &ActionContext,
) -> Result<bool, Error> {
    let entry = calendar_entries::find(tx, key)?.ok_or(StaffRefusal::UnknownAppointment)?;
    let before = entry.appointment.status;
    if before == status {
        return Ok(false);
    }
    if !before.next().contains(&status) {
        return Err(StaffRefusal::NotPossible(status).into());
    }
    if status.blocks() && !before.blocks() {
        refuse_overlaps(tx, &entry.appointment, &entry.resources)?;
    }
    let tell = act.tell && can_tell(&entry.appointment, status, tx.now);
    let is_first = tell && !entry.has_page;
    if is_first {
        open_page(tx, &entry.appointment, 0, act)?;
    }
    put(tx, &entry.appointment, status, act.actor(), Cause::Decision { tell, is_first }, &act.terms)?;
    Ok(tell)
}

/// The shop cancels it with others of its series: who is told of all hears by one mail, which the caller writes.
///
/// # Errors
/// [`StaffRefusal::NotPossible`] for one that is not to come.
pub(in crate::operations) fn cancel_in_series(
    tx: &WriteTx<'_>,
    before: &Appointment,
    act: &ActionContext,
) -> Result<Appointment, Error> {
    if !before.status.next().contains(&Status::Cancelled) {
        return Err(StaffRefusal::NotPossible(Status::Cancelled).into());
    }
    put(tx, before, Status::Cancelled, act.actor(), Cause::SeriesCancelled, &act.terms)
}

fn decide(
    tx: &WriteTx<'_>,
    before: &Appointment,
    to: Status,
    actor: Actor,
    tell: bool,
    terms: &MailTerms,
) -> Result<Appointment, Error> {
    put(tx, before, to, actor, Cause::Decision { tell, is_first: false }, terms)
}

/// Writes another status, with all that follows from it; answers the appointment as it is then. Whether it may be is decided
/// by the callers.
pub(super) fn put(
    tx: &WriteTx<'_>,
    before: &Appointment,
    to: Status,
    actor: Actor,
    cause: Cause,
    terms: &MailTerms,
) -> Result<Appointment, Error> {
    let awaited = write(tx, before.key, to)?;
    let after = Appointment { status: to, ..before.clone() };
    let kind = EventKind::Status { from: before.status, awaited, cause };
    events::record(tx, &Event { actor, appointment: &after, terms, kind })?;
    Ok(after)
}

/// Writes the status itself; answers whether its customer had yet to confirm it by mail.
pub(super) fn write(tx: &WriteTx<'_>, key: AppointmentKey, to: Status) -> Result<bool, Error> {
    appointments::set_status(tx, key, to)?;
    bookings::raise_sequence(tx, key)?;
    Ok(bookings::end_confirmation(tx, key)?)
}

/// The status that an appointment of `service` gets on booking.
pub(super) fn status_on_booking(calendar: &Calendar, booked: &Booked) -> Status {
    booked.service(calendar).map_or(Status::Confirmed, |service| service.status_on_booking)
}
