//! The `[[calendars]]` table: calendars kept elsewhere, matched by id. Their addresses and logins are secrets: absent from an
//! export unless asked for, and kept where an entry leaves them out.

use super::bounds;
use super::catalog::known_resource;
use super::problem::ImportError;
use super::reader::{Field, Table};
use super::validation_error::ValidationError;
use super::values;
use crate::domain::busy_calendar::{BusyCalendar, CalendarAccess, Tentative};
use crate::domain::ids::ResourceId;
use crate::domain::shop::Calendar;
use crate::domain::values::{CalendarUrl, ShortName};
use crate::store::busy_calendars::{self, Values};
use crate::store::sealed::Keyring;
use rusqlite::Connection;
use std::collections::HashSet;

/// A calendar as the file wants it.
pub struct CalendarTable {
    /// The stored one of that id.
    before: Option<BusyCalendar>,
    id: String,
    resource: ResourceId,
    name: ShortName,
    tentative: Tentative,
    /// The address in the file.
    url: Option<CalendarUrl>,
    /// The login in the file.
    login: Option<(String, String)>,
}

/// Reads the table over the stored calendars. Resources must have been read before.
///
/// # Errors
/// If the database cannot be read.
pub fn read(field: &Field<'_>, conn: &Connection, calendar: &Calendar) -> Result<Vec<CalendarTable>, ImportError> {
    let (known, mut seen) = (busy_calendars::all(conn)?, HashSet::new());
    let tables = field.tables(bounds::OFFERED).into_iter();
    Ok(tables.filter_map(|table| read_one(table, &known, calendar, &mut seen)).collect())
}

fn read_one(
    table: Table<'_>,
    known: &[BusyCalendar],
    calendar: &Calendar,
    seen: &mut HashSet<String>,
) -> Option<CalendarTable> {
    table.require(&["id"]);
    let id = table.field("id").and_then(|field| {
        let id = field.parsed(values::id)?;
        if seen.insert(id.clone()) { Some(id) } else { field.refuse(ValidationError::Repeated(id)) }
    });
    let before = known.iter().find(|one| Some(&one.id) == id.as_ref()).cloned();
    if before.is_none() {
        table.require(&["resource", "name"]);
    }
    let resource = match table.field("resource") {
        Some(field) => known_resource(&field, calendar),
        None => before.as_ref().map(|before| before.resource.clone()),
    };
    let mut name = before.as_ref().map(|before| before.name.clone()).unwrap_or_default();
    table.set_required(&mut name, "name");
    let mut tentative = before.as_ref().map_or(Tentative::Busy, |before| before.tentative);
    table.set(&mut tentative, "tentative", |field| field.word(Tentative::WORDS, Tentative::from_word));
    let url = table
        .field("url")
        .and_then(|field| field.parsed(|text| CalendarUrl::parse(text).map_err(|problem| values::told(text, problem))));
    let login = read_login(&table);
    table.finish();
    Some(CalendarTable { before, id: id?, resource: resource?, name, tentative, url, login })
}

/// User and password, of which neither stands alone.
fn read_login(table: &Table<'_>) -> Option<(String, String)> {
    let read = |key| table.field(key).and_then(|field| field.parsed(values::credential));
    let (user, password) = (read("user"), read("password"));
    for (there, other) in [("user", "password"), ("password", "user")] {
        if table.has(there) && !table.has(other) {
            table.refuse(other, ValidationError::Missing);
        }
    }
    user.zip(password)
}

impl CalendarTable {
    /// Writes what differs; returns whether anything did.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn save(&self, conn: &Connection, keys: &Keyring) -> Result<bool, ImportError> {
        let values = Values { id: &self.id, resource: &self.resource, name: &self.name, tentative: self.tentative };
        let key = match &self.before {
            None => busy_calendars::insert(conn, &values)?,
            Some(before) => {
                if !self.is_as(before) {
                    busy_calendars::update(conn, before.key, &values)?;
                }
                before.key
            }
        };
        let kept = busy_calendars::access(conn, keys, key)?;
        let access = self.access(kept.as_ref()).filter(|access| Some(access) != kept.as_ref());
        if let Some(access) = &access {
            busy_calendars::set_access(conn, keys, key, access)?;
        }
        Ok(access.is_some() || !self.before.as_ref().is_some_and(|before| self.is_as(before)))
    }

    fn is_as(&self, before: &BusyCalendar) -> bool {
        (&self.resource, &self.name, self.tentative) == (&before.resource, &before.name, before.tentative)
    }

    /// Where it is from now on; `None`: nowhere yet. A kept login is not sent to another address than the one it was
    /// entered for.
    fn access(&self, kept: Option<&CalendarAccess>) -> Option<CalendarAccess> {
        let url = self.url.clone().or_else(|| kept.map(|kept| kept.url.clone()))?;
        let kept_login = kept.filter(|kept| kept.url == url).and_then(|kept| kept.login.clone());
        Some(CalendarAccess { url, login: self.login.clone().or(kept_login) })
    }
}
