//! Applies a shop file in one transaction: read over the stored values, then written where it differs.

use super::appointments_table::AppointmentTable;
use super::bounds;
use super::calendars_table::{self, CalendarTable};
use super::problem::{ImportError, Problems};
use super::reader::Field;
use super::validation_error::ValidationError;
use super::{Format, ShopFile, appointments_table, catalog, hours, reminders, shop};
use crate::domain::account::UserId;
use crate::domain::ids::ResourceId;
use crate::domain::person::Hands;
use crate::domain::shop::Calendar;
use crate::domain::time::Minute;
use crate::domain::values::Email;
use crate::operations::booking::events;
use crate::store::appointments::{self, Appointment};
use crate::store::sealed::Keyring;
use crate::store::{StoreError, audit, bookings, calendar, customers, outbox};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::json;
use std::collections::HashMap;

/// [`apply_with`] a key that is never stored: for a file without secrets, or one that is only tried.
///
/// # Errors
/// As [`apply_with`].
pub fn apply(conn: &mut Connection, text: &str, format: Format, now: DateTime<Utc>) -> Result<(), ImportError> {
    apply_with(conn, &Keyring::in_memory(), text, format, now)
}

/// Applies the text of a shop file completely, or not at all if there is any error; `keys` encrypt its secrets, `now` is when,
/// for the audit log.
///
/// # Errors
/// All errors in the file, or why the database could not be written.
pub fn apply_with(
    conn: &mut Connection,
    keys: &Keyring,
    text: &str,
    format: Format,
    now: DateTime<Utc>,
) -> Result<(), ImportError> {
    let file = ShopFile::parse(text, format, bounds::VALUES_IMPORTED)?;
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    apply_in(&transaction, keys, &file, None, now)?;
    transaction.commit()?;
    Ok(())
}

/// Applies a file within the caller's transaction, which the caller must roll back on error. `by` is the user who
/// imports it; `None`: the command line.
///
/// # Errors
/// As [`apply_with`].
pub fn apply_in(
    conn: &Connection,
    keys: &Keyring,
    file: &ShopFile,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<(), ImportError> {
    told_together(|problems| {
        let read = Read::over(conn, file, problems, now)?;
        read.save(conn, keys, by, now)
    })
}

/// Validates a file against the stored values without writing; overlaps are not checked.
///
/// # Errors
/// As [`apply_with`].
pub fn trial(conn: &Connection, file: &ShopFile, now: DateTime<Utc>) -> Result<(), ImportError> {
    told_together(|problems| Read::over(conn, file, problems, now).map(Read::finish))
}

/// Errors of the file explain a refusal by the database better than the database's own message, and take precedence.
fn told_together(work: impl FnOnce(&Problems) -> Result<(), ImportError>) -> Result<(), ImportError> {
    let problems = Problems::default();
    match work(&problems) {
        Err(_) if !problems.is_empty() => {}
        outcome => outcome?,
    }
    problems.into_result()
}

/// A file read over the stored values.
struct Read<'a> {
    before: Calendar,
    after: Calendar,
    calendars: Vec<CalendarTable>,
    visits: Vec<AppointmentTable<'a>>,
}

impl<'a> Read<'a> {
    fn over(
        conn: &Connection,
        file: &'a ShopFile,
        problems: &'a Problems,
        now: DateTime<Utc>,
    ) -> Result<Self, ImportError> {
        let before = calendar::load(conn)?;
        let mut read = Self { after: before.clone(), before, calendars: Vec::new(), visits: Vec::new() };
        let Some(table) = Field::root(&file.0, problems).table() else { return Ok(read) };
        read_description(&table, &mut read.after);
        let (appointments, blocks) = (table.field("appointments"), table.field("blocks"));
        if let Some(field) = table.field("calendars") {
            read.calendars = calendars_table::read(&field, conn, &read.after)?;
        }
        table.finish();
        read.visits =
            appointments_table::read(appointments.as_ref(), blocks.as_ref(), conn, &read.after, now.timestamp())?;
        Ok(read)
    }

    /// Writes the differences. Overlaps are checked even if there are other errors, so that all are reported
    /// together.
    fn save(
        self,
        conn: &Connection,
        keys: &Keyring,
        by: Option<UserId>,
        now: DateTime<Utc>,
    ) -> Result<(), ImportError> {
        let zone = self.after.shop.time_zone;
        save_description(conn, &self.before, &self.after)?;
        let mut has_changed = self.before != self.after;
        for calendar in &self.calendars {
            has_changed |= calendar.save(conn, keys, now)?;
        }
        save_visits(conn, &self.visits, &self.after, now)?;
        let changed: Vec<_> = self.visits.iter().filter(|visit| visit.is_changed()).collect();
        if !changed.is_empty() || has_changed {
            let details = json!({ "appointments": changed.len() });
            audit::record(conn, by, "shop_file.imported", "shop", &details, now.timestamp())?;
        }
        for visit in changed {
            events::record_import(conn, now, zone, &visit.event(by))?;
        }
        self.finish();
        Ok(())
    }

    /// Reports unknown keys.
    fn finish(self) {
        self.visits.into_iter().for_each(|visit| visit.table.finish());
    }
}

fn read_description(file: &super::reader::Table<'_>, calendar: &mut Calendar) {
    if let Some(table) = file.field("shop").and_then(|field| field.table()) {
        shop::read(table, &mut calendar.shop);
    }
    if let Some(field) = file.field("resources") {
        catalog::read_resources(&field, &mut calendar.resources);
    }
    if let Some(field) = file.field("services") {
        catalog::read_services(&field, calendar);
    }
    if let Some(field) = file.field("availabilities") {
        calendar.availabilities = hours::read_availabilities(&field, calendar);
    }
    if let Some(field) = file.field("exceptions") {
        calendar.exceptions = hours::read_exceptions(&field, calendar);
    }
}

