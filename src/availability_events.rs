//! The event sent to open pages when availability may have changed.

use chrono::NaiveDate;

/// Availability may have changed on these local dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The dates concerned; `None`: any date.
    pub dates: Option<Vec<NaiveDate>>,
}
