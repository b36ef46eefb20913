//! A program writes an object: it moves an appointment, or blocks a time.
//!
//! Of an appointment with a customer only time and place are taken from the program; of a blocked time its title too. What else
//! stands in the object is kept for the devices of the account. Who puts an object of one calendar into another one moves it
//! there, and takes it out of the first one by that: the deletion there that follows finds nothing to do.

use super::read::{named_in, of_uid};
use super::refused::{refused, tell};
use super::series::{self, Before, Wish, with_title_of};
use super::wish::{acting, resources_in, shown};
use super::{CalendarAt, CalendarObject, Content, Error, Refusal};
use crate::domain::appointment::Status;
use crate::domain::ids::SeriesId;
use crate::domain::person::Person;
use crate::domain::policy::PolicyWarning;
use crate::ical::object::{self, ObjectFault, Written, WrittenEvent};
use crate::operations::booking::{self, ActionContext, Draft, StaffRefusal};
use crate::store::calendar_entries::CalendarEntry;
use crate::store::calendar_objects::{self, ObjectName};
use crate::store::{Store, WriteTx, calendar_changes};

/// Whether an object is as the program believes, so that it may be changed. `None`: there is none.
pub type Check = Box<dyn Fn(Option<&CalendarObject>) -> bool + Send>;

/// Where an object is written, or taken from.
pub struct Target {
    /// The calendar.
    pub at: CalendarAt,
    /// The object's name.
    pub name: String,
    /// What the program believes of it.
    pub check: Check,
}

/// Writes an object; answers whether it is new there.
///
/// # Errors
/// A [`Refusal`]; [`Refusal::Occupied`] is told in the inbox too.
pub async fn put(store: &Store, target: Target, body: &[u8]) -> Result<bool, Error> {
    let zone = store.planning().calendar.shop.time_zone;
    let event = object::read(body, zone).map_err(|fault| match fault {
        ObjectFault::NotACalendar => Refusal::NotACalendar,
        ObjectFault::NotAnEvent => Refusal::NotAnEvent,
        ObjectFault::NotOneEvent => Refusal::NotOneEvent,
    })?;
    let outcome = store.write(move |tx| put_in(tx, &target, &event)).await;
    tell(store, outcome).await
}

fn put_in(tx: &WriteTx<'_>, target: &Target, written: &Written) -> Result<bool, Error> {
    let at = &target.at;
    let here = named_in(tx, at, &target.name)?;
    if !(target.check)(here.as_ref()) {
        return Err(Refusal::Precondition.into());
    }
    if let Some(object) = here {
        if object.uid != written.event.uid {
            return Err(Refusal::OtherUid.into());
        }
        change(tx, target, &object, written)?;
        return Ok(false);
    }
    match of_uid(tx, at, &written.event.uid)? {
        Some(object) if object.is_in(&at.resource) => return Err(Refusal::UidTaken(object.name).into()),
        Some(object) => change(tx, target, &object, written)?,
        None if written.repeats => repeat(tx, target, written, &Before::Nothing)?,
        None => block(tx, target, &written.event)?,
    }
    Ok(true)
}

/// Changes what there is to what is written: it may come from another calendar, and begin or cease to repeat.
fn change(tx: &WriteTx<'_>, target: &Target, object: &CalendarObject, written: &Written) -> Result<(), Error> {
    match &object.content {
        Content::Repeated(before) => repeat(tx, target, written, &Before::Repeated(before)),
        Content::One(entry, _) if written.repeats => {
            if !entry.appointment.is_block() {
                return Err(Refusal::Repeats.into());
            }
            repeat(tx, target, written, &Before::Block(entry))?;
            let (id, at) = (&entry.appointment.id, &target.at);
            if object.name != target.name {
                calendar_changes::renamed(tx, id, &object.name)?;
            }
            for resource in entry.resources.iter().filter(|one| **one != at.resource) {
                calendar_changes::named(tx, resource, &SeriesId::from(id.clone()), &object.name)?;
            }
            Ok(())
        }
        Content::One(entry, kept) => {
            change_one(tx, &target.at, entry, kept, &written.event)?;
            rename(tx, object, &target.name)
        }
    }
}

fn repeat(tx: &WriteTx<'_>, target: &Target, written: &Written, before: &Before<'_>) -> Result<(), Error> {
    let (at, text) = (&target.at, written.text.clone());
    let (user, detail) = at.whose;
    let (text, of) = match before {
        Before::Repeated(object) if object.hides_title_from(at) => {
            (with_title_of(&text, &object.stored.text), (object.stored.user, object.stored.detail))
        }
        _ => (text, (Some(user), detail)),
    };
    series::write(tx, Wish { at, name: &target.name, uid: &written.event.uid, text, of }, before)
}

