//! What the weekly picture shows: for every resource seven days, and on each the hours of one week as bars.

use super::{HoursTable, Revision};
use crate::domain::limits::{end_text, time_text, weekday_word};
use crate::domain::opening::{OpeningRules, covers, is_active};
use crate::domain::shop::{Availability, Calendar, Days, Exception, Hours, Language, Resource, ResourceKind};
use crate::domain::time::{LocalDay, Minute};
use crate::domain::unbookable::has_hours;
use crate::i18n::opening_hours::{short, short_end};
use crate::i18n::{self, dates, messages::planner};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

/// What the picture says.
type Texts = i18n::Texts<planner::Hours>;

/// The hours of the day that the picture shows.
#[derive(Clone, Copy)]
pub struct Axis {
    from: u32,
    to: u32,
}

/// A resource in the picture.
pub struct Lane {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is a room; else a person.
    pub is_room: bool,
    /// Whether customers can book it.
    pub online: bool,
    /// The minutes between two starts.
    pub step_minutes: u32,
    /// The same in gaps.
    pub gap_step_minutes: Option<u32>,
    /// Whether it ever opens, now or later.
    pub has_hours: bool,
    /// Whether it opens every week.
    pub has_weekly_hours: bool,
    /// The days from Monday on.
    pub days: Vec<DayLine>,
    /// Rules that do not hold in this week.
    pub others: Vec<OtherRule>,
}

/// A day of a resource.
pub struct DayLine {
    /// The word of the day.
    pub word: &'static str,
    /// "Mo".
    pub short: String,
    /// "17. Jan".
    pub day: String,
    /// "Montag, 17. Januar 2022".
    pub long: String,
    /// Why it is closed.
    pub closed: Option<Notice>,
    /// Its hours.
    pub bars: Vec<Bar>,
}

/// The form that a bar opens, by the number of what it shows.
#[derive(Clone, Copy)]
pub enum Opens {
    /// A rule's.
    Rule(i64),
    /// A special opening's.
    Exception(i64),
}

/// A closing time.
pub struct Notice {
    /// Its number.
    pub exception: i64,
    /// What it says.
    pub text: String,
}

/// Hours on a day.
pub struct Bar {
    /// What it leads to.
    pub opens: Opens,
    /// The class of its look.
    pub class: &'static str,
    /// Where it begins, in percent.
    pub x: String,
    /// How wide it is, in percent.
    pub width: String,
    /// What it says.
    pub text: String,
    /// The same for a screen reader.
    pub label: String,
    /// What a script needs to move it; only rules are moved.
    pub moves: Option<Moves>,
}

/// A bar that can be moved.
pub struct Moves {
    /// The rule, as it was read.
    pub row: Revision,
    /// The first minute of the day.
    pub from: u32,
    /// The minute of the day at which it ends.
    pub to: u32,
}

/// A rule that does not hold in the week shown.
pub struct OtherRule {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub text: String,
    /// Whether it is over.
    pub past: bool,
}

/// Draws weeks.
pub struct WeekChartBuilder<'a> {
    /// The calendar.
    pub calendar: &'a Calendar,
    /// Its rows.
    pub table: &'a HoursTable,
    /// The first day.
    pub monday: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// Whose language.
    pub language: Language,
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
    fn texts(&self) -> Texts {
        Texts::of(self.language)
    }

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
            name: resource.name.to_string(),
            is_room: resource.kind == ResourceKind::Room,
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
            exception: number(*row),
            text: exception.note.as_deref().unwrap_or(self.texts().closed()).to_owned(),
        });
        let mut bars = self.rule_bars(resource, date, axis, first.is_some());
        if let Some((row, _)) = first.filter(|_| closed.is_none()) {
            bars.extend(self.special_bars(resource, date, axis, Opens::Exception(number(*row))));
        }
        let long = dates::long_day(date, self.language);
        DayLine { word: weekday_word(date.weekday()), short, day, long, closed, bars }
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
            let extra = if once { format!(", {}", self.texts().once()) } else { String::new() };
            let label = format!("{}, {}{extra}", dates::long_day(date, self.language), self.full(rule.hours));
            // What ends on the next day has no end here to be dragged.
            let moves = (rule.hours.to > rule.hours.from || rule.hours.to == NaiveTime::MIN).then_some(moves);
            Some(self.bar(axis, rule.hours, Opens::Rule(row.id), class, label, moves))
        };
        own.filter_map(bar).collect()
    }

    fn special_bars(&self, resource: &Resource, date: NaiveDate, axis: Axis, opens: Opens) -> Vec<Bar> {
        let zone = self.calendar.shop.time_zone;
        let openings = OpeningRules::new(self.calendar, resource, None);
        let mut bars: Vec<_> = openings
            .on(LocalDay::of(date, zone))
            .map(|opening| {
                let time = |at: Minute| at.in_zone(zone).time();
                let hours = Hours { from: time(opening.start), to: time(opening.end) };
                let label = format!(
                    "{}, {}, {}",
                    dates::long_day(date, self.language),
                    self.full(hours),
                    self.texts().special()
                );
                self.bar(axis, hours, opens, "bar special", label, None)
            })
            .collect();
        bars.sort_by(|one, other| one.x.len().cmp(&other.x.len()).then(one.x.cmp(&other.x)));
        bars
    }

    fn bar(
        &self,
        axis: Axis,
        hours: Hours,
        opens: Opens,
        class: &'static str,
        label: String,
        moves: Option<Moves>,
    ) -> Bar {
        let (from, to) = minutes(hours);
        let text = format!("{}–{}", short(hours.from), short_end(hours));
        Bar { opens, class, x: axis.place(from), width: axis.share(to - from), text, label, moves }
    }

    /// "09:00 bis 18:00 Uhr"
    fn full(&self, hours: Hours) -> String {
        self.texts().from_until(time_text(hours.from), end_text(hours.to))
    }

    fn others(&self, resource: &Resource) -> Vec<OtherRule> {
        let mut others: Vec<OtherRule> = self
            .table
            .rules
            .iter()
            .filter(|(_, rule)| rule.resource == resource.id && !self.days().any(|date| is_active(rule, date)))
            .filter_map(|(row, rule)| {
                Some(OtherRule {
                    id: (*row)?.id,
                    text: self.describe(rule),
                    past: rule.last_day().is_some_and(|last| last < self.today),
                })
            })
            .collect();
        others.sort_by_key(|rule| rule.past);
        others
    }

    /// "Mo, Mi 09:00 bis 12:00 Uhr, ab 1. März 2022, alle 2 Wochen"
    fn describe(&self, rule: &Availability) -> String {
        let (t, day) = (self.texts(), |date| dates::range(date, date, self.language));
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

/// The number of a row; 0 where it is not in the file.
fn number(row: Option<Revision>) -> i64 {
    row.map_or(0, |row| row.id)
}
