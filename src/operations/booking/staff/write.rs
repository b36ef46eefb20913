//! Making appointments and changing them.

use super::page::open_page;
use super::rules::{service_of, settle};
use super::{ActionContext, Change, Draft, Error, MoveRequest, Refusal, find, hands, logged, note};
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::person::Person;
use crate::domain::shop::Calendar;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::{self, Minute};
use crate::operations::booking::notifications;
use crate::store::appointments::Appointment;
use crate::store::calendar_entries::CalendarEntry;
use crate::store::secrets::new_id;
use crate::store::{Store, WriteTx, appointments, bookings};
use serde_json::json;

/// Makes an appointment, confirmed at once. With `tell` its customer gets a confirmation, and a page of their own.
///
/// # Errors
/// A [`Refusal`] where the rules, or the operator's missing yes, keep it from being made.
pub async fn create(store: &Store, draft: Draft, act: ActionContext) -> Result<AppointmentKey, Error> {
    store.write(move |tx| create_in(tx, &draft, &act)).await
}

fn create_in(tx: &WriteTx<'_>, draft: &Draft, act: &ActionContext) -> Result<AppointmentKey, Error> {
    let calendar = tx.calendar();
    let mut new = blank(new_id(tx.now.timestamp())?);
    fill(&mut new, &calendar, draft)?;
    let resources = settle(tx, &new, &draft.resources, None, act)?;
    new.key = appointments::insert(tx, &new, &resources)?;
    open_page(tx, &new, 0, act)?;
    let action = if new.service.is_some() { "appointment.created" } else { "appointment.blocked" };
    let details = json!({ "start": logged(&calendar, new.start), "resources": names(&resources) });
    note(tx, act, action, &new, &details)?;
    tx.appointment_added(&new, &resources);
    Ok(new.key)
}

fn blank(id: String) -> Appointment {
    let start = Minute::from_epoch(0);
    Appointment {
        key: 0,
        id,
        service: None,
        start,
        end: start,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        status: Status::Confirmed,
        customer: Person::default(),
        note: None,
    }
}

/// Puts the operator's wish into an appointment. Another service brings its buffers; the same one leaves them.
fn fill(appointment: &mut Appointment, calendar: &Calendar, draft: &Draft) -> Result<(), Error> {
    if appointment.service != draft.service {
        let service = draft.service.as_ref().map(|id| calendar.service(id.as_str()).ok_or(Refusal::UnknownChoice));
        let service = service.transpose()?;
        appointment.buffer_before_minutes = service.map_or(0, |service| service.buffer_before_minutes);
        appointment.buffer_after_minutes = service.map_or(0, |service| service.buffer_after_minutes);
    }
    appointment.service.clone_from(&draft.service);
    appointment.start = draft.start;
    appointment.end = draft.end;
    appointment.customer = draft.customer.clone();
    appointment.note.clone_from(&draft.note);
    Ok(())
}

/// Replaces everything of an appointment but its status. Where that puts somebody else in, nothing of who it was for
/// stays with it (`hands`).
///
/// # Errors
/// As [`create`]; [`Refusal::UnknownAppointment`].
pub async fn change(store: &Store, key: AppointmentKey, draft: Draft, act: ActionContext) -> Result<Change, Error> {
    store.write(move |tx| change_in(tx, &find(tx, key)?, &draft, &act)).await
}

/// Drags an appointment elsewhere, or draws its end.
///
/// # Errors
/// As [`change`]; [`Refusal::NotForService`] where its service does not know that column.
pub async fn shift(store: &Store, key: AppointmentKey, shift: MoveRequest, act: ActionContext) -> Result<(), Error> {
    store
        .write(move |tx| {
            let before = find(tx, key)?;
            let draft = shifted(&tx.calendar(), &before, &shift)?;
            change_in(tx, &before, &draft, &act).map(|_| ())
        })
        .await
}

