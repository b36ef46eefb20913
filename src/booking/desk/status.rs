//! Confirming, declining, cancelling, closing, and taking any of it back.

use super::rules::refuse_overlaps;
use super::{Act, Error, Refusal, find, note};
use crate::booking::notices;
use crate::booking::place::by_key;
use crate::domain::appointment::Status;
use crate::domain::planning::AppointmentKey;
use crate::store::{Store, WriteTx, appointments, bookings, news};
use serde_json::json;

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
    appointments::set_status(tx, key, status)?;
    if entry.has_page {
        bookings::raise_sequence(tx, key)?;
        notices::on_status_by_shop(tx, &tx.calendar(), before, &by_key(tx, key)?, act.tell)?;
    }
    let details = json!({ "from": before.word(), "to": status.word() });
    note(tx, act, "appointment.status", &entry.appointment, &details)?;
    tx.appointment_changed(key);
    // A request that was answered is open no longer, and is no news.
    if before == Status::Requested {
        news::mark_appointment_seen(tx, key, tx.now.timestamp())?;
    }
    tx.inbox_changed();
    Ok(())
}
