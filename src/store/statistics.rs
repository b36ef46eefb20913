//! Appointments as statistics count them: no names, no addresses, no notes.

use super::{StoreError, words};
use crate::domain::appointment::Status;
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::time::Minute;
use rusqlite::Connection;

/// An appointment without anything about its customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The service.
    pub service: Option<ServiceId>,
    /// Start, buffer excluded.
    pub start: Minute,
    /// End, buffer excluded.
    pub end: Minute,
    /// Where it stands.
    pub status: Status,
    /// Whether it is blocked time.
    pub is_block: bool,
    /// Whether the customer booked it online.
    pub online: bool,
    /// When it was booked online or with a customer's page, in seconds since 1970.
    pub booked_at: Option<i64>,
    /// What it occupies or occupied.
    pub resources: Vec<ResourceId>,
    /// When it was cancelled, in seconds since 1970, and whether by the customer; `None` if the log does not know.
    pub cancelled: Option<(i64, bool)>,
}

/// Appointments and blocked times that start between these instants.
pub fn between(conn: &Connection, from: Minute, until: Minute) -> Result<Vec<Counted>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT a.service_id, a.starts_at, a.ends_at, a.status, b.online, b.booked_at,
                a.service_id IS NULL AND a.first_name IS NULL AND a.last_name IS NULL AS is_block,
                (SELECT group_concat(c.resource_id, char(10)) FROM claims c WHERE c.appointment_key = a.key) AS resources,
                CASE WHEN a.status = 'cancelled' THEN (
                    SELECT l.at || ' ' || l.actor FROM audit l
                    WHERE l.subject = a.id AND (l.action = 'appointment.cancelled'
                          OR (l.action = 'appointment.status' AND json_extract(l.details, '$.to') = 'cancelled'))
                    ORDER BY l.id DESC LIMIT 1) END AS cancelled
         FROM appointments a LEFT JOIN bookings b ON b.appointment_key = a.key
         WHERE a.starts_at >= ?1 AND a.starts_at < ?2 ORDER BY a.starts_at, a.key",
    )?;
    let rows = statement.query_map([from.since_epoch(), until.since_epoch()], |row| {
        let cancelled: Option<String> = row.get("cancelled")?;
        let resources: Option<String> = row.get("resources")?;
        Ok(Counted {
            service: row.get::<_, Option<String>>("service_id")?.map(ServiceId::from),
            start: Minute::from_epoch(row.get("starts_at")?),
            end: Minute::from_epoch(row.get("ends_at")?),
            status: words::read(row, "status", Status::from_word)?,
            is_block: row.get("is_block")?,
            online: row.get::<_, Option<bool>>("online")?.unwrap_or(false),
            booked_at: row.get("booked_at")?,
            resources: resources.iter().flat_map(|ids| ids.split('\n')).map(ResourceId::from).collect(),
            cancelled: cancelled.and_then(|text| {
                let (at, actor) = text.split_once(' ')?;
                Some((at.parse().ok()?, actor == "customer"))
            }),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