/// Moves an object to another calendar, or only calls it by another name; answers whether it is new there.
///
/// # Errors
/// As [`put`]; [`Refusal::Unknown`]; [`Refusal::Precondition`] where there is an object of that name.
pub async fn rename_to(store: &Store, from: Target, to: CalendarAt, name: String) -> Result<(), Error> {
    let outcome = store
        .write(move |tx| {
            let object = named_in(tx, &from.at, &from.name)?.ok_or(Refusal::Unknown)?;
            let is_taken = named_in(tx, &to, &name)?.is_some();
            if is_taken || !(from.check)(Some(&object)) {
                return Err(Refusal::Precondition.into());
            }
            match &object.content {
                Content::One(entry, _) => {
                    let resources = resources_in(&tx.calendar(), entry, &to.resource)?;
                    let draft = Draft::of(&entry.appointment, resources);
                    go(tx, &to, entry, &draft)?;
                    rename(tx, &object, &name)
                }
                Content::Repeated(repeated) => {
                    let of = (repeated.stored.user, repeated.stored.detail);
                    let text = repeated.present_text(to.zone);
                    let wish = Wish { at: &to, name: &name, uid: &object.uid, text, of };
                    series::write(tx, wish, &Before::Repeated(repeated))
                }
            }
        })
        .await;
    tell(store, outcome).await
}

/// Changes an appointment: one that was called off takes place again.
fn change_one(
    tx: &WriteTx<'_>,
    at: &CalendarAt,
    entry: &CalendarEntry,
    kept_before: &str,
    event: &WrittenEvent,
) -> Result<(), Error> {
    let it = &entry.appointment;
    let is_block = it.is_block();
    let resources = resources_in(&tx.calendar(), entry, &at.resource)?;
    let mut draft = Draft { start: event.start, end: event.end, ..Draft::of(it, resources) };
    if is_block {
        (draft.note, draft.private) = (shown(&event.title), event.is_private);
    }
    go(tx, at, entry, &draft)?;
    let kept = kept(event, is_block);
    if kept != kept_before {
        calendar_objects::keep(tx, it.key, at.whose, &kept)?;
        calendar_changes::touch(tx, &it.id)?;
    }
    Ok(())
}

fn go(tx: &WriteTx<'_>, at: &CalendarAt, entry: &CalendarEntry, draft: &Draft) -> Result<(), Error> {
    let appointment = &entry.appointment;
    let act = acting(tx, at, entry.has_page && appointment.customer.email.is_some());
    let outcome = insisting(&act, |act| {
        booking::change_in(tx, entry, draft, act, false)?;
        if !appointment.status.blocks() {
            booking::set_status_in(tx, appointment.key, Status::Confirmed, act)?;
        }
        Ok(())
    });
    outcome.map_err(|error| refused(error, Some(appointment.key), draft.start))
}

/// Does it, also where it is unusual.
pub(super) fn insisting<T>(
    act: &ActionContext,
    does: impl Fn(&ActionContext) -> Result<T, booking::Error>,
) -> Result<T, booking::Error> {
    match does(act) {
        Err(booking::Error::Refused(StaffRefusal::PolicyWarnings(found))) => {
            let accepted = found.iter().map(PolicyWarning::word).collect();
            does(&ActionContext { accepted, ..act.clone() })
        }
        outcome => outcome,
    }
}

/// Calls the object of an appointment by another name.
fn rename(tx: &WriteTx<'_>, object: &CalendarObject, name: &str) -> Result<(), Error> {
    if let (true, Content::One(entry, _)) = (object.name != name, &object.content) {
        let appointment = &entry.appointment;
        let named = ObjectName { appointment: appointment.key, uid: object.uid.clone(), name: name.to_owned() };
        calendar_objects::put(tx, &named)?;
        calendar_changes::renamed(tx, &appointment.id, &object.name)?;
    }
    Ok(())
}

/// A new event blocks its time.
fn block(tx: &WriteTx<'_>, target: &Target, event: &WrittenEvent) -> Result<(), Error> {
    let at = &target.at;
    let draft = Draft {
        service: None,
        resources: vec![at.resource.clone()],
        start: event.start,
        end: event.end,
        customer: Person::default(),
        address: None,
        note: shown(&event.title),
        reminder_accepted: false,
        private: event.is_private,
        author: None,
    };
    let made = insisting(&acting(tx, at, false), |act| booking::create_in(tx, &draft, act));
    let made = made.map_err(|error| refused(error, None, event.start))?;
    let named = ObjectName { appointment: made.key, uid: event.uid.clone(), name: target.name.clone() };
    calendar_objects::put(tx, &named)?;
    Ok(calendar_objects::keep(tx, made.key, at.whose, &kept(event, true))?)
}

/// What is kept for the devices of the account.
fn kept(event: &WrittenEvent, is_block: bool) -> String {
    const OURS: [&str; 3] = ["DESCRIPTION", "LOCATION", "URL"];
    let is_ours = |line: &&str| OURS.iter().any(|name| line.to_ascii_uppercase().starts_with(name));
    let mut kept = String::new();
    // Of an appointment these are this program's own.
    let mut is_in_part = false;
    for line in event.kept.split_inclusive("\r\n") {
        is_in_part |= line.starts_with("BEGIN:");
        if is_block || is_in_part || !is_ours(&line) {
            kept.push_str(line);
        }
        is_in_part &= !line.starts_with("END:");
    }
    kept
}
