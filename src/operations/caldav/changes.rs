//! What has changed in a calendar since a program has asked last.

use super::read::{named_in, objects_in};
use super::{CalendarAt, CalendarObject, Content, ENDING};
use crate::store::calendar_changes::{self, CalendarState};
use crate::store::{Store, StoreError, calendar_entries, calendar_series};
use rusqlite::Connection;
use std::collections::HashSet;

pub use crate::store::calendar_changes::CalendarState as State;

/// What became of an object.
pub enum Change {
    /// It is there, new or other than before.
    Present(Box<CalendarObject>),
    /// There is none of that name any more.
    Gone(String),
}

/// What has changed, in order, each with the number of its change.
pub struct Changes {
    /// How far the counter was.
    pub state: CalendarState,
    /// What has changed.
    pub changes: Vec<(i64, Change)>,
}

/// How far the counter of changes is.
///
/// # Errors
/// If the database cannot be read.
pub async fn state(store: &Store) -> Result<CalendarState, StoreError> {
    store.read(calendar_changes::state).await
}

/// What has changed in a calendar since the number `since` of the epoch `epoch`; `None`: the epoch is over, or that number is yet to come.
///
/// # Errors
/// If the database cannot be read.
pub async fn since(store: &Store, at: CalendarAt, epoch: String, since: i64) -> Result<Option<Changes>, StoreError> {
    store
        .read(move |conn| {
            let state = calendar_changes::state(conn)?;
            if state.epoch != epoch || !(0..=state.latest).contains(&since) {
                return Ok(None);
            }
            Ok(Some(Changes { changes: changes(conn, &at, since)?, state }))
        })
        .await
}

fn changes(conn: &Connection, at: &CalendarAt, since: i64) -> Result<Vec<(i64, Change)>, StoreError> {
    let (mut found, mut told) = (Vec::new(), HashSet::new());
    for one in calendar_changes::since(conn, &at.resource, since)? {
        let name = match one.name.is_empty() {
            true => present_name(conn, at, &one.appointment)?,
            // What had no UID of its own was called by id and host.
            false if one.name.ends_with('@') => format!("{}{}{ENDING}", one.name, at.host),
            false => one.name,
        };
        if !told.insert(name.clone()) {
            continue;
        }
        // By its name: another appointment may be called so now.
        let change = match named_in(conn, at, &name)? {
            Some(object) => Change::Present(Box::new(object)),
            None => Change::Gone(name),
        };
        found.push((one.change, change));
    }
    Ok(found)
}

fn present_name(conn: &Connection, at: &CalendarAt, appointment: &str) -> Result<String, StoreError> {
    match calendar_entries::find_by_id(conn, appointment)? {
        Some(entry) => Ok(CalendarObject::of(conn, at, entry)?.name),
        None => Ok(format!("{appointment}@{}{ENDING}", at.host)),
    }
}

/// All objects of a calendar, in the order of their changes.
///
/// # Errors
/// If the database cannot be read.
pub async fn everything(store: &Store, at: CalendarAt) -> Result<Changes, StoreError> {
    store
        .read(move |conn| {
            // First: what changes meanwhile is told once more.
            let state = calendar_changes::state(conn)?;
            let numbers = calendar_changes::numbers(conn, &at.resource)?;
            let mut changes = Vec::new();
            for object in objects_in(conn, &at, None)? {
                let number = match &object.content {
                    Content::One(entry, _) => numbers.get(&entry.appointment.id).copied().unwrap_or_default(),
                    Content::Repeated(object) => calendar_series::last_change(conn, &object.stored)?,
                };
                changes.push((number, Change::Present(Box::new(object))));
            }
            changes.sort_by_key(|(number, _)| *number);
            Ok(Changes { state, changes })
        })
        .await
}

/// Begins another epoch: every program reads everything anew. For a copy that takes the place of the database.
///
/// # Errors
/// If the database cannot be written.
pub async fn begin_epoch(store: &Store) -> Result<(), StoreError> {
    store.write(|tx| calendar_changes::begin_epoch(tx)).await
}
