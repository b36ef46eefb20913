//! Takes back what the shop has just done with appointments: times, statuses and resources are as they were, and so are the
//! mails, those that were to tell of it are deleted. That can be done until one of them begins to be sent, as long as nobody
//! changed the appointments again, and rule 8 lets them be where they were. What was new is deleted, with the customer
//! record that it brought. All of it or nothing.

use super::events::{Event, EventKind, record};
use super::staff_rules::refuse_overlaps;
use super::{Error, Overlap, StaffRefusal};
use crate::domain::account::UserId;
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::notice::AT_ONCE;
use crate::domain::person::{CustomerId, Details, Hands};
use crate::domain::snapshot::AppointmentKey;
use crate::store::appointments::Appointment;
use crate::store::calendar_entries::{self, CalendarEntry};
use crate::store::outbox::{QueueChange, QueueState};
use crate::store::stranded::{self, Stranded};
use crate::store::{Store, StoreError, WriteTx, appointments, audit, bookings, customers};
use serde_json::json;

/// What was done, and how it is taken back; `None`: not at all.
pub struct Undoable<T> {
    /// What was done.
    pub done: T,
    /// What takes it back.
    pub undo: Option<Undo>,
}

/// What takes a change of appointments back. No `Debug`, as it holds persons.
#[derive(Clone)]
pub struct Undo {
    touched: Vec<Touched>,
    /// New appointments as they were left.
    made: Vec<State>,
    /// The customer record that was made with them.
    record: Option<(CustomerId, Details)>,
    mails: QueueChange,
}

#[derive(Clone)]
struct Touched {
    before: State,
    after: State,
}

/// An appointment, and whether it waits for a decision of the shop.
#[derive(Clone, PartialEq)]
struct State {
    entry: CalendarEntry,
    stranded: Option<Stranded>,
}

/// Why it was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum NotUndone {
    /// An appointment was changed again since.
    #[error("it was changed again")]
    Changed,
    /// A mail about it has left, or is about to.
    #[error("a mail about it has left")]
    Told,
    /// The time was taken meanwhile.
    #[error("the time was taken meanwhile")]
    Taken(Vec<Overlap>),
    /// A fault.
    #[error(transparent)]
    Booking(#[from] Error),
}

impl From<StoreError> for NotUndone {
    fn from(error: StoreError) -> Self {
        Self::Booking(error.into())
    }
}

impl Undo {
    /// Whether a mail about the change waits to leave.
    pub fn has_mail(&self) -> bool {
        self.mails.has_mail()
    }
}

/// Makes a change of these appointments, and keeps how they were.
pub(in crate::operations) fn undoable<T, E: From<StoreError>>(
    tx: &WriteTx<'_>,
    keys: &[AppointmentKey],
    change: impl FnOnce() -> Result<T, E>,
) -> Result<Undoable<T>, E> {
    let (before, queue) = (states(tx, keys)?, QueueState::of(tx, keys)?);
    let done = change()?;
    let touched = before.into_iter().zip(states(tx, keys)?).filter(|(before, after)| before != after);
    let touched: Vec<Touched> = touched.map(|(before, after)| Touched { before, after }).collect();
    // Whom it was for has lost their page and their data with it.
    let is_same = |one: &Touched| {
        let customer = |state: &State| state.entry.appointment.customer.clone();
        Hands::between(&customer(&one.before), &customer(&one.after)) == Hands::Same
    };
    let can_undo = !touched.is_empty() && touched.iter().all(is_same);
    let mails = can_undo.then(|| queue.change_since(tx)).transpose()?;
    let undo = mails.map(|mails| Undo { touched, made: Vec::new(), record: None, mails });
    Ok(Undoable { done, undo })
}

/// What takes appointments back that were made in this transaction, and the customer record that was made for them.
pub(in crate::operations) fn undo_of_new(
    tx: &WriteTx<'_>,
    keys: &[AppointmentKey],
    record: Option<CustomerId>,
) -> Result<Undo, StoreError> {
    let found = record.map(|id| customers::find(tx, id)).transpose()?.flatten();
    Ok(Undo {
        touched: Vec::new(),
        made: states(tx, keys)?,
        record: found.map(|record| (record.id, record.details)),
        mails: QueueState::without_mail(keys).change_since(tx)?,
    })
}

fn states(tx: &WriteTx<'_>, keys: &[AppointmentKey]) -> Result<Vec<State>, StoreError> {
    keys.iter().filter_map(|key| state(tx, *key).transpose()).collect()
}

fn state(tx: &WriteTx<'_>, key: AppointmentKey) -> Result<Option<State>, StoreError> {
    let Some(entry) = calendar_entries::find(tx, key)? else { return Ok(None) };
    Ok(Some(State { entry, stranded: stranded::find(tx, key)? }))
}

