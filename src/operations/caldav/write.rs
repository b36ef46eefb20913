//! A program writes an object: it moves an appointment, or blocks a time.
//!
//! Of an appointment with a customer only time and place are taken from the program; of a blocked time its title too. What else
//! stands in the object is kept for the devices of the account. Who puts an object of one calendar into another one moves it
//! there, and takes it out of the first one by that: the deletion there that follows finds nothing to do.

use super::read::{named_in, of_uid};
use super::refused::{refused, tell};
use super::{CalendarAt, CalendarObject, Error, Refusal};
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::notice::MailTerms;
use crate::domain::person::Person;
use crate::domain::policy::PolicyWarning;
use crate::domain::shop::Calendar;
use crate::domain::values::AppointmentNote;
use crate::ical::object::{self, ObjectFault, WrittenEvent};
use crate::operations::booking::{self, ActionContext, Draft, StaffRefusal};
use crate::store::calendar_objects::{self, ObjectName};
use crate::store::{Store, WriteTx, calendar_changes};
use chrono::TimeDelta;

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

/// For how long mails to customers wait: who drags on a small screen seldom hits the right time at once, and the mail of a
/// further change takes the place of the one that waits.
const MAILS_WAIT: TimeDelta = TimeDelta::minutes(2);
/// The longest title, in characters.
const TITLE_MAX: usize = 1_000;

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
        ObjectFault::Repeats => Refusal::Repeats,
    })?;
    let outcome = store.write(move |tx| put_in(tx, &target, &event)).await;
    tell(store, outcome).await
}

fn put_in(tx: &WriteTx<'_>, target: &Target, event: &WrittenEvent) -> Result<bool, Error> {
    let at = &target.at;
    let here = named_in(tx, at, &target.name)?;
    if !(target.check)(here.as_ref()) {
        return Err(Refusal::Precondition.into());
    }
    if let Some(object) = here {
        if object.uid != event.uid {
            return Err(Refusal::OtherUid.into());
        }
        change(tx, at, &object, event)?;
        return Ok(false);
    }
    match of_uid(tx, at, &event.uid)? {
        Some(object) if object.is_in(&at.resource) => Err(Refusal::UidTaken(object.name).into()),
        Some(object) => {
            change(tx, at, &object, event)?;
            rename(tx, &object, &target.name)?;
            Ok(true)
        }
        None => {
            block(tx, target, event)?;
            Ok(true)
        }
    }
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
            let resources = resources_in(&tx.calendar(), &object, &to.resource)?;
            let draft = Draft { resources, ..as_it_is(&object) };
            go(tx, &to, &object, &draft)?;
            rename(tx, &object, &name)
        })
        .await;
    tell(store, outcome).await
}

/// Changes what there is: an appointment that was called off takes place again.
fn change(tx: &WriteTx<'_>, at: &CalendarAt, object: &CalendarObject, event: &WrittenEvent) -> Result<(), Error> {
    let is_block = object.entry.appointment.is_block();
    let mut draft = Draft {
        start: event.start,
        end: event.end,
        resources: resources_in(&tx.calendar(), object, &at.resource)?,
        ..as_it_is(object)
    };
    if is_block {
        draft.note = title(event);
    }
    go(tx, at, object, &draft)?;
    let kept = kept(event, is_block);
    if kept != object.kept {
        calendar_objects::keep(tx, object.entry.appointment.key, at.whose, &kept)?;
        calendar_changes::touch(tx, &object.entry.appointment.id)?;
    }
    Ok(())
}

fn as_it_is(object: &CalendarObject) -> Draft {
    let appointment = &object.entry.appointment;
    Draft {
        service: appointment.service.clone(),
        resources: object.entry.resources.clone(),
        start: appointment.start,
        end: appointment.end,
        customer: appointment.customer.clone(),
        address: appointment.address.clone(),
        note: appointment.note.clone(),
        reminder_accepted: appointment.reminder_accepted_at.is_some(),
    }
}

