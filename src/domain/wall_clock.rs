//! Dates as the calendar draws them, on the wall clock of the shop: when resources are open and when they are not, and which
//! hours of the day that takes.

use super::opening::merged_openings;
use super::shop::{Calendar, Resource};
use super::time::{self, LocalDay, Minute};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
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

/// The instants of those dates.
pub fn span_of(dates: &[NaiveDate], calendar: &Calendar) -> Range<Minute> {
    let zone = calendar.shop.time_zone;
    let day = |date: Option<&NaiveDate>| LocalDay::of(date.copied().unwrap_or_default(), zone);
    day(dates.first()).start..day(dates.last()).end
}

/// The hours of the day between which any of these spans lies on one of the dates; 8 to 18 where none does.
pub fn hours_of(spans: &[Range<Minute>], dates: &[NaiveDate], calendar: &Calendar) -> (u32, u32) {
    let zone = calendar.shop.time_zone;
    let (mut from, mut to) = (24, 0);
    for date in dates {
        let day = span_of(&[*date], calendar);
        for span in spans.iter().filter(|span| span.start < day.end && span.end > day.start) {
            let first = if span.start <= day.start { 0 } else { span.start.in_zone(zone).hour() };
            let end = span.end.in_zone(zone).naive_local();
            let last = if span.end >= day.end { 24 } else { end.hour() + u32::from(end.minute() > 0) };
            from = from.min(first);
            to = to.max(last);
        }
    }
    if from >= to { (8, 18) } else { (from, to) }
}

/// Whether a date is one that somebody could mean; dates further off are no dates of appointments.
pub fn is_near(date: NaiveDate) -> bool {
    (1970..2200).contains(&date.year())
}

/// Reads `2022-01-17T09:00`, without an offset; seconds are allowed, and cut off.
pub fn read_local(text: &str) -> Option<NaiveDateTime> {
    let text = text.get(..16).unwrap_or(text);
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok().filter(|at| is_near(at.date()))
}

/// A time of day as form fields have it.
pub fn read_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.get(..5).unwrap_or(text), "%H:%M").ok()
}

/// Reads a date that somebody could mean.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|date| is_near(*date))
}

/// The instant of a date and a time; where the clock shows it twice, the one known from before.
pub fn read_moment(on: &str, at: &str, instant: &str, calendar: &Calendar) -> Option<Minute> {
    let local = read_date(on)?.and_time(read_time(at)?);
    Some(kept(local, instant, calendar).unwrap_or_else(|| time::instant_of(local, calendar.shop.time_zone)))
}

/// The instant known from before, if the wall clock then shows `local`.
pub fn kept(local: NaiveDateTime, instant: &str, calendar: &Calendar) -> Option<Minute> {
    let at = Minute::floor(DateTime::parse_from_rfc3339(instant).ok()?.to_utc());
    (at.in_zone(calendar.shop.time_zone).naive_local() == local).then_some(at)
}

/// Reads a start out of an address: an instant, or a time on the wall clock.
pub fn read_start(text: &str, calendar: &Calendar) -> Option<Minute> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(at) => Some(Minute::floor(at.to_utc())).filter(|at| is_near(at.to_utc().date_naive())),
        Err(_) => Some(time::instant_of(read_local(text)?, calendar.shop.time_zone)),
    }
}
