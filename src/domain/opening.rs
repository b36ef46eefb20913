//! When a resource is open (rules 1, 2 and 4): its availabilities, the exceptions that replace them, and the merging
//! of adjacent intervals. Knows nothing of services except their step, and nothing of appointments.

use super::shop::{Availability, Calendar, Days, Exception, Hours, Resource};
use super::time::{LocalDay, Minute};
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use std::ops::Range;

/// One interval in which a resource is open, from one rule or one entry of special hours. Half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening {
    /// Its first minute; start times are counted from here.
    pub start: Minute,
    /// The first minute after it.
    pub end: Minute,
    /// Minutes between its start times, at least 1.
    pub step: i64,
}

/// Upper limit of an opening's length in minutes: a day and any offset by which a zone has ever moved its clock.
pub const LONGEST_OPENING_MINUTES: i64 = 3 * 24 * 60;

/// The availabilities and exceptions of one resource, selected once and evaluated for many dates.
#[derive(Clone, Debug)]
pub struct OpeningRules<'a> {
    zone: Tz,
    rules: Vec<(&'a Availability, i64)>,
    exceptions: Vec<&'a Exception>,
    special_step: i64,
}

/// Which kind of hours holds on a date (rule 1).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Regime {
    Rules,
    OwnHours,
    ShopHours,
    Closed,
}

impl<'a> OpeningRules<'a> {
    /// Selects those of `resource`. `service_step`, if set, replaces all other steps.
    pub fn new(calendar: &'a Calendar, resource: &Resource, service_step: Option<u32>) -> Self {
        let step = |rule: Option<u32>| i64::from(service_step.or(rule).unwrap_or(resource.step_minutes).max(1));
        let own = |rule: &&Availability| rule.resource == resource.id;
        let concerns = |exception: &&Exception| exception.resource.as_ref().is_none_or(|id| *id == resource.id);
        Self {
            zone: calendar.shop.time_zone,
            rules: calendar.availabilities.iter().filter(own).map(|rule| (rule, step(rule.step_minutes))).collect(),
            exceptions: calendar.exceptions.iter().filter(concerns).collect(),
            special_step: step(None),
        }
    }

    /// The intervals that belong to a date, unordered. Those of the evening before may reach into it.
    pub fn on(&self, day: LocalDay) -> impl Iterator<Item = Opening> {
        let regime = if day.start < day.end { self.regime(day.date) } else { Regime::Closed };
        let rules = self.rules.iter().filter(move |(rule, _)| regime == Regime::Rules && is_active(rule, day.date));
        let special = self.exceptions.iter().filter(move |exception| {
            let wanted = if exception.resource.is_some() { Regime::OwnHours } else { Regime::ShopHours };
            regime == wanted && covers(exception, day.date)
        });
        let special = special.flat_map(|exception| &exception.hours).map(|hours| (*hours, self.special_step));
        rules
            .map(|(rule, step)| (rule.hours, *step))
            .chain(special)
            .filter_map(move |(hours, step)| self.opening(day, hours, step))
    }

    fn regime(&self, date: NaiveDate) -> Regime {
        let mut regime = Regime::Rules;
        for exception in self.exceptions.iter().filter(|exception| covers(exception, date)) {
            if exception.hours.is_empty() {
                return Regime::Closed;
            }
            if exception.resource.is_some() {
                regime = Regime::OwnHours;
            } else if regime == Regime::Rules {
                regime = Regime::ShopHours;
            }
        }
        regime
    }

    /// `hours` on that day as instants; `None` if a clock change or an exception of the next date leaves nothing.
    fn opening(&self, day: LocalDay, hours: Hours, step: i64) -> Option<Opening> {
        let start = day.at(hours.from, self.zone);
        let overnight = hours.to <= hours.from;
        let closing_day = if overnight { day.succ(self.zone) } else { day };
        let mut end = closing_day.at(hours.to, self.zone);
        // Asks for the local date of that midnight, as the zone may have skipped the next date.
        if end > day.end && self.regime(day.end.local_date(self.zone)) != Regime::Rules {
            end = day.end;
        }
        (start < end).then_some(Opening { start, end, step })
    }
}

/// The merged openings of a resource, from the hours of the dates `first` to `last`.
pub fn merged_openings(
    calendar: &Calendar,
    resource: &Resource,
    first: NaiveDate,
    last: NaiveDate,
) -> Vec<Range<Minute>> {
    let rules = OpeningRules::new(calendar, resource, None);
    let mut merged = Vec::new();
    for date in first.iter_days().take_while(|date| *date <= last) {
        for opening in rules.on(LocalDay::of(date, rules.zone)) {
            merge(&mut merged, opening.start..opening.end);
        }
    }
    merged
}

