//! How well opening hours were used: minutes open and minutes booked, by weekday and hour.

use crate::domain::opening::merged_openings;
use crate::domain::shop::{Calendar, Resource};
use crate::domain::time::{Minute, start_of_day};
use crate::store::statistics::Counted;
use chrono::{Datelike, Days, NaiveDate, Timelike};
use chrono_tz::Tz;
use std::ops::Range;

/// The minutes of one hour of one weekday, of all persons (or rooms) on all dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Open, and not blocked.
    pub open: i64,
    /// Of these: booked.
    pub booked: i64,
}

impl Cell {
    /// The share that was booked, in percent; `None` where nothing was open.
    pub fn percent(self) -> Option<i64> {
        (self.open > 0).then(|| (self.booked.clamp(0, self.open) * 100 + self.open / 2) / self.open)
    }
}

/// The use of the opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// By weekday from Monday on, and by hour.
    cells: [[Cell; 24]; 7],
}

impl Load {
    /// From the hours as they stand in the calendar, and what occupies them. Only what lies inside of opening hours counts.
    pub(super) fn of(
        calendar: &Calendar,
        appointments: &[Counted],
        blocks: &[Counted],
        first: NaiveDate,
        last: NaiveDate,
    ) -> Self {
        let zone = calendar.shop.time_zone;
        let mut load = Self { cells: [[Cell::default(); 24]; 7] };
        let period = start_of_day(first, zone)..start_of_day(last + Days::new(1), zone);
        for resource in calendar.counted() {
            // The evening before may reach into the first date.
            let openings = merged_openings(calendar, resource, first - Days::new(1), last);
            let openings: Vec<_> = openings.iter().filter_map(|opening| common(opening, &period)).collect();
            for opening in &openings {
                load.add(opening, zone, |cell, minutes| cell.open += minutes);
            }
            let inside = |rows: &[Counted]| spans(rows, resource, &openings);
            for span in inside(blocks) {
                load.add(&span, zone, |cell, minutes| cell.open -= minutes);
            }
            for span in inside(appointments) {
                load.add(&span, zone, |cell, minutes| cell.booked += minutes);
            }
        }
        load
    }

    fn add(&mut self, span: &Range<Minute>, zone: Tz, add: impl Fn(&mut Cell, i64)) {
        let mut at = span.start;
        while at < span.end {
            let local = at.in_zone(zone);
            let next = at.plus(60 - i64::from(local.minute())).min(span.end);
            let day = local.weekday().num_days_from_monday() as usize;
            add(&mut self.cells[day][local.hour() as usize], next.minutes_since(at));
            at = next;
        }
    }

    /// The cell of a weekday (0 is Monday) and an hour.
    pub fn cell(&self, weekday: usize, hour: usize) -> Cell {
        self.cells[weekday][hour]
    }

    /// The hours in which anything is ever open.
    pub fn hours(&self) -> Range<usize> {
        let is_open = |hour: &usize| self.cells.iter().any(|day| day[*hour].open > 0);
        let first = (0..24).find(is_open).unwrap_or(0);
        first..(0..24).rfind(is_open).map_or(first, |last| last + 1)
    }

    /// All hours of all days together.
    pub fn total(&self) -> Cell {
        let sum = |of: fn(&Cell) -> i64| self.cells.iter().flatten().map(of).sum();
        Cell { open: sum(|cell| cell.open), booked: sum(|cell| cell.booked) }
    }
}

/// What these occupy of a resource within its openings.
fn spans(rows: &[Counted], resource: &Resource, openings: &[Range<Minute>]) -> Vec<Range<Minute>> {
    let own = rows.iter().filter(|row| row.status.blocks() && row.resources.contains(&resource.id));
    own.flat_map(|row| {
        let span = row.start..row.end;
        let from = openings.partition_point(|opening| opening.end <= span.start);
        let near = openings[from..].iter().take_while({
            let end = span.end;
            move |opening| opening.start < end
        });
        near.filter_map(move |opening| common(opening, &span)).collect::<Vec<_>>()
    })
    .collect()
}

fn common(one: &Range<Minute>, other: &Range<Minute>) -> Option<Range<Minute>> {
    let both = one.start.max(other.start)..one.end.min(other.end);
    (both.start < both.end).then_some(both)
}
