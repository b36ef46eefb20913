//! People the shop knows. A booking never makes a record by itself: the operator [`create`]s one, [`link()`]s appointments to
//! it, [`merge`]s two, hands out what is held on somebody ([`dossier()`]) and [`erase()`]s them; [`retention`] lets past appointments
//! forget by themselves. One transaction each; every change stands in the audit log, by ids alone.

mod data_export;
mod details;
mod erase;
mod link;
pub mod retention;

pub use data_export::{DataExport, ExportedAppointment, dossier};
pub use details::TypedDetails;
pub use erase::{Erased, erase};
pub use link::{MatchSuggestion, create_from_appointment, link, offers, similar};

use crate::domain::account::UserId;
use crate::domain::person::{CustomerId, Details};
use crate::store::{Store, StoreError, WriteTx, audit, customers};
use serde_json::{Value, json};
use thiserror::Error;

/// Why an operation on customers did not happen; nothing was written.
#[derive(Debug, Error)]
pub enum Error {
    /// What was asked for cannot be done.
    #[error("{0:?}")]
    Refused(Refusal),
    /// The file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is wrong with what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such record (any more).
    UnknownCustomer,
    /// There is no such appointment.
    UnknownAppointment,
    /// The appointment does not say who comes.
    Nameless,
    /// A record cannot be merged with itself.
    SameRecord,
    /// The record was changed by somebody else meanwhile.
    ChangedMeanwhile,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Makes a record.
///
/// # Errors
/// Those of the file.
pub async fn create(store: &Store, new: Details, by: UserId) -> Result<CustomerId, Error> {
    store.write(move |tx| insert(tx, &new, by)).await
}

fn insert(tx: &WriteTx<'_>, new: &Details, by: UserId) -> Result<CustomerId, Error> {
    let id = customers::insert(tx, new, tx.now.timestamp())?;
    note(tx, by, "customer.created", id, &json!({}))?;
    Ok(id)
}

/// Replaces what is kept of somebody.
///
/// # Errors
/// [`Refusal::UnknownCustomer`].
pub async fn change(store: &Store, id: CustomerId, details: Details, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            customers::find(tx, id)?.ok_or(Refusal::UnknownCustomer)?;
            customers::update(tx, id, &details, tx.now.timestamp())?;
            tx.inbox_changed();
            note(tx, by, "customer.changed", id, &json!({}))
        })
        .await
}

/// Makes two records one: `keep` stays, with what `merged` says; the appointments of `gone` become its own.
/// Refused where one of them was changed since they were shown, lest what was typed meanwhile is lost.
///
/// # Errors
/// [`Refusal::UnknownCustomer`], [`Refusal::SameRecord`], [`Refusal::ChangedMeanwhile`].
pub async fn merge(store: &Store, keep: CustomerId, gone: CustomerId, merged: Merged, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            if keep == gone {
                return Err(Refusal::SameRecord.into());
            }
            let stays = customers::find(tx, keep)?.ok_or(Refusal::UnknownCustomer)?;
            let goes = customers::find(tx, gone)?.ok_or(Refusal::UnknownCustomer)?;
            if (stays.updated_at, goes.updated_at) != merged.seen_at {
                return Err(Refusal::ChangedMeanwhile.into());
            }
            customers::update(tx, keep, &merged.details, tx.now.timestamp())?;
            let moved = customers::hand_over(tx, gone, keep)?;
            customers::delete(tx, gone)?;
            tx.inbox_changed();
            note(tx, by, "customer.merged", keep, &json!({ "with": gone, "appointments": moved }))
        })
        .await
}

/// What becomes of two records.
pub struct Merged {
    /// What is kept of both.
    pub details: Details,
    /// When each was last changed as it was shown: the one that stays, the one that goes.
    pub seen_at: (i64, i64),
}

fn note(tx: &WriteTx<'_>, by: UserId, action: &str, id: CustomerId, details: &Value) -> Result<(), Error> {
    Ok(audit::record(tx, Some(by), action, &id.to_string(), details, tx.now.timestamp())?)
}
