//! A month as a calendar: the days with a free time lead to their week.

use super::week::{Target, WeekBuilder};
use crate::domain::schedule;
use crate::domain::time::today;
use crate::i18n::dates;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// No month has more days.
const MONTH_DAYS: usize = 31;

/// A month, ready to be shown.
pub struct Month {
    /// "Januar 2022"
    pub title: String,
    /// The days of the week, from Monday: short, and for the ear.
    pub heads: Vec<(&'static str, &'static str)>,
    /// Weeks of seven days; `None` belongs to another month.
    pub weeks: Vec<Vec<Option<MonthDay>>>,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// Back to the times.
    pub back: Option<String>,
}

/// A day of a month.
pub struct MonthDay {
    pub number: u32,
    /// "Montag, 17. Januar"
    pub name: String,
    /// To its week, where a time of it is free.
    pub href: Option<String>,
}

impl WeekBuilder<'_> {
    /// The calendar of the month of a date.
    pub fn month(&self, of: NaiveDate) -> Month {
        let now = first_of(today(self.now, self.zone()));
        let first = first_of(of).max(now);
        let free = self.free_dates(first);
        let days: Vec<_> = first.iter_days().take_while(|date| date.month() == first.month()).collect();
        let before = first.weekday().num_days_from_monday() as usize;
        let mut places: Vec<_> = std::iter::repeat_with(|| None).take(before).collect();
        places.extend(days.iter().map(|date| Some(self.month_day(*date, free.contains(date)))));
        let mut weeks = Vec::new();
        while !places.is_empty() {
            let rest = places.split_off(places.len().min(7));
            places.resize_with(7, || None);
            weeks.push(std::mem::replace(&mut places, rest));
        }
        let next = first + Months::new(1);
        Month {
            title: dates::month(first, self.language),
            heads: weekdays()
                .map(|day| (dates::short_weekday(day, self.language), dates::weekday_name(day, self.language)))
                .collect(),
            weeks,
            previous: (first > now).then(|| self.link(Target::Month(first - Months::new(1)))).flatten(),
            next: self.has_times_from(next).then(|| self.link(Target::Month(next))).flatten(),
            back: self.link(Target::From(first)),
        }
    }

    fn month_day(&self, date: NaiveDate, is_free: bool) -> MonthDay {
        MonthDay {
            number: date.day(),
            name: dates::near_day(date, self.language),
            href: is_free.then(|| self.link(Target::From(date))).flatten(),
        }
    }

    fn free_dates(&self, first: NaiveDate) -> BTreeSet<NaiveDate> {
        let page = schedule::page(self.planning, &self.question, first, MONTH_DAYS, self.now);
        let free = page.days.iter().filter(|day| day.slots.iter().any(|slot| slot.free));
        free.map(|day| day.date).collect()
    }

    fn has_times_from(&self, date: NaiveDate) -> bool {
        !schedule::page(self.planning, &self.question, date, 1, self.now).days.is_empty()
    }
}

fn first_of(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.day0()))
}

fn weekdays() -> impl Iterator<Item = Weekday> {
    std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ())).take(7)
}
