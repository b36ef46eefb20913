//! A program takes an object out of its calendar: that cancels the appointment as in the planner, and the inbox offers to take it
//! back.

use super::read::{all_named, named_in};
use super::refused::{refused, tell};
use super::wish::acting;
use super::write::Target;
use super::{Content, Error, Refusal, series};
use crate::domain::appointment::Status;
use crate::operations::booking;
use crate::store::activity::{self, ActivityKind};
use crate::store::{Store, WriteTx, calendar_changes};

/// Takes an object out. One that has gone to another calendar meanwhile, or was called off, is out already.
///
/// # Errors
/// [`Refusal::Unknown`], [`Refusal::Precondition`], [`Refusal::NotPossible`] for an appointment that has taken place.
pub async fn delete(store: &Store, target: Target) -> Result<(), Error> {
    let outcome = store.write(move |tx| delete_in(tx, &target)).await;
    tell(store, outcome).await
}

fn delete_in(tx: &WriteTx<'_>, target: &Target) -> Result<(), Error> {
    let at = &target.at;
    let Some(object) = named_in(tx, at, &target.name)? else {
        return if was_here(tx, target)? { Ok(()) } else { Err(Refusal::Unknown.into()) };
    };
    if !(target.check)(Some(&object)) {
        return Err(Refusal::Precondition.into());
    }
    let entry = match &object.content {
        Content::One(entry, _) => entry,
        Content::Repeated(object) => return series::end(tx, at, object),
    };
    let appointment = &entry.appointment;
    let tells = entry.has_page && booking::can_tell(appointment, Status::Cancelled, tx.now);
    let act = acting(tx, at, tells);
    booking::set_status_in(tx, appointment.key, Status::Cancelled, &act)
        .map_err(|error| refused(error, Some(appointment.key), appointment.start))?;
    if !appointment.is_block() {
        activity::insert(tx, ActivityKind::CancelledByCalendar, appointment.key, None)?;
    }
    Ok(())
}

fn was_here(tx: &WriteTx<'_>, target: &Target) -> Result<bool, Error> {
    let resource = &target.at.resource;
    if calendar_changes::knew(tx, resource, &target.name)? {
        return Ok(true);
    }
    for object in all_named(tx, &target.at, &target.name)? {
        if let Content::One(entry, _) = &object.content
            && calendar_changes::knows(tx, resource, &entry.appointment.id)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}
