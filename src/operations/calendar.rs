//! Reads of the planner's calendar: the appointments of a span of time, and one appointment with all about it; [`why`] a time
//! cannot be booked, its [`history`] and [`status_actions`], the [`load`] of a day, and the [`words`] for all of it.

pub mod history;
pub mod load;
mod narrowed;
pub mod status_actions;
pub mod why;
pub mod words;

pub use crate::store::bookings::Booking;
pub use crate::store::busy_spans::BusyTime;
pub use crate::store::calendar_entries::CalendarEntry;
pub use crate::store::sent_mails::SentMail;

pub use narrowed::{fitting, narrowed};

use super::booking::source;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::domain::values::Email;
use crate::store::audit::AuditEntry;
use crate::store::{Store, StoreError, audit, bookings, busy_spans, calendar_entries, sent_mails, suppressed};
use std::ops::Range;

/// What takes place in a span of time.
pub struct Found {
    /// The appointments that overlap it or occupy a resource in it, in order of time.
    pub entries: Vec<CalendarEntry>,
    /// What calendars kept elsewhere call busy, in order of time.
    pub elsewhere: Vec<BusyTime>,
}

/// What takes place in that span of time.
pub async fn within(store: &Store, span: Range<Minute>) -> Result<Found, StoreError> {
    store
        .read(move |conn| {
            let elsewhere = busy_spans::within(conn, &span)?;
            Ok(Found { entries: calendar_entries::within(conn, &span)?, elsewhere })
        })
        .await
}

/// The appointment with that key.
pub async fn find(store: &Store, key: AppointmentKey) -> Result<Option<CalendarEntry>, StoreError> {
    store.read(move |conn| calendar_entries::find(conn, key)).await
}

/// An appointment with all about it.
pub struct AppointmentFile {
    /// The appointment.
    pub entry: CalendarEntry,
    /// Its booking, if its customer has a page.
    pub booking: Option<Booking>,
    /// Its entries in the audit log.
    pub history: Vec<AuditEntry>,
    /// The mails about it.
    pub mails: Vec<SentMail>,
    /// How many open appointments were booked from the same source, including this one.
    pub same_source: usize,
    /// Whether the customer's address gets no mail.
    pub is_suppressed: bool,
}

/// The appointment with that key, and all about it.
pub async fn file(store: &Store, key: AppointmentKey) -> Result<Option<AppointmentFile>, StoreError> {
    let (now, minute) = (store.now(), Minute::floor(store.now()));
    store
        .read(move |conn| {
            let Some(entry) = calendar_entries::find(conn, key)? else { return Ok(None) };
            let email = entry.appointment.customer.email.as_ref().map(Email::folded);
            Ok(Some(AppointmentFile {
                booking: bookings::find(conn, key)?,
                history: audit::of_subject(conn, "appointment.", &entry.appointment.id)?,
                mails: sent_mails::of_appointment(conn, key, now)?,
                same_source: source::open_from_same_in(conn, key, minute)?.len(),
                is_suppressed: email.map_or(Ok(false), |email| suppressed::contains(conn, &email))?,
                entry,
            }))
        })
        .await
}
