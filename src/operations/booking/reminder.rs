//! A customer agrees to a reminder by mail, or takes that back (Art. 7 (3) GDPR: as easily as it was given).

use super::events::{Event, EventKind, record};
use super::{Booked, Error, Rejection, Shown, by_token, prove};
use crate::domain::actor::Actor;
use crate::domain::notice::AT_ONCE;
use crate::store::{Store, WriteTx, appointments};

/// Notes whether the customer wants to be reminded; the queued reminder follows. Saying it twice is fine.
///
/// # Errors
/// [`Rejection::NotChangeable`] where the appointment is called off or over.
pub async fn choose(store: &Store, shown: Shown, accepted: bool) -> Result<(), Error> {
    store.write(move |tx| choose_in(tx, &shown, accepted)).await
}

fn choose_in(tx: &WriteTx<'_>, shown: &Shown, accepted: bool) -> Result<(), Error> {
    let Booked { mut appointment, booking } = by_token(tx, &shown.token)?;
    if !appointment.status.is_open() || appointment.end.to_utc() <= tx.now {
        return Err(Rejection::NotChangeable.into());
    }
    if appointment.reminder_accepted_at.is_some() == accepted {
        return Ok(());
    }
    appointment.reminder_accepted_at = accepted.then(|| tx.now.timestamp());
    appointments::set_reminder_accepted(tx, appointment.key, appointment.reminder_accepted_at)?;
    prove(tx, &Booked { appointment: appointment.clone(), booking }, shown)?;
    let kind = EventKind::ReminderChosen;
    record(tx, &Event { actor: Actor::Customer, appointment: &appointment, terms: &AT_ONCE, kind })
}
