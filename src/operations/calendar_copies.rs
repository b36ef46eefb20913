//! Appointments that are written to calendars kept elsewhere: what is owed there ([`owed`]), how a copy stands ([`save`]), and what
//! the shop decides about one that was changed there ([`resolve`]), or that no appointment is known of ([`resolve_stray`]).
//!
//! What is owed is noted with the change of the appointment, by its event. Knows no HTTP, and writes no calendar files.

use super::booking::{self, ActionContext, Draft, Undoable, undoable};
use crate::domain::account::UserId;
use crate::domain::account_calendar::{
    AccountCalendar, AccountCalendarKey, CalendarCopy, Conflict, CopyId, SendState, Stray,
};
use crate::domain::appointment::Status;
use crate::domain::busy_calendar::{BusyCalendar, BusyCalendarKey};
use crate::domain::ids::ResourceId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::store::calendar_copies::Disputed;
use crate::store::calendar_entries::{self, CalendarEntry};
use crate::store::inbox::{AppointmentDetails, visit};
use crate::store::{Store, StoreError, WriteTx, account_calendars, audit, busy_calendars, calendar_copies};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde_json::json;
use std::ops::Range;

/// How many copies are read at once.
const AT_ONCE: u32 = 50;

/// The calendars of an account.
pub async fn calendars(store: &Store, account: BusyCalendarKey) -> Result<Vec<AccountCalendar>, StoreError> {
    let keys = store.keys().clone();
    store.read(move |conn| account_calendars::of(conn, &keys, account)).await
}

/// How writing to an account goes, and how many copies its server does not take.
pub async fn send_state(store: &Store, account: BusyCalendarKey) -> Result<(SendState, u32), StoreError> {
    store
        .read(move |conn| {
            Ok((account_calendars::send_state(conn, account)?, calendar_copies::count_refused(conn, account)?))
        })
        .await
}

/// Notes how writing to an account goes.
pub async fn set_send_state(store: &Store, account: BusyCalendarKey, state: SendState) -> Result<(), StoreError> {
    store.write(move |tx| account_calendars::set_send_state(tx, account, &state)).await
}

/// The accounts that something is to be brought to now.
pub async fn accounts_owing(store: &Store) -> Result<Vec<BusyCalendarKey>, StoreError> {
    let now = store.now();
    store.read(move |conn| calendar_copies::accounts_owing(conn, now)).await
}

/// When the next copy is to be brought.
pub async fn next_owed_at(store: &Store) -> Result<Option<DateTime<Utc>>, StoreError> {
    store.read(calendar_copies::next_owed_at).await
}

/// What is owed to a calendar now, some of it.
pub async fn owed(store: &Store, calendar: AccountCalendarKey) -> Result<Vec<CalendarCopy>, StoreError> {
    let now = store.now();
    store.read(move |conn| calendar_copies::owed(conn, calendar, now, AT_ONCE)).await
}

/// All copies in a calendar.
pub async fn of_calendar(store: &Store, calendar: AccountCalendarKey) -> Result<Vec<CalendarCopy>, StoreError> {
    store.read(move |conn| calendar_copies::of_calendar(conn, calendar)).await
}

/// The appointment of a copy, as long as it is to stand in a calendar of `resource`.
pub async fn wanted(
    store: &Store,
    copy: &CalendarCopy,
    resource: ResourceId,
) -> Result<Option<CalendarEntry>, StoreError> {
    let id = copy.appointment.clone();
    let entry = store.read(move |conn| calendar_entries::find_by_id(conn, &id)).await?;
    let entry = entry.filter(|entry| entry.appointment.status.blocks() && entry.resources.contains(&resource));
    Ok(entry.map(|mut entry| {
        if entry.appointment.private {
            // Whoever reads that calendar is not known here.
            entry.appointment.note = None;
        }
        entry
    }))
}

/// Notes what is on its way, before it is: a crash repeats it, and knows it again.
pub async fn set_tried(store: &Store, id: CopyId, fingerprint: String) -> Result<(), StoreError> {
    store.write(move |tx| calendar_copies::set_tried(tx, id, &fingerprint)).await
}

