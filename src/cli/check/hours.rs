//! Warns of appointments outside the hours of their resources: allowed (by the operator, or after a change of hours),
//! but worth a look.

use crate::domain::appointment::Status;
use crate::domain::opening::merged_openings;
use crate::domain::shop::{Calendar, Resource};
use crate::store::appointments::{self, Appointment};
use crate::store::{StoreError, calendar};
use chrono::Days;
use rusqlite::Connection;

/// A sentence for every open appointment that lies outside the hours.
pub fn outside(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let calendar = calendar::load(conn)?;
    let mut sentences = Vec::new();
    let standing = |visit: &Appointment| matches!(visit.status, Status::Requested | Status::Confirmed);
    for visit in appointments::all(conn)?.iter().filter(|visit| standing(visit)) {
        for id in appointments::resources_of(conn, visit.key)? {
            let Some(resource) = calendar.resource(id.as_str()) else { continue };
            if !is_open(&calendar, resource, visit) {
                let start = visit.start.to_rfc3339(calendar.shop.time_zone);
                sentences.push(format!("appointment \"{}\" of {start} is outside the hours of {id}", visit.id));
            }
        }
    }
    Ok(super::name_some(sentences))
}

fn is_open(calendar: &Calendar, resource: &Resource, visit: &Appointment) -> bool {
    let zone = calendar.shop.time_zone;
    // Hours of the evening before may reach into the first date; a clock change can move them by one more day.
    let first = visit.start.local_date(zone) - Days::new(2);
    let openings = merged_openings(calendar, resource, first, visit.end.local_date(zone));
    openings.iter().any(|open| open.start <= visit.start && visit.end <= open.end)
}
