//! Appointments and blocked times from a calendar file of another program, once: the file is read ([`read`]), [`judge`] says
//! what would become of each entry, and [`run`] does it in one transaction. [`take_back`] undoes it as long as nobody changed
//! what came of it. Only overlaps bind (rule 8), and nobody is told.

mod choice;
mod enter;

pub use crate::ical::entries::{CalendarItem, Entries};
pub use crate::ical::unreadable::Unreadable;
pub use choice::{Choice, Rule, Target};
pub use enter::{Fate, Row};

use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::busy_calendar::{Tentative, kept};
use crate::domain::ids::ResourceId;
use crate::domain::notice::AT_ONCE;
use crate::domain::time::Minute;
use crate::ical::busy::Reading;
use crate::ical::entries;
use crate::operations::booking::Appointment;
use crate::operations::booking::events::{Event, EventKind, record_import};
use crate::operations::busy_calendars::own_uids;
use crate::store::{Store, StoreError, WriteTx, appointments, audit, bookings, calendar_entries};
use chrono::Duration;
use enter::enter_all;
use serde_json::json;
use std::sync::Arc;
use thiserror::Error;

/// Entries that are taken from one file.
pub const MOST_ENTRIES: usize = 5_000;
/// How far back entries are taken, in days.
const DAYS_BACK: i64 = 366;

/// Why a file is not read, or nothing was written.
#[derive(Debug, Error)]
pub enum Error {
    /// The file is none that can be read.
    #[error("the file cannot be read as a calendar")]
    Unreadable(Unreadable),
    /// Something else would become of the entries than what was shown.
    #[error("the calendar has changed meanwhile")]
    ChangedMeanwhile,
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the entries of a file from a year back to 400 days ahead, on a thread of its own: it may take a second. The shop's own
/// appointments are left out.
///
/// # Errors
/// [`Error::Unreadable`], also for more than [`MOST_ENTRIES`].
pub async fn read(store: &Store, bytes: Vec<u8>) -> Result<Entries, Error> {
    let (own, zone) = (own_uids(store).await?, store.planning().calendar.shop.time_zone);
    let now = store.now();
    let window = Minute::floor(now - Duration::days(DAYS_BACK))..kept(now).end;
    let read = tokio::task::spawn_blocking(move || {
        let is_own = |uid: &str| own.has(uid);
        let reading = Reading { window, zone, tentative: Tentative::Busy, is_own: &is_own };
        entries::read(&bytes, &reading, MOST_ENTRIES)
    });
    read.await.unwrap_or(Err(Unreadable::NotACalendar)).map_err(Error::Unreadable)
}

/// What would become of the entries. They are entered and taken back, so it is the decision of [`run`].
///
/// # Errors
/// If the database cannot be read or written.
pub async fn judge(store: &Store, entries: Arc<Entries>, choice: Choice) -> Result<Vec<Row>, StoreError> {
    store.try_out(move |tx| Ok(enter_all(tx, &entries, &choice)?.0)).await
}

/// The appointments of an import, as it left them. No `Debug`, as it holds personal data.
#[derive(Clone, Default)]
pub struct ImportUndo {
    entered: Vec<(Appointment, Vec<ResourceId>)>,
}

/// What an import did.
pub struct Imported {
    /// New appointments.
    pub appointments: usize,
    /// New blocked times.
    pub blocks: usize,
    /// What takes it back.
    pub undo: ImportUndo,
}

/// Enters all that can be in one transaction.
///
/// # Errors
/// [`Error::ChangedMeanwhile`] if these are not `expected` many, as were shown.
pub async fn run(
    store: &Store,
    entries: Arc<Entries>,
    choice: Choice,
    expected: usize,
    by: UserId,
) -> Result<Imported, Error> {
    store.write(move |tx| run_in(tx, &entries, &choice, expected, by)).await
}

fn run_in(
    tx: &WriteTx<'_>,
    entries: &Entries,
    choice: &Choice,
    expected: usize,
    by: UserId,
) -> Result<Imported, Error> {
    let (_, entered) = enter_all(tx, entries, choice)?;
    if entered.len() != expected {
        return Err(Error::ChangedMeanwhile);
    }
    let zone = tx.calendar().shop.time_zone;
    let blocks = entered.iter().filter(|(appointment, _)| appointment.is_block()).count();
    let appointments = entered.len() - blocks;
    for (appointment, resources) in &entered {
        let kind = EventKind::Imported { before: None, resources };
        record_import(tx, tx.now, zone, &Event { actor: Actor::Import(Some(by)), appointment, terms: &AT_ONCE, kind })?;
    }
    note(tx, by, "calendar_file.imported", entered.len())?;
    Ok(Imported { appointments, blocks, undo: ImportUndo { entered } })
}

/// Takes an import back, in one transaction.
///
/// # Errors
/// [`Error::ChangedMeanwhile`] if one of its appointments was changed since, or its customer was linked or written to.
pub async fn take_back(store: &Store, undo: ImportUndo, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            for (left, resources) in &undo.entered {
                let entry = calendar_entries::find(tx, left.key)?.ok_or(Error::ChangedMeanwhile)?;
                let is_as_left = entry.appointment == *left && entry.resources == *resources;
                if !is_as_left || entry.customer_id.is_some() || bookings::find(tx, left.key)?.is_some() {
                    return Err(Error::ChangedMeanwhile);
                }
                appointments::delete(tx, left.key)?;
            }
            note(tx, by, "calendar_file.import_undone", undo.entered.len())
        })
        .await
}

/// Tells the log, and whoever looks at the calendar.
fn note(tx: &WriteTx<'_>, by: UserId, action: &str, count: usize) -> Result<(), Error> {
    audit::record(tx, Some(by), action, "", &json!({ "appointments": count }), tx.now.timestamp())?;
    tx.inbox_changed();
    Ok(tx.calendar_changed()?)
}
