//! The shop's calendars as programs keep them (`CalDAV`): one per room and person, whose objects are the appointments that hold
//! their time there. [`read`] finds objects, [`changes`] says what has changed since a program has asked last, [`write`](mod@write) and
//! [`delete`] change them by the same operations as the planner, [`prolong`] enters the dates that have come near.
//!
//! An object is called by its UID, which is that of the calendar files in mails, or as a program has named it. One that repeats
//! ([`repeated`]) is many blocked times. Knows no HTTP, and writes no calendar files.

pub mod changes;
pub mod delete;
pub mod prolong;
pub mod read;
mod refused;
pub mod repeated;
mod series;
mod wish;
pub mod write;

pub use refused::{Error, Refusal};

use crate::domain::ids::ResourceId;
use crate::domain::shop::{Calendar, Resource};
use crate::domain::time::Minute;
use crate::store::calendar_entries::CalendarEntry;
use crate::store::calendar_objects::Whose;
use crate::store::{StoreError, calendar_objects, calendar_series};
use chrono_tz::Tz;
use repeated::RepeatedObject;
use rusqlite::Connection;
use std::ops::Range;

/// The ending of an object's name that no program has given.
const ENDING: &str = ".ics";

/// A calendar, as a device of an account opens it.
#[derive(Clone, Debug)]
pub struct CalendarAt {
    /// Whose it is.
    pub resource: ResourceId,
    /// The shop's host, which is part of UIDs.
    pub host: String,
    /// The shop's zone.
    pub zone: Tz,
    /// The account, and how much the device sees.
    pub whose: Whose,
    /// Whether the account is an owner's.
    pub is_owner: bool,
}

/// An object of a calendar.
#[derive(Clone)]
pub struct CalendarObject {
    /// What it is called in its calendar.
    pub name: String,
    /// The UID of its event.
    pub uid: String,
    /// What it is.
    pub content: Content,
}

/// What an object is.
#[derive(Clone)]
pub enum Content {
    /// An appointment, and the lines that devices of the account have written besides.
    One(Box<CalendarEntry>, String),
    /// Many blocked times.
    Repeated(Box<RepeatedObject>),
}

impl CalendarObject {
    /// The object of an appointment.
    fn of(conn: &Connection, at: &CalendarAt, entry: CalendarEntry) -> Result<Self, StoreError> {
        let key = entry.appointment.key;
        if let Some(stored) = calendar_series::of_appointment(conn, key, &at.resource)? {
            return Self::of_series(conn, stored);
        }
        let (uid, name) = match calendar_objects::of_appointment(conn, key)? {
            Some(named) => (named.uid, named.name),
            None => {
                let uid = default_uid(&entry, &at.host);
                let name = format!("{uid}{ENDING}");
                (uid, name)
            }
        };
        let kept = calendar_objects::kept(conn, key, at.whose)?;
        Ok(Self { uid, name, content: Content::One(Box::new(entry), kept) })
    }

    /// The object of a series.
    fn of_series(conn: &Connection, stored: calendar_series::CalendarSeries) -> Result<Self, StoreError> {
        let (uid, name) = (stored.uid.clone(), stored.name.clone());
        Ok(Self { uid, name, content: Content::Repeated(Box::new(RepeatedObject::of(conn, stored)?)) })
    }

    /// Whether it stands in the calendar of `resource`.
    fn is_in(&self, resource: &ResourceId) -> bool {
        match &self.content {
            Content::One(entry, _) => entry.appointment.status.blocks() && entry.resources.contains(resource),
            Content::Repeated(object) => object.stored.resource == *resource && !object.stored.text.is_empty(),
        }
    }

    /// The dates of its text `text` within a span, each an event of its own in UTC; `None`: it takes place once. Not folded.
    pub fn expanded(&self, text: &str, zone: Tz, within: &Range<Minute>) -> Option<String> {
        match &self.content {
            Content::One(..) => None,
            Content::Repeated(object) => Some(object.expanded(text, zone, within)),
        }
    }

    /// When it takes place within a span, as far as it can be told.
    pub fn spans(&self, zone: Tz, within: &Range<Minute>) -> Vec<Range<Minute>> {
        match &self.content {
            Content::One(entry, _) => {
                let span = entry.appointment.start..entry.appointment.end;
                let touches = span.start < within.end && span.end > within.start;
                Some(span).filter(|_| touches).into_iter().collect()
            }
            Content::Repeated(object) => object.spans(zone, within),
        }
    }
}

/// The UID of an appointment that no program has named: the one that is stored; else id and host.
fn default_uid(entry: &CalendarEntry, host: &str) -> String {
    entry.calendar_uid.clone().unwrap_or_else(|| format!("{}@{host}", entry.appointment.id))
}

/// The rooms and persons that have a calendar, in the order of the planner.
pub fn calendars(calendar: &Calendar) -> impl Iterator<Item = &Resource> {
    calendar.resources.iter().filter(|resource| !resource.archived)
}
