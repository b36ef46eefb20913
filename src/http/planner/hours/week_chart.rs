//! What the weekly picture shows: for every resource seven days, and on each the hours of one week as bars.

use super::flash::word_of;
use super::texts::Texts;
use super::words::{short, short_end};
use crate::domain::limits::{end_text, time_text};
use crate::domain::opening::{OpeningRules, covers, is_active};
use crate::domain::shop::{Availability, Calendar, Days, Exception, Hours, Language, Resource};
use crate::domain::time::LocalDay;
use crate::domain::unbookable::has_hours;
use crate::i18n::dates;
use crate::operations::catalog::{HoursTable, Revision};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

/// The hours of the day that the picture shows.
#[derive(Clone, Copy)]
pub struct Axis {
    from: u32,
    to: u32,
}

/// A resource in the picture.
pub struct Lane {
    pub id: String,
    pub name: String,
    pub is_room: bool,
    pub online: bool,
    pub step_minutes: u32,
    pub gap_step_minutes: Option<u32>,
    /// Whether it ever opens, now or later.
    pub has_hours: bool,
    pub has_weekly_hours: bool,
    pub days: Vec<DayLine>,
    pub others: Vec<OtherRule>,
}

/// A day of a resource.
pub struct DayLine {
    pub word: &'static str,
    pub short: String,
    pub day: String,
    pub long: String,
    pub closed: Option<Notice>,
    pub bars: Vec<Bar>,
}

/// A closing time.
pub struct Notice {
    pub href: String,
    pub text: String,
}

/// Hours on a day.
pub struct Bar {
    pub href: String,
    pub class: &'static str,
    pub x: String,
    pub width: String,
    pub text: String,
    pub label: String,
    /// What a script needs to move it; only rules are moved.
    pub moves: Option<Moves>,
}

/// A bar that can be moved.
pub struct Moves {
    pub row: Revision,
    pub from: u32,
    pub to: u32,
}

/// A rule that does not hold in the week shown.
pub struct OtherRule {
    pub href: String,
    pub text: String,
    pub past: bool,
}

/// Draws weeks.
pub struct WeekChartBuilder<'a> {
    pub calendar: &'a Calendar,
    pub table: &'a HoursTable,
    pub monday: NaiveDate,
    pub today: NaiveDate,
    pub language: Language,
    pub t: Texts,
}

const DAY: u32 = 24 * 60;

impl Axis {
    /// From early morning to evening, and as much more as the hours of anybody need.
    fn around(hours: impl Iterator<Item = Hours>) -> Self {
        hours.fold(Self { from: 7, to: 19 }, |axis, hours| {
            let (from, to) = minutes(hours);
            Self { from: axis.from.min(from / 60), to: axis.to.max(to.div_ceil(60)) }
        })
    }

    /// The first minute shown.
    pub fn first(&self) -> u32 {
        self.from * 60
    }

    /// The minute at which the picture ends.
    pub fn last(&self) -> u32 {
        self.to * 60
    }

    /// The full hours with their places.
    pub fn marks(&self) -> Vec<(u32, String)> {
        (self.from + 1..self.to).map(|hour| (hour, self.place(hour * 60))).collect()
    }

    fn place(&self, minute: u32) -> String {
        self.share(minute.saturating_sub(self.first()))
    }

    fn share(&self, minutes: u32) -> String {
        format!("{:.3}%", 100.0 * f64::from(minutes) / f64::from(self.last() - self.first()))
    }
}

/// The first minute of a day's hours and the one they end at, at most the day's last.
fn minutes(hours: Hours) -> (u32, u32) {
    let of = |time: NaiveTime| time.hour() * 60 + time.minute();
    (of(hours.from), if hours.to <= hours.from { DAY } else { of(hours.to) })
}

