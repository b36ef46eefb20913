//! The operations on appointments, one transaction each: book ([`place()`], [`create`]), move ([`reschedule()`], [`shift`],
//! [`shift_several`]), [`change`], set the status ([`cancel`], [`confirm`], [`decline`], [`set_outcome`], [`set_status`]),
//! confirm by mail ([`confirmation`]), agree to a reminder ([`reminder`]), disown ([`disown`]), answer many at once
//! ([`source`], [`throttle`]), take one's own change back ([`take_back`]).
//!
//! Customers are bound by [`crate::domain::schedule::decide`] on what is true in the transaction, the shop by its own rules
//! ([`StaffRefusal`]). Each writes appointment, claims and booking, and records one event: `events` says what follows from
//! it. Knows no HTTP and sends no mail.

pub mod confirmation;
pub mod disown;
mod edit;
pub(in crate::operations) mod events;
mod page;
mod person;
mod place;
mod refusal;
pub mod reminder;
mod request;
mod reschedule;
mod series;
mod several;
pub mod source;
mod staff;
mod staff_rules;
mod status;
pub mod throttle;
mod undo;

pub use crate::store::appointments::Appointment;
pub use crate::store::inbox::AppointmentDetails;
pub use edit::{change, create, create_for, shift};
pub(in crate::operations) use edit::{change_in, create_in, enter, move_to, shift_in};
pub(in crate::operations) use page::{make_page, open_page};
pub use place::{Client, Idempotency, place};
pub use request::{BookingInput, BookingRequest};
pub use reschedule::reschedule;
pub(in crate::operations) use series::told_in_series;
pub use several::shift_several;
pub use staff::{ActionContext, Draft, MoveRequest, Overlap, StaffRefusal};
pub(in crate::operations) use staff_rules::overlaps;
pub use status::{can_tell, cancel, confirm, decline, set_outcome, set_status};
pub(in crate::operations) use status::{cancel_in_series, set_status_in};
pub use undo::{NotUndone, Undo, Undoable, take_back};
pub(in crate::operations) use undo::{undo_of_new, undoable};

use crate::domain::appointment::Status;
use crate::domain::notice::{NoticeCustomer, NoticeFacts};
use crate::domain::schedule::Refusal;
use crate::domain::shop::{Calendar, Language, ReminderConsent, Service, Shop, Venue};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::store::bookings::Booking;
use crate::store::{Store, StoreError, WriteTx, appointments, bookings, venues};
use chrono::{DateTime, Duration, Utc};
use rusqlite::Connection;
use std::fmt;
use thiserror::Error;

/// A booking as it stands in the file.
#[derive(Clone)]
pub struct Booked {
    /// The occupied span and who comes.
    pub appointment: Appointment,
    /// What only an online booking has.
    pub booking: Booking,
}

/// What somebody shows to open a booking. `Debug` tells nothing.
#[derive(Clone)]
pub struct Shown {
    /// The token of the customer's page, which the booker has got.
    pub token: String,
    /// The second secret, where a mail's link led here; empty otherwise.
    pub mail_secret: String,
}

impl Shown {
    /// The token alone.
    pub fn token(token: String) -> Self {
        Self { token, mail_secret: String::new() }
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shown(…)")
    }
}

/// Why an operation did not happen: a rule's answer, or a fault.
#[derive(Debug, Error)]
pub enum Error {
    /// The rules for customers, or for the inbox, refuse it; nothing was written.
    #[error("{0:?}")]
    Rejected(Rejection),
    /// The rules for the shop's calendar refuse it; nothing was written.
    #[error("{0:?}")]
    Refused(StaffRefusal),
    /// The file could not be read or written; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The refusals of the rules for customers and the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// There is no such service to be booked online (any more).
    UnknownService,
    /// No booking has that token.
    UnknownToken,
    /// A mark, taken by an appointment or the daily limit; the nearest other free starts.
    SlotTaken(Vec<Minute>),
    /// The calendar refuses for another reason.
    NotOffered(Refusal),
    /// The address holds as many open appointments as it may.
    TooManyBookings(u32),
    /// The address has booked or moved too often lately; the seconds to wait.
    TooOften(u64),
    /// The network that asks has used up its share of the day; the seconds to wait.
    ShareUsedUp(u64),
    /// The key was used with another body.
    IdempotencyKeyReused,
    /// The shop's limit for changes by the customer has passed.
    TooLate,
    /// The appointment has ended or was called off.
    NotChangeable,
    /// A request cannot be agreed to any more: its time has come.
    TimePassed,
    /// Only a link in a mail opens this.
    NotByMail,
    /// The address is its customer's: they have shown so before.
    AddressProven,
}

