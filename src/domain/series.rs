//! The dates of a series: every n weeks on chosen weekdays at one local time (rule 10 of `docs/calendar-rules.md`). Which of
//! them are free is decided for each by the other rules; here only closings matter, by which a date is skipped or put off.

mod closings;

pub use closings::Closings;

use super::time::{Minute, instant_of};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;

/// The most appointments that one series may have.
pub const SERIES_AT_MOST: usize = 100;

/// When something repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// No date is before it; weeks are counted from the Monday of its week.
    pub first: NaiveDate,
    /// The time of day on the wall clock.
    pub time: NaiveTime,
    /// Every n weeks, at least 1.
    pub every_weeks: u32,
    /// On these days of the week; none: on that of `first`.
    pub weekdays: Vec<Weekday>,
    /// How long.
    pub until: SeriesEnd,
    /// What becomes of a closed date.
    pub on_closed: OnClosed,
}

/// Where a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesEnd {
    /// After that many appointments; skipped dates do not count.
    Count(usize),
    /// With that date, inclusive.
    Date(NaiveDate),
}

/// What becomes of a date on which it is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnClosed {
    /// It is left out.
    Skip,
    /// It is put off to the next date that is open and not in the series yet.
    Shift,
}

/// One date of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurrence {
    /// It takes place.
    On {
        /// The local date.
        date: NaiveDate,
        /// The instant.
        start: Minute,
        /// The closed date it was put off from.
        instead_of: Option<NaiveDate>,
    },
    /// It is closed on that date, and nothing takes its place.
    Skipped(NaiveDate),
}

impl Recurrence {
    /// The dates in order of the rule, those that are skipped too; at most [`SERIES_AT_MOST`] that take place, and none more than
    /// ten years after the first. `is_closed` says whether it is closed on a date, `is_open` whether a date may take what was
    /// put off.
    pub fn occurrences(
        &self,
        zone: Tz,
        is_closed: impl Fn(NaiveDate) -> bool,
        is_open: impl Fn(NaiveDate) -> bool,
    ) -> Vec<Occurrence> {
        let (most, last) = match self.until {
            SeriesEnd::Count(count) => (count.min(SERIES_AT_MOST), NaiveDate::MAX),
            SeriesEnd::Date(last) => (SERIES_AT_MOST, last),
        };
        let start = |date: NaiveDate| instant_of(date.and_time(self.time), zone);
        let dates: Vec<NaiveDate> = self.dates().take_while(|date| *date <= last).collect();
        let (mut found, mut taken) = (Vec::new(), Vec::new());
        for date in &dates {
            if taken.len() == most {
                break;
            }
            let (on, instead_of) = if !is_closed(*date) {
                (Some(*date), None)
            } else {
                let is_free = |later: &NaiveDate| is_open(*later) && !dates.contains(later) && !taken.contains(later);
                let later = date.iter_days().skip(1).take(LOOKED_AT_DAYS).find(is_free);
                (later.filter(|_| self.on_closed == OnClosed::Shift), Some(*date))
            };
            found.push(match on {
                Some(on) => {
                    taken.push(on);
                    Occurrence::On { date: on, start: start(on), instead_of }
                }
                None => Occurrence::Skipped(*date),
            });
        }
        found
    }

    /// Every date of the rule, closed or not.
    fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        let first = self.first;
        let monday =
            first.checked_sub_days(Days::new(u64::from(first.weekday().num_days_from_monday()))).unwrap_or(first);
        let weekdays = if self.weekdays.is_empty() { vec![first.weekday()] } else { self.weekdays.clone() };
        let every = u64::from(self.every_weeks.max(1)) * 7;
        let dates = first.iter_days().take(LONGEST_DAYS);
        dates.filter(move |date| {
            let days = u64::try_from((*date - monday).num_days()).unwrap_or_default();
            days % every < 7 && weekdays.contains(&date.weekday())
        })
    }
}

/// How many dates after a closed one are looked at for one that is open.
const LOOKED_AT_DAYS: usize = 31;
/// How far a series reaches: ten years.
const LONGEST_DAYS: usize = 3_653;

#[cfg(test)]
mod tests;
