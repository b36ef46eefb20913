//! Which dates of a series count: its rule and further dates, without those left out or replaced.

use super::event::{Event, Length, Moment};
use super::repetition::{self, Budget};
use chrono::{Duration, NaiveDate};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// A date of a series.
struct Date<'e, 'a> {
    /// When its series has it, in seconds since 1970, wherever an exception puts it.
    of_series: i64,
    start: Moment,
    length: Length,
    /// The event that describes it.
    event: &'e Event<'a>,
}

/// Takes a date: the instant that names it in its series, the span in which it takes place, and the event that describes it.
pub type Found<'f, 'a> = dyn FnMut(i64, Range<i64>, &Event<'a>) + 'f;

/// Hands `found` the busy spans, in seconds since 1970, of the events that share a UID: a series and its exceptions, within
/// `window` at least, each with the event that describes it, after
/// the instant that names it in its series. Returns how many of the events could not be read as a whole.
pub fn unfold<'a>(events: &[Event<'a>], window: &Range<i64>, budget: &mut Budget, found: &mut Found<'_, 'a>) -> usize {
    let (mut exceptions, series): (Vec<_>, Vec<_>) = events.iter().partition(|event| event.replaces.is_some());
    // The latest revision of an exception is applied last.
    exceptions.sort_by_key(|event| event.sequence);
    let mut damaged = 0;
    for event in series {
        let (mut dates, is_whole) = dates_of(event, window, budget);
        damaged += usize::from(!is_whole || event.is_damaged);
        for exception in &exceptions {
            replace(&mut dates, event, exception);
        }
        dates.values().for_each(|date| tell(date, found));
    }
    damaged += exceptions.iter().filter(|event| event.is_damaged).count();
    // An exception whose later revision says otherwise does not count itself.
    for (place, exception) in exceptions.iter().enumerate() {
        let at = |event: &Event<'_>| event.replaces.as_ref().map(|(date, _)| date.instant());
        let is_last = exceptions[place + 1..].iter().all(|later| at(later) != at(exception));
        if is_last {
            let of_series = at(exception).unwrap_or_default();
            tell(
                &Date { of_series, start: exception.start.clone(), length: exception.length, event: exception },
                found,
            );
        }
    }
    damaged
}

fn tell<'a>(date: &Date<'_, 'a>, found: &mut Found<'_, 'a>) {
    let (start, end) = (date.start.instant(), date.length.end(&date.start));
    if date.event.blocks && start < end {
        found(date.of_series, start..end, date.event);
    }
}

/// The dates of a series by their instants, and whether all of it could be read.
fn dates_of<'e, 'a>(
    event: &'e Event<'a>,
    window: &Range<i64>,
    budget: &mut Budget,
) -> (BTreeMap<i64, Date<'e, 'a>>, bool) {
    let mut dates = BTreeMap::new();
    let mut is_whole = true;
    let mut add = |start: Moment, length: Length| {
        dates.insert(start.instant(), Date { of_series: start.instant(), start, length, event });
    };
    add(event.start.clone(), event.length);
    let zone = &event.start.zone;
    let within = zone.local(window.start - event.length.at_most()).zip(zone.local(window.end));
    for (rule, until) in &event.rules {
        // A day more on both sides for what exceptions move.
        let found = within.and_then(|(from, to)| {
            let within = from - Duration::days(1)..to + Duration::days(1);
            repetition::dates(event.start.local, rule, *until, &within, budget)
        });
        match found {
            Some(found) => found.into_iter().for_each(|local| add(event.start.at(local), event.length)),
            None => is_whole = false,
        }
    }
    for (start, length) in &event.added {
        add(start.clone(), length.unwrap_or(event.length));
    }
    leave_out(&mut dates, event);
    (dates, is_whole)
}

/// Takes out the dates that the series leaves out: by instant, or by day where either is a date.
fn leave_out(dates: &mut BTreeMap<i64, Date<'_, '_>>, event: &Event<'_>) {
    let days: HashSet<NaiveDate> = event
        .removed
        .iter()
        .filter(|removed| removed.is_date || event.start.is_date)
        .map(|removed| removed.local.date())
        .collect();
    for removed in &event.removed {
        dates.remove(&removed.instant());
    }
    if !days.is_empty() {
        dates.retain(|_, date| !days.contains(&date.start.local.date()));
    }
}

/// Takes out what an exception replaces; where it means all later dates too, they follow it.
fn replace<'e, 'a>(dates: &mut BTreeMap<i64, Date<'e, 'a>>, event: &'e Event<'a>, exception: &'e Event<'a>) {
    let Some((replaced, and_future)) = &exception.replaces else { return };
    let at = replaced.instant();
    if replaced.is_date != event.start.is_date {
        dates.retain(|_, date| date.start.local.date() != replaced.local.date());
    } else {
        dates.remove(&at);
    }
    if *and_future {
        // On the wall clock of the series, whatever zone the exception is written in.
        let local = |moment: &Moment| event.start.zone.local(moment.instant());
        let Some((from, to)) = local(replaced).zip(local(&exception.start)) else { return };
        for (_, date) in dates.split_off(&at) {
            let Some(local) = date.start.local.checked_add_signed(to - from) else { continue };
            let start = date.start.at(local);
            let moved = Date { of_series: date.of_series, start, length: exception.length, event: exception };
            dates.insert(moved.start.instant(), moved);
        }
    }
}
