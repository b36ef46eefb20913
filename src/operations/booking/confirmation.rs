//! Where the shop wants it, an online booking holds only once its customer has confirmed it by the link of a mail. Until
//! then its time is kept for it, and nobody but the customer hears of it; what is not confirmed in time is cancelled by
//! the program without a mail.

use super::events::Cause;
use super::status::{put, status_on_booking};
use super::{Booked, Error, Rejection, Shown, by_key, by_token};
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::notice::AT_ONCE;
use crate::domain::shop::Shop;
use crate::domain::snapshot::{AppointmentKey, CalendarSnapshot};
use crate::domain::time::Minute;
use crate::store::appointments::Appointment;
use crate::store::{Store, StoreError, WriteTx, appointments, bookings};
use chrono::{DateTime, Duration, Utc};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Until when a booking made at `now` must be confirmed, in seconds since 1970: a whole minute, so that it is what the
/// customer reads. `None` where the shop does not ask for it, or no mail could.
pub(super) fn due_for(shop: &Shop, gets_mail: bool, now: DateTime<Utc>) -> Option<i64> {
    let asks = shop.confirm_by_mail && gets_mail && shop.email.is_some();
    asks.then(|| due_at(shop, now))
}

fn due_at(shop: &Shop, now: DateTime<Utc>) -> i64 {
    let due = now + Duration::minutes(i64::from(shop.confirm_by_minutes)) + Duration::seconds(59);
    Minute::floor(due).to_utc().timestamp()
}

/// Gives the customer the whole time again from now on, if the booking waits to be confirmed.
pub(super) fn restart(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<(), StoreError> {
    bookings::restart_confirmation(tx, key, due_at(&tx.calendar().shop, tx.now))
}

/// The customer confirms: from now on it is booked as if it had been just now. Doing so twice is fine; too late, it is
/// called off.
///
/// # Errors
/// [`Rejection::NotByMail`] where no mail's link led here.
pub async fn confirm(store: &Store, shown: Shown) -> Result<Booked, Error> {
    store.write(move |tx| confirm_in(tx, &shown)).await
}

fn confirm_in(tx: &WriteTx<'_>, shown: &Shown) -> Result<Booked, Error> {
    let booked = by_token(tx, &shown.token)?;
    if !booked.is_shown_by_mail(&shown.mail_secret) {
        return Err(Rejection::NotByMail.into());
    }
    let key = booked.appointment.key;
    match booked.confirm_by() {
        None => return Ok(booked),
        Some(until) if until.to_utc() <= tx.now => expire(tx, &booked.appointment)?,
        Some(_) => {
            bookings::prove(tx, key, tx.now.timestamp())?;
            let status = status_on_booking(&tx.calendar(), &booked);
            put(tx, &booked.appointment, status, Actor::Customer, Cause::ConfirmedByMail, &AT_ONCE)?;
        }
    }
    by_key(tx, key)
}

/// When the next booking runs out that waits for its customer.
///
/// # Errors
/// Those of the file.
pub async fn next_due(store: &Store) -> Result<Option<DateTime<Utc>>, StoreError> {
    let next = store.read(bookings::next_to_confirm).await?;
    Ok(next.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
}

/// Calls off what was not confirmed in time; answers how many.
///
/// # Errors
/// Those of the file.
pub async fn expire_due(store: &Store) -> Result<usize, Error> {
    store.write(|tx| Ok(expire_in(tx)?.len())).await
}

/// The planning that a decision of this transaction depends on, once what was not confirmed in time is called off.
pub(super) fn planning_after_expiry<'a>(tx: &'a WriteTx<'_>) -> Result<Cow<'a, CalendarSnapshot>, Error> {
    let expired = expire_in(tx)?;
    if expired.is_empty() {
        return Ok(Cow::Borrowed(tx.planning));
    }
    let mut planning = tx.planning.clone();
    planning.occupancy.release(&expired);
    Ok(Cow::Owned(planning))
}

fn expire_in(tx: &WriteTx<'_>) -> Result<BTreeSet<AppointmentKey>, Error> {
    let due = bookings::not_confirmed_by(tx, tx.now.timestamp())?;
    for &key in &due {
        if let Some(appointment) = appointments::find(tx, key)? {
            expire(tx, &appointment)?;
        }
    }
    Ok(due.into_iter().collect())
}

fn expire(tx: &WriteTx<'_>, appointment: &Appointment) -> Result<(), Error> {
    put(tx, appointment, Status::Cancelled, Actor::Program, Cause::NotConfirmed, &AT_ONCE).map(|_| ())
}
