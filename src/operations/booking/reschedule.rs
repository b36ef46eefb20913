//! Its customer moves a booking to another start.

use super::events::{Changed, Event, EventKind, record};
use super::place::{decide, with_alternatives};
use super::status::status_on_booking;
use super::{Booked, Error, Rejection, Shown, by_key, by_token, find_with_resources, prove};
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::notice::AT_ONCE;
use crate::domain::person::PersonChange;
use crate::domain::schedule::{Audience, AvailabilityQuery, Moving, Refusal};
use crate::domain::shop::Calendar;
use crate::domain::time::Minute;
use crate::store::appointments::Appointment;
use crate::store::calendar_entries::{self, CalendarEntry};
use crate::store::{Store, WriteTx, appointments, bookings, held};
use chrono::{DateTime, Utc};

/// Moves a booking to another start, as if it were not there; it keeps its resources if they are free. `admit` is asked
/// with the customer's e-mail address (in lower case) once everything else allows it, since each move sends a mail there;
/// its error is the seconds to wait.
///
/// # Errors
/// [`Rejection::TooLate`], [`Rejection::NotChangeable`], or what [`super::place()`] refuses.
pub async fn reschedule(
    store: &Store,
    shown: Shown,
    start: DateTime<Utc>,
    admit: impl FnOnce(&str) -> Result<(), u64> + Send + 'static,
) -> Result<Booked, Error> {
    let token = shown.token.clone();
    match store.write(move |tx| reschedule_in(tx, &shown, start, admit)).await {
        Err(error @ Error::Rejected(Rejection::SlotTaken(_))) => Err(others_for(store, token, start, error).await),
        outcome => outcome,
    }
}

/// The refusal of a taken start, with the nearest starts that this booking could move to.
async fn others_for(store: &Store, token: String, start: DateTime<Utc>, error: Error) -> Error {
    let Ok((booked, held)) = find_with_resources(store, token).await else { return error };
    let calendar = store.planning().calendar.clone();
    let Some(service) = booked.service(&calendar) else { return error };
    let moving = Some(Moving { appointment: booked.appointment.key, resources: &held });
    let question = AvailabilityQuery { service, resource: None, moving, scope: Audience::Online };
    with_alternatives(store, &question, Minute::floor(start), error)
}

fn reschedule_in(
    tx: &WriteTx<'_>,
    shown: &Shown,
    start: DateTime<Utc>,
    admit: impl FnOnce(&str) -> Result<(), u64>,
) -> Result<Booked, Error> {
    let calendar = tx.calendar();
    let before = by_token(tx, &shown.token)?;
    before.ensure_changeable(&calendar, tx.now)?;
    let at = Minute::floor(start);
    if at.to_utc() != start {
        return Err(Rejection::NotOffered(Refusal::NotAStartTime).into());
    }
    if at == before.appointment.start {
        return Ok(before);
    }
    let service = before.service(&calendar).ok_or(Rejection::NotChangeable)?;
    let entry = calendar_entries::find(tx, before.appointment.key)?.ok_or(Rejection::UnknownToken)?;
    let moving = Some(Moving { appointment: before.appointment.key, resources: &entry.resources });
    let question = AvailabilityQuery { service, resource: None, moving, scope: Audience::Online };
    let resources = decide(tx, &question, at)?;
    admit(&before.booking.email_folded).map_err(Rejection::TooOften)?;
    let moved = Appointment {
        start: at,
        end: at.plus(i64::from(service.duration_minutes)),
        buffer_before_minutes: service.buffer_before_minutes,
        buffer_after_minutes: service.buffer_after_minutes,
        status: status_after_move(&calendar, &before),
        ..before.appointment.clone()
    };
    prove(tx, &before, shown)?;
    write(tx, &entry, &moved, &resources)?;
    by_key(tx, moved.key)
}

fn write(tx: &WriteTx<'_>, before: &CalendarEntry, moved: &Appointment, resources: &[ResourceId]) -> Result<(), Error> {
    appointments::replace(tx, moved, resources)?;
    bookings::raise_sequence(tx, moved.key)?;
    let was_held = held::is_held(tx, moved.key)?;
    let kind = EventKind::Changed(Changed {
        before,
        resources,
        person: PersonChange::NONE,
        tell: true,
        was_held,
        in_series: false,
    });
    record(tx, &Event { actor: Actor::Customer, appointment: moved, terms: &AT_ONCE, kind })
}

/// As a new booking of the service, but moving never confirms a request: that is for the shop to decide. It may be a
/// request because too many new addresses have booked.
fn status_after_move(calendar: &Calendar, before: &Booked) -> Status {
    match before.appointment.status {
        Status::Requested => Status::Requested,
        _ => status_on_booking(calendar, before),
    }
}