/// Notes how a copy stands; `is_gone`: in its calendar for good.
pub async fn save(store: &Store, copy: CalendarCopy, is_gone: bool) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            let before = calendar_copies::find(tx, copy.id)?;
            if !(is_gone && calendar_copies::delete(tx, &copy)?) {
                calendar_copies::save(tx, &copy, tx.now)?;
            }
            if before.and_then(|before| before.there) != copy.there {
                tx.inbox_changed();
            }
            Ok(())
        })
        .await
}

/// Notes a try that failed for this copy alone.
pub async fn postpone(store: &Store, id: CopyId, at: DateTime<Utc>, fault: &'static str) -> Result<(), StoreError> {
    store.write(move |tx| calendar_copies::postpone(tx, id, at, fault)).await
}

/// Notes the version of a calendar that its copies were compared with.
pub async fn set_version(store: &Store, key: AccountCalendarKey, version: Option<String>) -> Result<(), StoreError> {
    store.write(move |tx| account_calendars::set_version(tx, key, version.as_deref())).await
}

/// A backup was restored: what stands in calendars of accounts is compared at the next look, and what it does not know is found
/// there. Returns how many calendars those are.
pub async fn doubt(store: &Store) -> Result<usize, StoreError> {
    store.write(|tx| account_calendars::doubt(tx)).await
}

/// Notes the copies of a calendar that no appointment is known of.
pub async fn note_strays(store: &Store, calendar: AccountCalendarKey, strays: Vec<Stray>) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            for stray in &strays {
                calendar_copies::insert_stray(tx, calendar, stray, tx.now)?;
            }
            tx.inbox_changed();
            Ok(())
        })
        .await
}

/// Somebody has changed a copy that no appointment is known of: it is no concern of the shop's any more.
pub async fn let_go(store: &Store, id: CopyId) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            if let Some(copy) = calendar_copies::find(tx, id)?.filter(CalendarCopy::is_stray) {
                calendar_copies::delete(tx, &copy)?;
                tx.inbox_changed();
            }
            Ok(())
        })
        .await
}

/// A copy that no appointment is known of.
pub struct StrayCopy {
    /// Its number.
    pub id: CopyId,
    /// From when to when it is.
    pub span: Range<Minute>,
    /// The account.
    pub account: BusyCalendar,
}

/// All of them, in order of time.
pub(super) fn strays(conn: &Connection, now: Minute) -> Result<Vec<StrayCopy>, StoreError> {
    let mut found = Vec::new();
    for (copy, account) in calendar_copies::strays(conn, now)? {
        let span = copy.there.and_then(|there| there.span);
        if let (Some(span), Some(account)) = (span, busy_calendars::find(conn, account)?) {
            found.push(StrayCopy { id: copy.id, span, account });
        }
    }
    Ok(found)
}

/// Decides about one: it is taken out there, or stays as if it were anybody's. Returns whether that was still open.
pub async fn resolve_stray(store: &Store, id: CopyId, takes_out: bool, by: UserId) -> Result<bool, StoreError> {
    store
        .write(move |tx| {
            let Some(copy) = calendar_copies::find(tx, id)?.filter(CalendarCopy::is_stray) else { return Ok(false) };
            let start = copy.there.as_ref().and_then(|there| there.span.as_ref()).map(|span| span.start);
            let details = json!({ "start": start.map(|at| at.to_rfc3339(tx.calendar().shop.time_zone)) });
            let action = if takes_out { "calendar.stray_removed" } else { "calendar.stray_left" };
            audit::record(tx, Some(by), action, &copy.appointment, &details, tx.now.timestamp())?;
            if takes_out {
                calendar_copies::settle(tx, &copy)?;
                tx.copies_owed();
            } else {
                calendar_copies::delete(tx, &copy)?;
            }
            tx.inbox_changed();
            Ok(true)
        })
        .await
}

/// A copy about which somebody is to decide.
pub struct Question {
    /// The copy, and what was done to it.
    pub copy: CalendarCopy,
    /// Its appointment.
    pub visit: AppointmentDetails,
    /// The account.
    pub account: BusyCalendar,
}

