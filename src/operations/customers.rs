//! Customer records. A booking never creates one by itself: the operator [`create`]s a record, [`link()`]s appointments to
//! it, [`merge`]s two, exports the data held on a person ([`dossier()`]) and [`erase()`]s it; [`replay`] erases again what a
//! restored copy brought back, and [`retention`] anonymizes past appointments. One transaction each; every change is in the
//! audit log, by ids only.

mod choose;
mod data_export;
mod details;
mod erase;
mod erasure_requests;
mod export_json;
pub mod import;
mod likely;
mod link;
mod looks;
mod lookup;
mod records;
pub mod replay;
pub mod retention;
mod table;

pub use crate::store::customers::Record;
pub use crate::store::sent_mails::SentMail;
pub use choose::choose;
pub use data_export::{DataExport, ExportedAppointment, dossier};
pub(super) use data_export::{of_mailbox, records_of};
pub use details::TypedDetails;
pub use erase::{Erased, erase, erase_requested};
pub use erasure_requests::{OpenRequest, decline_request, find_request};
pub(super) use erasure_requests::{announce as announce_erasure_request, open as open_erasure_requests};
pub use export_json::to_json;
pub use likely::{Also, Likely, likely, likely_of_request};
pub use link::{MatchSuggestion, Ownership, RecordChoice, create_from_appointment, link, ownership_of};
pub(super) use link::{link_made, ownership};
pub use looks::{note_export, note_view};
pub(super) use lookup::look_up_in;
pub use lookup::{KnownCustomer, known, look_up};
pub use records::{Found, History, find, find_both, history, merge_candidates, search};
pub use table::{AppointmentLine, appointment_table, customer_table};

use crate::domain::account::UserId;
use crate::domain::person::{CustomerId, Details};
use crate::store::{Store, WriteTx, audit, customers};
use serde_json::{Value, json};

/// Why an operation on customers failed; nothing was written.
pub type Error = super::error::Error<Refusal>;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such record.
    UnknownCustomer,
    /// There is no such appointment.
    UnknownAppointment,
    /// There is no such request of erasure (any more).
    UnknownRequest,
    /// The appointment has no customer name.
    Nameless,
    /// A record cannot be merged with itself.
    SameRecord,
    /// The record was changed since it was shown.
    ChangedMeanwhile,
}

impl super::error::Reason for Refusal {}

/// Creates a record.
///
/// # Errors
/// If the database cannot be written.
pub async fn create(store: &Store, new: Details, by: UserId) -> Result<CustomerId, Error> {
    store.write(move |tx| insert(tx, &new, by)).await
}

fn insert(tx: &WriteTx<'_>, new: &Details, by: UserId) -> Result<CustomerId, Error> {
    let id = customers::insert(tx, new, tx.now.timestamp())?;
    note(tx, by, "customer.created", id, &json!({}))?;
    Ok(id)
}

/// Replaces a customer's data.
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

/// Merges two records: `keep` stays, with the data in `merged`; the appointments of `gone` are moved to it. Refused
/// if one of them was changed since they were shown, so that no edit is lost.
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

/// Input of a merge.
pub struct Merged {
    /// The merged data.
    pub details: Details,
    /// `updated_at` of both as shown: of the one that stays, of the one that goes.
    pub seen_at: (i64, i64),
}

fn note(tx: &WriteTx<'_>, by: UserId, action: &str, id: CustomerId, details: &Value) -> Result<(), Error> {
    Ok(audit::record(tx, Some(by), action, &id.to_string(), details, tx.now.timestamp())?)
}