impl From<Rejection> for Error {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<StaffRefusal> for Error {
    fn from(refusal: StaffRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Booked {
    /// The last instant at which its customer may cancel or reschedule it: its start, where the shop has asked them to.
    pub fn cancel_until(&self, calendar: &Calendar) -> DateTime<Utc> {
        if self.booking.asked_to_move {
            return self.appointment.start.to_utc();
        }
        self.appointment.start.to_utc() - Duration::hours(i64::from(calendar.shop.cancel_until_hours))
    }

    /// Whether its customer may cancel or reschedule it at `now`.
    pub fn can_change(&self, calendar: &Calendar, now: DateTime<Utc>) -> bool {
        self.ensure_changeable(calendar, now).is_ok()
    }

    /// When a reminder is due, where the shop sends any: `reminder_hours` before the start. Where that has passed at the
    /// booking, the first mail is near enough.
    pub fn remind_at(&self, shop: &Shop) -> Option<DateTime<Utc>> {
        shop.remind_at(self.appointment.start)
    }

    /// Whether its customer may be reminded.
    pub fn is_reminded(&self, shop: &Shop) -> bool {
        shop.reminder_consent == ReminderConsent::NotNeeded || self.appointment.reminder_accepted_at.is_some()
    }

    /// Until when its customer must confirm it by mail, while it waits for that.
    pub fn confirm_by(&self) -> Option<Minute> {
        let until = self.booking.confirm_by.filter(|_| self.appointment.status == Status::Requested)?;
        Some(Minute::of_second(until))
    }

    /// The service that was booked, if the shop still knows it.
    pub fn service<'a>(&self, calendar: &'a Calendar) -> Option<&'a Service> {
        self.appointment.service.as_ref().and_then(|id| calendar.service(id.as_str()))
    }

    /// What it is about, as it stands now; without the resources, which only the shop is told, and the venue.
    pub fn facts(&self, calendar: &Calendar, language: Language) -> NoticeFacts {
        let appointment = &self.appointment;
        NoticeFacts {
            appointment_id: appointment.id.clone(),
            service_name: self.service(calendar).map(|service| service.name_in(language)).unwrap_or_default(),
            start: appointment.start,
            end: appointment.end,
            previous_start: None,
            status: appointment.status,
            customer: NoticeCustomer {
                address: appointment.address.clone().map(String::from),
                ..NoticeCustomer::from(&appointment.customer)
            },
            comment: self.booking.comment.clone().map(String::from),
            token: Some(self.booking.token.clone()),
            mail_secret: None,
            online: self.booking.online,
            confirm_by: self.confirm_by(),
            calendar_uid: self.booking.calendar_uid.clone(),
            sequence: self.booking.sequence,
            shop_words: None,
            resources: Vec::new(),
            venue: Venue::default(),
            series: Vec::new(),
        }
    }

    /// Whether a mail's link shows that the visitor reads what is sent to the customer's address.
    pub fn is_shown_by_mail(&self, mail_secret: &str) -> bool {
        self.booking.mail_secret.is_shown_by(mail_secret)
    }

    /// Refuses what its customer may not change any more.
    fn ensure_changeable(&self, calendar: &Calendar, now: DateTime<Utc>) -> Result<(), Rejection> {
        let has_run_out = self.confirm_by().is_some_and(|until| until.to_utc() <= now);
        if !self.appointment.status.is_open() || has_run_out {
            return Err(Rejection::NotChangeable);
        }
        if now > self.cancel_until(calendar) {
            return Err(Rejection::TooLate);
        }
        Ok(())
    }
}

/// The booking with that token.
///
/// # Errors
/// [`Rejection::UnknownToken`] where there is none.
pub async fn find(store: &Store, token: String) -> Result<Booked, Error> {
    store.read(move |conn| by_token(conn, &token)).await
}

/// The booking with that token, and the resources it occupies: what the grid for moving it depends on.
pub async fn find_with_resources(
    store: &Store,
    token: String,
) -> Result<(Booked, Vec<crate::domain::ids::ResourceId>), Error> {
    store
        .read(move |conn| {
            let booked = by_token(conn, &token)?;
            let resources = appointments::resources_of(conn, booked.appointment.key)?;
            Ok((booked, resources))
        })
        .await
}

/// Where an appointment takes place and with whom.
///
/// # Errors
/// If the database cannot be read.
pub async fn venue(store: &Store, appointment: AppointmentKey) -> Result<Venue, StoreError> {
    store.read(move |conn| venues::of(conn, appointment)).await
}

/// Somebody has pressed a button: where a mail led them to it, the address is known from now on.
fn prove(tx: &WriteTx<'_>, booked: &Booked, shown: &Shown) -> Result<(), StoreError> {
    if !booked.is_shown_by_mail(&shown.mail_secret) {
        return Ok(());
    }
    bookings::prove(tx, booked.appointment.key, tx.now.timestamp())
}

pub(super) fn by_token(conn: &Connection, token: &str) -> Result<Booked, Error> {
    with_appointment(conn, bookings::find_by_token(conn, token)?)
}

fn by_key(conn: &Connection, key: AppointmentKey) -> Result<Booked, Error> {
    with_appointment(conn, bookings::find(conn, key)?)
}

fn with_appointment(conn: &Connection, booking: Option<Booking>) -> Result<Booked, Error> {
    let booking = booking.ok_or(Rejection::UnknownToken)?;
    let appointment = appointments::find(conn, booking.appointment)?.ok_or(Rejection::UnknownToken)?;
    Ok(Booked { appointment, booking })
}
