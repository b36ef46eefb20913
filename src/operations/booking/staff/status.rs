//! Confirming, declining, cancelling, closing, and taking any of it back.

use super::page::give_page;
use super::rules::refuse_overlaps;
use super::{ActionContext, Error, Refusal, find};
use crate::domain::appointment::Status;
use crate::domain::snapshot::AppointmentKey;
use crate::operations::booking::notifications;
use crate::operations::booking::place::by_key;
use crate::operations::booking::status::put;
use crate::store::appointments::Appointment;
use crate::store::{Store, WriteTx};
use chrono::{DateTime, Utc};

/// Sets the status. Setting the one it has is fine. With `tell`, a customer who has an address hears of it, also one who
/// was not written to before. Answers whether a mail is on its way.
///
/// # Errors
/// [`Refusal::NotPossible`] where no way leads there, [`Refusal::Occupied`] where its time has been given away.
pub async fn set_status(store: &Store, key: AppointmentKey, status: Status, act: ActionContext) -> Result<bool, Error> {
    store.write(move |tx| set_status_in(tx, key, status, &act)).await
}

/// Whether the customer can be told by mail that it has become `status`: there is something to tell, an address, and
/// time left to read it.
pub fn can_tell(appointment: &Appointment, status: Status, now: DateTime<Utc>) -> bool {
    let word = notifications::word_of_status(appointment.status, status);
    word.is_some() && appointment.customer.email.is_some() && appointment.end.to_utc() > now
}

fn set_status_in(tx: &WriteTx<'_>, key: AppointmentKey, status: Status, act: &ActionContext) -> Result<bool, Error> {
    let entry = find(tx, key)?;
    let before = entry.appointment.status;
    if before == status {
        return Ok(false);
    }
    if !before.next().contains(&status) {
        return Err(Refusal::NotPossible(status).into());
    }
    if status.blocks() && !before.blocks() {
        refuse_overlaps(tx, &entry.appointment, &entry.resources)?;
    }
    let tells = act.tell && can_tell(&entry.appointment, status, tx.now);
    let is_first = tells && !entry.has_page;
    if is_first {
        give_page(tx, &entry.appointment, 0, act)?;
    }
    put(tx, &entry.appointment, status, tells, Some(act.by))?;
    if is_first && before.is_open() && status.is_open() {
        notifications::remind(tx, &tx.calendar(), &by_key(tx, key)?)?;
    }
    Ok(tells)
}
