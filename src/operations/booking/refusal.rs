//! Refusing a free start because of the e-mail address. The answer reveals that the address has appointments here, so the
//! address gets a mail about it, at most one a day, and the refusal counts against the network like a booking.

use super::events::{Event, EventKind, record};
use super::{Error, Rejection, by_key};
use crate::domain::actor::Actor;
use crate::domain::notice::AT_ONCE;
use crate::domain::time::Minute;
use crate::store::sources::{self, Source};
use crate::store::{WriteTx, bookings, outbox};
use chrono::Duration;

/// Minimum time between two mails about refusals to one address.
const TOLD_EVERY: Duration = Duration::hours(24);

/// Checks the limits of one address. `admit` is called last; its error is the seconds to wait.
pub(super) fn of_address(
    tx: &WriteTx<'_>,
    email_folded: &str,
    admit: impl FnOnce() -> Result<(), u64>,
) -> Result<Option<Rejection>, Error> {
    let limit = tx.calendar().shop.max_open_per_email;
    if bookings::count_open(tx, email_folded, Minute::floor(tx.now))? >= limit {
        return Ok(Some(Rejection::TooManyBookings(limit)));
    }
    Ok(admit().err().map(Rejection::TooOften))
}

/// Records a refusal against the network, and queues the mail to the address.
pub(super) fn note(tx: &WriteTx<'_>, email_folded: &str, source: Option<Source>) -> Result<(), Error> {
    if let Some(source) = source {
        sources::note_refusal(tx, source, tx.now.timestamp())?;
    }
    tell_address(tx, email_folded)
}

/// Queues the mail, attached to the latest booking of that address (an open one if there is one), which its link shows.
fn tell_address(tx: &WriteTx<'_>, email_folded: &str) -> Result<(), Error> {
    if outbox::refusal_told_since(tx, email_folded, tx.now - TOLD_EVERY)? {
        return Ok(());
    }
    let Some(key) = bookings::latest(tx, email_folded, Minute::floor(tx.now))? else { return Ok(()) };
    let appointment = &by_key(tx, key)?.appointment;
    record(tx, &Event { actor: Actor::Customer, appointment, terms: &AT_ONCE, kind: EventKind::OtherBookingRefused })
}
