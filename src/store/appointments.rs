//! Appointments and their claims. Triggers of the schema keep both consistent and refuse every overlap (rule 8).

use super::{StoreError, words};
use crate::domain::account::UserId;
use crate::domain::appointment::Status;
use crate::domain::ids::{ResourceId, SeriesId, ServiceId};
use crate::domain::person::Person;
use crate::domain::shop::ReminderConsent;
use crate::domain::snapshot::{AppointmentKey, BusySpan, Occupancy};
use crate::domain::time::Minute;
use crate::domain::values::{AppointmentNote, PostalAddress};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use std::collections::BTreeSet;
use std::ops::Range;

/// One row of `appointments`.
#[derive(Clone, PartialEq)]
pub struct Appointment {
    /// Primary key.
    pub key: AppointmentKey,
    /// Public id.
    pub id: String,
    /// The service; imported appointments and blocked time may have none.
    pub service: Option<ServiceId>,
    /// Start, buffer excluded.
    pub start: Minute,
    /// End, buffer excluded.
    pub end: Minute,
    /// Minutes before the start that occupy the resources, too.
    pub buffer_before_minutes: u32,
    /// Minutes after the end that occupy the resources, too.
    pub buffer_after_minutes: u32,
    /// Where it stands.
    pub status: Status,
    /// The customer, as far as known.
    pub customer: Person,
    /// The customer's postal address, where it takes place there.
    pub address: Option<PostalAddress>,
    /// The operator's note.
    pub note: Option<AppointmentNote>,
    /// When the customer agreed to a reminder by mail, in seconds since 1970.
    pub reminder_accepted_at: Option<i64>,
    /// The series it belongs to; `None`: it stands alone.
    pub series: Option<SeriesId>,
    /// Of blocked time: whether only owners and its author read the title ([`Appointment::hides_title_from`]).
    pub private: bool,
    /// Who has made it, where it is private.
    pub author: Option<UserId>,
}

impl Appointment {
    /// One of which nothing but its public id is known.
    pub fn blank(id: String) -> Self {
        Self {
            key: 0,
            id,
            service: None,
            start: Minute::from_epoch(0),
            end: Minute::from_epoch(0),
            buffer_before_minutes: 0,
            buffer_after_minutes: 0,
            status: Status::Confirmed,
            customer: Person::default(),
            address: None,
            note: None,
            reminder_accepted_at: None,
            series: None,
            private: false,
            author: None,
        }
    }

    /// Whether it is blocked time, without service and customer.
    pub fn is_block(&self) -> bool {
        self.service.is_none() && self.customer.full_name().is_empty()
    }

    /// Whether its title is nothing for this account.
    pub fn hides_title_from(&self, user: UserId, is_owner: bool) -> bool {
        self.private && !is_owner && self.author != Some(user)
    }

    /// The busy span, buffers included.
    pub fn busy(&self) -> Range<Minute> {
        self.start.plus(-i64::from(self.buffer_before_minutes))..self.end.plus(i64::from(self.buffer_after_minutes))
    }
}

pub(super) const COLUMNS: &str = "key, id, service_id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status, \
                       first_name, last_name, email, phone, address, note, reminder_accepted_at, series, private, author_id";

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Appointment> {
    Ok(Appointment {
        key: row.get("key")?,
        id: row.get("id")?,
        service: row.get::<_, Option<String>>("service_id")?.map(ServiceId::from),
        start: Minute::from_epoch(row.get("starts_at")?),
        end: Minute::from_epoch(row.get("ends_at")?),
        buffer_before_minutes: row.get("buffer_before_minutes")?,
        buffer_after_minutes: row.get("buffer_after_minutes")?,
        status: words::read(row, "status", Status::from_word)?,
        customer: Person {
            first_name: row.get("first_name")?,
            last_name: row.get("last_name")?,
            email: row.get("email")?,
            phone: row.get("phone")?,
        },
        address: row.get("address")?,
        note: row.get("note")?,
        reminder_accepted_at: row.get("reminder_accepted_at")?,
        series: row.get::<_, Option<String>>("series")?.map(SeriesId::from),
        private: row.get("private")?,
        author: row.get("author_id")?,
    })
}

