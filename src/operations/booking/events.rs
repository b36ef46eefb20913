//! What follows from a change of an appointment: mails that are owed, copies in calendars kept elsewhere, the inbox, the
//! audit log, open grids and planners, the metrics. An operation writes the change and calls [`record`] once, in the same
//! transaction; it calls none of them itself.
//!
//! Each consequence is one file with one match over all kinds of events, without a wildcard: a new kind does not compile
//! before every consequence says what it means there.

mod audit;
mod copies;
mod inbox;
mod mails;
mod notifier;
mod replaced;

pub(super) use mails::kind_for_status;

use super::{Booked, Error};
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::notice::{MailTerms, NoticeKind, SeriesDate};
use crate::domain::person::PersonChange;
use crate::store::appointments::Appointment;
use crate::store::calendar_entries::CalendarEntry;
use crate::store::{StoreError, WriteTx, bookings};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

/// One change, made at the time of its transaction.
pub(in crate::operations) struct Event<'a> {
    /// Who made it.
    pub actor: Actor,
    /// The appointment as it is now.
    pub appointment: &'a Appointment,
    /// How its mails leave.
    pub terms: &'a MailTerms,
    /// What happened.
    pub kind: EventKind<'a>,
}

/// What happened to an appointment.
pub(in crate::operations) enum EventKind<'a> {
    /// It was booked online, or entered by the shop. `hold`: mails to an address that nobody knows are held. `in_series`: with
    /// others, of which its customer hears by [`EventKind::SeriesTold`], and of which the log has one line.
    Made { resources: &'a [ResourceId], hold: bool, in_series: bool },
    /// It has another status than `from`. `awaited`: until now its customer had yet to confirm it by mail.
    Status { from: Status, awaited: bool, cause: Cause },
    /// It has another time, service, person…
    Changed(Changed<'a>),
    /// Its mails are about to go to another mailbox: recorded while it stands as it was. `farewell`: the old one is told that
    /// the appointment is off.
    LeavesMailbox { farewell: bool },
    /// Whoever has the address says that they never booked it. `called_off`: that ended it.
    Disowned { called_off: bool },
    /// Its held mails may go out.
    Released,
    /// Another booking with its address was refused.
    OtherBookingRefused,
    /// Its customer is told of it and others of its series, all their own.
    SeriesTold { kind: NoticeKind, dates: &'a [SeriesDate] },
    /// A shop file brought it, or changed what there was. Nobody is told.
    Imported { before: Option<State<'a>>, resources: &'a [ResourceId] },
    /// Its customer agreed to a reminder, or no longer does.
    ReminderChosen,
    /// The shop asks its customer to choose another time.
    AskedToChoose,
    /// The shop took back what it had just done with it, and what that had done to its mails. `in_series`: with others, of which
    /// the log has one line.
    Undone { in_series: bool },
}

/// An appointment and what it occupies.
#[derive(Clone, Copy)]
pub(in crate::operations) struct State<'a> {
    pub appointment: &'a Appointment,
    pub resources: &'a [ResourceId],
}

/// What led to another status.
#[derive(Clone, Copy)]
pub(in crate::operations) enum Cause {
    /// The shop decided so. `tell`: its customer is told; `is_first`: they get their first mail by it.
    Decision { tell: bool, is_first: bool },
    /// The shop cancelled everything from one network.
    SourceCancelled,
    /// The shop declined held requests.
    HeldDeclined,
    /// The shop cancelled it with others of its series, of which its customer hears by [`EventKind::SeriesTold`].
    SeriesCancelled,
    /// Its customer cancelled it. `by_stranger`: nobody knew their address before.
    Cancelled { by_stranger: bool },
    /// Its customer confirmed it by mail.
    ConfirmedByMail,
    /// Its customer did not confirm it in time.
    NotConfirmed,
}

/// What an appointment was before it got another time, service, person, note.
pub(in crate::operations) struct Changed<'a> {
    pub before: &'a CalendarEntry,
    /// What it occupies now.
    pub resources: &'a [ResourceId],
    pub person: PersonChange,
    /// Whether its customer is told.
    pub tell: bool,
    /// Whether its mails are held.
    pub was_held: bool,
    /// Whether it was moved with others of its series, of which the log has one line.
    pub in_series: bool,
}

/// Writes down what follows from a change that this transaction has made.
pub(in crate::operations) fn record(tx: &WriteTx<'_>, event: &Event<'_>) -> Result<(), Error> {
    let appointment = event.appointment;
    let booked =
        bookings::find(tx, appointment.key)?.map(|booking| Booked { appointment: appointment.clone(), booking });
    follow(tx, event, booked.as_ref())
}

/// The same for an appointment whose booking this transaction has just written: it need not be read again.
pub(in crate::operations) fn record_booked(tx: &WriteTx<'_>, event: &Event<'_>, booked: &Booked) -> Result<(), Error> {
    follow(tx, event, Some(booked))
}

fn follow(tx: &WriteTx<'_>, event: &Event<'_>, booked: Option<&Booked>) -> Result<(), Error> {
    // Without a page of theirs nobody can be written to.
    if let Some(booked) = booked {
        mails::owe(tx, event, booked)?;
    }
    inbox::tell(tx, event, booked)?;
    audit::write(tx, tx.now, tx.calendar().shop.time_zone, event, booked)?;
    if copies::owe(tx, tx.now, event)? {
        tx.copies_owed();
    }
    publish(tx, event);
    Ok(())
}

/// The same for [`EventKind::Imported`], of which only the history and copies elsewhere are consequences: so an import needs
/// no [`WriteTx`], which another process has not. Whoever imports publishes the calendar as a whole.
pub(in crate::operations) fn record_import(
    conn: &Connection,
    at: DateTime<Utc>,
    zone: Tz,
    event: &Event<'_>,
) -> Result<(), StoreError> {
    copies::owe(conn, at, event)?;
    audit::write(conn, at, zone, event, None)
}

/// Tells open grids and planners, and counts.
fn publish(tx: &WriteTx<'_>, event: &Event<'_>) {
    let appointment = event.appointment;
    match &event.kind {
        EventKind::Made { resources, .. } => {
            tx.appointment_added(appointment, resources);
            if event.actor.is_customer() {
                tx.booked_online();
            }
        }
        EventKind::Status { .. }
        | EventKind::Changed(_)
        | EventKind::Undone { .. }
        | EventKind::Disowned { called_off: true } => {
            tx.appointment_changed(appointment.key);
        }
        EventKind::LeavesMailbox { .. }
        | EventKind::SeriesTold { .. }
        | EventKind::Disowned { called_off: false }
        | EventKind::Released
        | EventKind::OtherBookingRefused
        | EventKind::Imported { .. }
        | EventKind::AskedToChoose
        | EventKind::ReminderChosen => {}
    }
}
