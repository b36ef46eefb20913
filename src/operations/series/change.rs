//! The shop moves or cancels one of a series, it and those after it, or all that are still to come. All or none.

use super::rows::Verdict;
use crate::domain::appointment::Status;
use crate::domain::notice::NoticeKind;
use crate::domain::policy::PolicyWarning;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::{Minute, instant_of};
use crate::domain::words::words;
use crate::operations::booking::{
    self, ActionContext, MoveRequest, StaffRefusal, Undoable, cancel_in_series, open_page, set_status_in, shift_in,
    told_in_series, undoable,
};
use crate::store::calendar_entries::{self, CalendarEntry};
use crate::store::{Store, StoreError, WriteTx, appointments, audit};
use chrono::{NaiveDateTime, TimeDelta};
use rusqlite::Connection;
use serde_json::json;
use thiserror::Error;

words! {
    /// Which appointments of a series are meant.
    pub enum Scope {
        /// Only this one.
        This = "this",
        /// This one and those after it.
        Following = "following",
        /// All that are still to come.
        All = "all",
    }
}

/// What becomes of one appointment that is to be moved.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Which.
    pub key: AppointmentKey,
    /// When it begins now.
    pub from: Minute,
    /// When it would begin.
    pub to: Minute,
    /// Whether it can.
    pub verdict: Verdict,
}

/// A move of several.
#[derive(Clone, Debug)]
pub struct SeriesMove {
    /// Which.
    pub scope: Scope,
    /// Where the one of the page goes, on the wall clock; the others go the same distance on it.
    pub to: NaiveDateTime,
    /// What is unusual and wanted all the same: key and word.
    pub accepted: Vec<(AppointmentKey, String)>,
}

/// Why nothing was changed.
#[derive(Debug, Error)]
pub enum Error {
    /// At least one cannot go there, or it is not agreed to.
    #[error("not every appointment of the series can be moved")]
    Moves(Vec<Moved>),
    /// The appointment is not there, is in no series, or there is a fault.
    #[error(transparent)]
    Booking(#[from] booking::Error),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Booking(error.into())
    }
}

/// All appointments of the series of one, in order of time; empty where it is in none.
pub async fn whole(store: &Store, key: AppointmentKey) -> Result<Vec<CalendarEntry>, StoreError> {
    store.read(move |conn| whole_in(conn, key)).await
}

fn keys_of(conn: &Connection, key: AppointmentKey) -> Result<Vec<AppointmentKey>, StoreError> {
    let series = appointments::find(conn, key)?.and_then(|one| one.series);
    Ok(series.map(|series| appointments::of_series(conn, &series)).transpose()?.unwrap_or_default())
}

fn whole_in(conn: &Connection, key: AppointmentKey) -> Result<Vec<CalendarEntry>, StoreError> {
    let keys = keys_of(conn, key)?;
    let entries = keys.into_iter().map(|key| calendar_entries::find(conn, key)).collect::<Result<Vec<_>, _>>()?;
    Ok(entries.into_iter().flatten().collect())
}

/// Those of `entries`, a whole series, that a change of `scope` reaches: open and, but for the one itself, not begun at `now`.
pub fn reached(entries: &[CalendarEntry], key: AppointmentKey, scope: Scope, now: Minute) -> Vec<&CalendarEntry> {
    let Some(this) = entries.iter().find(|entry| entry.appointment.key == key) else { return Vec::new() };
    let from = this.appointment.start;
    let is_meant = |entry: &&CalendarEntry| {
        let one = &entry.appointment;
        one.status.is_open()
            && (one.key == key
                || match scope {
                    Scope::This => false,
                    Scope::Following => one.start >= from && one.start > now,
                    Scope::All => one.start > now,
                })
    };
    entries.iter().filter(is_meant).collect()
}

/// Moves them; answers how many. With `tell` each customer gets one mail with all dates.
///
/// # Errors
/// [`Error::Moves`] where one of them cannot go: then none does. [`StaffRefusal::UnknownAppointment`],
/// [`StaffRefusal::NotPossible`] where none is to come.
pub async fn shift(
    store: &Store,
    key: AppointmentKey,
    moving: SeriesMove,
    act: ActionContext,
) -> Result<Undoable<usize>, Error> {
    store.write(move |tx| undoable(tx, &keys_of(tx, key)?, || shift_all(tx, key, &moving, &act))).await
}

fn shift_all(tx: &WriteTx<'_>, key: AppointmentKey, moving: &SeriesMove, act: &ActionContext) -> Result<usize, Error> {
    let entries = whole_in(tx, key)?;
    let mut meant = chosen(&entries, key, moving.scope, tx)?;
    let zone = tx.calendar().shop.time_zone;
    let local = |at: Minute| at.in_zone(zone).naive_local();
    let this = entries.iter().find(|entry| entry.appointment.key == key).ok_or_else(no_longer)?;
    let distance = moving.to - local(this.appointment.start);
    if distance > TimeDelta::zero() {
        // So that none lands on the place that the next one is about to leave.
        meant.reverse();
    }
    let alone = meant.len() == 1;
    let quiet = ActionContext { tell: act.tell && alone, ..act.clone() };
    let mut moves = Vec::new();
    for entry in &meant {
        let one = &entry.appointment;
        let to = local(one.start).checked_add_signed(distance).ok_or_else(no_longer)?;
        let accepted = moving.accepted.iter().filter(|(of, _)| *of == one.key).map(|(_, word)| word.clone()).collect();
        let quiet = ActionContext { accepted, ..quiet.clone() };
        let verdict = shift_one(tx, entry, to, act.tell && !alone, &quiet, !alone)?;
        moves.push(Moved { key: one.key, from: one.start, to: instant_of(to, zone), verdict });
    }
    moves.sort_by_key(|one| one.from);
    if moves.iter().any(|one| !matches!(one.verdict, Verdict::Free)) {
        return Err(Error::Moves(moves));
    }
    if !alone {
        told(tx, NoticeKind::SeriesRescheduled, &moves, act)?;
        note(tx, "series.moved", &meant, key, act)?;
    }
    Ok(moves.len())
}