/// The appointment of that key.
pub fn find(conn: &Connection, key: AppointmentKey) -> Result<Option<Appointment>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM appointments WHERE key = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([key], from_row).optional()?)
}

/// The appointment with the public id `id`.
pub fn find_by_id(conn: &Connection, id: &str) -> Result<Option<Appointment>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM appointments WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([id], from_row).optional()?)
}

/// The appointments that are requested or confirmed and end after `now`, in order of time.
pub fn open_after(conn: &Connection, now: Minute) -> Result<Vec<Appointment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM appointments WHERE ends_at > ?1 AND status IN ('requested', 'confirmed')
         ORDER BY starts_at, id"
    );
    Ok(conn.prepare_cached(&sql)?.query_map([now.since_epoch()], from_row)?.collect::<Result<_, _>>()?)
}

/// The keys of all appointments of a series, in order of time.
pub fn of_series(conn: &Connection, series: &SeriesId) -> Result<Vec<AppointmentKey>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT key FROM appointments WHERE series = ?1 ORDER BY starts_at, key")?;
    Ok(statement.query_map([series.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// All appointments, in order of time.
pub fn all(conn: &Connection) -> Result<Vec<Appointment>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM appointments ORDER BY starts_at, id");
    Ok(conn.prepare_cached(&sql)?.query_map([], from_row)?.collect::<Result<_, _>>()?)
}

/// Inserts an appointment (its `key` is ignored) and its claims; returns its key.
///
/// # Errors
/// [`StoreError::Occupied`] if it blocks and a resource is occupied.
pub fn insert(conn: &Connection, new: &Appointment, resources: &[ResourceId]) -> Result<AppointmentKey, StoreError> {
    conn.prepare_cached(
        "INSERT INTO appointments (id, service_id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes,
                                   status, first_name, last_name, email, phone, address, note, reminder_accepted_at,
                                   series, private, author_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?
    .execute(params![
        new.id,
        new.service.as_ref().map(ServiceId::as_str),
        new.start.since_epoch(),
        new.end.since_epoch(),
        new.buffer_before_minutes,
        new.buffer_after_minutes,
        new.status.word(),
        new.customer.first_name,
        new.customer.last_name,
        new.customer.email,
        new.customer.phone,
        new.address,
        new.note,
        new.reminder_accepted_at,
        new.series.as_ref().map(SeriesId::as_str),
        new.private,
        new.author,
    ])?;
    let key = conn.last_insert_rowid();
    claim(conn, key, new, resources)?;
    Ok(key)
}

/// Replaces all columns of an appointment except key and id, and its claims.
///
/// # Errors
/// [`StoreError::Occupied`] as with [`insert`].
pub fn replace(conn: &Connection, new: &Appointment, resources: &[ResourceId]) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM claims WHERE appointment_key = ?1")?.execute([new.key])?;
    conn.prepare_cached(
        "UPDATE appointments SET service_id = :service, starts_at = :start, ends_at = :end,
                buffer_before_minutes = :before, buffer_after_minutes = :after, status = :status,
                first_name = :first_name, last_name = :last_name, email = :email, phone = :phone, address = :address,
                note = :note, reminder_accepted_at = :reminder_accepted_at, series = :series, private = :private,
                author_id = :author
         WHERE key = :key",
    )?
    .execute(named_params! {
        ":key": new.key,
        ":service": new.service.as_ref().map(ServiceId::as_str),
        ":start": new.start.since_epoch(),
        ":end": new.end.since_epoch(),
        ":before": new.buffer_before_minutes,
        ":after": new.buffer_after_minutes,
        ":status": new.status.word(),
        ":first_name": new.customer.first_name,
        ":last_name": new.customer.last_name,
        ":email": new.customer.email,
        ":phone": new.customer.phone,
        ":address": new.address,
        ":note": new.note,
        ":reminder_accepted_at": new.reminder_accepted_at,
        ":series": new.series.as_ref().map(SeriesId::as_str),
        ":private": new.private,
        ":author": new.author,
    })?;
    claim(conn, new.key, new, resources)
}

/// Deletes an appointment and all that hangs on it: for one that was entered by mistake, and nobody was told of.
pub fn delete(conn: &Connection, key: AppointmentKey) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM appointments WHERE key = ?1")?.execute([key])?;
    Ok(())
}

/// Sets only the status; triggers release or claim the resources.
///
/// # Errors
/// [`StoreError::Occupied`] if it blocks again and a resource has been taken meanwhile.
pub fn set_status(conn: &Connection, key: AppointmentKey, status: Status) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE appointments SET status = ?2 WHERE key = ?1")?.execute(params![key, status.word()])?;
    Ok(())
}

