//! The dates of a recurrence rule within a span of local times, with a bound on the work.

use calcard::common::CalendarScale;
use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz as KnownZone;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency as Frequency,
    ICalendarProperty, ICalendarRecurrenceRule, ICalendarValue,
};
use chrono::{Datelike, Duration, NaiveDateTime, Timelike};
use std::ops::Range;

/// Dates that one rule may be unfolded to.
const DATES_MAX: usize = 100_000;
/// What a rule costs that has no date at all: calcard gives up after 100,000 steps, each of a year or a month.
const VAIN: usize = 600_000;

/// The steps left for a whole file.
pub struct Budget(usize);

impl Budget {
    /// For one file: a few seconds of work at most.
    pub const fn new() -> Self {
        Self(3_000_000)
    }

    fn spend(&mut self, steps: usize) {
        self.0 = self.0.saturating_sub(steps);
    }
}

/// The dates of `rule` for a series that begins at `start`, until `until`, all on the wall clock of the series. The
/// start itself is one only if the rule says so. `None`: the rule cannot be read, or would take too many steps.
pub fn dates(
    start: NaiveDateTime,
    rule: &ICalendarRecurrenceRule,
    until: Option<NaiveDateTime>,
    within: &Range<NaiveDateTime>,
    budget: &mut Budget,
) -> Option<Vec<NaiveDateTime>> {
    let is_gregorian = rule.rscale.as_ref().is_none_or(|scale| matches!(scale, CalendarScale::Gregorian));
    if !is_gregorian || (rule.until.is_some() && until.is_none()) || rule.interval == Some(0) {
        return None;
    }
    let last = until.unwrap_or(within.end).min(within.end);
    if last < start {
        return Some(Vec::new());
    }
    let start = if rule.count.is_none() { advanced(start, rule, within.start) } else { start };
    if last < start {
        return Some(Vec::new());
    }
    let limit = DATES_MAX.min(budget.0);
    let rule = ICalendarRecurrenceRule { until: Some(partial(last)), ..rule.clone() };
    let expanded = series(start, rule).expand_dates(KnownZone::Floating, limit);
    let steps = expanded.events.len();
    budget.spend(if steps == 0 { VAIN } else { steps + 10 });
    if !expanded.errors.is_empty() || steps >= limit {
        return None;
    }
    let local = expanded.events.into_iter().map(|event| event.start.naive_local());
    Some(local.filter(|at| within.contains(at)).collect())
}

/// A later start of the same rhythm shortly before `from`, so that a series of many years is not walked through.
fn advanced(start: NaiveDateTime, rule: &ICalendarRecurrenceRule, from: NaiveDateTime) -> NaiveDateTime {
    let interval = i64::from(rule.interval.unwrap_or(1));
    let unit = match rule.freq {
        Frequency::Weekly => Duration::weeks(interval),
        Frequency::Daily => Duration::days(interval),
        Frequency::Hourly => Duration::hours(interval),
        Frequency::Minutely => Duration::minutes(interval),
        Frequency::Secondly => Duration::seconds(interval),
        // Months and years differ in length, and are few.
        Frequency::Monthly | Frequency::Yearly => return start,
    };
    // Two rounds stay, as the first one may be a partial one.
    let missing = (from - start - unit * 2).num_seconds();
    let rounds = missing.div_euclid(unit.num_seconds()).max(0);
    start + Duration::seconds(rounds * unit.num_seconds())
}

/// A calendar of one series.
fn series(start: NaiveDateTime, rule: ICalendarRecurrenceRule) -> ICalendar {
    let entry = |name, value| ICalendarEntry { name, params: Vec::new(), values: vec![value] };
    let event = ICalendarComponent {
        component_type: ICalendarComponentType::VEvent,
        entries: vec![
            entry(ICalendarProperty::Dtstart, ICalendarValue::PartialDateTime(Box::new(partial(start)))),
            entry(ICalendarProperty::Rrule, ICalendarValue::RecurrenceRule(Box::new(rule))),
        ],
        component_ids: Vec::new(),
    };
    ICalendar { components: vec![event] }
}

fn partial(local: NaiveDateTime) -> PartialDateTime {
    let small = |number: u32| u8::try_from(number).ok();
    PartialDateTime {
        year: u16::try_from(local.year()).ok(),
        month: small(local.month()),
        day: small(local.day()),
        hour: small(local.hour()),
        minute: small(local.minute()),
        second: small(local.second()),
        ..PartialDateTime::default()
    }
}
