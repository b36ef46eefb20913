//! The `[[calendars]]` table: calendars kept elsewhere, matched by id. Their addresses and logins are secrets: absent from an
//! export unless asked for, and kept where an entry leaves them out. Of an account the addresses of its calendars say which of
//! them block, and which one appointments are written to.

use super::bounds;
use super::catalog::known_resource;
use super::problem::ImportError;
use super::reader::{Field, Table};
use super::validation_error::ValidationError;
use super::values;
use crate::domain::account_calendar::Chosen;
use crate::domain::busy_calendar::{BusyCalendar, BusyCalendarKey, CalendarAccess, SourceKind, Tentative};
use crate::domain::feed::Detail;
use crate::domain::ids::ResourceId;
use crate::domain::shop::Calendar;
use crate::domain::time::Minute;
use crate::domain::values::{CalendarUrl, ShortName};
use crate::operations::busy_calendars::choose_in;
use crate::store::busy_calendars::{self, Values};
use crate::store::sealed::Keyring;
use crate::store::{account_calendars, calendar_copies};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::collections::HashSet;

/// How many calendars of an account an entry may name.
const CALENDARS_MAX: usize = 100;

/// A calendar as the file wants it.
pub struct CalendarTable {
    /// The stored one of that id.
    before: Option<BusyCalendar>,
    id: String,
    resource: ResourceId,
    name: ShortName,
    kind: SourceKind,
    tentative: Tentative,
    /// How much of appointments is written to the calendar of `writes`.
    detail: Option<Detail>,
    /// The addresses in the file of the account's calendars that block.
    blocks: Option<Vec<CalendarUrl>>,
    /// The address in the file of the one that appointments are written to.
    writes: Option<CalendarUrl>,
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
    let mut kind = before.as_ref().map_or(SourceKind::File, |before| before.kind);
    table.set(&mut kind, "kind", |field| field.word(SourceKind::WORDS, SourceKind::from_word));
    if before.as_ref().is_some_and(|before| before.kind != kind) {
        table.refuse("kind", ValidationError::NotChangeable);
    }
    let url = table.field("url").and_then(|field| read_url(&field));
    let blocks = table.field("blocks").and_then(|field| field.list_of(CALENDARS_MAX, read_url));
    let writes = table.field("writes").and_then(|field| read_url(&field));
    let mut detail = None;
    table.set_optional(&mut detail, "detail", |field| field.word(Detail::WORDS, Detail::from_word));
    refuse_halves(&table, kind, url.is_some(), writes.is_some());
    let login = read_login(&table);
    table.finish();
    let (id, resource) = (id?, resource?);
    Some(CalendarTable { before, id, resource, name, kind, tentative, detail, blocks, writes, url, login })
}

fn read_url(field: &Field<'_>) -> Option<CalendarUrl> {
    field.parsed(|text| CalendarUrl::parse(text).map_err(|problem| values::told(text, problem)))
}

/// An account says with its address which calendars are meant; a calendar file has none.
fn refuse_halves(table: &Table<'_>, kind: SourceKind, has_url: bool, writes: bool) {
    let missing = |key: &str| {
        if !table.has(key) {
            table.refuse(key, ValidationError::Missing);
        }
    };
    match kind {
        SourceKind::File => {
            for key in ["blocks", "writes", "detail"].into_iter().filter(|key| table.has(key)) {
                table.refuse(key, ValidationError::OnlyOfAnAccount);
            }
        }
        SourceKind::Account => {
            if has_url {
                missing("blocks");
            }
            if table.has("blocks") || writes {
                missing("url");
            }
            if writes {
                missing("detail");
            }
        }
    }
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
    pub fn save(&self, conn: &Connection, keys: &Keyring, now: DateTime<Utc>) -> Result<bool, ImportError> {
        let values = Values {
            id: &self.id,
            resource: &self.resource,
            name: &self.name,
            kind: self.kind,
            tentative: self.tentative,
        };
        let key = match &self.before {
            None => busy_calendars::insert(conn, &values)?,
            Some(before) => {
                if !self.is_as(before) {
                    busy_calendars::update(conn, before.key, &values)?;
                    // Of another person other appointments are written there.
                    calendar_copies::owe_all(conn, before.key, Minute::floor(now))?;
                }
                before.key
            }
        };
        let kept = busy_calendars::access(conn, keys, key)?;
        let access = self.access(kept.as_ref()).filter(|access| Some(access) != kept.as_ref());
        if let Some(access) = &access {
            busy_calendars::set_access(conn, keys, key, access)?;
        }
        let chosen = self.chosen();
        let chosen = match &chosen {
            Some(chosen) if !self.is_chosen(conn, keys, key, chosen)? => Some(chosen),
            _ => None,
        };
        if let Some(chosen) = chosen {
            choose_in(conn, keys, key, chosen, Minute::floor(now))?;
        }
        Ok(access.is_some() || chosen.is_some() || !self.before.as_ref().is_some_and(|before| self.is_as(before)))
    }

    /// What the file chooses of an account's calendars: what their server calls them is seen in the planner.
    fn chosen(&self) -> Option<Vec<Chosen>> {
        let blocks = self.blocks.as_ref()?;
        let mut chosen: Vec<Chosen> = Vec::new();
        for url in blocks.iter().chain(&self.writes) {
            if !chosen.iter().any(|one| one.url == *url) {
                let detail = self.detail.filter(|_| self.writes.as_ref() == Some(url));
                let (url, name) = (url.clone(), self.name.to_string());
                chosen.push(Chosen { blocks: blocks.contains(&url), url, name, detail });
            }
        }
        Some(chosen)
    }

    fn is_chosen(
        &self,
        conn: &Connection,
        keys: &Keyring,
        key: BusyCalendarKey,
        chosen: &[Chosen],
    ) -> Result<bool, ImportError> {
        let stored = account_calendars::of(conn, keys, key)?;
        let is_same = |one: &Chosen, other: &Chosen| {
            (&one.url, one.blocks, one.detail) == (&other.url, other.blocks, other.detail)
        };
        let is_used = |one: &Chosen| one.blocks || one.detail.is_some();
        let stored: Vec<&Chosen> = stored.iter().map(|one| &one.chosen).filter(|one| is_used(one)).collect();
        Ok(stored.len() == chosen.len() && chosen.iter().all(|one| stored.iter().any(|other| is_same(one, other))))
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
