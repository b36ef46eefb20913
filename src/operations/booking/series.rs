//! One mail about several appointments of a customer.

use super::Error;
use super::events::{Event, EventKind, record};
use super::{ActionContext, Booked};
use crate::domain::actor::Actor;
use crate::domain::notice::{NoticeKind, SeriesDate};
use crate::domain::shop::Venue;
use crate::domain::time::Minute;
use crate::domain::values::Email;
use crate::store::appointments::Appointment;
use crate::store::{WriteTx, bookings};
use std::collections::BTreeMap;

/// Tells the customers of these appointments, each with the start it had before: one mail to each address, with all dates.
/// Without `tell`, and without a page of theirs, they are not told.
pub(in crate::operations) fn told_in_series(
    tx: &WriteTx<'_>,
    kind: NoticeKind,
    appointments: &[(Appointment, Option<Minute>)],
    act: &ActionContext,
) -> Result<(), Error> {
    if !act.tell {
        return Ok(());
    }
    let mut by_address: BTreeMap<String, Vec<(Booked, Option<Minute>)>> = BTreeMap::new();
    for (appointment, previous) in appointments {
        let address = appointment.customer.email.as_ref().map(Email::folded);
        if let (Some(address), Some(booking)) = (address, bookings::find(tx, appointment.key)?) {
            by_address
                .entry(address)
                .or_default()
                .push((Booked { appointment: appointment.clone(), booking }, *previous));
        }
    }
    for told in by_address.values() {
        let dates: Vec<_> = told.iter().map(|(booked, previous)| date(booked, *previous)).collect();
        let Some((Booked { appointment, .. }, _)) = told.first() else { continue };
        let kind = EventKind::SeriesTold { kind, dates: &dates };
        record(tx, &Event { actor: Actor::Staff(act.by), appointment, terms: &act.terms, kind })?;
    }
    Ok(())
}

fn date(booked: &Booked, previous_start: Option<Minute>) -> SeriesDate {
    let Booked { appointment, booking } = booked;
    SeriesDate {
        appointment_id: appointment.id.clone(),
        start: appointment.start,
        end: appointment.end,
        previous_start,
        status: appointment.status,
        token: Some(booking.token.clone()),
        mail_secret: None,
        calendar_uid: booking.calendar_uid.clone(),
        sequence: booking.sequence,
        venue: Venue::default(),
    }
}