/// Appends a span to sorted, disjoint ones and joins what overlaps or touches (rule 4).
pub(super) fn merge(merged: &mut Vec<Range<Minute>>, span: Range<Minute>) {
    let first = merged.partition_point(|other| other.end < span.start);
    let after = first + merged[first..].partition_point(|other| other.start <= span.end);
    if first == after {
        merged.insert(first, span);
        return;
    }
    let start = merged[first].start.min(span.start);
    let end = merged[after - 1].end.max(span.end);
    merged[first] = start..end;
    merged.drain(first + 1..after);
}

/// Whether an exception applies to a date.
pub fn covers(exception: &Exception, date: NaiveDate) -> bool {
    exception.from_date <= date && date <= exception.to_date
}

/// Whether an availability is active on a date, exceptions aside.
pub fn is_active(rule: &Availability, date: NaiveDate) -> bool {
    let on_day = match &rule.on {
        Days::Weekdays(weekdays) => weekdays.contains(&date.weekday()),
        Days::Date(on) => *on == date,
    };
    on_day
        && rule.valid_from.is_none_or(|from| from <= date)
        && rule.valid_until.is_none_or(|until| date <= until)
        && (rule.every_weeks <= 1
            || rule.valid_from.is_none_or(|from| weeks_between(from, date).is_multiple_of(rule.every_weeks)))
}

