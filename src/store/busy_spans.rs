//! Busy times of calendars kept elsewhere, and the appointments that they were found to overlap.

use super::StoreError;
use crate::domain::busy_calendar::BusyCalendarKey;
use crate::domain::foreign;
use crate::domain::ids::ResourceId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use rusqlite::{Connection, OptionalExtension, params};
use std::ops::Range;

/// The resources that have such a calendar.
pub fn resources(conn: &Connection) -> Result<Vec<ResourceId>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT DISTINCT resource_id FROM busy_calendars")?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    Ok(names.map(|name| name.map(ResourceId::from)).collect::<Result<_, _>>()?)
}

/// The spans of all calendars of a resource, not merged; `None`: it has none.
pub fn of_resource(conn: &Connection, resource: &str) -> Result<Option<Vec<Range<Minute>>>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT s.starts_at, s.ends_at FROM busy_calendars b CROSS JOIN busy_spans s ON s.calendar_key = b.key
         WHERE b.resource_id = ?1",
    )?;
    let spans: Vec<Range<Minute>> = statement.query_map([resource], span)?.collect::<Result<_, _>>()?;
    let has_any = "SELECT EXISTS (SELECT 1 FROM busy_calendars WHERE resource_id = ?1)";
    let has_any = !spans.is_empty() || conn.prepare_cached(has_any)?.query_row([resource], |row| row.get(0))?;
    Ok(has_any.then_some(spans))
}

/// The spans of one calendar, in order.
pub fn of(conn: &Connection, calendar: BusyCalendarKey) -> Result<Vec<Range<Minute>>, StoreError> {
    let sql = "SELECT starts_at, ends_at FROM busy_spans WHERE calendar_key = ?1 ORDER BY starts_at";
    Ok(conn.prepare_cached(sql)?.query_map([calendar], span)?.collect::<Result<_, _>>()?)
}

/// A busy time, with the calendar that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusyTime {
    /// Whose it is.
    pub resource: ResourceId,
    /// What the shop calls the calendar.
    pub calendar: String,
    /// From when to when.
    pub span: Range<Minute>,
}