/// All of them, in order of time.
pub(super) fn questions(conn: &Connection, now: Minute) -> Result<Vec<Question>, StoreError> {
    let mut found = Vec::new();
    for Disputed { copy, appointment, account } in calendar_copies::disputed(conn, now)? {
        if let (Some(visit), Some(account)) = (visit(conn, appointment)?, busy_calendars::find(conn, account)?) {
            found.push(Question { copy, visit, account });
        }
    }
    Ok(found)
}

/// One of them.
pub async fn find_question(store: &Store, id: CopyId) -> Result<Option<Question>, StoreError> {
    let now = Minute::floor(store.now());
    let all = store.read(move |conn| questions(conn, now)).await?;
    Ok(all.into_iter().find(|question| question.copy.id == id))
}

/// What becomes of a copy that was changed in its calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The appointment follows it: it is moved, or cancelled.
    TakeOver,
    /// The copy becomes again as the appointment is.
    PutBack,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody has decided about it already, or it has become as it was.
    #[error("there is nothing to decide any more")]
    Decided,
    /// What was done there is nothing that an appointment can follow.
    #[error("an appointment cannot follow that")]
    NotPossible,
    /// A fault, or a refusal of the calendar.
    #[error(transparent)]
    Booking(#[from] booking::Error),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Booking(error.into())
    }
}

/// Decides about a copy. `seen` is what was seen of it: who has seen something else decides nothing.
///
/// # Errors
/// See [`Error`].
pub async fn resolve(
    store: &Store,
    id: CopyId,
    seen: Option<String>,
    answer: Answer,
    act: ActionContext,
) -> Result<Undoable<()>, Error> {
    store.write(move |tx| resolve_in(tx, id, seen.as_deref(), answer, &act)).await
}

fn resolve_in(
    tx: &WriteTx<'_>,
    id: CopyId,
    seen: Option<&str>,
    answer: Answer,
    act: &ActionContext,
) -> Result<Undoable<()>, Error> {
    let copy = calendar_copies::find(tx, id)?.ok_or(Error::Decided)?;
    let there = copy.there.clone().filter(|there| there.etag.as_deref() == seen).ok_or(Error::Decided)?;
    let entry = calendar_entries::find_by_id(tx, &copy.appointment)?.ok_or(Error::Decided)?;
    let done = match (answer, there.conflict, there.span) {
        (Answer::PutBack, ..) => {
            let start = entry.appointment.start.to_rfc3339(tx.calendar().shop.time_zone);
            let details = json!({ "start": start });
            audit::record(tx, Some(act.by), "appointment.put_back", &copy.appointment, &details, tx.now.timestamp())?;
            Undoable { done: (), undo: None }
        }
        (Answer::TakeOver, Conflict::Moved, Some(span)) => {
            let it = Draft::of(&entry.appointment, entry.resources.clone());
            let draft = Draft { start: span.start, end: span.end, ..it };
            follow(tx, &entry, act, |act| booking::change_in(tx, &entry, &draft, act, false).map(|_| ()))?
        }
        (Answer::TakeOver, Conflict::Deleted, _) => {
            let key = entry.appointment.key;
            follow(tx, &entry, act, |act| booking::set_status_in(tx, key, Status::Cancelled, act).map(|_| ()))?
        }
        (Answer::TakeOver, ..) => return Err(Error::NotPossible),
    };
    calendar_copies::settle(tx, &copy)?;
    tx.copies_owed();
    tx.inbox_changed();
    Ok(done)
}

/// Does it as the planner does; whoever has a page is told.
fn follow(
    tx: &WriteTx<'_>,
    entry: &CalendarEntry,
    act: &ActionContext,
    does: impl Fn(&ActionContext) -> Result<(), booking::Error>,
) -> Result<Undoable<()>, booking::Error> {
    let key: AppointmentKey = entry.appointment.key;
    let act = ActionContext { tell: entry.has_page && entry.appointment.customer.email.is_some(), ..act.clone() };
    undoable(tx, &[key], || does(&act))
}
