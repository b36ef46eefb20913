//! How much of a day's opening hours is taken, for the month.

use super::{CalendarEntry, Found};
use crate::domain::foreign::merged;
use crate::domain::opening::merged_openings;
use crate::domain::shop::{Calendar, Resource};
use crate::domain::time::{LocalDay, Minute};
use crate::operations::statistics::Cell;
use chrono::NaiveDate;
use std::ops::Range;

/// The load of one date.
pub struct DayLoad {
    /// Appointments that begin on it and were not called off.
    pub appointments: usize,
    /// Minutes open and minutes booked, of all these resources.
    pub use_of_hours: Cell,
}

impl DayLoad {
    /// The load of `resources` on a date. Only what lies inside of opening hours counts; time that is blocked, or busy by
    /// a calendar kept elsewhere, is not open.
    pub fn of(calendar: &Calendar, resources: &[&Resource], found: &Found, date: NaiveDate) -> Self {
        let day = LocalDay::of(date, calendar.shop.time_zone);
        let blocking = || found.entries.iter().filter(|entry| entry.appointment.status.blocks());
        let begins = |entry: &&CalendarEntry| (day.start..day.end).contains(&entry.appointment.start);
        let mut use_of_hours = Cell::default();
        for resource in resources {
            // The evening before may reach into the date.
            let openings = merged_openings(calendar, resource, date.pred_opt().unwrap_or(date), date);
            let open = common(&openings, &[day.start..day.end]);
            let own = blocking().filter(|entry| entry.resources.contains(&resource.id));
            let (blocks, booked): (Vec<_>, Vec<_>) = own.partition(|entry| entry.appointment.is_block());
            let elsewhere = found.elsewhere.iter().filter(|busy| busy.resource == resource.id);
            let closed = spans(&blocks).into_iter().chain(elsewhere.map(|busy| busy.span.clone()));
            use_of_hours.open += minutes(&open) - minutes(&common(&open, &merged(closed.collect())));
            use_of_hours.booked += minutes(&common(&open, &merged(spans(&booked))));
        }
        let appointments = blocking().filter(|entry| !entry.appointment.is_block()).filter(begins).count();
        Self { appointments, use_of_hours }
    }
}

fn spans(entries: &[&CalendarEntry]) -> Vec<Range<Minute>> {
    entries.iter().map(|entry| entry.appointment.start..entry.appointment.end).collect()
}

fn minutes(spans: &[Range<Minute>]) -> i64 {
    spans.iter().map(|span| span.end.minutes_since(span.start)).sum()
}

/// What lies in both; each is in order and disjoint.
fn common(ones: &[Range<Minute>], others: &[Range<Minute>]) -> Vec<Range<Minute>> {
    let both = |one: &Range<Minute>, other: &Range<Minute>| one.start.max(other.start)..one.end.min(other.end);
    let pairs = ones.iter().flat_map(|one| others.iter().map(move |other| both(one, other)));
    pairs.filter(|span| span.start < span.end).collect()
}
