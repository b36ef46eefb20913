//! "I did not book this": whoever reads the mails to an address knows nothing of the appointment. No mail goes there any
//! more until the shop releases the address. What the customer is said to have booked is called off, at any time; what
//! the shop itself has entered stays, for then only the address may be wrong.

use super::events::{Event, EventKind, record};
use super::{Booked, Error, Rejection, Shown, by_token, status};
use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::notice::AT_ONCE;
use crate::store::appointments::Appointment;
use crate::store::{Store, StoreError, WriteTx, audit, known, suppressed};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde_json::json;

/// What somebody who came by a mail's link can say about the appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No mail's link led here: nothing can be said.
    NotByMail,
    /// They have said already that they did not book it.
    Disowned,
    /// The address has pressed a button before: it is its customer's, who may cancel as everybody does.
    Proven,
    /// That they did not book it, which calls it off.
    MayCallOff,
    /// That it is not theirs; the appointment stays.
    MayTell,
}

/// Where somebody stands who shows that.
///
/// # Errors
/// [`Rejection::UnknownToken`].
pub async fn standing(store: &Store, shown: Shown) -> Result<Standing, Error> {
    store
        .read(move |conn| {
            let booked = by_token(conn, &shown.token)?;
            Ok(standing_of(conn, &booked, &shown)?)
        })
        .await
}

/// Says that the owner of the address did not book it. Saying so twice is fine.
///
/// # Errors
/// [`Rejection::NotByMail`], [`Rejection::AddressProven`].
pub async fn disown(store: &Store, shown: Shown) -> Result<(), Error> {
    store.write(move |tx| disown_in(tx, &shown)).await
}

fn standing_of(conn: &Connection, booked: &Booked, shown: &Shown) -> Result<Standing, StoreError> {
    let email = &booked.booking.email_folded;
    Ok(if !booked.is_shown_by_mail(&shown.mail_secret) {
        Standing::NotByMail
    } else if suppressed::contains(conn, email)? {
        Standing::Disowned
    } else if known::has_pressed(conn, email)? {
        Standing::Proven
    } else if booked.booking.online {
        Standing::MayCallOff
    } else {
        Standing::MayTell
    })
}

fn disown_in(tx: &WriteTx<'_>, shown: &Shown) -> Result<(), Error> {
    let mut booked = by_token(tx, &shown.token)?;
    match standing_of(tx, &booked, shown)? {
        Standing::NotByMail => return Err(Rejection::NotByMail.into()),
        Standing::Proven => return Err(Rejection::AddressProven.into()),
        Standing::Disowned => return Ok(()),
        Standing::MayCallOff | Standing::MayTell => {}
    }
    suppressed::insert(tx, &booked.booking.email_folded, tx.now.timestamp())?;
    let appointment = &mut booked.appointment;
    let called_off = booked.booking.online && is_ahead(appointment, tx.now);
    if called_off {
        status::write(tx, appointment.key, Status::Cancelled)?;
        appointment.status = Status::Cancelled;
    }
    record(
        tx,
        &Event { actor: Actor::Customer, appointment, terms: &AT_ONCE, kind: EventKind::Disowned { called_off } },
    )
}

/// Whether there is still something to call off.
fn is_ahead(appointment: &Appointment, now: DateTime<Utc>) -> bool {
    appointment.status.is_open() && appointment.end.to_utc() > now
}

/// Lets mails go to an address (in lower case) again. `subject`: what the log says it was about.
///
/// # Errors
/// Those of the file.
pub async fn release(store: &Store, email_folded: String, subject: String, by: UserId) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            if suppressed::release(tx, &email_folded)? {
                audit::record(tx, Some(by), "address.released", &subject, &json!({}), tx.now.timestamp())?;
            }
            Ok(())
        })
        .await
}
