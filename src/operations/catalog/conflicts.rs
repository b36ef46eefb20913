//! Appointments affected by a change: outside the new hours, or with a service or resource that is no longer
//! bookable.

use crate::domain::ids::ResourceId;
use crate::domain::opening::merged_openings;
use crate::domain::shop::{Calendar, Resource};
use crate::domain::time::Minute;
use crate::store::appointments::{self, Appointment};
use crate::store::{StoreError, WriteTx, stranded};
use chrono::Days;
use sha2::{Digest, Sha256};
use std::fmt;

/// An affected appointment. `Debug` prints nothing about its customer.
#[derive(Clone, PartialEq)]
pub struct AffectedAppointment {
    /// The appointment.
    pub appointment: Appointment,
    /// The resources whose hours it would be outside of, or all it claims.
    pub resources: Vec<ResourceId>,
}

impl fmt::Debug for AffectedAppointment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AffectedAppointment")
            .field("appointment", &self.appointment.id)
            .field("resources", &self.resources)
            .finish()
    }
}

/// A hash of the list, sent back by the form to confirm exactly this list.
pub fn confirmation_of(left: &[AffectedAppointment]) -> String {
    let mut hash = Sha256::new();
    for AffectedAppointment { appointment, .. } in left {
        for number in [appointment.key, appointment.start.since_epoch(), appointment.end.since_epoch()] {
            hash.update(number.to_be_bytes());
        }
    }
    base16ct::lower::encode_string(&hash.finalize()[..8])
}

/// The open future appointments that are within the hours of `before` but not of `after`, in order of time.
pub(super) fn left_outside(
    tx: &WriteTx<'_>,
    before: &Calendar,
    after: &Calendar,
) -> Result<Vec<AffectedAppointment>, StoreError> {
    let now = Minute::floor(tx.now);
    let touched: Vec<_> = before.resources.iter().filter(|resource| hours_differ(before, after, resource)).collect();
    let mut left = Vec::new();
    if touched.is_empty() {
        return Ok(left);
    }
    for appointment in appointments::open_after(tx, now)? {
        let mut resources = appointments::resources_of(tx, appointment.key)?;
        resources.retain(|id| {
            touched.iter().find(|resource| resource.id == *id).is_some_and(|resource| {
                is_inside(before, resource, &appointment) && !is_inside(after, resource, &appointment)
            })
        });
        if !resources.is_empty() {
            left.push(AffectedAppointment { appointment, resources });
        }
    }
    Ok(left)
}

/// Notes the appointments that are outside of the hours now, so that somebody decides about them, and forgets those that are
/// within them again. Nobody waits for blocked time.
pub(super) fn note_stranded(tx: &WriteTx<'_>, left: &[AffectedAppointment]) -> Result<(), StoreError> {
    let calendar = tx.calendar();
    for row in stranded::open(tx, Minute::floor(tx.now))? {
        let Some(appointment) = appointments::find(tx, row.appointment)? else { continue };
        let resources = appointments::resources_of(tx, row.appointment)?;
        let mut known = resources.iter().filter_map(|id| calendar.resource(id.as_str()));
        if known.all(|resource| is_inside(&calendar, resource, &appointment)) {
            stranded::remove(tx, row.appointment)?;
        }
    }
    for AffectedAppointment { appointment, .. } in left.iter().filter(|one| !one.appointment.is_block()) {
        stranded::insert(tx, appointment.key, tx.now.timestamp())?;
    }
    tx.inbox_changed();
    Ok(())
}

/// The open future appointments for which `uses` holds, in order of time.
pub(super) fn still_booked(
    tx: &WriteTx<'_>,
    uses: impl Fn(&Appointment, &[ResourceId]) -> bool,
) -> Result<Vec<AffectedAppointment>, StoreError> {
    let mut left = Vec::new();
    for appointment in appointments::open_after(tx, Minute::floor(tx.now))? {
        let resources = appointments::resources_of(tx, appointment.key)?;
        if uses(&appointment, &resources) {
            left.push(AffectedAppointment { appointment, resources });
        }
    }
    Ok(left)
}

fn hours_differ(before: &Calendar, after: &Calendar, resource: &Resource) -> bool {
    let rules = |calendar: &Calendar| {
        calendar.availabilities.iter().filter(|rule| rule.resource == resource.id).cloned().collect::<Vec<_>>()
    };
    let exceptions = |calendar: &Calendar| {
        let concerns = |id: &Option<ResourceId>| id.as_ref().is_none_or(|id| *id == resource.id);
        calendar.exceptions.iter().filter(|exception| concerns(&exception.resource)).cloned().collect::<Vec<_>>()
    };
    rules(before) != rules(after) || exceptions(before) != exceptions(after)
}

fn is_inside(calendar: &Calendar, resource: &Resource, appointment: &Appointment) -> bool {
    let zone = calendar.shop.time_zone;
    // Openings of the two preceding dates may reach into the appointment's first date.
    let first = appointment.start.local_date(zone) - Days::new(2);
    let last = appointment.end.local_date(zone);
    let openings = merged_openings(calendar, resource, first, last);
    openings.iter().any(|opening| opening.start <= appointment.start && appointment.end <= opening.end)
}
