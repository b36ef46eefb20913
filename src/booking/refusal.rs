//! A free start that is refused because of the e-mail address. The answer tells that the address has appointments here, so
//! its owner hears that somebody asked: a mail, once a day at most.

use super::place::by_key;
use super::{Error, Rejection, notices};
use crate::domain::time::Minute;
use crate::store::{WriteTx, bookings, outbox};
use chrono::Duration;

/// How long after one mail about a refusal the address gets no other.
const TOLD_EVERY: Duration = Duration::hours(24);

/// Why nothing more may be booked with that address, if so. `admit` is asked last; its error is the seconds to wait.
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

/// Owes the address the mail. It goes with the latest booking made with it, an open one if there is any, so that its link
/// leads somewhere.
pub(super) fn tell_address(tx: &WriteTx<'_>, email_folded: &str) -> Result<(), Error> {
    if outbox::refusal_told_since(tx, email_folded, tx.now - TOLD_EVERY)? {
        return Ok(());
    }
    let Some(key) = bookings::latest(tx, email_folded, Minute::floor(tx.now))? else { return Ok(()) };
    notices::on_refused(tx, &tx.calendar(), &by_key(tx, key)?)
}
