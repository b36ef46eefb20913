//! The shop makes appointments, changes them, and drags them elsewhere. Opening hours, lead time and daily limit do not bind
//! it, but it is told ([`settle`]).

use super::events::{Changed, Event, EventKind, record};
use super::page::open_page;
use super::person;
use super::staff_rules::{service_of, settle};
use super::undo::{Undoable, undo_of_new, undoable};
use super::{ActionContext, Draft, Error, MoveRequest, StaffRefusal};
use crate::domain::account::UserId;
use crate::domain::ids::{ResourceId, SeriesId};
use crate::domain::notice::MailTerms;
use crate::domain::person::{Hands, PersonChange};
use crate::domain::shop::Calendar;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::{self, Minute};
use crate::operations::customers::{self, RecordChoice, link_made};
use crate::store::appointments::Appointment;
use crate::store::calendar_entries::{self, CalendarEntry};
use crate::store::secrets::new_id;
use crate::store::{Store, WriteTx, appointments, held, users};
use chrono::TimeDelta;

/// Makes an appointment, confirmed at once. With `tell` its customer gets a confirmation, and a page of their own.
///
/// # Errors
/// A [`StaffRefusal`] where the rules, or the operator's missing yes, keep it from being made.
pub async fn create(store: &Store, draft: Draft, act: ActionContext) -> Result<AppointmentKey, Error> {
    Ok(create_for(store, draft, RecordChoice::Nobody, act).await?.done)
}

/// The same, linked to a customer record, and it can be taken back.
///
/// # Errors
/// As [`create`]; [`StaffRefusal::UnknownCustomer`].
pub async fn create_for(
    store: &Store,
    draft: Draft,
    record: RecordChoice,
    act: ActionContext,
) -> Result<Undoable<AppointmentKey>, Error> {
    store
        .write(move |tx| {
            let made = create_in(tx, &draft, &act)?;
            let record = link_made(tx, &made, record, act.by).map_err(|error| match error {
                customers::Error::Store(error) => Error::Store(error),
                customers::Error::Refused(_) => StaffRefusal::UnknownCustomer.into(),
            })?;
            Ok(Undoable { done: made.key, undo: Some(undo_of_new(tx, &[made.key], record)?) })
        })
        .await
}

/// [`create`] within a transaction.
///
/// # Errors
/// As there.
pub(in crate::operations) fn create_in(
    tx: &WriteTx<'_>,
    draft: &Draft,
    act: &ActionContext,
) -> Result<Appointment, Error> {
    let (new, resources) = enter(tx, draft, None, act)?;
    open_page(tx, &new, 0, act)?;
    let kind = EventKind::Made { resources: &resources, hold: false, in_series: false };
    record(tx, &Event { actor: act.actor(), appointment: &new, terms: &act.terms, kind })?;
    Ok(new)
}

/// Writes a new appointment and its claims; the caller records the event.
///
/// # Errors
/// As [`create`].
pub(in crate::operations) fn enter(
    tx: &WriteTx<'_>,
    draft: &Draft,
    series: Option<&SeriesId>,
    act: &ActionContext,
) -> Result<(Appointment, Vec<ResourceId>), Error> {
    let mut new = Appointment::blank(new_id(tx.now.timestamp())?);
    new.series = series.cloned();
    fill(&mut new, draft, tx, act)?;
    let resources = settle(tx, &new, &draft.resources, None, act)?;
    new.key = appointments::insert(tx, &new, &resources)?;
    Ok((new, resources))
}

/// Puts the operator's wish into an appointment. Another service brings its buffers; the same one leaves them.
fn fill(appointment: &mut Appointment, draft: &Draft, tx: &WriteTx<'_>, act: &ActionContext) -> Result<(), Error> {
    let calendar = tx.calendar();
    if appointment.service != draft.service {
        let service = draft.service.as_ref().map(|id| calendar.service(id.as_str()).ok_or(StaffRefusal::UnknownChoice));
        let service = service.transpose()?;
        appointment.buffer_before_minutes = service.map_or(0, |service| service.buffer_before_minutes);
        appointment.buffer_after_minutes = service.map_or(0, |service| service.buffer_after_minutes);
    }
    appointment.service.clone_from(&draft.service);
    appointment.start = draft.start;
    appointment.end = draft.end;
    // Nobody agrees for somebody else: what is ticked still from before goes with the person.
    let is_other = Hands::between(&appointment.customer, &draft.customer) == Hands::OtherPerson;
    appointment.reminder_accepted_at = match appointment.reminder_accepted_at {
        _ if !draft.reminder_accepted => None,
        Some(_) if is_other => None,
        Some(at) => Some(at),
        None => Some(tx.now.timestamp()),
    };
    appointment.customer = draft.customer.clone();
    appointment.address.clone_from(&draft.address);
    appointment.note.clone_from(&draft.note);
    appointment.author = match appointment.author {
        author if appointment.private => author,
        _ => draft.author.or(Some(act.by)),
    };
    appointment.private = draft.private && appointment.is_block();
    appointment.author = appointment.author.filter(|_| appointment.private);
    Ok(())
}

