//! What is looked at before the operator's wish is written: which resources it takes, what is unusual, what is in the way.

use super::{ActionContext, Error, Overlap, StaffRefusal};
use crate::domain::ids::ResourceId;
use crate::domain::policy;
use crate::domain::policy::PolicyOverride;
use crate::domain::shop::{Calendar, Service};
use crate::domain::snapshot::{CalendarSnapshot, Occupancy};
use crate::domain::time::DAY_MINUTES;
use crate::store::appointments::Appointment;
use crate::store::calendar_entries::CalendarEntry;
use crate::store::{StoreError, WriteTx, appointments, calendar_entries};

/// The resources it will claim: those named, and what its service needs besides. Refuses what is unusual and not accepted,
/// unless it was so `before`, and what overlaps.
pub(super) fn settle(
    tx: &WriteTx<'_>,
    wanted: &Appointment,
    named: &[ResourceId],
    before: Option<&CalendarEntry>,
    act: &ActionContext,
) -> Result<Vec<ResourceId>, Error> {
    let calendar = tx.calendar();
    if wanted.end <= wanted.start {
        return Err(StaffRefusal::EndsBeforeStart.into());
    }
    if named.iter().any(|id| calendar.resource(id.as_str()).is_none()) {
        return Err(StaffRefusal::UnknownChoice.into());
    }
    let resources = match service_of(&calendar, wanted) {
        Some(service) => with_service(tx, service, wanted, named, before, act)?,
        None => named.to_vec(),
    };
    if resources.is_empty() {
        return Err(StaffRefusal::NoResource.into());
    }
    if wanted.status.blocks() {
        refuse_overlaps(tx, wanted, &resources)?;
    }
    Ok(resources)
}

pub(super) fn service_of<'a>(calendar: &'a Calendar, appointment: &Appointment) -> Option<&'a Service> {
    appointment.service.as_ref().and_then(|id| calendar.service(id.as_str()))
}

fn with_service(
    tx: &WriteTx<'_>,
    service: &Service,
    wanted: &Appointment,
    named: &[ResourceId],
    before: Option<&CalendarEntry>,
    act: &ActionContext,
) -> Result<Vec<ResourceId>, Error> {
    let planning = around(tx, service, wanted, named)?;
    let moving = before.map(|entry| entry.appointment.key);
    let wish = wish_for(service, wanted, named, moving);
    let resources = policy::complete(&planning, &wish, tx.now);
    let mut unusual = policy::unusual(&planning, &PolicyOverride { resources: &resources, ..wish }, tx.now);
    if let Some(entry) = before
        && entry.appointment.service.as_ref() == Some(&service.id)
    {
        let known = wish_for(service, &entry.appointment, &entry.resources, moving);
        let known = policy::unusual(&around(tx, service, &entry.appointment, &entry.resources)?, &known, tx.now);
        unusual.retain(|one| !known.contains(one));
    }
    unusual.sort_by_key(|one| act.accepted.contains(&one.word()));
    match unusual.first() {
        Some(first) if !act.accepted.contains(&first.word()) => Err(StaffRefusal::PolicyWarnings(unusual).into()),
        _ => Ok(resources),
    }
}

fn wish_for<'a>(
    service: &'a Service,
    appointment: &Appointment,
    resources: &'a [ResourceId],
    moving: Option<i64>,
) -> PolicyOverride<'a> {
    PolicyOverride { service, resources, span: appointment.start..appointment.end, busy: appointment.busy(), moving }
}

/// The planning on fresh rows, as far as this wish can depend on it.
fn around(
    tx: &WriteTx<'_>,
    service: &Service,
    wanted: &Appointment,
    named: &[ResourceId],
) -> Result<CalendarSnapshot, Error> {
    let mut occupancy = Occupancy::default();
    let busy = wanted.busy();
    let span = (busy.start.plus(-2 * DAY_MINUTES), busy.end.plus(2 * DAY_MINUTES));
    let resources = service.needs.iter().flatten().chain(named);
    appointments::occupy_between(tx, resources, &service.id, span, &mut occupancy)?;
    Ok(CalendarSnapshot { calendar: tx.calendar(), occupancy, foreign: tx.planning.foreign.clone() })
}

/// Says what is in the way before the file refuses it.
pub(super) fn refuse_overlaps(tx: &WriteTx<'_>, wanted: &Appointment, resources: &[ResourceId]) -> Result<(), Error> {
    let overlaps = overlaps(tx, wanted, resources)?;
    if overlaps.is_empty() { Ok(()) } else { Err(StaffRefusal::Occupied(overlaps).into()) }
}

/// What is in the way of an appointment on these resources.
pub(in crate::operations) fn overlaps(
    tx: &WriteTx<'_>,
    wanted: &Appointment,
    resources: &[ResourceId],
) -> Result<Vec<Overlap>, StoreError> {
    let mut overlaps = Vec::new();
    for resource in resources {
        let except = Some(wanted.key).filter(|key| *key != 0);
        if let Some(key) = calendar_entries::overlapping(tx, resource, &wanted.busy(), except)?
            && let Some(appointment) = appointments::find(tx, key)?
        {
            overlaps.push(Overlap { resource: resource.clone(), appointment });
        }
    }
    Ok(overlaps)
}
