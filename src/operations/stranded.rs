//! Appointments that a change of hours left outside of them: what there is to decide ([`list()`]), what becomes of one ([`resolve`])
//! or of all ([`resolve_all`]). One that is moved, cancelled or within the hours again is on the list no more.
//!
//! Other times are those that the one decision gives the shop ([`crate::domain::schedule`]).

mod remedy;

pub use remedy::{Fate, ForAll, Remedy};

use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Calendar, Exception};
use crate::domain::snapshot::AppointmentKey;
use crate::domain::time::Minute;
use crate::operations::booking::{self, ActionContext, AppointmentDetails, Undoable, set_status_in, undoable};
use crate::store::appointments::{self, Appointment};
use crate::store::calendar_entries::{self, CalendarEntry};
use crate::store::{Store, StoreError, WriteTx, audit, inbox, stranded};
use chrono::{DateTime, Utc};
use remedy::Search;
use rusqlite::Connection;
use serde_json::json;
use thiserror::Error;

/// How many other times are proposed.
const PROPOSED: usize = 3;

/// An appointment that waits for a decision.
pub struct Item {
    /// The appointment.
    pub visit: AppointmentDetails,
    /// When its customer was asked to choose another time.
    pub asked_at: Option<DateTime<Utc>>,
    /// The closing or the special hours that it lies in; `None`: other hours were changed.
    pub because: Option<Exception>,
    /// Who could take it at the same time: one for each need; `None`: nobody.
    pub colleagues: Option<Vec<ResourceId>>,
    /// The next other times.
    pub times: Vec<Minute>,
    /// Whether its customer can be asked to choose another time.
    pub can_ask: bool,
}

/// Why nothing was done.
#[derive(Debug, Error)]
pub enum Error {
    /// Somebody has decided about it already, or it is over.
    #[error("it is on the list no more")]
    Decided,
    /// The time that was chosen is not free any more.
    #[error("that time is not free")]
    NotFree,
    /// What was seen of all of them is so no longer.
    #[error("the list has changed")]
    Stale,
    /// A fault, or a refusal of the calendar.
    #[error(transparent)]
    Booking(#[from] booking::Error),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Booking(error.into())
    }
}

/// What there is to decide, in order of time.
pub async fn list(store: &Store) -> Result<Vec<Item>, StoreError> {
    let (planning, now) = (store.planning(), store.now());
    store
        .read(move |conn| {
            let mut items = Vec::new();
            for row in stranded::open(conn, Minute::floor(now))? {
                let entry = calendar_entries::find(conn, row.appointment)?;
                if let (Some(entry), Some(visit)) = (entry, inbox::visit(conn, row.appointment)?) {
                    let asked_at = row.asked_at.and_then(|at| DateTime::from_timestamp(at, 0));
                    let search = Search::new(&planning, &entry, now);
                    items.push(Item {
                        asked_at,
                        because: because(&visit, &planning.calendar),
                        colleagues: search.as_ref().and_then(|search| search.decide(entry.appointment.start)),
                        times: search.as_ref().map(|search| search.next(PROPOSED)).unwrap_or_default(),
                        can_ask: remedy::can_ask(&entry, &planning.calendar),
                        visit,
                    });
                }
            }
            Ok(items)
        })
        .await
}

/// Time that is blocked where it is closed now: nobody waits for it, but it may be needless. With the closing of each, in order of
/// time.
pub async fn blocked(store: &Store) -> Result<Vec<(AppointmentDetails, Exception)>, StoreError> {
    let (planning, now) = (store.planning(), store.now());
    store
        .read(move |conn| {
            let mut found = Vec::new();
            for block in appointments::open_after(conn, Minute::floor(now))?.into_iter().filter(Appointment::is_block) {
                let Some(visit) = inbox::visit(conn, block.key)? else { continue };
                let closing = because(&visit, &planning.calendar).filter(|closing| closing.hours.is_empty());
                found.extend(closing.map(|closing| (visit, closing)));
            }
            Ok(found)
        })
        .await
}

/// Deletes blocked time.
///
/// # Errors
/// [`Error::Decided`]: it is blocked no more, or over.
pub async fn unblock(store: &Store, key: AppointmentKey, act: ActionContext) -> Result<Undoable<()>, Error> {
    store
        .write(move |tx| {
            undoable(tx, &[key], || {
                let entry = calendar_entries::find(tx, key)?.filter(|entry| entry.appointment.is_block());
                let block = entry.ok_or(Error::Decided)?.appointment;
                if !block.status.is_open() || block.end.to_utc() <= tx.now {
                    return Err(Error::Decided);
                }
                set_status_in(tx, key, Status::Cancelled, &act)?;
                Ok(())
            })
        })
        .await
}

