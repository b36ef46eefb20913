//! Confirming, declining, cancelling, closing, and taking any of it back.

use super::rules::refuse_overlaps;
use super::{Act, Error, Refusal, find};
use crate::booking::status::put;
use crate::domain::appointment::Status;
use crate::domain::planning::AppointmentKey;
use crate::store::{Store, WriteTx};

/// Sets the status. Setting the one it has is fine. With `tell`, a customer who has a page hears of it.
///
/// # Errors
/// [`Refusal::NotPossible`] where no way leads there, [`Refusal::Occupied`] where its time has been given away.
pub async fn set_status(store: &Store, key: AppointmentKey, status: Status, act: Act) -> Result<(), Error> {
    store.write(move |tx| set_status_in(tx, key, status, &act)).await
}

fn set_status_in(tx: &WriteTx<'_>, key: AppointmentKey, status: Status, act: &Act) -> Result<(), Error> {
    let entry = find(tx, key)?;
    let before = entry.appointment.status;
    if before == status {
        return Ok(());
    }
    if !before.next().contains(&status) {
        return Err(Refusal::NotPossible(status).into());
    }
    if status.blocks() && !before.blocks() {
        refuse_overlaps(tx, &entry.appointment, &entry.resources)?;
    }
    Ok(put(tx, &entry.appointment, status, act.tell, Some(act.by))?)
}
