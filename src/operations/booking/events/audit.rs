//! The line of an event in the audit log, from which an appointment's history is read: ids, times, statuses and names of
//! fields, never what somebody typed.

use super::{Cause, Changed, Event, EventKind};
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::time::Minute;
use crate::operations::booking::{Booked, Error};
use crate::store::{WriteTx, audit};
use serde_json::{Value, json};

pub(super) fn write(tx: &WriteTx<'_>, event: &Event<'_>, booked: Option<&Booked>) -> Result<(), Error> {
    let zone = tx.calendar().shop.time_zone;
    let at = |instant: Minute| instant.to_rfc3339(zone);
    let appointment = event.appointment;
    let (action, details) = match &event.kind {
        EventKind::Made { resources, .. } => {
            let names: Vec<_> = resources.iter().map(ResourceId::as_str).collect();
            (made(event, booked), json!({ "start": at(appointment.start), "resources": names }))
        }
        EventKind::Status { from, cause, .. } => {
            let to = appointment.status.word();
            (of_status(event, *cause), json!({ "from": from.word(), "to": to, "start": at(appointment.start) }))
        }
        EventKind::Changed(changed) => of_change(event, changed, at),
        EventKind::Disowned { .. } => ("appointment.disowned", json!({ "start": at(appointment.start) })),
        // What these belong to has a line of its own.
        EventKind::LeavesMailbox { .. } | EventKind::Released | EventKind::OtherBookingRefused => return Ok(()),
    };
    Ok(audit::record(tx, event.actor, action, &appointment.id, &details, tx.now.timestamp())?)
}

fn made(event: &Event<'_>, booked: Option<&Booked>) -> &'static str {
    if event.actor.is_customer() {
        let awaits = booked.is_some_and(|booked| booked.confirm_by().is_some());
        return if awaits { "appointment.reserved" } else { booked_or_requested(event) };
    }
    if event.appointment.service.is_some() { "appointment.created" } else { "appointment.blocked" }
}

fn booked_or_requested(event: &Event<'_>) -> &'static str {
    match event.appointment.status {
        Status::Requested => "appointment.requested",
        _ => "appointment.booked",
    }
}

fn of_status(event: &Event<'_>, cause: Cause) -> &'static str {
    match cause {
        Cause::Decision { .. } | Cause::SourceCancelled | Cause::HeldDeclined => "appointment.status",
        Cause::Cancelled { .. } => "appointment.cancelled",
        Cause::ConfirmedByMail => booked_or_requested(event),
        Cause::NotConfirmed => "appointment.not_confirmed",
    }
}

fn of_change(event: &Event<'_>, changed: &Changed<'_>, at: impl Fn(Minute) -> String) -> (&'static str, Value) {
    let (old, new) = (&changed.before.appointment, event.appointment);
    let moved = new.start != old.start || new.end != old.end || changed.resources != changed.before.resources;
    let mut details = json!({ "fields": changed_fields(event, changed) });
    if moved {
        details["from"] = at(old.start).into();
        details["to"] = at(new.start).into();
    } else {
        details["start"] = at(new.start).into();
    }
    if let Some(word) = changed.person.word() {
        details["hands"] = word.into();
    }
    (if moved { "appointment.moved" } else { "appointment.changed" }, details)
}

/// The names of what was changed, never the values.
fn changed_fields(event: &Event<'_>, changed: &Changed<'_>) -> Vec<&'static str> {
    let (old, new) = (&changed.before.appointment, event.appointment);
    let fields = [
        ("service", old.service != new.service),
        ("start", old.start != new.start),
        ("end", old.end != new.end),
        ("resources", changed.before.resources != changed.resources),
        ("customer", old.customer != new.customer),
        ("note", old.note != new.note),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}