/// Whether the customer of that appointment agreed to a reminder, or the shop does not ask for that.
pub fn may_be_reminded(conn: &Connection, key: AppointmentKey) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT reminder_accepted_at IS NOT NULL OR EXISTS (SELECT 1 FROM shop WHERE reminder_consent <> ?2)
         FROM appointments WHERE key = ?1",
    )?;
    Ok(statement.query_row(params![key, ReminderConsent::Ask.word()], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// Sets only when the customer agreed to a reminder (in seconds since 1970); `None`: they do not.
pub fn set_reminder_accepted(conn: &Connection, key: AppointmentKey, at: Option<i64>) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE appointments SET reminder_accepted_at = ?2 WHERE key = ?1")?
        .execute(params![key, at])?;
    Ok(())
}

fn claim(conn: &Connection, key: AppointmentKey, of: &Appointment, resources: &[ResourceId]) -> Result<(), StoreError> {
    // Not INSERT ... SELECT: on a table with a trigger, SQLite fills a temporary table for every claim.
    let mut statement = conn.prepare_cached(
        "INSERT INTO claims (appointment_key, resource_id, need, busy_from, busy_until, blocking)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let busy = of.busy();
    for (need, resource) in resources.iter().enumerate() {
        statement.execute(params![
            key,
            resource.as_str(),
            i64::try_from(need).unwrap_or(i64::MAX),
            busy.start.since_epoch(),
            busy.end.since_epoch(),
            of.status.blocks(),
        ])?;
    }
    Ok(())
}

/// The resources that an appointment claims, in the order of its service's needs.
pub fn resources_of(conn: &Connection, key: AppointmentKey) -> Result<Vec<ResourceId>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT resource_id FROM claims WHERE appointment_key = ?1 ORDER BY need, resource_id")?;
    let names = statement.query_map([key], |row| row.get::<_, String>(0))?;
    Ok(names.map(|name| name.map(ResourceId::from)).collect::<Result<_, _>>()?)
}

/// Adds the busy spans of one appointment (none if it does not block); returns them.
pub fn occupy(conn: &Connection, key: AppointmentKey, occupancy: &mut Occupancy) -> Result<Vec<BusySpan>, StoreError> {
    let mut spans = Vec::new();
    let mut claims = conn.prepare_cached(
        "SELECT resource_id, busy_from, busy_until, appointment_key FROM claims
         WHERE appointment_key = ?1 AND blocking = 1",
    )?;
    read_spans(claims.query([key])?, |resource, span| {
        occupancy.occupy(resource, span);
        spans.push(span);
    })?;
    let mut starts = conn.prepare_cached(
        "SELECT service_id, starts_at, key FROM appointments
         WHERE key = ?1 AND blocking AND service_id IN (SELECT id FROM services WHERE daily_limit IS NOT NULL)",
    )?;
    read_starts(starts.query([key])?, occupancy)?;
    Ok(spans)
}

/// `CROSS JOIN` fixes the join order: one index search per resource. SQLite's own plan starts with the claims, and
/// sorts or searches for each of them, which took most of the start-up time of a large shop.
const OCCUPIED_SINCE: &str = "SELECT r.id, c.busy_from, c.busy_until, c.appointment_key
     FROM resources r CROSS JOIN claims c ON c.resource_id = r.id AND c.blocking = 1 AND c.busy_until > ?1
      AND c.busy_from >= coalesce((SELECT max(p.busy_from) FROM claims p
                                   WHERE p.resource_id = r.id AND p.blocking = 1 AND p.busy_from <= ?1), ?1)
     ORDER BY r.id, c.busy_from";

/// The same applies here; most shops have no service with a daily limit, and then no appointment is read.
const STARTS_SINCE: &str = "SELECT s.id, a.starts_at, a.key
     FROM services s CROSS JOIN appointments a ON a.service_id = s.id
     WHERE s.daily_limit IS NOT NULL AND a.starts_at >= ?1 AND a.blocking ORDER BY s.id, a.starts_at";

/// Adds everything that is occupied at or after `since`.
pub fn occupy_since(conn: &Connection, since: Minute, occupancy: &mut Occupancy) -> Result<(), StoreError> {
    let mut claims = conn.prepare_cached(OCCUPIED_SINCE)?;
    read_spans(claims.query([since.since_epoch()])?, |resource, span| occupancy.occupy(resource, span))?;
    let mut starts = conn.prepare_cached(STARTS_SINCE)?;
    read_starts(starts.query([since.since_epoch()])?, occupancy)
}

/// Adds the busy spans on `resources` within the span `within`, and the starts of `service` if it has a daily limit.
pub fn occupy_between<'a>(
    conn: &Connection,
    resources: impl Iterator<Item = &'a ResourceId>,
    service: &ServiceId,
    within: (Minute, Minute),
    occupancy: &mut Occupancy,
) -> Result<(), StoreError> {
    let (from, until) = (within.0.since_epoch(), within.1.since_epoch());
    let mut claims = conn.prepare_cached(
        "SELECT resource_id, busy_from, busy_until, appointment_key FROM claims
         WHERE blocking = 1 AND resource_id = ?1 AND busy_from < ?3 AND busy_until > ?2
           AND busy_from >= coalesce((SELECT max(busy_from) FROM claims
                                      WHERE resource_id = ?1 AND blocking = 1 AND busy_from <= ?2), ?2)
         ORDER BY busy_from",
    )?;
    // A resource may be in several needs; its spans must be added once.
    for resource in resources.collect::<BTreeSet<_>>() {
        let rows = claims.query(params![resource.as_str(), from, until])?;
        read_spans(rows, |resource, span| occupancy.occupy(resource, span))?;
    }
    let mut starts = conn.prepare_cached(
        "SELECT a.service_id, a.starts_at, a.key FROM services s JOIN appointments a ON a.service_id = s.id
         WHERE s.id = ?1 AND s.daily_limit IS NOT NULL AND a.starts_at >= ?2 AND a.starts_at < ?3 AND a.blocking
         ORDER BY a.starts_at",
    )?;
    read_starts(starts.query(params![service.as_str(), from, until])?, occupancy)
}