fn go(tx: &WriteTx<'_>, at: &CalendarAt, object: &CalendarObject, draft: &Draft) -> Result<(), Error> {
    let appointment = &object.entry.appointment;
    let act = acting(tx, at, object.entry.has_page && appointment.customer.email.is_some());
    let outcome = insisting(&act, |act| {
        booking::change_in(tx, &object.entry, draft, act, false)?;
        if !appointment.status.blocks() {
            booking::set_status_in(tx, appointment.key, Status::Confirmed, act)?;
        }
        Ok(())
    });
    outcome.map_err(|error| refused(error, Some(appointment.key), draft.start))
}

/// Who does it. A program cannot be asked about what is unusual, so it is wanted; `tells`: whether the customer hears of it.
pub(super) fn acting(tx: &WriteTx<'_>, at: &CalendarAt, tells: bool) -> ActionContext {
    let language = tx.calendar().shop.language;
    let terms = MailTerms { wait: MAILS_WAIT, words: None };
    ActionContext { by: at.whose.0, accepted: Vec::new(), tell: tells, language, terms, by_calendar: true }
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

/// What an object occupies once it stands in the calendar of `resource`: that one, in the place of the one that serves the same
/// need, or of the same kind.
fn resources_in(calendar: &Calendar, object: &CalendarObject, resource: &ResourceId) -> Result<Vec<ResourceId>, Error> {
    let entry = &object.entry;
    if entry.resources.contains(resource) {
        return Ok(entry.resources.clone());
    }
    let service = entry.appointment.service.as_ref().and_then(|id| calendar.service(id.as_str()));
    let kind = |id: &ResourceId| calendar.resource(id.as_str()).map(|one| one.kind);
    let leaves = match service {
        Some(service) => {
            let serves =
                |id: &&ResourceId| service.needs.iter().any(|need| need.contains(id) && need.contains(resource));
            entry.resources.iter().find(serves).ok_or(Refusal::NotPossible)?
        }
        None => {
            let same = entry.resources.iter().find(|id| kind(id) == kind(resource));
            same.or(entry.resources.first()).ok_or(Refusal::NotPossible)?
        }
    };
    Ok(entry.resources.iter().map(|id| if id == leaves { resource.clone() } else { id.clone() }).collect())
}

/// Calls an object by another name.
fn rename(tx: &WriteTx<'_>, object: &CalendarObject, name: &str) -> Result<(), Error> {
    if object.name != name {
        let appointment = &object.entry.appointment;
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
        note: title(event),
        reminder_accepted: false,
    };
    let made = insisting(&acting(tx, at, false), |act| booking::create_in(tx, &draft, act));
    let made = made.map_err(|error| refused(error, None, event.start))?;
    let named = ObjectName { appointment: made.key, uid: event.uid.clone(), name: target.name.clone() };
    calendar_objects::put(tx, &named)?;
    calendar_objects::keep(tx, made.key, at.whose, &kept(event, true))?;
    Ok(())
}

/// The title that everybody in the shop reads.
fn title(event: &WrittenEvent) -> Option<AppointmentNote> {
    let shown = event.title.chars().filter(|sign| !sign.is_control()).take(TITLE_MAX).collect::<String>();
    AppointmentNote::parse(&shown).ok().filter(|note| !event.is_private && !note.is_empty())
}

/// What is kept for the devices of the account: of a private one its title too, which nobody else reads.
fn kept(event: &WrittenEvent, is_block: bool) -> String {
    const OURS: [&str; 3] = ["DESCRIPTION", "LOCATION", "URL"];
    let is_ours = |line: &&str| OURS.iter().any(|name| line.to_ascii_uppercase().starts_with(name));
    let mut kept = String::new();
    if is_block && event.is_private {
        kept.push_str(&format!("CLASS:PRIVATE\r\nSUMMARY:{}\r\n", escaped(&event.title)));
    }
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

fn escaped(text: &str) -> String {
    let text: String = text.chars().filter(|sign| !sign.is_control() || *sign == '\n').collect();
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}