/// Replaces everything of an appointment but its status. Where that puts somebody else in, nothing of who it was for
/// stays with it ([`PersonChange`]).
///
/// # Errors
/// As [`create`]; [`StaffRefusal::UnknownAppointment`].
pub async fn change(
    store: &Store,
    key: AppointmentKey,
    draft: Draft,
    act: ActionContext,
) -> Result<Undoable<PersonChange>, Error> {
    store.write(move |tx| undoable(tx, &[key], || change_in(tx, &find(tx, key)?, &draft, &act, false))).await
}

/// Drags an appointment elsewhere, or draws its end.
///
/// # Errors
/// As [`change`]; [`StaffRefusal::NotForService`] where its service does not know that column.
pub async fn shift(
    store: &Store,
    key: AppointmentKey,
    shift: MoveRequest,
    act: ActionContext,
) -> Result<Undoable<()>, Error> {
    store.write(move |tx| undoable(tx, &[key], || shift_in(tx, &find(tx, key)?, &shift, &act, false))).await
}

/// [`shift`] within a transaction; `in_series`: together with others, of which the log has one line.
///
/// # Errors
/// As [`shift`].
pub(in crate::operations) fn shift_in(
    tx: &WriteTx<'_>,
    before: &CalendarEntry,
    shift: &MoveRequest,
    act: &ActionContext,
    in_series: bool,
) -> Result<(), Error> {
    let draft = shifted(&tx.calendar(), before, shift)?;
    change_in(tx, before, &draft, act, in_series).map(|_| ())
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
        Some((Some(from), to)) if from != to => swapped(calendar, appointment, resources, from, to)?,
        Some((None, to)) if !resources.contains(to) => {
            let from = exchangeable(calendar, appointment, resources, to);
            let from = from.ok_or_else(|| StaffRefusal::NotForService(to.clone()))?;
            swapped(calendar, appointment, resources, from, to)?
        }
        _ => resources.clone(),
    };
    Ok(Draft { start, end, ..Draft::of(appointment, resources) })
}

/// Moves an appointment to another start, and to these rooms and persons.
///
/// # Errors
/// As [`change`].
pub(in crate::operations) fn move_to(
    tx: &WriteTx<'_>,
    before: &CalendarEntry,
    start: Minute,
    resources: Vec<ResourceId>,
    act: &ActionContext,
) -> Result<(), Error> {
    let it = &before.appointment;
    let end = start.plus(it.end.minutes_since(it.start));
    change_in(tx, before, &Draft { start, end, ..Draft::of(it, resources) }, act, false).map(|_| ())
}

/// What it occupies that its service lets `to` take the place of.
fn exchangeable<'a>(
    calendar: &Calendar,
    appointment: &Appointment,
    resources: &'a [ResourceId],
    to: &ResourceId,
) -> Option<&'a ResourceId> {
    let Some(service) = service_of(calendar, appointment) else { return resources.first() };
    resources.iter().find(|from| service.needs.iter().any(|need| need.contains(from) && need.contains(to)))
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
        return Err(StaffRefusal::NotForService(to.clone()).into());
    }
    Ok(resources.iter().map(|one| if one == from { to.clone() } else { one.clone() }).collect())
}

/// [`change`] within a transaction; `in_series`: together with others, of which the log has one line.
///
/// # Errors
/// As there.
pub(in crate::operations) fn change_in(
    tx: &WriteTx<'_>,
    before: &CalendarEntry,
    draft: &Draft,
    act: &ActionContext,
    in_series: bool,
) -> Result<PersonChange, Error> {
    let old = &before.appointment;
    // Who was called off, or has been here, is not written to as if they were expected.
    let act = &ActionContext { tell: act.tell && old.status.is_open(), ..act.clone() };
    let mut new = old.clone();
    fill(&mut new, draft, tx, act)?;
    if old.private && hides_title(tx, old, act.by)? {
        // Who cannot read it has not meant to change it.
        new.note.clone_from(&old.note);
        (new.private, new.author) = (old.private, old.author);
    }
    let resources = settle(tx, &new, &draft.resources, Some(before), act)?;
    let wants_page = act.tell && !before.has_page && new.customer.email.is_some();
    if new == *old && resources == before.resources && !wants_page {
        return Ok(PersonChange::NONE);
    }
    let was_held = held::is_held(tx, new.key)?;
    let person = person::take(tx, before, &new, act)?;
    appointments::replace(tx, &new, &resources)?;
    person::give(tx, before, &new, person, act)?;
    let kind =
        EventKind::Changed(Changed { before, resources: &resources, person, tell: act.tell, was_held, in_series });
    // What puts somebody else in cannot be taken back.
    let wait = if person.hands == Hands::Same { act.terms.wait } else { TimeDelta::zero() };
    let terms = &MailTerms { wait, ..act.terms.clone() };
    record(tx, &Event { actor: act.actor(), appointment: &new, terms, kind })?;
    Ok(person)
}

fn hides_title(tx: &WriteTx<'_>, appointment: &Appointment, user: UserId) -> Result<bool, Error> {
    let is_owner = users::find(tx, user)?.is_some_and(|user| user.is_owner());
    Ok(appointment.hides_title_from(user, is_owner))
}

/// The appointment of that key.
///
/// # Errors
/// [`StaffRefusal::UnknownAppointment`].
pub(super) fn find(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<CalendarEntry, Error> {
    Ok(calendar_entries::find(tx, key)?.ok_or(StaffRefusal::UnknownAppointment)?)
}
