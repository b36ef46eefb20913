//! Where an appointment takes place and with whom, as services and persons are now.

use super::{StoreError, words};
use crate::domain::shop::{Place, ResourceKind, Venue};
use crate::domain::snapshot::AppointmentKey;
use rusqlite::{Connection, OptionalExtension, params};

/// The venue of an appointment. Without a service it is the shop.
pub fn of(conn: &Connection, appointment: AppointmentKey) -> Result<Venue, StoreError> {
    let mut service = conn.prepare_cached(
        "SELECT s.place, s.video_url FROM appointments a JOIN services s ON s.id = a.service_id WHERE a.key = ?1",
    )?;
    let said = service
        .query_row([appointment], |row| Ok((words::read(row, "place", Place::from_word)?, row.get("video_url")?)))
        .optional()?;
    let (place, video_url) = said.unwrap_or_default();
    let mut claimed = conn.prepare_cached(
        "SELECT r.name, r.video_url FROM claims c JOIN resources r ON r.id = c.resource_id
         WHERE c.appointment_key = ?1 AND r.kind = ?2 ORDER BY c.need, r.position",
    )?;
    let persons = claimed.query_map(params![appointment, ResourceKind::Person.word()], |row| {
        Ok((row.get("name")?, row.get("video_url")?))
    })?;
    Ok(Venue::new(place, video_url, persons.collect::<Result<_, _>>()?))
}