impl WeekChartBuilder<'_> {
    /// The hours that the picture needs to show.
    pub fn axis(&self) -> Axis {
        let special = self.calendar.exceptions.iter().filter(|exception| self.is_in_week(exception));
        let rules = self.calendar.availabilities.iter().map(|rule| rule.hours);
        Axis::around(rules.chain(special.flat_map(|exception| exception.hours.iter().copied())))
    }

    fn is_in_week(&self, exception: &Exception) -> bool {
        self.days().any(|date| covers(exception, date))
    }

    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.monday.iter_days().take(7)
    }

    /// A resource that is not archived for each of these.
    pub fn lanes(&self, axis: Axis) -> Vec<Lane> {
        let shown = self.calendar.resources.iter().filter(|resource| !resource.archived);
        shown.map(|resource| self.lane(resource, axis)).collect()
    }

    fn lane(&self, resource: &Resource, axis: Axis) -> Lane {
        Lane {
            id: resource.id.to_string(),
            name: resource.name.clone(),
            is_room: resource.kind == crate::domain::shop::ResourceKind::Room,
            online: resource.online,
            step_minutes: resource.step_minutes,
            gap_step_minutes: resource.gap_step_minutes,
            has_hours: has_hours(self.calendar, resource, self.today),
            has_weekly_hours: self.has_weekly_hours(resource),
            days: self.days().map(|date| self.day(resource, date, axis)).collect(),
            others: self.others(resource),
        }
    }

    fn has_weekly_hours(&self, resource: &Resource) -> bool {
        let mut rules = self.calendar.availabilities.iter().filter(|rule| rule.resource == resource.id);
        rules.any(|rule| matches!(rule.on, Days::Weekdays(_)) && rule.last_day().is_none_or(|day| day >= self.today))
    }

    fn day(&self, resource: &Resource, date: NaiveDate, axis: Axis) -> DayLine {
        let concerns = |exception: &Exception| exception.resource.as_ref().is_none_or(|id| *id == resource.id);
        let mut exceptions =
            self.table.exceptions.iter().filter(|(_, exception)| concerns(exception) && covers(exception, date));
        let first = exceptions.clone().next();
        let (short, day) = dates::day_head(date, self.language);
        let closed = exceptions.find(|(_, exception)| exception.hours.is_empty()).map(|(row, exception)| Notice {
            href: exception_href(*row),
            text: exception.note.clone().unwrap_or_else(|| self.t.closed().to_owned()),
        });
        let mut bars = self.rule_bars(resource, date, axis, first.is_some());
        if let Some((row, _)) = first.filter(|_| closed.is_none()) {
            bars.extend(self.special_bars(resource, date, axis, exception_href(*row)));
        }
        let long = dates::long_day(date, self.language);
        DayLine { word: word_of(date.weekday()), short, day, long, closed, bars }
    }

    fn rule_bars(&self, resource: &Resource, date: NaiveDate, axis: Axis, replaced: bool) -> Vec<Bar> {
        let own = self.table.rules.iter().filter(|(_, rule)| rule.resource == resource.id && is_active(rule, date));
        let bar = |(row, rule): &(Option<Revision>, Availability)| {
            let row = (*row)?;
            let (from, to) = minutes(rule.hours);
            let once = matches!(rule.on, Days::Date(_));
            let class = match (replaced, once) {
                (true, _) => "bar replaced",
                (false, true) => "bar once",
                (false, false) => "bar",
            };
            let moves = Moves { row, from, to };
            let extra = if once { format!(", {}", self.t.once()) } else { String::new() };
            let label = format!("{}, {}{extra}", dates::long_day(date, self.language), self.full(rule.hours));
            let href = format!("{}&weekday={}", self.rule_href(row), word_of(date.weekday()));
            // What ends on the next day has no end here to be dragged.
            let moves = (rule.hours.to > rule.hours.from || rule.hours.to == NaiveTime::MIN).then_some(moves);
            Some(self.bar(axis, rule.hours, href, class, label, moves))
        };
        own.filter_map(bar).collect()
    }

    fn special_bars(&self, resource: &Resource, date: NaiveDate, axis: Axis, href: String) -> Vec<Bar> {
        let zone = self.calendar.shop.time_zone;
        let openings = OpeningRules::new(self.calendar, resource, None);
        let mut bars: Vec<_> = openings
            .on(LocalDay::of(date, zone))
            .map(|opening| {
                let time = |at: crate::domain::time::Minute| at.in_zone(zone).time();
                let hours = Hours { from: time(opening.start), to: time(opening.end) };
                let label =
                    format!("{}, {}, {}", dates::long_day(date, self.language), self.full(hours), self.t.special());
                self.bar(axis, hours, href.clone(), "bar special", label, None)
            })
            .collect();
        bars.sort_by(|one, other| one.x.len().cmp(&other.x.len()).then(one.x.cmp(&other.x)));
        bars
    }

    fn bar(
        &self,
        axis: Axis,
        hours: Hours,
        href: String,
        class: &'static str,
        label: String,
        moves: Option<Moves>,
    ) -> Bar {
        let (from, to) = minutes(hours);
        let text = format!("{}–{}", short(hours.from), short_end(hours));
        Bar { href, class, x: axis.place(from), width: axis.share(to - from), text, label, moves }
    }

    /// "09:00 bis 18:00 Uhr"
    fn full(&self, hours: Hours) -> String {
        self.t.from_until(time_text(hours.from), end_text(hours.to))
    }

    fn others(&self, resource: &Resource) -> Vec<OtherRule> {
        let mut others: Vec<OtherRule> = self
            .table
            .rules
            .iter()
            .filter(|(_, rule)| rule.resource == resource.id && !self.days().any(|date| is_active(rule, date)))
            .filter_map(|(row, rule)| {
                Some(OtherRule {
                    href: self.rule_href((*row)?),
                    text: self.describe(rule),
                    past: rule.last_day().is_some_and(|last| last < self.today),
                })
            })
            .collect();
        others.sort_by_key(|rule| rule.past);
        others
    }

    /// The form of a rule, which leads back to this week.
    fn rule_href(&self, row: Revision) -> String {
        format!("/planner/hours/rule?id={}&week={}", row.id, self.monday)
    }

    /// "Mo, Mi 09:00 bis 12:00 Uhr, ab 1. März 2022, alle 2 Wochen"
    fn describe(&self, rule: &Availability) -> String {
        let (t, day) = (self.t, |date| dates::range(date, date, self.language));
        let days = match &rule.on {
            Days::Date(date) => dates::long_day(*date, self.language),
            Days::Weekdays(days) => {
                days.iter().map(|day| dates::short_weekday(*day, self.language)).collect::<Vec<_>>().join(", ")
            }
        };
        let validity =
            [rule.valid_from.map(|from| t.since(day(from))), rule.valid_until.map(|until| t.until(day(until)))];
        let rhythm = (rule.every_weeks > 1).then(|| t.rhythm_weeks(rule.every_weeks));
        let more = validity.into_iter().chain([rhythm]).flatten();
        more.fold(t.hours_on_days(days, self.full(rule.hours)), |text, more| t.hours_and_more(text, more))
    }
}

fn exception_href(row: Option<Revision>) -> String {
    format!("/planner/hours/exception?id={}", row.map_or(0, |row| row.id))
}
