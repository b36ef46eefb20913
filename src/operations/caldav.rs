//! The shop's calendars as programs keep them (`CalDAV`): one per room and person, whose objects are the appointments that hold
//! their time there. [`read`] finds objects, [`changes`] says what has changed since a program has asked last, [`write`](mod@write) and
//! [`delete`] change them by the same operations as the planner.
//!
//! An object is called by its UID, which is that of the calendar files in mails, or as a program has named it. Knows no HTTP, and
//! writes no calendar files.

pub mod changes;
pub mod delete;
pub mod read;
mod refused;
pub mod write;

pub use refused::{Error, Refusal};

use crate::domain::ids::ResourceId;
use crate::domain::shop::{Calendar, Resource};
use crate::store::calendar_entries::CalendarEntry;
use crate::store::calendar_objects::Whose;
use crate::store::{StoreError, calendar_objects};
use rusqlite::Connection;

/// The ending of an object's name that no program has given.
const ENDING: &str = ".ics";

/// A calendar, as a device of an account opens it.
#[derive(Clone, Debug)]
pub struct CalendarAt {
    /// Whose it is.
    pub resource: ResourceId,
    /// The shop's host, which is part of UIDs.
    pub host: String,
    /// The account, and how much the device sees.
    pub whose: Whose,
}

/// An object of a calendar.
#[derive(Clone)]
pub struct CalendarObject {
    /// What it is called in its calendar.
    pub name: String,
    /// The UID of its event.
    pub uid: String,
    /// The appointment.
    pub entry: CalendarEntry,
    /// The lines that devices of the account have written besides.
    pub kept: String,
}

impl CalendarObject {
    /// The object of an appointment.
    fn of(conn: &Connection, at: &CalendarAt, entry: CalendarEntry) -> Result<Self, StoreError> {
        let key = entry.appointment.key;
        let (uid, name) = match calendar_objects::of_appointment(conn, key)? {
            Some(named) => (named.uid, named.name),
            None => {
                let uid = default_uid(&entry, &at.host);
                let name = format!("{uid}{ENDING}");
                (uid, name)
            }
        };
        Ok(Self { uid, name, kept: calendar_objects::kept(conn, key, at.whose)?, entry })
    }

    /// Whether it stands in the calendar of `resource`.
    fn is_in(&self, resource: &ResourceId) -> bool {
        self.entry.appointment.status.blocks() && self.entry.resources.contains(resource)
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
