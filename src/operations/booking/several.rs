//! Several appointments are moved at once: those that were cut out of the calendar and are put in elsewhere. All of them or none.

use super::edit::{find, shift_in};
use super::undo::{Undoable, undoable};
use super::{ActionContext, Error, MoveRequest, StaffRefusal};
use crate::domain::appointment::Status;
use crate::domain::snapshot::AppointmentKey;
use crate::store::{Store, WriteTx, appointments};

/// Moves each of these, named once.
///
/// # Errors
/// As [`super::shift`] for any of them; [`StaffRefusal::PolicyWarnings`] names what is unusual of all.
pub async fn shift_several(
    store: &Store,
    moves: Vec<(AppointmentKey, MoveRequest)>,
    act: ActionContext,
) -> Result<Undoable<()>, Error> {
    store
        .write(move |tx| {
            let keys: Vec<_> = moves.iter().map(|(key, _)| *key).collect();
            undoable(tx, &keys, || shift_all(tx, &moves, &act))
        })
        .await
}

fn shift_all(tx: &WriteTx<'_>, moves: &[(AppointmentKey, MoveRequest)], act: &ActionContext) -> Result<(), Error> {
    let entries = moves.iter().map(|(key, _)| find(tx, *key)).collect::<Result<Vec<_>, _>>()?;
    for entry in &entries {
        // So that none is in the way of another.
        appointments::set_status(tx, entry.appointment.key, Status::Cancelled)?;
    }
    let mut unusual = Vec::new();
    for (entry, (key, shift)) in entries.iter().zip(moves) {
        match shift_in(tx, entry, shift, act, false) {
            // One that stays where it was is not written by that.
            Ok(()) => appointments::set_status(tx, *key, entry.appointment.status)?,
            Err(Error::Refused(StaffRefusal::PolicyWarnings(found))) => {
                unusual.extend(found.into_iter().filter(|one| !unusual.contains(one)).collect::<Vec<_>>());
            }
            Err(error) => return Err(error),
        }
    }
    if unusual.is_empty() { Ok(()) } else { Err(StaffRefusal::PolicyWarnings(unusual).into()) }
}