fn save_description(conn: &Connection, before: &Calendar, after: &Calendar) -> Result<(), StoreError> {
    if before.shop != after.shop {
        calendar::save_shop(conn, &after.shop)?;
    }
    if before.resources != after.resources {
        for (position, resource) in after.resources.iter().enumerate() {
            calendar::save_resource(conn, resource, position)?;
        }
    }
    if before.services != after.services {
        for (position, service) in after.services.iter().enumerate() {
            calendar::save_service(conn, service, position)?;
        }
    }
    if before.availabilities != after.availabilities {
        calendar::replace_availabilities(conn, &after.availabilities)?;
    }
    if before.exceptions != after.exceptions {
        calendar::replace_exceptions(conn, &after.exceptions)?;
    }
    Ok(())
}

/// Writes the differences. Changed appointments release their claims first, so that they can swap times.
fn save_visits(
    conn: &Connection,
    visits: &[AppointmentTable<'_>],
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<(), ImportError> {
    let changed = || visits.iter().filter(|visit| visit.is_changed());
    for visit in changed().filter(|visit| visit.before.is_some()) {
        conn.prepare_cached("DELETE FROM claims WHERE appointment_key = ?1")?.execute([visit.row.key])?;
    }
    let paths: HashMap<&str, &str> = visits.iter().map(|visit| (visit.row.id.as_str(), visit.path.as_str())).collect();
    for visit in changed() {
        let saved = match &visit.before {
            Some((before, _)) => appointments::replace(conn, &visit.row, &visit.resources)
                .and_then(|()| save_booking(conn, before, &visit.row))
                .map(|()| visit.row.clone()),
            None => appointments::insert(conn, &visit.row, &visit.resources)
                .map(|key| Appointment { key, ..visit.row.clone() }),
        };
        match saved {
            Err(StoreError::Occupied) => {
                let other = occupant(conn, visit)?;
                visit.table.refuse("start", overlap(other, &paths, calendar.shop.time_zone));
            }
            saved => reminders::follow(conn, calendar, &saved?, now)?,
        }
    }
    Ok(())
}

/// Updates the data of the customer's page. If the file replaces the customer by another person, the previous one's
/// data is deleted; imports send no mail.
fn save_booking(conn: &Connection, before: &Appointment, after: &Appointment) -> Result<(), StoreError> {
    if Hands::between(&before.customer, &after.customer) == Hands::OtherPerson {
        bookings::delete(conn, after.key)?;
        outbox::remove_queued(conn, after.key)?;
        outbox::forget_words(conn, after.key)?;
        return customers::unlink_other(conn, after.key, &after.customer);
    }
    if bookings::find(conn, after.key)?.is_none() {
        return Ok(());
    }
    let (old, new) = (before.customer.email.as_ref(), after.customer.email.as_ref());
    bookings::set_address(conn, after.key, &new.map(Email::folded).unwrap_or_default())?;
    // A calendar file downloaded from now on must replace the one with the old time.
    if (before.start, before.end, before.status) != (after.start, after.end, after.status) {
        bookings::raise_sequence(conn, after.key)?;
    }
    if (before.start, old) != (after.start, new) {
        let by = TimeDelta::minutes(after.start.minutes_since(before.start));
        outbox::move_reminders(conn, after.key, by, new.map(Email::as_str))?;
    }
    if let Some(old) = old.filter(|old| new.is_none_or(|new| !new.is_same(old))) {
        outbox::remove_queued_to(conn, after.key, old)?;
    }
    Ok(())
}

/// The appointment that occupies a resource.
struct Occupant {
    id: String,
    since: Minute,
    resource: ResourceId,
}

fn occupant(conn: &Connection, visit: &AppointmentTable<'_>) -> Result<Option<Occupant>, StoreError> {
    let from = visit.row.start.plus(-i64::from(visit.row.buffer_before_minutes)).since_epoch();
    let until = visit.row.end.plus(i64::from(visit.row.buffer_after_minutes)).since_epoch();
    // Spans are disjoint: only the last one that starts before the end can overlap.
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.starts_at, c.busy_until FROM claims c JOIN appointments a ON a.key = c.appointment_key
         WHERE c.blocking = 1 AND c.resource_id = ?1 AND c.busy_from < ?2 AND a.id <> ?3
         ORDER BY c.busy_from DESC LIMIT 1",
    )?;
    for resource in &visit.resources {
        let found = statement
            .query_row(params![resource.as_str(), until, visit.row.id], |row| {
                let occupant =
                    Occupant { id: row.get(0)?, since: Minute::from_epoch(row.get(1)?), resource: resource.clone() };
                Ok((occupant, row.get::<_, i64>(2)?))
            })
            .optional()?;
        if let Some((occupant, _)) = found.filter(|(_, busy_until)| *busy_until > from) {
            return Ok(Some(occupant));
        }
    }
    Ok(None)
}

fn overlap(other: Option<Occupant>, paths: &HashMap<&str, &str>, zone: Tz) -> ValidationError {
    let Some(other) = other else { return ValidationError::Overlaps };
    let (since, resource) = (other.since.to_rfc3339(zone), other.resource.to_string());
    match paths.get(other.id.as_str()) {
        Some(path) => ValidationError::OverlapsEntry((*path).to_owned(), since, resource),
        None => ValidationError::OverlapsAppointment(other.id, since, resource),
    }
}
