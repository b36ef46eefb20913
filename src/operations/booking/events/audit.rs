//! The line of an event in the audit log, from which an appointment's history is read: ids, times, statuses and names of
//! fields, never what somebody typed.

use super::{Cause, Event, EventKind, State};
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::person::PersonChange;
use crate::domain::time::Minute;
use crate::operations::booking::Booked;
use crate::store::appointments::Appointment;
use crate::store::{StoreError, audit};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;
use serde_json::{Value, json};

pub(super) fn write(
    conn: &Connection,
    now: DateTime<Utc>,
    zone: Tz,
    event: &Event<'_>,
    booked: Option<&Booked>,
) -> Result<(), StoreError> {
    let at = |instant: Minute| instant.to_rfc3339(zone);
    let appointment = event.appointment;
    let record = |(action, mut details): (&str, Value)| {
        if matches!(event.actor, Actor::Calendar(_)) {
            details[audit::BY_CALENDAR] = true.into();
        }
        audit::record(conn, event.actor, action, &appointment.id, &details, now.timestamp())
    };
    let as_made = |resources: &[ResourceId]| {
        let names: Vec<_> = resources.iter().map(ResourceId::as_str).collect();
        json!({ "start": at(appointment.start), "resources": names })
    };
    // Of a series the log itself has one line; these stand in the histories.
    let marked = |(action, mut details): (&'static str, Value), in_series: bool| {
        if in_series {
            details[audit::IN_SERIES] = true.into();
        }
        (action, details)
    };
    let as_set =
        |from: Status| json!({ "from": from.word(), "to": appointment.status.word(), "start": at(appointment.start) });
    record(match &event.kind {
        EventKind::Made { resources, in_series, .. } => marked((made(event, booked), as_made(resources)), *in_series),
        EventKind::Status { from, cause, .. } => {
            marked((of_status(event, *cause), as_set(*from)), matches!(cause, Cause::SeriesCancelled))
        }
        EventKind::Changed(changed) => {
            let before = State { appointment: &changed.before.appointment, resources: &changed.before.resources };
            let after = State { appointment, resources: changed.resources };
            marked(of_change(before, after, Some(changed.person), at), changed.in_series)
        }
        EventKind::Imported { before: None, resources } => ("appointment.imported", as_made(resources)),
        EventKind::Imported { before: Some(before), resources } => {
            let after = State { appointment, resources };
            let from = before.appointment.status;
            if from != appointment.status {
                record(("appointment.status", as_set(from)))?;
            }
            if changed_fields(*before, after).is_empty() {
                return Ok(());
            }
            of_change(*before, after, None, at)
        }
        EventKind::Disowned { .. } => ("appointment.disowned", json!({ "start": at(appointment.start) })),
        EventKind::ReminderChosen => (
            "appointment.reminder",
            json!({ "accepted": appointment.reminder_accepted_at.is_some(), "start": at(appointment.start) }),
        ),
        EventKind::AskedToChoose => ("appointment.asked", json!({ "start": at(appointment.start) })),
        EventKind::Undone { in_series } => {
            marked(("appointment.undone", json!({ "start": at(appointment.start) })), *in_series)
        }
        // What these belong to has a line of its own.
        EventKind::LeavesMailbox { .. }
        | EventKind::SeriesTold { .. }
        | EventKind::Released
        | EventKind::OtherBookingRefused => return Ok(()),
    })
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
        Cause::Decision { .. } | Cause::SourceCancelled | Cause::HeldDeclined | Cause::SeriesCancelled => {
            "appointment.status"
        }
        Cause::Cancelled { .. } => "appointment.cancelled",
        Cause::ConfirmedByMail => booked_or_requested(event),
        Cause::NotConfirmed => "appointment.not_confirmed",
    }
}

fn of_change(
    before: State<'_>,
    after: State<'_>,
    person: Option<PersonChange>,
    at: impl Fn(Minute) -> String,
) -> (&'static str, Value) {
    let (old, new) = (before.appointment, after.appointment);
    let moved = new.start != old.start || new.end != old.end || after.resources != before.resources;
    let mut details = json!({ "fields": changed_fields(before, after) });
    if moved {
        details["from"] = at(old.start).into();
        details["to"] = at(new.start).into();
    } else {
        details["start"] = at(new.start).into();
    }
    if let Some(word) = person.and_then(PersonChange::word) {
        details["hands"] = word.into();
    }
    (if moved { "appointment.moved" } else { "appointment.changed" }, details)
}

/// The names of what was changed, never the values.
fn changed_fields(before: State<'_>, after: State<'_>) -> Vec<&'static str> {
    let (old, new) = (before.appointment, after.appointment);
    let buffers = |of: &Appointment| (of.buffer_before_minutes, of.buffer_after_minutes);
    let fields = [
        ("service", old.service != new.service),
        ("start", old.start != new.start),
        ("end", old.end != new.end),
        ("buffers", buffers(old) != buffers(new)),
        ("resources", before.resources != after.resources),
        ("customer", old.customer != new.customer),
        ("note", old.note != new.note),
        ("private", old.private != new.private),
        ("series", old.series != new.series),
        ("reminder", old.reminder_accepted_at.is_some() != new.reminder_accepted_at.is_some()),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}
