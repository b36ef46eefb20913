//! When resources are open: availabilities and exceptions.

use crate::domain::ids::ResourceId;
use crate::domain::values::ExceptionNote;
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

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

    /// The same up to that date, inclusive; `None` if nothing remains.
    pub fn until(&self, last: NaiveDate) -> Option<Self> {
        match self.on {
            Days::Date(date) => (date <= last).then(|| self.clone()),
            Days::Weekdays(_) if self.valid_from.is_some_and(|from| from > last) => None,
            Days::Weekdays(_) => {
                let valid_until = Some(self.valid_until.map_or(last, |until| until.min(last)));
                Some(Self { valid_until, ..self.clone() })
            }
        }
    }

    /// The same from that date on, in the same weeks; `None` if nothing remains.
    pub fn since(&self, first: NaiveDate) -> Option<Self> {
        match self.on {
            Days::Date(date) => (date >= first).then(|| self.clone()),
            Days::Weekdays(_) => self.beginning(self.valid_from.map_or(first, |from| from.max(first))),
        }
    }

    /// The same with `first` as its first date, or the Monday of the first of its weeks after that; `None` if nothing
    /// remains.
    pub fn beginning(&self, first: NaiveDate) -> Option<Self> {
        let monday = |date: NaiveDate| date - chrono::Days::new(date.weekday().num_days_from_monday().into());
        let weeks = i64::from(self.every_weeks.max(1));
        let since = self.valid_from.map_or(0, |from| (monday(first) - monday(from)).num_weeks().rem_euclid(weeks));
        let valid_from = match u64::try_from(weeks - since) {
            Ok(wait) if since > 0 => monday(first) + chrono::Days::new(7 * wait),
            _ => first,
        };
        let remains = self.valid_until.is_none_or(|until| until >= valid_from);
        remains.then(|| Self { valid_from: Some(valid_from), ..self.clone() })
    }

    /// Whether both open the same, apart from the dates between which they hold.
    pub fn opens_like(&self, other: &Self) -> bool {
        let plain = |rule: &Self| Self { valid_from: None, valid_until: None, ..rule.clone() };
        plain(self) == plain(other)
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