/// The busy times of all calendars that overlap a span, in order of time.
pub fn within(conn: &Connection, within: &Range<Minute>) -> Result<Vec<BusyTime>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT s.starts_at, s.ends_at, b.resource_id, b.name
         FROM busy_calendars b CROSS JOIN busy_spans s ON s.calendar_key = b.key
         WHERE s.starts_at < ?2 AND s.ends_at > ?1 ORDER BY s.starts_at, b.key",
    )?;
    let found = statement.query_map([within.start.since_epoch(), within.end.since_epoch()], |row| {
        let resource = ResourceId::from(row.get::<_, String>(2)?);
        Ok(BusyTime { resource, calendar: row.get(3)?, span: span(row)? })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn span(row: &rusqlite::Row<'_>) -> rusqlite::Result<Range<Minute>> {
    Ok(Minute::from_epoch(row.get(0)?)..Minute::from_epoch(row.get(1)?))
}

/// Replaces the spans of one calendar by these, which are disjoint; returns what is busy now and was not before, or
/// `None` where nothing has changed. Rows that stay are not written.
pub fn replace(
    conn: &Connection,
    calendar: BusyCalendarKey,
    spans: &[Range<Minute>],
) -> Result<Option<Vec<Range<Minute>>>, StoreError> {
    let before = of(conn, calendar)?;
    if before == spans {
        return Ok(None);
    }
    let is_in = |list: &[Range<Minute>], span: &Range<Minute>| {
        list.binary_search_by_key(&span.start, |known| known.start).is_ok_and(|place| list[place] == *span)
    };
    let mut delete = conn.prepare_cached("DELETE FROM busy_spans WHERE calendar_key = ?1 AND starts_at = ?2")?;
    for span in before.iter().filter(|span| !is_in(spans, span)) {
        delete.execute(params![calendar, span.start.since_epoch()])?;
    }
    let mut insert =
        conn.prepare_cached("INSERT INTO busy_spans (calendar_key, starts_at, ends_at) VALUES (?1, ?2, ?3)")?;
    for span in spans.iter().filter(|span| !is_in(&before, span)) {
        insert.execute(params![calendar, span.start.since_epoch(), span.end.since_epoch()])?;
    }
    Ok(Some(foreign::outside(spans, &before)))
}

/// The blocking claims of a resource that overlap a span, their buffers included. They are disjoint (rule 8): the one
/// that begins last before the span may reach into it.
const CLAIMS_WITHIN: &str = "SELECT c.appointment_key FROM claims c JOIN appointments a ON a.key = c.appointment_key
     WHERE c.blocking = 1 AND c.resource_id = ?1 AND c.busy_from < ?3 AND c.busy_until > ?2 AND a.ends_at > ?4
       AND c.busy_from >= coalesce((SELECT max(p.busy_from) FROM claims p
                                    WHERE p.resource_id = ?1 AND p.blocking = 1 AND p.busy_from <= ?2), ?2)";

/// Notes the coming appointments on a resource that these new spans overlap; returns whether there are any.
pub fn note_overlaps(
    conn: &Connection,
    resource: &ResourceId,
    new: &[Range<Minute>],
    now: Minute,
) -> Result<bool, StoreError> {
    let mut find = conn.prepare_cached(CLAIMS_WITHIN)?;
    let mut note =
        conn.prepare_cached("INSERT OR REPLACE INTO busy_overlaps (appointment_key, found_at) VALUES (?1, ?2)")?;
    let mut found = false;
    for span in new.iter().filter(|span| span.end > now) {
        let within = params![resource.as_str(), span.start.since_epoch(), span.end.since_epoch(), now.since_epoch()];
        let keys: Vec<AppointmentKey> = find.query_map(within, |row| row.get(0))?.collect::<Result<_, _>>()?;
        for key in keys {
            note.execute(params![key, now.to_utc().timestamp()])?;
            found = true;
        }
    }
    Ok(found)
}

/// A noted overlap that still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The appointment.
    pub appointment: AppointmentKey,
    /// The calendar.
    pub calendar: BusyCalendarKey,
    /// Its busy time.
    pub span: Range<Minute>,
}

/// Overlaps that hold: neither has the appointment been moved away, cancelled or seen, nor the busy time gone.
const OPEN: &str = "FROM busy_overlaps o JOIN appointments a ON a.key = o.appointment_key
     JOIN claims c ON c.appointment_key = o.appointment_key AND c.blocking = 1
     JOIN busy_calendars b ON b.resource_id = c.resource_id
     JOIN busy_spans s ON s.calendar_key = b.key AND s.starts_at < c.busy_until AND s.ends_at > c.busy_from
     WHERE a.ends_at > ?1";

/// The noted overlaps with appointments that have not ended at `now`: one per appointment, in order of time.
pub fn overlaps(conn: &Connection, now: Minute) -> Result<Vec<Overlap>, StoreError> {
    let sql = format!(
        "SELECT o.appointment_key, b.key, min(s.starts_at), s.ends_at {OPEN} GROUP BY o.appointment_key
         ORDER BY a.starts_at, o.appointment_key"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let found = statement.query_map([now.since_epoch()], |row| {
        let span = Minute::from_epoch(row.get(2)?)..Minute::from_epoch(row.get(3)?);
        Ok(Overlap { appointment: row.get(0)?, calendar: row.get(1)?, span })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How many those are.
pub fn count_overlaps(conn: &Connection, now: Minute) -> Result<u32, StoreError> {
    let sql = format!("SELECT count(DISTINCT o.appointment_key) {OPEN}");
    Ok(conn.prepare_cached(&sql)?.query_row([now.since_epoch()], |row| row.get(0))?)
}

/// Forgets the overlap of an appointment: somebody has seen it. Returns whether it was noted.
pub fn forget_overlap(conn: &Connection, appointment: AppointmentKey) -> Result<bool, StoreError> {
    let known: Option<i64> = conn
        .prepare_cached("DELETE FROM busy_overlaps WHERE appointment_key = ?1 RETURNING appointment_key")?
        .query_row([appointment], |row| row.get(0))
        .optional()?;
    Ok(known.is_some())
}

/// Forgets the overlaps of appointments that have ended.
pub fn forget_past_overlaps(conn: &Connection, now: Minute) -> Result<(), StoreError> {
    let sql = "DELETE FROM busy_overlaps
               WHERE appointment_key IN (SELECT key FROM appointments WHERE ends_at <= ?1)";
    conn.prepare_cached(sql)?.execute([now.since_epoch()])?;
    Ok(())
}
