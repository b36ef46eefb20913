//! Customers from a table of another program: the file is read ([`read_sheet`]), its columns are recognized
//! ([`Mapping::guessed`]), a [`Plan`] says what would become of each row, and [`run`] does it in one transaction.
//! [`take_back`] undoes it as long as nobody changed these records.

mod columns;
mod index;
mod plan;
mod rows;
mod sheet;

pub use columns::{Mapping, Target};
pub use plan::{Answer, Choice, Duplicate, Fate, Plan, PlannedRow};
pub use sheet::{Corrections, MOST_ROWS, Sheet, SheetError, UNPACKED_BYTES, read_sheet};

use super::{Error, Refusal};
use crate::domain::account::UserId;
use crate::domain::person::{CustomerId, Details};
use crate::store::customers::{self, Record};
use crate::store::{Store, StoreError, WriteTx, audit};
use chrono::NaiveDate;
use serde_json::json;
use std::sync::Arc;

/// Reads a file, on a thread of its own: it may take a second.
///
/// # Errors
/// [`SheetError`].
pub async fn read(bytes: Vec<u8>) -> Result<Sheet, SheetError> {
    tokio::task::spawn_blocking(move || read_sheet(bytes)).await.unwrap_or(Err(SheetError::Unreadable))
}

/// What would become of the rows.
///
/// # Errors
/// If the database cannot be read.
pub async fn plan(store: &Store, sheet: Arc<Sheet>, mapping: Mapping, today: NaiveDate) -> Result<Plan, StoreError> {
    store.read(move |conn| Ok(Plan::of(&sheet, &mapping, customers::all(conn)?, today))).await
}

/// What an import did.
pub struct Imported {
    /// New records.
    pub created: usize,
    /// Records that were completed.
    pub completed: usize,
    /// What takes it back.
    pub undo: ImportUndo,
}

/// The records of an import, as it left them. No `Debug`, as it holds personal data.
#[derive(Clone, Default)]
pub struct ImportUndo {
    created: Vec<(CustomerId, Details)>,
    completed: Vec<(CustomerId, Details, Details)>,
}

/// Writes the rows in one transaction. What is wrong with a row, or left out by choice, is not written. A record that
/// is completed keeps what it has, and gets what it lacks.
///
/// # Errors
/// If the database cannot be written.
pub async fn run(
    store: &Store,
    sheet: Arc<Sheet>,
    mapping: Mapping,
    choice: Choice,
    today: NaiveDate,
    by: UserId,
) -> Result<Imported, Error> {
    store
        .write(move |tx| {
            // Planned again, since records may have changed meanwhile.
            let plan = Plan::of(&sheet, &mapping, customers::all(tx)?, today);
            let (now, mut undo) = (tx.now.timestamp(), ImportUndo::default());
            for row in plan.rows {
                match row.fate {
                    Fate::New(details) => create(tx, details, now, &mut undo)?,
                    Fate::Duplicate(duplicate) => match choice.of(row.number) {
                        Answer::Complete => complete(tx, &duplicate, now, &mut undo)?,
                        Answer::Create => create(tx, duplicate.details, now, &mut undo)?,
                        Answer::Skip => {}
                    },
                    Fate::Wrong(_) | Fate::Repeated(_) => {}
                }
            }
            let (created, completed) = (undo.created.len(), undo.completed.len());
            let details = json!({ "created": created, "completed": completed });
            audit::record(tx, Some(by), "customers.imported", "", &details, now)?;
            tx.inbox_changed();
            Ok(Imported { created, completed, undo })
        })
        .await
}

fn create(tx: &WriteTx<'_>, details: Details, now: i64, undo: &mut ImportUndo) -> Result<(), Error> {
    let id = customers::insert(tx, &details, now)?;
    undo.created.push((id, details));
    Ok(())
}

fn complete(tx: &WriteTx<'_>, duplicate: &Duplicate, now: i64, undo: &mut ImportUndo) -> Result<(), Error> {
    // A row before may have completed it already.
    let record = customers::find(tx, duplicate.record.id)?.ok_or(Refusal::UnknownCustomer)?;
    let completed = completed(&record.details, &duplicate.details);
    if completed != record.details {
        customers::update(tx, record.id, &completed, now)?;
        undo.completed.push((record.id, record.details, completed));
    }
    Ok(())
}

/// A record with what it lacks from a row.
fn completed(kept: &Details, row: &Details) -> Details {
    let mut details = kept.clone();
    let person = &mut details.person;
    person.first_name = person.first_name.take().or_else(|| row.person.first_name.clone());
    person.last_name = person.last_name.take().or_else(|| row.person.last_name.clone());
    person.email = person.email.take().or_else(|| row.person.email.clone());
    person.phone = person.phone.take().or_else(|| row.person.phone.clone());
    details.address = details.address.take().or_else(|| row.address.clone());
    details.born_on = details.born_on.or(row.born_on);
    details.note = details.note.take().or_else(|| row.note.clone());
    details
}

/// Takes an import back, in one transaction.
///
/// # Errors
/// [`Refusal::ChangedMeanwhile`] if one of its records was changed, erased or given an appointment since.
pub async fn take_back(store: &Store, undo: ImportUndo, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            let unchanged = |id: CustomerId, left: &Details| -> Result<(), Error> {
                match customers::find(tx, id)? {
                    Some(Record { details, .. }) if details == *left => Ok(()),
                    _ => Err(Refusal::ChangedMeanwhile.into()),
                }
            };
            for (id, left) in &undo.created {
                unchanged(*id, left)?;
                if !customers::appointments_of(tx, *id)?.is_empty() {
                    return Err(Refusal::ChangedMeanwhile.into());
                }
                customers::delete(tx, *id)?;
            }
            // The last completion of a record first.
            for (id, was, left) in undo.completed.iter().rev() {
                unchanged(*id, left)?;
                customers::update(tx, *id, was, tx.now.timestamp())?;
            }
            let details = json!({ "created": undo.created.len(), "completed": undo.completed.len() });
            audit::record(tx, Some(by), "customers.import_undone", "", &details, tx.now.timestamp())?;
            tx.inbox_changed();
            Ok(())
        })
        .await
}

#[cfg(test)]
mod tests;