/// The appointments of the list, and why they are on it.
pub(in crate::operations) fn open_in(
    conn: &Connection,
    calendar: &Calendar,
    now: Minute,
) -> Result<Vec<(AppointmentDetails, Option<Exception>)>, StoreError> {
    let mut found = Vec::new();
    for row in stranded::open(conn, now)? {
        if let Some(visit) = inbox::visit(conn, row.appointment)? {
            let closing = because(&visit, calendar);
            found.push((visit, closing));
        }
    }
    Ok(found)
}

/// The exception of the first date that closes it: of the whole shop, or of one of its rooms and persons.
fn because(visit: &AppointmentDetails, calendar: &Calendar) -> Option<Exception> {
    let date = visit.appointment.start.local_date(calendar.shop.time_zone);
    let concerns = |one: &&Exception| {
        (one.from_date..=one.to_date).contains(&date)
            && one.resource.as_ref().is_none_or(|id| visit.resources.contains(id))
    };
    calendar.exceptions.iter().filter(concerns).min_by_key(|one| !one.hours.is_empty()).cloned()
}

/// How many of them nobody has done anything about.
pub async fn count(store: &Store) -> Result<u32, StoreError> {
    let now = Minute::floor(store.now());
    store.read(move |conn| stranded::count(conn, now)).await
}

/// Decides about one.
///
/// # Errors
/// [`Error::Decided`], [`Error::NotFree`].
pub async fn resolve(
    store: &Store,
    key: AppointmentKey,
    remedy: Remedy,
    act: ActionContext,
) -> Result<Undoable<Fate>, Error> {
    store
        .write(move |tx| {
            undoable(tx, &[key], || {
                let row = stranded::find(tx, key)?.ok_or(Error::Decided)?;
                let entry = calendar_entries::find(tx, row.appointment)?.ok_or(Error::Decided)?;
                if !entry.appointment.status.is_open() || entry.appointment.end.to_utc() <= tx.now {
                    return Err(Error::Decided);
                }
                match remedy::apply(tx, &entry, remedy, &act)? {
                    Fate::Impossible => Err(Error::NotFree),
                    fate => Ok(fate),
                }
            })
        })
        .await
}

/// What becomes of each of them by the same remedy, as [`resolve_all`] would do it: it is done and taken back.
pub async fn judge_all(store: &Store, remedy: Remedy, act: ActionContext) -> Result<Vec<(CalendarEntry, Fate)>, Error> {
    store.try_out(move |tx| all(tx, remedy, &act)).await
}

/// Decides about all of them in one transaction; those for which it is impossible stay on the list. `seen` is how many could be
/// helped when the preview was shown.
///
/// # Errors
/// [`Error::Stale`] where the preview said something else.
pub async fn resolve_all(
    store: &Store,
    remedy: Remedy,
    seen: String,
    act: ActionContext,
) -> Result<Undoable<usize>, Error> {
    store
        .write(move |tx| {
            let open = stranded::open(tx, Minute::floor(tx.now))?;
            let keys: Vec<_> = open.iter().map(|row| row.appointment).collect();
            undoable(tx, &keys, || {
                let fates = all(tx, remedy, &act)?;
                if summary(&fates) != seen {
                    return Err(Error::Stale);
                }
                let done = fates.iter().filter(|(_, fate)| *fate != Fate::Impossible).count();
                let details = json!({ "appointments": done });
                audit::record(tx, Some(act.by), "stranded.resolved", "all", &details, tx.now.timestamp())?;
                Ok(done)
            })
        })
        .await
}

/// A hash of what becomes of whom, by which the preview is confirmed.
pub fn summary(fates: &[(CalendarEntry, Fate)]) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for (entry, fate) in fates {
        hash.update(entry.appointment.key.to_be_bytes());
        hash.update(entry.appointment.start.since_epoch().to_be_bytes());
        hash.update(fate.word());
    }
    base16ct::lower::encode_string(&hash.finalize()[..8])
}

fn all(tx: &WriteTx<'_>, remedy: Remedy, act: &ActionContext) -> Result<Vec<(CalendarEntry, Fate)>, Error> {
    let mut fates = Vec::new();
    for row in stranded::open(tx, Minute::floor(tx.now))? {
        // Who was asked is not asked again, but may still be moved or cancelled.
        if row.asked_at.is_some() && remedy == Remedy::Ask {
            continue;
        }
        let Some(entry) = calendar_entries::find(tx, row.appointment)? else { continue };
        let fate = remedy::apply(tx, &entry, remedy, act)?;
        fates.push((entry, fate));
    }
    Ok(fates)
}