/// Takes a change back.
///
/// # Errors
/// [`NotUndone`]; then everything stays as it is now.
pub async fn take_back(store: &Store, undo: Undo, by: UserId) -> Result<(), NotUndone> {
    store.write(move |tx| take_back_in(tx, &undo, by)).await
}

fn take_back_in(tx: &WriteTx<'_>, undo: &Undo, by: UserId) -> Result<(), NotUndone> {
    for Touched { after, .. } in &undo.touched {
        let now = state(tx, after.entry.appointment.key)?;
        if !now.is_some_and(|now| is_unchanged(&now, after)) {
            return Err(NotUndone::Changed);
        }
    }
    for made in &undo.made {
        let now = state(tx, made.entry.appointment.key)?;
        if !now.is_some_and(|now| is_unchanged(&now, made) && now.entry.customer_id == made.entry.customer_id) {
            return Err(NotUndone::Changed);
        }
    }
    if !undo.mails.can_be_taken_back(tx)? {
        return Err(NotUndone::Told);
    }
    for Touched { after, .. } in &undo.touched {
        // So that none is in the way of another.
        appointments::set_status(tx, after.entry.appointment.key, Status::Cancelled)?;
    }
    for touched in &undo.touched {
        put_back(tx, touched, undo.touched.len() > 1, by)?;
    }
    undo.mails.take_back(tx)?;
    tx.mail_written();
    delete_made(tx, undo, by)?;
    let before = undo.touched.iter().map(|one| &one.before.entry.appointment);
    note(tx, &before.chain(undo.made.iter().map(|one| &one.entry.appointment)).collect::<Vec<_>>(), by)
}

/// Deletes what was new, and the record that was made with it, where nobody has used it since.
fn delete_made(tx: &WriteTx<'_>, undo: &Undo, by: UserId) -> Result<(), NotUndone> {
    for State { entry, .. } in &undo.made {
        let kind = EventKind::Undone { in_series: undo.made.len() > 1 };
        record(tx, &Event { actor: Actor::Staff(by), appointment: &entry.appointment, terms: &AT_ONCE, kind })?;
        appointments::delete(tx, entry.appointment.key)?;
    }
    let Some((id, left)) = &undo.record else { return Ok(()) };
    let is_unused = customers::find(tx, *id)?.is_some_and(|record| record.details == *left)
        && customers::appointments_of(tx, *id)?.is_empty();
    if is_unused {
        customers::delete(tx, *id)?;
    }
    Ok(())
}

/// Whether it stands as the change left it; another link to a customer's record does not matter.
fn is_unchanged(now: &State, left: &State) -> bool {
    let page = |entry: &CalendarEntry| (entry.has_page, entry.sequence, entry.confirm_by);
    let (is, was) = (&now.entry, &left.entry);
    is.appointment == was.appointment
        && is.resources == was.resources
        && page(is) == page(was)
        && now.stranded == left.stranded
}

fn put_back(
    tx: &WriteTx<'_>,
    Touched { before, after }: &Touched,
    in_series: bool,
    by: UserId,
) -> Result<(), NotUndone> {
    let (row, before, after) = (before.stranded, &before.entry, &after.entry);
    let was = &before.appointment;
    if was.status.blocks() {
        refuse_overlaps(tx, was, &before.resources).map_err(|error| match error {
            Error::Refused(StaffRefusal::Occupied(overlaps)) => NotUndone::Taken(overlaps),
            error => error.into(),
        })?;
    }
    appointments::replace(tx, was, &before.resources)?;
    if after.has_page && !before.has_page {
        bookings::delete(tx, was.key)?;
    } else {
        bookings::raise_sequence(tx, was.key)?;
        bookings::set_confirm_by(tx, was.key, before.confirm_by)?;
    }
    match row {
        Some(row) => stranded::restore(tx, row)?,
        None => {
            stranded::remove(tx, was.key)?;
        }
    }
    let kind = EventKind::Undone { in_series };
    Ok(record(tx, &Event { actor: Actor::Staff(by), appointment: was, terms: &AT_ONCE, kind })?)
}

/// Of several the log has one line.
fn note(tx: &WriteTx<'_>, touched: &[&Appointment], by: UserId) -> Result<(), NotUndone> {
    let [one, _, ..] = touched else { return Ok(()) };
    let start = one.start.to_rfc3339(tx.calendar().shop.time_zone);
    let details = json!({ "appointments": touched.len(), "start": start });
    Ok(audit::record(tx, Some(by), "series.undone", &one.id, &details, tx.now.timestamp())?)
}
