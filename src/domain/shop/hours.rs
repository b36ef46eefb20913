//! When resources are open: availabilities and exceptions.

use crate::domain::ids::ResourceId;
use crate::domain::values::ExceptionNote;
use chrono::{NaiveDate, NaiveTime, Weekday};

/// An availability: a rule that opens a resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Availability {
    /// The resource it opens.
    pub resource: ResourceId,
    /// On which dates.
    pub on: Days,
    /// Wall-clock hours.
    pub hours: Hours,
    /// Minutes between start times; `None`: the resource's step.
    pub step_minutes: Option<u32>,
    /// The first date on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// The last date on which it holds.
    pub valid_until: Option<NaiveDate>,
    /// Every n weeks, counted from the Monday of `valid_from`'s week.
    pub every_weeks: u32,
}

impl Availability {
    /// The last date on which it can hold; `None`: no end.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match self.on {
            Days::Date(date) => Some(date),
            Days::Weekdays(_) => self.valid_until,
        }
    }
}

/// The dates of an availability.
#[derive(Clone, Debug, PartialEq)]
pub enum Days {
    /// On these days of the week.
    Weekdays(Vec<Weekday>),
    /// On one date.
    Date(NaiveDate),
}

/// A span of wall-clock time. It ends on the next day where `to` is not after `from`; `24:00` is `to` = `00:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Start, on the date it belongs to.
    pub from: NaiveTime,
    /// End.
    pub to: NaiveTime,
}

/// Closes a resource or the whole shop on some dates, or gives it other hours.
#[derive(Clone, Debug, PartialEq)]
pub struct Exception {
    /// The resource concerned; `None`: the whole shop.
    pub resource: Option<ResourceId>,
    /// The first date.
    pub from_date: NaiveDate,
    /// The last date.
    pub to_date: NaiveDate,
    /// The special hours; empty: closed.
    pub hours: Vec<Hours>,
    /// The operator's note.
    pub note: Option<ExceptionNote>,
}
