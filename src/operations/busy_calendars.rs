//! Calendars kept elsewhere: adding and changing them, what a look found, and the appointments that busy times overlap.

use super::accounts;
use crate::domain::account::UserId;
use crate::domain::account_calendar::Chosen;
use crate::domain::busy_calendar::{
    self, BusyCalendar, BusyCalendarKey, CalendarAccess, LookFault, LookState, SourceKind, Tentative,
};
use crate::domain::ids::ResourceId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::domain::values::ShortName;
use crate::ical::busy::Busy;
use crate::store::busy_calendars::{self, OwnUids, Values};
use crate::store::sealed::Keyring;
use crate::store::secrets::new_id;
use crate::store::{Store, StoreError, WriteTx, account_calendars, audit, busy_spans, calendar_copies};
use chrono::{DateTime, Duration, Utc};
use rusqlite::Connection;
use serde_json::json;

/// A calendar as an owner wants it.
pub struct Draft {
    /// Whose busy times it holds.
    pub resource: ResourceId,
    /// What the shop calls it.
    pub name: ShortName,
    /// What its tentative events do.
    pub tentative: Tentative,
    /// Where it is; `None`: as before.
    pub access: Option<CalendarAccess>,
    /// What was chosen of an account's calendars; `None`: it is a calendar file.
    pub calendars: Option<Vec<Chosen>>,
}

/// What a look found.
pub enum Found {
    /// The version that was read before.
    Unchanged,
    /// Another version, or one that was to be unfolded anew.
    Read {
        /// What it calls busy.
        busy: Busy,
        /// The server's name for it.
        etag: Option<String>,
        /// The server's date of it.
        last_modified: Option<String>,
    },
}

/// What came of a look.
pub struct Looked {
    /// What it found, or why it failed.
    pub found: Result<Found, LookFault>,
    /// Until when the server has asked to be left alone, if it failed.
    pub not_before: Option<DateTime<Utc>>,
}

/// All calendars, in order of their resources.
pub async fn all(store: &Store) -> Result<Vec<BusyCalendar>, StoreError> {
    store.read(busy_calendars::all).await
}

/// One calendar, and where it is; without that if it cannot be decrypted.
pub async fn find_with_access(
    store: &Store,
    key: BusyCalendarKey,
) -> Result<Option<(BusyCalendar, Option<CalendarAccess>)>, StoreError> {
    let keys = store.keys().clone();
    store
        .read(move |conn| {
            let Some(calendar) = busy_calendars::find(conn, key)? else { return Ok(None) };
            Ok(Some((calendar, busy_calendars::access(conn, &keys, key)?)))
        })
        .await
}

/// The calendars with an address of these resources.
pub async fn of_resources(store: &Store, resources: Vec<ResourceId>) -> Result<Vec<BusyCalendar>, StoreError> {
    store.read(move |conn| busy_calendars::of_resources(conn, &resources)).await
}

/// The calendars that are to be looked at.
pub async fn due(store: &Store) -> Result<Vec<BusyCalendarKey>, StoreError> {
    let now = store.now();
    store.read(move |conn| busy_calendars::due(conn, now)).await
}

/// When the next one is to be looked at.
pub async fn next_due_at(store: &Store) -> Result<Option<DateTime<Utc>>, StoreError> {
    store.read(busy_calendars::next_due_at).await
}

/// How the shop's own appointments are called in calendar files.
pub async fn own_uids(store: &Store) -> Result<OwnUids, StoreError> {
    let since = busy_calendar::kept(store.now()).start;
    store.read(move |conn| busy_calendars::own_uids(conn, since)).await
}

/// Adds a calendar; returns its key.
pub async fn add(store: &Store, draft: Draft, by: UserId) -> Result<BusyCalendarKey, StoreError> {
    store
        .write(move |tx| {
            let id = new_id(tx.now.timestamp())?;
            let key = busy_calendars::insert(tx, &values(&id, &draft))?;
            if let Some(access) = &draft.access {
                busy_calendars::set_access(tx, tx.keys, key, access)?;
            }
            choose(tx, key, draft.calendars.as_deref())?;
            tx.foreign_changed(&draft.resource);
            log(tx, by, "calendar.added", &draft.resource)?;
            Ok(key)
        })
        .await
}

/// Changes a calendar; it is looked at anew. Returns whether it was there.
pub async fn change(store: &Store, key: BusyCalendarKey, draft: Draft, by: UserId) -> Result<bool, StoreError> {
    store
        .write(move |tx| {
            let Some(before) = busy_calendars::find(tx, key)? else { return Ok(false) };
            busy_calendars::update(tx, key, &values(&before.id, &draft))?;
            if let Some(access) = &draft.access {
                busy_calendars::set_access(tx, tx.keys, key, access)?;
            }
            choose(tx, key, draft.calendars.as_deref())?;
            tx.foreign_changed(&before.resource);
            tx.foreign_changed(&draft.resource);
            tx.inbox_changed();
            log(tx, by, "calendar.changed", &draft.resource)?;
            Ok(true)
        })
        .await
}

