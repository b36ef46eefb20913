//! Taking back a change of hours: the rows that it touched, as they were and as it left them.

use super::{HoursTable, Rows, save};
use crate::domain::shop::{Availability, Exception};
use crate::operations::catalog::{Error, Refusal};
use crate::store::calendar::Revision;
use crate::store::{StoreError, WriteTx};

/// What a change of hours replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct HoursBefore {
    pub(super) rules: RowsBefore<Availability>,
    pub(super) exceptions: RowsBefore<Exception>,
}

impl HoursBefore {
    /// The difference between two states of the stored rows.
    pub(super) fn between(rules: [&Rows<Availability>; 2], exceptions: [&Rows<Exception>; 2]) -> Self {
        Self { rules: RowsBefore::between(rules), exceptions: RowsBefore::between(exceptions) }
    }

    /// What `change` replaces.
    pub(in crate::operations::catalog) fn of(
        tx: &WriteTx<'_>,
        change: impl FnOnce() -> Result<(), StoreError>,
    ) -> Result<Self, StoreError> {
        let before = HoursTable::load(tx)?;
        change()?;
        let after = HoursTable::load(tx)?;
        Ok(Self::between([&before.rules, &after.rules], [&before.exceptions, &after.exceptions]))
    }

    /// Puts the rows back, whatever else has changed since.
    ///
    /// # Errors
    /// [`Refusal::Stale`] if one of them was changed since.
    pub(in crate::operations::catalog) fn put_back(&self, tx: &WriteTx<'_>) -> Result<(), Error> {
        let before = HoursTable::load(tx)?;
        let mut after = before.clone();
        self.rules.put_back(&mut after.rules)?;
        self.exceptions.put_back(&mut after.exceptions)?;
        save(tx, &before, &after)?;
        Ok(tx.calendar_changed()?)
    }
}

/// The touched rows of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowsBefore<T>(Vec<Touched<T>>);

#[derive(Clone, Debug, PartialEq)]
struct Touched<T> {
    id: i64,
    /// What it was; `None`: it is new.
    was: Option<(Revision, T)>,
    /// What the change left; `None`: it is deleted.
    left: Option<Revision>,
}

impl<T: Clone + PartialEq> RowsBefore<T> {
    fn between([before, after]: [&Rows<T>; 2]) -> Self {
        let mut touched: Vec<Touched<T>> = Vec::new();
        for (row, value) in before.iter().filter_map(|(row, value)| Some(((*row)?, value))) {
            let left = revision_of(after, row.id);
            if left != Some(row) {
                touched.push(Touched { id: row.id, was: Some((row, value.clone())), left });
            }
        }
        for row in after.iter().filter_map(|(row, _)| *row) {
            if revision_of(before, row.id).is_none() {
                touched.push(Touched { id: row.id, was: None, left: Some(row) });
            }
        }
        Self(touched)
    }

    /// Puts the rows back under their ids, in the order of ids.
    ///
    /// # Errors
    /// [`Refusal::Stale`] if one of them was changed since.
    pub(super) fn put_back(&self, rows: &mut Vec<(Option<Revision>, T)>) -> Result<(), Refusal> {
        if self.0.iter().any(|touched| revision_of(rows, touched.id) != touched.left) {
            return Err(Refusal::Stale);
        }
        rows.retain(|(row, _)| !row.is_some_and(|row| self.0.iter().any(|touched| touched.id == row.id)));
        rows.extend(self.0.iter().filter_map(|touched| touched.was.clone()).map(|(row, value)| (Some(row), value)));
        rows.sort_by_key(|(row, _)| row.map_or(i64::MAX, |row| row.id));
        Ok(())
    }
}

fn revision_of<T>(rows: &Rows<T>, id: i64) -> Option<Revision> {
    rows.iter().filter_map(|(row, _)| *row).find(|row| row.id == id)
}