/// Weeks from the Monday of `from`'s week to the Monday of `date`'s week.
fn weeks_between(from: NaiveDate, date: NaiveDate) -> u32 {
    // Day 1 of the common era is a Monday.
    let week = |day: NaiveDate| (day.num_days_from_ce() - 1).div_euclid(7);
    week(date).abs_diff(week(from))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{calendar, daily, date, exception, hours};
    use super::*;
    use chrono::Weekday;

    /// The openings of room "a" that belong to a date, as local times.
    fn on(calendar: &Calendar, of: &str) -> Vec<String> {
        let zone = calendar.shop.time_zone;
        let rules = OpeningRules::new(calendar, &calendar.resources[0], None);
        let mut openings: Vec<Opening> = rules.on(LocalDay::of(date(of), zone)).collect();
        openings.sort();
        openings.iter().map(|one| span(&(one.start..one.end), zone)).collect()
    }

    fn merged(calendar: &Calendar, first: &str, last: &str) -> Vec<String> {
        let zone = calendar.shop.time_zone;
        let spans = merged_openings(calendar, &calendar.resources[0], date(first), date(last));
        spans.iter().map(|one| span(one, zone)).collect()
    }

    fn span(span: &Range<Minute>, zone: Tz) -> String {
        let text = |at: Minute| at.in_zone(zone).format("%d. %H:%M").to_string();
        format!("{} - {}", text(span.start), text(span.end))
    }

    fn open(from: &str, to: &str) -> Calendar {
        let mut calendar = calendar(&["a"]);
        calendar.availabilities.push(daily("a", from, to));
        calendar
    }

    #[test]
    fn a_rule_opens_on_its_weekdays_within_its_validity_every_n_weeks() {
        let mut shop = open("09:00", "12:00");
        shop.availabilities[0] = Availability {
            on: Days::Weekdays(vec![Weekday::Mon]),
            valid_from: Some(date("2022-01-05")), // a Wednesday: its week counts, its Monday is before it
            valid_until: Some(date("2022-01-31")),
            every_weeks: 2,
            ..daily("a", "09:00", "12:00")
        };
        let open: Vec<u32> = date("2022-01-01")
            .iter_days()
            .take(45)
            .filter(|day| !on(&shop, &day.to_string()).is_empty())
            .map(|day| day.day())
            .collect();
        assert_eq!(open, [17, 31]);
    }

    #[test]
    fn a_rule_for_one_date_opens_on_that_date_only() {
        let mut shop = open("09:00", "12:00");
        shop.availabilities[0].on = Days::Date(date("2022-01-18"));
        assert!(on(&shop, "2022-01-17").is_empty());
        assert_eq!(on(&shop, "2022-01-18"), ["18. 09:00 - 18. 12:00"]);
    }

    #[test]
    fn hours_may_end_at_midnight_or_on_the_next_day() {
        assert_eq!(on(&open("18:00", "24:00"), "2022-01-17"), ["17. 18:00 - 18. 00:00"]);
        assert_eq!(on(&open("18:00", "02:00"), "2022-01-17"), ["17. 18:00 - 18. 02:00"]);
        assert_eq!(on(&open("09:00", "09:00"), "2022-01-17"), ["17. 09:00 - 18. 09:00"]);
    }

    #[test]
    fn closed_wins_then_own_hours_then_the_shops() {
        let mut shop = open("09:00", "12:00");
        shop.exceptions.push(exception(None, "2022-01-17", &[("10:00", "11:00")]));
        assert_eq!(on(&shop, "2022-01-17"), ["17. 10:00 - 17. 11:00"]);
        shop.exceptions.push(exception(Some("a"), "2022-01-17", &[("14:00", "15:00")]));
        shop.exceptions.push(exception(Some("a"), "2022-01-17", &[("16:00", "17:00")]));
        assert_eq!(on(&shop, "2022-01-17"), ["17. 14:00 - 17. 15:00", "17. 16:00 - 17. 17:00"]);
        shop.exceptions.push(exception(Some("b"), "2022-01-17", &[]));
        assert_eq!(on(&shop, "2022-01-17").len(), 2);
        shop.exceptions.push(exception(None, "2022-01-17", &[]));
        assert!(on(&shop, "2022-01-17").is_empty());
        assert_eq!(on(&shop, "2022-01-18"), ["18. 09:00 - 18. 12:00"]);
    }

    #[test]
    fn an_exception_cuts_what_spills_over_from_the_evening_before() {
        let mut shop = open("22:00", "02:00");
        shop.exceptions.push(exception(None, "2022-01-18", &[]));
        assert_eq!(merged(&shop, "2022-01-17", "2022-01-18"), ["17. 22:00 - 18. 00:00"]);
        shop.exceptions[0].hours.push(hours("10:00", "11:00"));
        assert_eq!(merged(&shop, "2022-01-17", "2022-01-18"), ["17. 22:00 - 18. 00:00", "18. 10:00 - 18. 11:00"]);
    }

    #[test]
    fn a_clock_change_moves_or_drops_what_lies_in_it() {
        // The clock goes forward at 02:00: 02:30 is 03:30, so hours until 03:00 are empty.
        assert_eq!(on(&open("02:30", "05:00"), "2022-03-27"), ["27. 03:30 - 27. 05:00"]);
        assert!(on(&open("02:30", "03:00"), "2022-03-27").is_empty());
        let back = open("02:00", "03:00");
        let spans = merged_openings(&back, &back.resources[0], date("2022-10-30"), date("2022-10-30"));
        assert_eq!(spans[0].end.minutes_since(spans[0].start), 120);
    }

    #[test]
    fn a_date_that_the_zone_left_out_opens_nothing() {
        let mut shop = open("22:00", "02:00");
        shop.shop.time_zone = chrono_tz::Pacific::Apia;
        assert!(on(&shop, "2011-12-30").is_empty());
        assert_eq!(on(&shop, "2011-12-29"), ["29. 22:00 - 31. 02:00"]);
        shop.exceptions.push(exception(None, "2011-12-31", &[]));
        assert_eq!(on(&shop, "2011-12-29"), ["29. 22:00 - 31. 00:00"]);
    }

    #[test]
    fn intervals_that_overlap_or_touch_are_one() {
        let mut shop = open("09:00", "12:00");
        shop.availabilities.push(daily("a", "12:00", "13:00"));
        shop.availabilities.push(daily("a", "12:30", "14:00"));
        shop.availabilities.push(daily("a", "14:30", "15:00"));
        assert_eq!(merged(&shop, "2022-01-17", "2022-01-17"), ["17. 09:00 - 17. 14:00", "17. 14:30 - 17. 15:00"]);
        assert_eq!(merged(&open("00:00", "24:00"), "2022-01-17", "2022-01-19"), ["17. 00:00 - 20. 00:00"]);
    }

    #[test]
    fn a_span_that_comes_out_of_order_joins_its_neighbours() {
        let minutes = |start: i64, end: i64| Minute::from_epoch(start)..Minute::from_epoch(end);
        let mut spans = Vec::new();
        for (start, end) in [(0, 10), (20, 30), (40, 50), (12, 14), (10, 20), (60, 61)] {
            merge(&mut spans, minutes(start, end));
        }
        assert_eq!(spans, [minutes(0, 30), minutes(40, 50), minutes(60, 61)]);
    }
}