/// Removes a calendar with its busy times; returns whether it was there.
pub async fn remove(store: &Store, key: BusyCalendarKey, by: UserId) -> Result<bool, StoreError> {
    store
        .write(move |tx| {
            let Some(before) = busy_calendars::find(tx, key)? else { return Ok(false) };
            busy_calendars::delete(tx, key)?;
            tx.foreign_changed(&before.resource);
            tx.inbox_changed();
            log(tx, by, "calendar.removed", &before.resource)?;
            Ok(true)
        })
        .await
}

fn values<'a>(id: &'a str, draft: &'a Draft) -> Values<'a> {
    let kind = if draft.calendars.is_some() { SourceKind::Account } else { SourceKind::File };
    Values { id, resource: &draft.resource, name: &draft.name, kind, tentative: draft.tentative }
}

/// Takes over what was chosen of an account's calendars. From one that is not written to any more all copies are taken out.
fn choose(tx: &WriteTx<'_>, account: BusyCalendarKey, chosen: Option<&[Chosen]>) -> Result<(), StoreError> {
    let Some(chosen) = chosen else { return Ok(()) };
    choose_in(tx, tx.keys, account, chosen, Minute::floor(tx.now))?;
    tx.copies_owed();
    Ok(())
}

/// The same for a connection of its own.
pub(super) fn choose_in(
    conn: &Connection,
    keys: &Keyring,
    account: BusyCalendarKey,
    chosen: &[Chosen],
    now: Minute,
) -> Result<(), StoreError> {
    let known = account_calendars::of(conn, keys, account)?;
    account_calendars::drop_choices(conn, account)?;
    for one in chosen {
        match known.iter().find(|known| known.chosen.url == one.url) {
            Some(known) => account_calendars::update(conn, known.key, one)?,
            None => {
                account_calendars::insert(conn, keys, account, one)?;
            }
        }
    }
    account_calendars::delete_unused(conn, account)?;
    calendar_copies::owe_all(conn, account, now)
}

fn log(tx: &WriteTx<'_>, by: UserId, action: &str, resource: &ResourceId) -> Result<(), StoreError> {
    audit::record(tx, Some(by), action, resource.as_str(), &json!({}), tx.now.timestamp())
}

/// Writes what a look found. Nothing is written if the address, by which it was found, is another one by now.
pub async fn note(
    store: &Store,
    key: BusyCalendarKey,
    access: Option<CalendarAccess>,
    looked: Looked,
    interval: Duration,
) -> Result<(), StoreError> {
    store.write(move |tx| note_in(tx, key, access.as_ref(), looked, interval)).await
}

fn note_in(
    tx: &WriteTx<'_>,
    key: BusyCalendarKey,
    access: Option<&CalendarAccess>,
    looked: Looked,
    interval: Duration,
) -> Result<(), StoreError> {
    let Some(before) = busy_calendars::find(tx, key)? else { return Ok(()) };
    if busy_calendars::access(tx, tx.keys, key)?.as_ref() != access {
        return Ok(());
    }
    let was_shown = before.is_to_be_shown(tx.now);
    let state = before.state.clone();
    let state = match looked.found {
        Err(fault) => tell(tx, &before, state.failed(fault, tx.now, interval).not_before(looked.not_before))?,
        Ok(Found::Unchanged) => state.succeeded(tx.now, interval),
        Ok(Found::Read { busy, etag, last_modified }) => {
            take(tx, &before, &busy)?;
            let unread = u32::try_from(busy.unread).unwrap_or(u32::MAX);
            LookState { read_at: Some(tx.now), unread, etag, last_modified, ..state.succeeded(tx.now, interval) }
        }
    };
    busy_calendars::save_state(tx, key, &state)?;
    if was_shown != (BusyCalendar { state, ..before }).is_to_be_shown(tx.now) {
        tx.inbox_changed();
    }
    Ok(())
}

/// Takes over busy times, and notes the appointments that new ones overlap.
fn take(tx: &WriteTx<'_>, calendar: &BusyCalendar, busy: &Busy) -> Result<(), StoreError> {
    let now = Minute::floor(tx.now);
    let Some(new) = busy_spans::replace(tx, calendar.key, &busy.spans)? else { return Ok(()) };
    tx.foreign_changed(&calendar.resource);
    busy_spans::forget_past_overlaps(tx, now)?;
    busy_spans::note_overlaps(tx, &calendar.resource, &new, now)?;
    tx.inbox_changed();
    Ok(())
}

/// Tells the owners by mail, once, when looks have failed for a day.
fn tell(tx: &WriteTx<'_>, calendar: &BusyCalendar, state: LookState) -> Result<LookState, StoreError> {
    if !state.is_to_be_told(tx.now) {
        return Ok(state);
    }
    accounts::tell_owners_of_calendar(tx, &calendar.name)?;
    Ok(LookState { told_at: Some(tx.now), ..state })
}

/// Somebody has seen that an appointment overlaps a busy time; returns whether that was still open.
pub async fn see_overlap(store: &Store, appointment: AppointmentKey) -> Result<bool, StoreError> {
    store
        .write(move |tx| {
            let was_open = busy_spans::forget_overlap(tx, appointment)?;
            tx.inbox_changed();
            Ok(was_open)
        })
        .await
}
