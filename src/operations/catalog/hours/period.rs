//! Changes that hold from a date on, or up to one: what held before and what holds afterwards stays.

use super::Rows;
use crate::domain::shop::{Availability, Days as On};
use crate::store::calendar::Revision;
use chrono::{Days, NaiveDate};

/// The dates of a change, inclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first date; `None`: it changes the past too.
    pub from: Option<NaiveDate>,
    /// The last date; `None`: for good.
    pub until: Option<NaiveDate>,
}

impl Period {
    /// Whether it holds on all dates.
    pub fn is_always(self) -> bool {
        self == Self::default()
    }

    /// What holds before it, at the end of which `rule` ends.
    pub fn before(self, rule: &Availability) -> Option<Availability> {
        rule.until(self.from?.checked_sub_days(Days::new(1))?)
    }

    /// What holds within it.
    pub fn within(self, rule: &Availability) -> Option<Availability> {
        let begun = match self.from {
            Some(from) => rule.since(from)?,
            None => rule.clone(),
        };
        match self.until {
            Some(until) => begun.until(until),
            None => Some(begun),
        }
    }

    /// What holds again after it.
    pub fn after(self, rule: &Availability) -> Option<Availability> {
        rule.since(self.until?.checked_add_days(Days::new(1))?)
    }

    /// The rows that make `new` hold within the period, and `old` before and after it.
    pub(super) fn only_during(
        self,
        old: &Rows<Availability>,
        new: &Rows<Availability>,
    ) -> Vec<(Option<Revision>, Availability)> {
        let mut rows: Vec<_> = new.iter().filter(|row| old.contains(row)).cloned().collect();
        let mut gone = by_weekday(old.iter().filter(|row| !new.contains(row)));
        let mut come = by_weekday(new.iter().filter(|row| !old.contains(row)));
        // A weekday that stays the same is not cut.
        gone.retain(|(row, rule)| match come.iter().position(|(_, other)| other == rule) {
            Some(at) => {
                come.remove(at);
                rows.push((*row, rule.clone()));
                false
            }
            None => true,
        });
        for (row, rule) in gone {
            let before = self.before(&rule);
            let row = row.filter(|_| before.is_some());
            rows.extend(before.map(|rule| (row, rule)));
            rows.extend(self.after(&rule).map(|rule| (None, rule)));
        }
        rows.extend(come.iter().filter_map(|(_, rule)| self.within(rule)).map(|rule| (None, rule)));
        rows
    }
}

/// Each weekday of each availability as an availability of its own; the first one keeps the row.
fn by_weekday<'a>(
    rows: impl Iterator<Item = &'a (Option<Revision>, Availability)>,
) -> Vec<(Option<Revision>, Availability)> {
    let mut single = Vec::new();
    for (row, rule) in rows {
        match &rule.on {
            On::Date(_) => single.push((*row, rule.clone())),
            On::Weekdays(days) => single.extend(days.iter().enumerate().map(|(at, day)| {
                let on = On::Weekdays(vec![*day]);
                (row.filter(|_| at == 0), Availability { on, ..rule.clone() })
            })),
        }
    }
    single
}
