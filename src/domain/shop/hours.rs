//! When resources are open: the rules, and the dates that are exceptions from them.

use crate::domain::ids::ResourceId;
use chrono::{NaiveDate, NaiveTime, Weekday};

/// A rule that opens a resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Availability {
    /// The resource it opens.
    pub resource: ResourceId,
    /// On which dates.
    pub on: Days,
    /// From when to when, on the wall clock.
    pub hours: Hours,
    /// Distance between grid marks; the resource's where absent.
    pub step_minutes: Option<u32>,
    /// The first date it holds.
    pub valid_from: Option<NaiveDate>,
    /// The last date it holds.
    pub valid_until: Option<NaiveDate>,
    /// Every n weeks, counted from the Monday of `valid_from`'s week.
    pub every_weeks: u32,
}

impl Availability {
    /// The last date it can hold; `None`: without end.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match self.on {
            Days::Date(date) => Some(date),
            Days::Weekdays(_) => self.valid_until,
        }
    }
}

/// The dates of a rule.
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
    /// When it begins, on the date it belongs to.
    pub from: NaiveTime,
    /// When it ends.
    pub to: NaiveTime,
}

/// Closes or re-opens a resource, or the whole shop, on dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Exception {
    /// Whom it concerns; `None`: the whole shop.
    pub resource: Option<ResourceId>,
    /// The first date.
    pub from_date: NaiveDate,
    /// The last date.
    pub to_date: NaiveDate,
    /// The special hours; empty: closed.
    pub hours: Vec<Hours>,
    /// Why, in the operator's words.
    pub note: Option<String>,
}
