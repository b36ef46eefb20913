//! Opening times and start times of one resource (rules 1 to 4).

use super::{Interval, Oracle, Times};
use chrono::{Days as Plus, NaiveDate};
use terminplaner::domain::shop::{Availability, Days, Exception, Hours, Resource};

impl Oracle<'_> {
    /// Everything that belongs to the dates from `first` to `last`.
    pub(super) fn times_of(&self, resource: &Resource, first: NaiveDate, last: NaiveDate) -> Times {
        let mut times = Times::default();
        for date in first.iter_days().take_while(|date| *date <= last) {
            for interval in self.intervals(resource, date) {
                for minute in (interval.start..interval.end).filter(|at| self.holds(resource, &interval, *at)) {
                    times.open.insert(minute);
                    if (minute - interval.start) % i64::from(interval.step) == 0 {
                        times.marks.insert(minute);
                    }
                }
                times.gap_marks.extend(self.gap_marks(resource, &interval));
            }
        }
        times
    }

    /// The intervals of `date`: the hours of its exceptions, otherwise of its availabilities.
    fn intervals(&self, resource: &Resource, date: NaiveDate) -> Vec<Interval> {
        if !self.clock.has(date) {
            return vec![]; // The date is skipped by the zone.
        }
        let hours: Vec<(Hours, u32)> = match self.special_hours(resource, date) {
            Some(special) => special.into_iter().map(|hours| (hours, resource.step_minutes)).collect(),
            None => {
                let rules = self.planning.calendar.availabilities.iter();
                let active = rules.filter(|rule| rule.resource == resource.id && is_active(rule, date));
                active.map(|rule| (rule.hours, rule.step_minutes.unwrap_or(resource.step_minutes))).collect()
            }
        };
        let interval = |(hours, step): (Hours, u32)| {
            let last_date = if hours.to > hours.from { date } else { date + Plus::new(1) };
            let start = self.clock.read(date.and_time(hours.from));
            let end = self.clock.read(last_date.and_time(hours.to));
            Interval { of: date, start, end, step: self.service.step_minutes.unwrap_or(step) }
        };
        hours.into_iter().map(interval).filter(|interval| interval.start < interval.end).collect()
    }

    /// Whether the interval applies at that minute, or an exception of the minute's own date replaces it.
    fn holds(&self, resource: &Resource, interval: &Interval, at: i64) -> bool {
        let date = self.clock.date(at);
        interval.start <= at
            && at < interval.end
            && (date == interval.of || self.special_hours(resource, date).is_none())
    }

    /// The hours that replace all availabilities on that date, if there is an exception.
    fn special_hours(&self, resource: &Resource, date: NaiveDate) -> Option<Vec<Hours>> {
        let covers = |exception: &&Exception| {
            (exception.from_date..=exception.to_date).contains(&date)
                && exception.resource.as_ref().is_none_or(|id| *id == resource.id)
        };
        let covering: Vec<&Exception> = self.planning.calendar.exceptions.iter().filter(covers).collect();
        if covering.is_empty() {
            return None;
        }
        if covering.iter().any(|exception| exception.hours.is_empty()) {
            return Some(vec![]);
        }
        let own: Vec<&Exception> = covering.iter().filter(|exception| exception.resource.is_some()).copied().collect();
        let winners = if own.is_empty() { covering } else { own };
        Some(winners.iter().flat_map(|exception| exception.hours.clone()).collect())
    }

    /// Start times after appointments that end within the interval.
    fn gap_marks(&self, resource: &Resource, interval: &Interval) -> Vec<i64> {
        let Some(gap_step) = resource.gap_step_minutes else { return vec![] };
        let mut marks = vec![];
        for span in self.busy(&resource.id) {
            let end = span.end.since_epoch();
            if !self.holds(resource, interval, end) {
                continue;
            }
            let mut mark = interval.start;
            while mark < end + i64::from(self.service.buffer_before_minutes) {
                mark += i64::from(gap_step);
            }
            if self.holds(resource, interval, mark) {
                marks.push(mark);
            }
        }
        marks
    }
}

fn is_active(rule: &Availability, date: NaiveDate) -> bool {
    let on_that_day = match &rule.on {
        Days::Weekdays(weekdays) => weekdays.iter().any(|weekday| date.format("%a").to_string() == weekday.to_string()),
        Days::Date(only) => *only == date,
    };
    let is_valid =
        rule.valid_from.is_none_or(|first| first <= date) && rule.valid_until.is_none_or(|last| date <= last);
    on_that_day && is_valid && is_in_week(rule, date)
}

/// Counts the weeks from the Monday of `valid_from`'s week, one by one.
fn is_in_week(rule: &Availability, date: NaiveDate) -> bool {
    let Some(first) = rule.valid_from else { return true };
    let monday_before = |mut date: NaiveDate| {
        while date.format("%a").to_string() != "Mon" {
            date = date - Plus::new(1);
        }
        date
    };
    let (mut monday, wanted) = (monday_before(first), monday_before(date));
    while monday < wanted {
        monday = monday + Plus::new(7 * u64::from(rule.every_weeks));
    }
    monday == wanted
}