/// Where the drag leads. What was not dragged stays as it was, also in an hour that the clock shows twice.
fn shifted(calendar: &Calendar, before: &CalendarEntry, shift: &MoveRequest) -> Result<Draft, Error> {
    let zone = calendar.shop.time_zone;
    let CalendarEntry { appointment, resources, .. } = before;
    let stays = |at: Minute, local| at.in_zone(zone).naive_local() == local;
    let start = match shift.start {
        Some(local) if !stays(appointment.start, local) => time::instant_of(local, zone),
        _ => appointment.start,
    };
    let end = match shift.end {
        Some(local) if !stays(appointment.end, local) => time::instant_after(start, local, zone),
        Some(_) => appointment.end,
        None => start.plus(appointment.end.minutes_since(appointment.start)),
    };
    let resources = match &shift.resources {
        Some((from, to)) if from != to => swapped(calendar, appointment, resources, from, to)?,
        _ => resources.clone(),
    };
    Ok(Draft {
        service: appointment.service.clone(),
        resources,
        start,
        end,
        customer: appointment.customer.clone(),
        note: appointment.note.clone(),
    })
}

fn swapped(
    calendar: &Calendar,
    appointment: &Appointment,
    resources: &[ResourceId],
    from: &ResourceId,
    to: &ResourceId,
) -> Result<Vec<ResourceId>, Error> {
    let serves = service_of(calendar, appointment)
        .is_none_or(|service| service.needs.iter().any(|need| need.contains(from) && need.contains(to)));
    if !serves || resources.contains(to) || !resources.contains(from) {
        return Err(Refusal::NotForService(to.clone()).into());
    }
    Ok(resources.iter().map(|one| if one == from { to.clone() } else { one.clone() }).collect())
}

fn change_in(tx: &WriteTx<'_>, before: &CalendarEntry, draft: &Draft, act: &ActionContext) -> Result<Change, Error> {
    let calendar = tx.calendar();
    let old = &before.appointment;
    // Who was called off, or has been here, is not written to as if they were expected.
    let act = &ActionContext { tell: act.tell && old.status.is_open(), ..act.clone() };
    let mut new = old.clone();
    fill(&mut new, &calendar, draft)?;
    let resources = settle(tx, &new, &draft.resources, Some(before), act)?;
    let wants_page = act.tell && !before.has_page && new.customer.email.is_some();
    if new == *old && resources == before.resources && !wants_page {
        return Ok(Change::default());
    }
    let taking = hands::take(tx, &calendar, before, &new)?;
    appointments::replace(tx, &new, &resources)?;
    match &taking {
        Some(taken) => hands::give(tx, taken, &new, act)?,
        None => tell_of_change(tx, &calendar, before, &new, act)?,
    }
    let change = taking.map(|taken| taken.change).unwrap_or_default();
    log_change(tx, act, before, &new, &resources, change)?;
    tx.appointment_changed(new.key);
    Ok(change)
}

fn log_change(
    tx: &WriteTx<'_>,
    act: &ActionContext,
    before: &CalendarEntry,
    new: &Appointment,
    resources: &[ResourceId],
    change: Change,
) -> Result<(), Error> {
    let (calendar, old) = (tx.calendar(), &before.appointment);
    let moved = new.start != old.start || new.end != old.end || resources != before.resources;
    let mut details = json!({ "fields": changed_fields(before, new, resources) });
    if moved {
        details["from"] = logged(&calendar, old.start).into();
        details["to"] = logged(&calendar, new.start).into();
    } else {
        details["start"] = logged(&calendar, new.start).into();
    }
    if let Some(word) = change.word() {
        details["hands"] = word.into();
    }
    note(tx, act, if moved { "appointment.moved" } else { "appointment.changed" }, new, &details)
}

fn tell_of_change(
    tx: &WriteTx<'_>,
    calendar: &Calendar,
    before: &CalendarEntry,
    new: &Appointment,
    act: &ActionContext,
) -> Result<(), Error> {
    if !before.has_page {
        return open_page(tx, new, 0, act);
    }
    let old = &before.appointment;
    if old.start == new.start && old.end == new.end && old.service == new.service {
        return Ok(());
    }
    bookings::raise_sequence(tx, new.key)?;
    Ok(notifications::on_changed_by_shop(tx, calendar, old, act.tell)?)
}

/// The names of what was changed, never the values.
fn changed_fields(before: &CalendarEntry, new: &Appointment, resources: &[ResourceId]) -> Vec<&'static str> {
    let old = &before.appointment;
    let fields = [
        ("service", old.service != new.service),
        ("start", old.start != new.start),
        ("end", old.end != new.end),
        ("resources", before.resources != resources),
        ("customer", old.customer != new.customer),
        ("note", old.note != new.note),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}

fn names(resources: &[ResourceId]) -> Vec<&str> {
    resources.iter().map(ResourceId::as_str).collect()
}
