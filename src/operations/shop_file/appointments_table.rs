//! The tables `[[appointments]]` and `[[blocks]]`: each entry is read over the stored appointment with the same id, if there is
//! one. Both have their ids from one space; a block has neither service nor customer, and a title in place of a note.

use super::bounds;
use super::catalog::known_resource;
use super::problem::ImportError;
use super::reader::{Field, Table};
use super::validation_error::ValidationError;
use super::values;
use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::ids::{ResourceId, SeriesId, ServiceId};
use crate::domain::limits::MINUTES_AT_MOST;
use crate::domain::notice::AT_ONCE;
use crate::domain::person::Hands;
use crate::domain::shop::Calendar;
use crate::operations::booking::events::{Event, EventKind, State};
use crate::store::appointments::{self, Appointment};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// An appointment as described by the file.
pub struct AppointmentTable<'a> {
    /// Its entry in the file, for error messages.
    pub table: Table<'a>,
    /// Where that entry is, such as `appointments[3]`.
    pub path: String,
    /// The row to write; `key` is 0 if it is new.
    pub row: Appointment,
    /// The resources it claims, in the order of its service's needs.
    pub resources: Vec<ResourceId>,
    /// The stored row and claims.
    pub before: Option<(Appointment, Vec<ResourceId>)>,
}

impl AppointmentTable<'_> {
    /// Whether it differs from the stored row.
    pub fn is_changed(&self) -> bool {
        self.before.as_ref().is_none_or(|(row, resources)| *row != self.row || *resources != self.resources)
    }

    /// What the import does to it.
    pub fn event(&self, by: Option<UserId>) -> Event<'_> {
        let before = self.before.as_ref().map(|(appointment, resources)| State { appointment, resources });
        let kind = EventKind::Imported { before, resources: &self.resources };
        Event { actor: Actor::Import(by), appointment: &self.row, terms: &AT_ONCE, kind }
    }
}

/// Which of the two tables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Appointment,
    Block,
}

impl Kind {
    /// The key of what the shop has written about it.
    const fn words(self) -> &'static str {
        match self {
            Self::Appointment => "note",
            Self::Block => "title",
        }
    }
}

/// Data shared by all entries.
struct Reading<'a> {
    conn: &'a Connection,
    calendar: &'a Calendar,
    /// In seconds since 1970.
    now: i64,
    seen: HashSet<String>,
    ordinals: HashMap<String, usize>,
}

/// Reads all entries of both tables; invalid ones are reported and left out.
pub fn read<'a>(
    appointments: Option<&Field<'a>>,
    blocks: Option<&Field<'a>>,
    conn: &Connection,
    calendar: &Calendar,
    now: i64,
) -> Result<Vec<AppointmentTable<'a>>, ImportError> {
    let mut reading = Reading { conn, calendar, now, seen: HashSet::new(), ordinals: HashMap::new() };
    let mut visits = Vec::new();
    for (field, kind) in [(appointments, Kind::Appointment), (blocks, Kind::Block)] {
        for item in field.and_then(|field| field.list(usize::MAX)).unwrap_or_default() {
            let Some(table) = item.table() else { continue };
            visits.extend(read_visit(&mut reading, table, item.path, kind)?);
        }
    }
    Ok(visits)
}

fn read_visit<'a>(
    reading: &mut Reading<'_>,
    table: Table<'a>,
    path: String,
    kind: Kind,
) -> Result<Option<AppointmentTable<'a>>, ImportError> {
    let mut visit =
        AppointmentTable { table, path, row: Appointment::blank(String::new()), resources: Vec::new(), before: None };
    let given = match visit.table.field("id") {
        Some(field) => match field.parsed(values::appointment_id) {
            Some(id) => Some(id),
            None => return Ok(None),
        },
        None => None,
    };
    if let Some(id) = &given {
        find(reading.conn, &mut visit, id)?;
    }
    let takes_customer = visit.before.as_ref().is_some_and(|(row, _)| row.service.is_some() || row.customer.is_known());
    if kind == Kind::Block && takes_customer {
        visit.table.refuse("id", ValidationError::NotABlock(visit.row.id));
        return Ok(None);
    }
    let complete = read_fields(&mut visit, kind, reading.calendar, reading.now);
    if !complete {
        return Ok(None);
    }
    if given.is_none() {
        let content = content_hash(&visit, kind);
        let ordinal = reading.ordinals.entry(content.clone()).or_default();
        let id = derived_id(&content, *ordinal);
        *ordinal += 1;
        // Reload the stored row: fields the entry omits may have changed.
        find(reading.conn, &mut visit, &id)?;
        read_fields(&mut visit, kind, reading.calendar, reading.now);
    }
    if !reading.seen.insert(visit.row.id.clone()) {
        visit.table.refuse("id", ValidationError::Repeated(visit.row.id.clone()));
    }
    Ok(Some(visit))
}

fn find(conn: &Connection, visit: &mut AppointmentTable<'_>, id: &str) -> Result<(), ImportError> {
    visit.row.id = id.to_owned();
    if let Some(row) = appointments::find_by_id(conn, id)? {
        let resources = appointments::resources_of(conn, row.key)?;
        visit.row = row.clone();
        visit.resources.clone_from(&resources);
        visit.before = Some((row, resources));
    }
    Ok(())
}