/// Moves one. What is only unusual is moved too, so that it is in nobody's way, but it is not [`Verdict::Free`].
fn shift_one(
    tx: &WriteTx<'_>,
    entry: &CalendarEntry,
    to: NaiveDateTime,
    needs_page: bool,
    act: &ActionContext,
    in_series: bool,
) -> Result<Verdict, Error> {
    let entry = &with_page(tx, entry, needs_page, act)?;
    let go = |act: &ActionContext| {
        let request = MoveRequest { start: Some(to), ..MoveRequest::default() };
        shift_in(tx, entry, &request, act, in_series)
    };
    let found = match go(act) {
        Ok(()) => return Ok(Verdict::Free),
        Err(booking::Error::Refused(StaffRefusal::PolicyWarnings(found))) => found,
        Err(booking::Error::Refused(refusal)) => return Ok(Verdict::Refused(refusal)),
        Err(error) => return Err(error.into()),
    };
    match go(&ActionContext { accepted: found.iter().map(PolicyWarning::word).collect(), ..act.clone() }) {
        Ok(()) => Ok(Verdict::Unusual(found)),
        Err(booking::Error::Refused(refusal)) => Ok(Verdict::Refused(refusal)),
        Err(error) => Err(error.into()),
    }
}

/// Cancels them; answers how many. With `tell` each customer gets one mail with all dates.
///
/// # Errors
/// [`StaffRefusal::UnknownAppointment`], [`StaffRefusal::NotPossible`] where none is to come.
pub async fn cancel(
    store: &Store,
    key: AppointmentKey,
    scope: Scope,
    act: ActionContext,
) -> Result<Undoable<usize>, Error> {
    store.write(move |tx| undoable(tx, &keys_of(tx, key)?, || cancel_all(tx, key, scope, &act))).await
}

fn cancel_all(tx: &WriteTx<'_>, key: AppointmentKey, scope: Scope, act: &ActionContext) -> Result<usize, Error> {
    let entries = whole_in(tx, key)?;
    let meant = chosen(&entries, key, scope, tx)?;
    if let [alone] = meant[..] {
        set_status_in(tx, alone.appointment.key, Status::Cancelled, act)?;
        return Ok(1);
    }
    let mut told = Vec::new();
    for entry in &meant {
        let entry = with_page(tx, entry, act.tell, act)?;
        told.push((cancel_in_series(tx, &entry.appointment, act)?, None));
    }
    told_in_series(tx, NoticeKind::SeriesCancelled, &told, act)?;
    note(tx, "series.cancelled", &meant, key, act)?;
    Ok(meant.len())
}

fn chosen<'a>(
    entries: &'a [CalendarEntry],
    key: AppointmentKey,
    scope: Scope,
    tx: &WriteTx<'_>,
) -> Result<Vec<&'a CalendarEntry>, Error> {
    if entries.is_empty() {
        return Err(booking::Error::from(StaffRefusal::UnknownAppointment).into());
    }
    let meant = reached(entries, key, scope, Minute::floor(tx.now));
    if meant.is_empty() { Err(no_longer()) } else { Ok(meant) }
}

fn no_longer() -> Error {
    booking::Error::from(StaffRefusal::UnknownAppointment).into()
}

/// The entry with a page for its customer, who shall be told and has none.
fn with_page(
    tx: &WriteTx<'_>,
    entry: &CalendarEntry,
    wanted: bool,
    act: &ActionContext,
) -> Result<CalendarEntry, Error> {
    if !wanted || entry.has_page {
        return Ok(entry.clone());
    }
    open_page(tx, &entry.appointment, 0, &ActionContext { tell: true, ..act.clone() })?;
    Ok(calendar_entries::find(tx, entry.appointment.key)?.unwrap_or_else(|| entry.clone()))
}

fn told(tx: &WriteTx<'_>, kind: NoticeKind, moves: &[Moved], act: &ActionContext) -> Result<(), Error> {
    let mut appointments = Vec::new();
    for one in moves {
        let found = appointments::find(tx, one.key)?;
        appointments.extend(found.map(|appointment| (appointment, Some(one.from))));
    }
    Ok(told_in_series(tx, kind, &appointments, act)?)
}

fn note(
    tx: &WriteTx<'_>,
    action: &str,
    meant: &[&CalendarEntry],
    key: AppointmentKey,
    act: &ActionContext,
) -> Result<(), Error> {
    let this = meant.iter().find(|entry| entry.appointment.key == key).or(meant.first());
    let Some(one) = this.map(|entry| &entry.appointment) else { return Ok(()) };
    let start = one.start.to_rfc3339(tx.calendar().shop.time_zone);
    let details = json!({ "appointments": meant.len(), "start": start });
    Ok(audit::record(tx, Some(act.by), action, &one.id, &details, tx.now.timestamp())?)
}
