//! What the inbox shows of an event: customers' acts are news to the shop, its own are not.

use super::{Cause, Changed, Event, EventKind};
use crate::domain::appointment::Status;
use crate::domain::person::Hands;
use crate::operations::booking::{Booked, Error};
use crate::store::activity::{self, ActivityKind};
use crate::store::{StoreError, WriteTx, stranded};

pub(super) fn tell(tx: &WriteTx<'_>, event: &Event<'_>, booked: Option<&Booked>) -> Result<(), Error> {
    let key = event.appointment.key;
    let insert = |kind| activity::insert(tx, kind, key, None);
    if settles(event) && stranded::remove(tx, key)? {
        tx.inbox_changed();
    }
    match &event.kind {
        EventKind::Made { .. } if event.actor.is_customer() && !awaits(booked) => insert(booked_or_requested(event))?,
        EventKind::Made { .. } => {}
        EventKind::Status { from, awaited, cause } => of_status(tx, event, *from, *awaited, *cause)?,
        EventKind::Changed(changed) => of_change(tx, event, changed, booked)?,
        EventKind::Disowned { .. } => insert(ActivityKind::Disowned)?,
        EventKind::Released | EventKind::AskedToChoose | EventKind::Undone { .. } => tx.inbox_changed(),
        EventKind::LeavesMailbox { .. }
        | EventKind::SeriesTold { .. }
        | EventKind::OtherBookingRefused
        | EventKind::ReminderChosen
        | EventKind::Imported { .. } => {}
    }
    Ok(())
}

/// Whether the shop has nothing to decide any more about an appointment outside of its hours.
fn settles(event: &Event<'_>) -> bool {
    match &event.kind {
        EventKind::Status { .. } | EventKind::Disowned { called_off: true } => !event.appointment.status.is_open(),
        EventKind::Changed(changed) => {
            let (old, new) = (&changed.before.appointment, event.appointment);
            (old.start, old.end) != (new.start, new.end) || changed.before.resources != changed.resources
        }
        EventKind::Made { .. }
        | EventKind::LeavesMailbox { .. }
        | EventKind::Disowned { called_off: false }
        | EventKind::Released
        | EventKind::OtherBookingRefused
        | EventKind::SeriesTold { .. }
        | EventKind::Imported { .. }
        | EventKind::ReminderChosen
        | EventKind::AskedToChoose
        | EventKind::Undone { .. } => false,
    }
}

/// Nobody but its customer hears of one that they have yet to confirm.
fn awaits(booked: Option<&Booked>) -> bool {
    booked.is_some_and(|booked| booked.confirm_by().is_some())
}

fn booked_or_requested(event: &Event<'_>) -> ActivityKind {
    match event.appointment.status {
        Status::Requested => ActivityKind::Requested,
        _ => ActivityKind::Booked,
    }
}

fn of_status(tx: &WriteTx<'_>, event: &Event<'_>, from: Status, awaited: bool, cause: Cause) -> Result<(), StoreError> {
    let key = event.appointment.key;
    match cause {
        Cause::ConfirmedByMail => activity::insert(tx, booked_or_requested(event), key, None),
        Cause::Cancelled { .. } if awaited => Ok(()),
        Cause::Cancelled { .. } => activity::insert(tx, ActivityKind::Cancelled, key, None),
        Cause::NotConfirmed => Ok(()),
        Cause::SourceCancelled | Cause::HeldDeclined | Cause::SeriesCancelled => {
            activity::mark_appointment_seen(tx, key)
        }
        // A request that was answered is open no longer, and is no news.
        Cause::Decision { .. } if from == Status::Requested => activity::mark_appointment_seen(tx, key),
        Cause::Decision { .. } => {
            tx.inbox_changed();
            Ok(())
        }
    }
}

fn of_change(
    tx: &WriteTx<'_>,
    event: &Event<'_>,
    changed: &Changed<'_>,
    booked: Option<&Booked>,
) -> Result<(), StoreError> {
    let key = event.appointment.key;
    match changed.person.hands {
        Hands::OtherPerson => activity::mark_appointment_seen(tx, key),
        Hands::OtherAddress | Hands::Same if !event.actor.is_customer() || awaits(booked) => Ok(()),
        Hands::OtherAddress | Hands::Same => {
            activity::insert(tx, ActivityKind::Rescheduled, key, Some(changed.before.appointment.start))
        }
    }
}