/// Reads every key except the id; returns whether times and resources are present and valid.
fn read_fields(visit: &mut AppointmentTable<'_>, kind: Kind, calendar: &Calendar, now: i64) -> bool {
    let (table, row) = (&visit.table, &mut visit.row);
    if visit.before.is_none() {
        table.require(&["resources", "start", "end"]);
    }
    let mut complete = visit.before.is_some() || ["resources", "start", "end"].iter().all(|key| table.has(key));
    let mut check = |right: bool| complete &= right;
    if let Some(field) = table.field("resources") {
        let resources = read_resources(&field, calendar);
        check(resources.is_some());
        visit.resources = resources.unwrap_or_default();
    }
    for (key, at) in [("start", &mut row.start), ("end", &mut row.end)] {
        if let Some(field) = table.field(key) {
            let instant = field.parsed(values::instant);
            check(instant.is_some());
            *at = instant.unwrap_or(*at);
        }
    }
    if complete && row.end <= row.start {
        table.refuse("end", ValidationError::EndsTooEarly);
        complete = false;
    }
    read_rest(table, row, kind);
    if kind == Kind::Appointment {
        read_visitor(table, row, calendar);
        read_reminder(table, row, visit.before.as_ref().map(|(old, _)| old), now);
    }
    complete
}

fn read_resources(field: &Field<'_>, calendar: &Calendar) -> Option<Vec<ResourceId>> {
    let resources = field.list_of(bounds::OFFERED, |item| known_resource(item, calendar))?;
    let names: HashSet<_> = resources.iter().collect();
    if resources.is_empty() || names.len() < resources.len() {
        return field.refuse(ValidationError::NoResources);
    }
    Some(resources)
}

/// What both tables have.
fn read_rest(table: &Table<'_>, row: &mut Appointment, kind: Kind) {
    table.set(&mut row.buffer_before_minutes, "buffer_before_minutes", |field| field.number(0..=MINUTES_AT_MOST));
    table.set(&mut row.buffer_after_minutes, "buffer_after_minutes", |field| field.number(0..=MINUTES_AT_MOST));
    table.set(&mut row.status, "status", |field| field.word(&Status::ALL.map(Status::word), Status::from_word));
    table.set_value(&mut row.note, kind.words());
    if kind == Kind::Block {
        table.set(&mut row.private, "private", Field::boolean);
    }
    table.set_optional(&mut row.series, "series", |field| field.parsed(values::appointment_id).map(SeriesId::from));
}

/// Who comes, and what for.
fn read_visitor(table: &Table<'_>, row: &mut Appointment, calendar: &Calendar) {
    table.set_optional(&mut row.service, "service", |field| {
        field.parsed(|text| match calendar.service(text) {
            Some(service) => Ok(ServiceId::clone(&service.id)),
            None => Err(ValidationError::UnknownService(values::quoted(text))),
        })
    });
    if let Some(customer) = table.field("customer").and_then(|field| field.table()) {
        read_customer(customer, row);
    }
}

/// An import is the time of what it says first; nobody agrees for somebody else.
fn read_reminder(table: &Table<'_>, row: &mut Appointment, before: Option<&Appointment>, now: i64) {
    let kept = before.filter(|old| Hands::between(&old.customer, &row.customer) != Hands::OtherPerson);
    let kept = kept.and_then(|old| old.reminder_accepted_at);
    let mut accepted = kept.is_some();
    table.set(&mut accepted, "reminder_accepted", Field::boolean);
    row.reminder_accepted_at = accepted.then(|| kept.unwrap_or(now));
}

fn read_customer(table: Table<'_>, row: &mut Appointment) {
    let customer = &mut row.customer;
    table.set_value(&mut customer.first_name, "first_name");
    table.set_value(&mut customer.last_name, "last_name");
    table.set_value(&mut customer.email, "email");
    table.set_value(&mut customer.phone, "phone");
    table.set_value(&mut row.address, "address");
    table.finish();
}

/// The keys of the customer table.
const CUSTOMER_KEYS: [&str; 4] = ["first_name", "last_name", "email", "phone"];

/// Identifies an entry without an id, by its unparsed strings; the same for a block in either table. The status is not part
/// of it, since it changes over time.
fn content_hash(visit: &AppointmentTable<'_>, kind: Kind) -> String {
    let row = &visit.row;
    let customer = visit.table.field("customer").filter(|_| kind == Kind::Appointment).and_then(|field| field.table());
    let content = serde_json::json!([
        visit.resources.iter().map(ResourceId::as_str).collect::<Vec<_>>(),
        row.start.since_epoch(),
        row.end.since_epoch(),
        row.service.as_ref().map(ServiceId::as_str),
        row.buffer_before_minutes,
        row.buffer_after_minutes,
        CUSTOMER_KEYS.map(|key| customer.as_ref().and_then(|customer| customer.raw(key))),
        visit.table.raw(kind.words()),
    ]);
    content.to_string()
}

fn derived_id(content: &str, ordinal: usize) -> String {
    let mut hash = Sha256::new();
    hash.update(content);
    hash.update(ordinal.to_le_bytes());
    format!("f-{}", base16ct::lower::encode_string(&hash.finalize()[..12]))
}
