//! What the open grids are told when something that is free may have changed.

use chrono::NaiveDate;

/// A change of what is free, on the local dates named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The dates concerned; `None`: everything may have changed.
    pub dates: Option<Vec<NaiveDate>>,
}
