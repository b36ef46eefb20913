//! Limits mails to e-mail addresses that the shop never wrote to (`new_addresses_per_hour`, `new_addresses_per_day`).
//!
//! Above a limit every online booking is only a request, for known and unknown addresses alike, so that the answer does
//! not tell them apart. Mails to unknown addresses are held then, until staff releases them or declines the requests; all
//! other mails go out.

use super::events::{Cause, Event, EventKind, record};
use super::{Error, confirmation, status};
use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::notice::AT_ONCE;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::store::appointments::Appointment;
use crate::store::held;
use crate::store::{Store, StoreError, WriteTx, appointments, audit, bookings, sources};
use chrono::Duration;
use serde_json::json;

/// Which of the held requests are answered together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// All of them.
    All,
    /// Those from the same wide network as this appointment, or all of unknown source if its source is not known.
    SourceOf(AppointmentKey),
}

/// The answer to a group of held requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They become ordinary requests, and their mails go out.
    Release,
    /// They are declined without a mail, and no longer count as new addresses.
    Decline,
}

/// Whether as many new addresses have booked within the last hour or day as the shop allows.
pub(super) fn is_above(tx: &WriteTx<'_>) -> Result<bool, StoreError> {
    let calendar = tx.calendar();
    let since = |span: Duration| (tx.now - span).timestamp();
    Ok(bookings::has_new_addresses(tx, calendar.shop.new_addresses_per_hour, since(Duration::hours(1)))?
        || bookings::has_new_addresses(tx, calendar.shop.new_addresses_per_day, since(Duration::hours(24)))?)
}

/// Answers a group of held requests, up to key `last`: later ones were not on the page. Returns how many.
///
/// # Errors
/// Those of the file.
pub async fn answer_held(
    store: &Store,
    group: Group,
    last: AppointmentKey,
    answer: Answer,
    by: UserId,
) -> Result<usize, Error> {
    store.write(move |tx| answer_held_in(tx, group, last, answer, by)).await
}

fn answer_held_in(
    tx: &WriteTx<'_>,
    group: Group,
    last: AppointmentKey,
    answer: Answer,
    by: UserId,
) -> Result<usize, Error> {
    let mut requests = held::requests(tx, Minute::floor(tx.now))?;
    requests.retain(|request| request.appointment <= last);
    if let Group::SourceOf(key) = group {
        let wide = sources::of_appointment(tx, key)?.map(|source| source.wide());
        requests.retain(|request| request.source.map(|source| source.wide()) == wide);
    }
    for request in &requests {
        if let Some(appointment) = appointments::find(tx, request.appointment)? {
            match answer {
                Answer::Release => release(tx, &appointment, Actor::Staff(by))?,
                Answer::Decline => decline(tx, &appointment, Actor::Staff(by))?,
            }
        }
    }
    if !requests.is_empty() {
        let action = match answer {
            Answer::Release => "held.released",
            Answer::Decline => "held.declined",
        };
        let details = json!({ "appointments": requests.len() });
        audit::record(tx, Some(by), action, "held", &details, tx.now.timestamp())?;
    }
    Ok(requests.len())
}

/// Withdraws the held mails of an appointment, to be replaced by others; the time for confirming by mail starts anew.
pub(super) fn unhold(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<(), StoreError> {
    if held::withdraw(tx, key, tx.now)? > 0 {
        confirmation::restart(tx, key)?;
    }
    Ok(())
}

/// The mails are written anew: the appointment may have been moved since they were held.
fn release(tx: &WriteTx<'_>, appointment: &Appointment, actor: Actor) -> Result<(), Error> {
    unhold(tx, appointment.key)?;
    record(tx, &Event { actor, appointment, terms: &AT_ONCE, kind: EventKind::Released })
}

fn decline(tx: &WriteTx<'_>, appointment: &Appointment, actor: Actor) -> Result<(), Error> {
    bookings::forget_new_address(tx, appointment.key)?;
    status::put(tx, appointment, Status::Declined, actor, Cause::HeldDeclined, &AT_ONCE).map(|_| ())
}
