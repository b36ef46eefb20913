//! The appointments in any span of time, past ones included, for the planner's calendar.

use super::StoreError;
use super::appointments::{Appointment, COLUMNS, from_row, resources_of};
use crate::domain::account::UserId;
use crate::domain::ids::ResourceId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::{DAY_MINUTES, Minute};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use std::ops::Range;

/// An appointment with the related data the calendar shows.
#[derive(Clone, PartialEq)]
pub struct CalendarEntry {
    /// The appointment.
    pub appointment: Appointment,
    /// The resources it claims, in the order of its service's needs.
    pub resources: Vec<ResourceId>,
    /// The linked customer record.
    pub customer_id: Option<i64>,
    /// Whether its customer has a page, and so gets mails.
    pub has_page: bool,
    /// Whether the customer booked it online.
    pub online: bool,
    /// The customer's comment.
    pub comment: Option<String>,
    /// Deadline for the customer's confirmation by mail, in seconds since 1970, while it is pending.
    pub confirm_by: Option<i64>,
    /// UID of its calendar files; `None`: id and host.
    pub calendar_uid: Option<String>,
    /// SEQUENCE of its latest calendar file.
    pub sequence: u32,
}

impl CalendarEntry {
    /// As much of it as an account reads: without a private title that is nothing for it.
    #[must_use]
    pub fn read_by(mut self, user: UserId, is_owner: bool) -> Self {
        if self.appointment.hides_title_from(user, is_owner) {
            self.appointment.note = None;
        }
        self
    }
}

/// Appointments that started earlier than this before the span are searched among blocking claims only: no service
/// takes longer.
const LONGEST_SERVICE_MINUTES: i64 = 7 * DAY_MINUTES;

fn entry(conn: &Connection, row: &Row<'_>) -> Result<CalendarEntry, StoreError> {
    let appointment = from_row(row)?;
    Ok(CalendarEntry {
        resources: resources_of(conn, appointment.key)?,
        customer_id: row.get("customer_id")?,
        has_page: row.get("has_page")?,
        online: row.get("is_online")?,
        comment: row.get("comment")?,
        confirm_by: row.get("confirm_by")?,
        calendar_uid: row.get("calendar_uid")?,
        sequence: row.get("calendar_sequence")?,
        appointment,
    })
}

/// The columns beside those of the appointment.
const BESIDE: &str = "customer_id, b.appointment_key IS NOT NULL AS has_page, coalesce(b.online, 0) AS is_online, b.comment, b.confirm_by, \
                      b.calendar_uid, coalesce(b.sequence, 0) AS calendar_sequence";

/// All appointments that overlap the span or occupy a resource in it, in order of time.
pub fn within(conn: &Connection, span: &Range<Minute>) -> Result<Vec<CalendarEntry>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {BESIDE} FROM appointments a LEFT JOIN bookings b ON b.appointment_key = a.key
         WHERE a.key IN (
             SELECT key FROM appointments WHERE starts_at >= :earliest AND starts_at < :latest
             UNION
             SELECT c.appointment_key FROM resources r
             JOIN claims c ON c.resource_id = r.id AND c.blocking = 1 AND c.busy_from < :until AND c.busy_until > :from
              AND c.busy_from >= coalesce((SELECT max(p.busy_from) FROM claims p WHERE p.resource_id = r.id
                                           AND p.blocking = 1 AND p.busy_from <= :from), :from))
           AND a.busy_from < :until AND a.busy_until > :from
         ORDER BY a.starts_at, a.key"
    );
    let (from, until) = (span.start.since_epoch(), span.end.since_epoch());
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(named_params! {
        ":from": from,
        ":until": until,
        ":earliest": from - LONGEST_SERVICE_MINUTES,
        ":latest": until + DAY_MINUTES,
    })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(entry(conn, row)?);
    }
    Ok(found)
}

/// A single entry.
pub fn find(conn: &Connection, key: AppointmentKey) -> Result<Option<CalendarEntry>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {BESIDE} FROM appointments a LEFT JOIN bookings b ON b.appointment_key = a.key WHERE a.key = ?1"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([key])?;
    rows.next()?.map(|row| entry(conn, row)).transpose()
}

/// The appointments that hold their time on a resource, in order of time; `span`: only those that touch it.
pub fn on_resource(
    conn: &Connection,
    resource: &ResourceId,
    span: Option<&Range<Minute>>,
) -> Result<Vec<CalendarEntry>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {BESIDE} FROM claims c JOIN appointments a ON a.key = c.appointment_key
         LEFT JOIN bookings b ON b.appointment_key = a.key
         WHERE c.resource_id = :resource AND c.blocking = 1 AND a.starts_at < :until AND a.ends_at > :from
         ORDER BY c.busy_from"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(named_params! {
        ":resource": resource.as_str(),
        ":from": span.map_or(i64::MIN, |span| span.start.since_epoch()),
        ":until": span.map_or(i64::MAX, |span| span.end.since_epoch()),
    })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(entry(conn, row)?);
    }
    Ok(found)
}

/// The appointment with that public id.
pub fn find_by_id(conn: &Connection, id: &str) -> Result<Option<CalendarEntry>, StoreError> {
    let key = conn.prepare_cached("SELECT key FROM appointments WHERE id = ?1")?.query_row([id], |row| row.get(0));
    key.optional()?.map_or(Ok(None), |key| find(conn, key))
}

/// The first blocking appointment that overlaps `busy` on that resource, other than `except`.
pub fn overlapping(
    conn: &Connection,
    resource: &ResourceId,
    busy: &Range<Minute>,
    except: Option<AppointmentKey>,
) -> Result<Option<AppointmentKey>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT appointment_key FROM claims
         WHERE blocking = 1 AND resource_id = ?1 AND busy_from < ?3 AND busy_until > ?2 AND appointment_key IS NOT ?4
           AND busy_from >= coalesce((SELECT max(busy_from) FROM claims
                                      WHERE resource_id = ?1 AND blocking = 1 AND busy_from <= ?2), ?2)
         ORDER BY busy_from LIMIT 1",
    )?;
    let span = (busy.start.since_epoch(), busy.end.since_epoch());
    Ok(statement.query_row(params![resource.as_str(), span.0, span.1, except], |row| row.get(0)).optional()?)
}
