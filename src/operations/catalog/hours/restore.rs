//! Taking back a change of hours: the rows that it touched, as they were and as it left them.

use super::Rows;
use crate::domain::shop::{Availability, Exception};
use crate::operations::catalog::Refusal;
use crate::store::calendar::Revision;

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
