//! What is shaded in the calendar: when resources are not open, on the wall clock of the shop.

use crate::domain::opening::merged_openings;
use crate::domain::shop::{Calendar, Resource};
use crate::domain::time::{LocalDay, Minute};
use chrono::{NaiveDate, NaiveDateTime};
use std::ops::Range;

/// A span on the wall clock.
pub type Wall = Range<NaiveDateTime>;

/// When that resource is open on those dates, and whatever reaches into them.
pub fn open_spans(calendar: &Calendar, resource: &Resource, dates: &[NaiveDate]) -> Vec<Range<Minute>> {
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return Vec::new() };
    // Those of the evening before may reach into the first date.
    let before = first.pred_opt().unwrap_or(*first);
    merged_openings(calendar, resource, before, *last)
}

/// What is left of those dates beside `open`, which is in order and apart.
pub fn closed_spans(calendar: &Calendar, open: &[Range<Minute>], dates: &[NaiveDate]) -> Vec<Wall> {
    let zone = calendar.shop.time_zone;
    let mut closed = Vec::new();
    for date in dates {
        let day = LocalDay::of(*date, zone);
        let mut from = day.start;
        for span in open.iter().filter(|span| span.start < day.end && span.end > day.start) {
            if span.start > from {
                closed.push(from..span.start);
            }
            from = span.end.min(day.end);
        }
        if from < day.end {
            closed.push(from..day.end);
        }
    }
    closed.into_iter().map(|span| wall(&span, calendar)).collect()
}

/// Several resources' openings as one.
pub fn union(mut spans: Vec<Range<Minute>>) -> Vec<Range<Minute>> {
    spans.sort_by_key(|span| (span.start, span.end));
    let mut merged: Vec<Range<Minute>> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// A span as the wall clock shows it. One that ends earlier than it begins, as the clock is put back, is drawn as short
/// as can be: a picture has one line for each time of day.
pub fn wall(span: &Range<Minute>, calendar: &Calendar) -> Wall {
    let zone = calendar.shop.time_zone;
    let start = span.start.in_zone(zone).naive_local();
    let end = span.end.in_zone(zone).naive_local();
    let shortest = start.checked_add_signed(chrono::Duration::minutes(SHORTEST_MINUTES)).unwrap_or(start);
    start..if end > start { end } else { shortest }
}

const SHORTEST_MINUTES: i64 = 15;
