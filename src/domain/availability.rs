//! Answers a resolved query: the resources for one start, or its days, computed in ranges.

use super::day_range::{DayRange, DayView};
use super::query::{Audience, EARLIEST, LATEST, Refusal};
use super::resolved_query::ResolvedQuery;
use super::time::{LocalDay, Minute, date_of, day_number};
use chrono::{DateTime, Duration, Utc};
use std::rc::Rc;

/// Upper limit of days computed in one range: short opening lists are searched fastest.
const LARGEST_RANGE_DAYS: i32 = 16;

impl<'a> ResolvedQuery<'a> {
    /// The resources of an appointment at `start`, one for each need.
    pub fn decide(&self, start: Minute) -> Result<Vec<usize>, Refusal> {
        if self.needs.is_empty() || self.needs.iter().any(Vec::is_empty) {
            return Err(Refusal::NotOffered);
        }
        if start < self.earliest.unwrap_or(EARLIEST).max(EARLIEST) {
            return Err(Refusal::TooSoon);
        }
        if start > LATEST {
            return Err(Refusal::TooLate);
        }
        let day = LocalDay::containing(start, self.zone);
        let number = day_number(day.date);
        if self.scope == Audience::Online && number > self.last {
            return Err(Refusal::TooLate);
        }
        DayRange::new(self, number, number).book(day, start)
    }

    /// The dates from `first` to the horizon, computed in chunks: `size` dates first, then larger ones.
    pub fn days_from(&'a self, first: i32, size: usize) -> impl Iterator<Item = DayView<'a>> {
        let chunks = chunks(first, self.last, size);
        chunks.flat_map(|(first, last)| {
            let range = Rc::new(DayRange::new(self, first, last));
            range.days().into_iter().map(move |day| DayView { range: Rc::clone(&range), day })
        })
    }

    /// The dates before number `end` (and within the horizon), descending to today.
    pub fn days_before(&'a self, end: i32, size: usize) -> impl Iterator<Item = DayView<'a>> {
        let latest = end.saturating_sub(1).min(self.last);
        // The chunks ascend, so negated day numbers are used to descend from the latest.
        let chunks = chunks(-latest, -self.today, size);
        chunks.flat_map(|(last, first)| {
            let range = Rc::new(DayRange::new(self, -first, -last));
            range.days().into_iter().rev().map(move |day| DayView { range: Rc::clone(&range), day })
        })
    }

    /// The last instant at which `next_free` is still bookable and the local date is unchanged.
    pub fn valid_until(&self, next_free: Option<Minute>) -> DateTime<Utc> {
        let tomorrow = LocalDay::of(date_of(self.today), self.zone).end.to_utc();
        let end_of_today = tomorrow - Duration::nanoseconds(1);
        match next_free {
            Some(start) if self.scope == Audience::Online => end_of_today.min(start.to_utc() - self.lead_time),
            _ => end_of_today,
        }
    }
}

/// Splits the whole numbers from `first` to `last` into chunks: `size` numbers first, then larger ones.
fn chunks(first: i32, last: i32, size: usize) -> impl Iterator<Item = (i32, i32)> {
    let mut size = i32::try_from(size).unwrap_or(i32::MAX).clamp(1, LARGEST_RANGE_DAYS);
    let mut next = first;
    std::iter::from_fn(move || {
        if next > last {
            return None;
        }
        let chunk = (next, last.min(next.saturating_add(size - 1)));
        next = chunk.1.saturating_add(1);
        size = (size * 2).min(LARGEST_RANGE_DAYS);
        Some(chunk)
    })
}
