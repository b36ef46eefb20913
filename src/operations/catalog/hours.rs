//! Changing availabilities and exceptions. An [`HoursEdit`] is applied to a [`HoursTable`], either the stored one or
//! a copy for a preview, so that preview and change are the same function.

mod edit;
mod neighbours;
mod period;
mod restore;
mod table;

pub use edit::{Bar, Day, HoursEdit};
pub use period::Period;
pub use restore::HoursBefore;
pub use table::HoursTable;

use super::conflicts::{confirmation_of, left_outside, note_stranded};
use super::{Error, Refusal};
use crate::domain::account::UserId;
use crate::domain::shop::{Calendar, Exception};
use crate::store::calendar::{self, Revision};
use crate::store::{Store, StoreError, WriteTx, audit};
use serde_json::json;

/// The stored availabilities and exceptions.
///
/// # Errors
/// If the database cannot be read.
pub async fn hours_table(store: &Store) -> Result<HoursTable, StoreError> {
    store.read(HoursTable::load).await
}

/// The calendar as it would be after an edit, for a preview.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NothingNew`].
pub async fn calendar_with(store: &Store, edit: HoursEdit) -> Result<Calendar, Error> {
    let calendar = store.planning().calendar.clone();
    store
        .read(move |conn| {
            let mut table = HoursTable::load(conn)?;
            table.apply(&edit)?;
            Ok(table.over(&calendar))
        })
        .await
}

/// Changes hours; returns what takes the change back. `confirmed` is the [`confirmation_of`] the affected appointments.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::UnknownResource`], [`Refusal::NothingNew`]; [`Refusal::LeavesOutside`] if affected
/// appointments are not confirmed.
pub async fn change_hours(store: &Store, edit: HoursEdit, confirmed: String, by: UserId) -> Result<HoursBefore, Error> {
    store
        .write(move |tx| {
            let before = HoursTable::load(tx)?;
            let mut after = before.clone();
            after.apply(&edit)?;
            let (old, new) = (tx.calendar(), after.over(&tx.calendar()));
            ensure_resources(&new)?;
            let left = left_outside(tx, &old, &new)?;
            if !left.is_empty() && confirmation_of(&left) != confirmed {
                return Err(Refusal::LeavesOutside(left).into());
            }
            save(tx, &before, &after)?;
            note(tx, by, &edit, left.len())?;
            tx.calendar_changed()?;
            note_stranded(tx, &left)?;
            let stored = HoursTable::load(tx)?;
            Ok(HoursBefore::between([&before.rules, &stored.rules], [&before.exceptions, &stored.exceptions]))
        })
        .await
}

fn ensure_resources(calendar: &Calendar) -> Result<(), Refusal> {
    let of_rules = calendar.availabilities.iter().map(|rule| &rule.resource);
    let of_exceptions = calendar.exceptions.iter().filter_map(|exception| exception.resource.as_ref());
    let known = of_rules.chain(of_exceptions).all(|id| calendar.resource(id.as_str()).is_some());
    if known { Ok(()) } else { Err(Refusal::UnknownResource) }
}

/// Writes the differences.
fn save(tx: &WriteTx<'_>, before: &HoursTable, after: &HoursTable) -> Result<(), StoreError> {
    for (row, rule) in changed(&before.rules, &after.rules) {
        calendar::save_availability(tx, row.map(|row| row.id), rule)?;
    }
    for id in gone(&before.rules, &after.rules) {
        calendar::delete_availability(tx, id)?;
    }
    for (row, exception) in changed(&before.exceptions, &after.exceptions) {
        calendar::save_exception(tx, row.map(|row| row.id), exception)?;
    }
    for id in gone(&before.exceptions, &after.exceptions) {
        calendar::delete_exception(tx, id)?;
    }
    Ok(())
}

/// Rows; new ones have no revision yet.
type Rows<T> = [(Option<Revision>, T)];

fn changed<'a, T: PartialEq>(before: &Rows<T>, after: &'a Rows<T>) -> impl Iterator<Item = &'a (Option<Revision>, T)> {
    after.iter().filter(|row| !before.contains(row))
}

fn gone<T>(before: &Rows<T>, after: &Rows<T>) -> Vec<i64> {
    let is_gone = |id: &i64| !after.iter().any(|(row, _)| row.is_some_and(|row| row.id == *id));
    before.iter().filter_map(|(row, _)| *row).map(|row| row.id).filter(is_gone).collect()
}

fn note(tx: &WriteTx<'_>, by: UserId, edit: &HoursEdit, left_outside: usize) -> Result<(), StoreError> {
    let (action, subject) = match edit {
        HoursEdit::During(_, edit) => return note(tx, by, edit, left_outside),
        HoursEdit::Restore(_) => ("hours.restored", "all".to_owned()),
        HoursEdit::AddRule(rule) => ("hours.added", rule.resource.to_string()),
        HoursEdit::ReplaceRules(_) => ("hours.replaced", "all".to_owned()),
        HoursEdit::ChangeRule(_, rule) | HoursEdit::ChangeDay(_, _, rule) => {
            ("hours.changed", rule.resource.to_string())
        }
        HoursEdit::RemoveRule(seen) | HoursEdit::RemoveDay(seen, _) => ("hours.removed", seen.id.to_string()),
        HoursEdit::MoveBar(_, _, to) => ("hours.changed", to.resource.to_string()),
        HoursEdit::CopyDays(pairs) => {
            ("hours.copied", pairs.iter().map(|((from, _), _)| from.as_str()).next().unwrap_or_default().to_owned())
        }
        HoursEdit::AddExceptions(new) => ("exceptions.added", dates(new)),
        HoursEdit::TakeOverHolidays(_, new) => (HOLIDAYS_TAKEN_OVER, dates(new)),
        HoursEdit::ChangeException(_, exception) => ("exception.changed", exception.from_date.to_string()),
        HoursEdit::RemoveException(seen) => ("exception.removed", seen.id.to_string()),
    };
    let mut details = json!({ "appointments_left_outside": left_outside });
    if let HoursEdit::TakeOverHolidays(region, _) = edit {
        details["region"] = json!(region);
    }
    audit::record(tx, Some(by), action, &subject, &details, tx.now.timestamp())
}

/// Action in the audit log.
const HOLIDAYS_TAKEN_OVER: &str = "holidays.taken_over";

/// The code of the region whose holidays were added last, taken from the audit log so that no setting is needed.
///
/// # Errors
/// If the database cannot be read.
pub async fn region_of_last_holidays(store: &Store) -> Result<Option<String>, StoreError> {
    let details = store.read(|conn| audit::last_details(conn, HOLIDAYS_TAKEN_OVER)).await?;
    Ok(details.and_then(|details| Some(details["region"].as_str()?.to_owned())))
}

fn dates(exceptions: &[Exception]) -> String {
    exceptions.iter().map(|exception| exception.from_date.to_string()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
