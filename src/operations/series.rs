//! Series: one appointment, or one blocked time, on many dates (rule 10). [`judge`] says what becomes of each start without
//! writing, [`create`] makes all of them in one transaction or none; [`change`] moves or cancels the rest of a series.
//!
//! Each start is decided as any other appointment that the shop enters ([`crate::operations::booking`]), those before it in the
//! series included. Each has its own history, reminder and page; its customer gets one mail about all.

pub mod change;
mod rows;

pub use rows::{Judged, Verdict, Wanted};

use crate::domain::actor::Actor;
use crate::domain::ids::SeriesId;
use crate::domain::notice::NoticeKind;
use crate::domain::person::CustomerId;
use crate::domain::snapshot::AppointmentKey;
use crate::operations::booking::events::{Event, EventKind, record};
use crate::operations::booking::{self, ActionContext, Draft, Undoable, told_in_series, undo_of_new};
use crate::store::secrets::new_id;
use crate::store::{Store, StoreError, WriteTx, audit, customers};
use rows::enter_all;
use serde_json::json;
use thiserror::Error;

/// Why nothing was written.
#[derive(Debug, Error)]
pub enum Error {
    /// At least one of these starts is not free, or not agreed to.
    #[error("not every date of the series is free")]
    Rows(Vec<Judged>),
    /// The appointment that was asked for is not there, or there is a fault.
    #[error(transparent)]
    Booking(#[from] booking::Error),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Booking(error.into())
    }
}

/// A series that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its first appointment.
    pub first: AppointmentKey,
    /// How many it has.
    pub count: usize,
}

/// What becomes of each of these starts of `draft`, whose own start does not matter. They are entered and taken back, so it is
/// the decision of [`create`].
///
/// # Errors
/// A fault of the store, or a refusal that has nothing to do with the time.
pub async fn judge(store: &Store, draft: Draft, wanted: Vec<Wanted>, act: ActionContext) -> Result<Vec<Judged>, Error> {
    store.try_out(move |tx| Ok(enter_all(tx, &draft, &wanted, None, &act)?.0)).await
}

/// Makes all of them, confirmed at once, and links them to the record `customer` if one is given. With `tell` the customer gets
/// one mail with all dates, and a page for each.
///
/// # Errors
/// [`Error::Rows`] where not every start is free: then none is made.
pub async fn create(
    store: &Store,
    draft: Draft,
    wanted: Vec<Wanted>,
    customer: Option<CustomerId>,
    act: ActionContext,
) -> Result<Undoable<Made>, Error> {
    store.write(move |tx| create_in(tx, &draft, &wanted, customer, &act)).await
}

fn create_in(
    tx: &WriteTx<'_>,
    draft: &Draft,
    wanted: &[Wanted],
    customer: Option<CustomerId>,
    act: &ActionContext,
) -> Result<Undoable<Made>, Error> {
    // One alone is an appointment like any other.
    let in_series = wanted.len() > 1;
    let series = if in_series { Some(SeriesId::from(new_id(tx.now.timestamp())?)) } else { None };
    let (rows, made) = enter_all(tx, draft, wanted, series.as_ref(), act)?;
    let is_free = rows.iter().all(|row| matches!(row.verdict, Verdict::Free));
    let Some((first, _)) = made.first().filter(|_| is_free) else { return Err(Error::Rows(rows)) };
    for (appointment, resources) in &made {
        if let Some(customer) = customer {
            customers::link(tx, appointment.key, Some(customer))?;
        }
        booking::open_page(tx, appointment, 0, act)?;
        let kind = EventKind::Made { resources, hold: false, in_series };
        record(tx, &Event { actor: Actor::Staff(act.by), appointment, terms: &act.terms, kind })?;
    }
    if in_series {
        let appointments: Vec<_> = made.iter().map(|(appointment, _)| (appointment.clone(), None)).collect();
        told_in_series(tx, NoticeKind::SeriesConfirmation, &appointments, act)?;
        let start = first.start.to_rfc3339(tx.calendar().shop.time_zone);
        let details = json!({ "appointments": made.len(), "start": start });
        audit::record(tx, Some(act.by), "series.created", &first.id, &details, tx.now.timestamp())?;
    }
    let keys: Vec<_> = made.iter().map(|(appointment, _)| appointment.key).collect();
    let undo = Some(undo_of_new(tx, &keys, None)?);
    Ok(Undoable { done: Made { first: first.key, count: made.len() }, undo })
}