fn read_spans(mut rows: rusqlite::Rows<'_>, mut add: impl FnMut(&ResourceId, BusySpan)) -> Result<(), StoreError> {
    let mut resource = ResourceId::from("");
    while let Some(row) = rows.next()? {
        let name = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        if resource.as_str() != name {
            resource = ResourceId::from(name);
        }
        let span = BusySpan {
            start: Minute::from_epoch(row.get(1)?),
            end: Minute::from_epoch(row.get(2)?),
            appointment: row.get(3)?,
        };
        add(&resource, span);
    }
    Ok(())
}

fn read_starts(mut rows: rusqlite::Rows<'_>, occupancy: &mut Occupancy) -> Result<(), StoreError> {
    while let Some(row) = rows.next()? {
        let service = ServiceId::from(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?);
        occupancy.start(&service, Minute::from_epoch(row.get(1)?), row.get(2)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The query plan of a statement with one parameter.
    fn plan(sql: &str) -> Vec<String> {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(super::super::open::SCHEMA).unwrap();
        let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        plan.query_map([0], |row| row.get("detail")).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn the_planning_is_read_by_a_search_for_each_resource_and_service() {
        for (sql, outer, inner) in [(OCCUPIED_SINCE, "SCAN r", "SEARCH c"), (STARTS_SINCE, "SCAN s", "SEARCH a")] {
            let steps = plan(sql);
            assert!(steps[0].starts_with(outer) && steps[1].starts_with(inner), "{steps:?}");
            assert!(!steps.iter().any(|step| step.contains("AUTOMATIC") || step.contains("TEMP B-TREE")), "{steps:?}");
        }
    }
}
