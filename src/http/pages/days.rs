//! What a time is chosen from: a week of times, or a month of days.

use super::choice::read_month;
use super::month::Month;
use super::week::{Week, WeekBuilder};
use crate::http::error::ApiError;
use chrono::NaiveDate;

/// What a time is chosen from.
pub enum Days {
    /// The times of a week.
    Week(Box<Week>),
    /// The days of a month.
    Month(Month),
}

impl Days {
    /// Whether a date is to be chosen, not a time.
    pub fn is_month(&self) -> bool {
        matches!(self, Self::Month(_))
    }

    /// The month that the address names, otherwise the week from `from` on.
    ///
    /// # Errors
    /// If `month` is none.
    pub fn read(builder: &WeekBuilder<'_>, month: &str, from: Option<NaiveDate>) -> Result<Self, ApiError> {
        Ok(match read_month(month)? {
            Some(month) => Self::Month(builder.month(month)),
            None => Self::Week(Box::new(builder.build(from))),
        })
    }
}
