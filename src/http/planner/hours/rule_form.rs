//! The form of a rule: as it is shown, and as it is read.

use super::flash::{weekday_of, word_of};
use crate::domain::ids::ResourceId;
use crate::domain::limits;
use crate::domain::limits::{MINUTES_AT_MOST, WEEKDAYS, WEEKS_AT_MOST, time_text};
use crate::domain::shop::{Availability, Calendar, Days, Hours, Language};
use crate::domain::values::Invalid;
use crate::http::planner::form_data::FormData;
use crate::http::planner::form_reader::{Errors, FormReader};
use chrono::Weekday;

/// The fields, as they are typed.
#[derive(Clone, Default)]
pub struct RuleForm {
    /// The rule's number and version; empty for a new one.
    pub id: String,
    pub version: String,
    /// The week that the form was opened from, and the word of the day whose bar was pressed; empty where none was.
    pub from_week: String,
    pub day: String,
    /// Whether the change shall hold on that day only.
    pub only: bool,
    pub resource: String,
    /// Whether it holds on one date instead of days of the week.
    pub once: bool,
    pub weekdays: Vec<String>,
    pub date: String,
    pub from: String,
    pub to: String,
    pub step: String,
    pub valid_from: String,
    pub valid_until: String,
    pub every_weeks: String,
}

impl RuleForm {
    /// The form of a rule that is there.
    pub fn of(id: i64, version: String, rule: &Availability) -> Self {
        let text = |value: Option<String>| value.unwrap_or_default();
        let (once, weekdays, date) = match &rule.on {
            Days::Date(date) => (true, Vec::new(), date.to_string()),
            Days::Weekdays(days) => (false, days.iter().map(|day| word_of(*day).to_owned()).collect(), String::new()),
        };
        Self {
            id: id.to_string(),
            version,
            from_week: String::new(),
            day: String::new(),
            only: false,
            resource: rule.resource.to_string(),
            once,
            weekdays,
            date,
            from: time_text(rule.hours.from),
            // A field for times knows no 24:00.
            to: time_text(rule.hours.to),
            step: text(rule.step_minutes.map(|step| step.to_string())),
            valid_from: text(rule.valid_from.map(|date| date.to_string())),
            valid_until: text(rule.valid_until.map(|date| date.to_string())),
            every_weeks: rule.every_weeks.to_string(),
        }
    }

    /// Opened from that week by the bar of that day: what changes is that day, where the rule has several.
    pub fn opened_from(mut self, week: &str, day: &str, known: Option<&Availability>) -> Self {
        self.from_week = limits::date(week).map(|date| date.to_string()).unwrap_or_default();
        let has_several = |day: Weekday| match known.map(|rule| &rule.on) {
            Some(Days::Weekdays(days)) => days.len() > 1 && days.contains(&day),
            _ => false,
        };
        if weekday_of(day).is_some_and(has_several) {
            (self.day, self.only) = (day.to_owned(), true);
        }
        self
    }

    /// What was sent.
    pub fn read(form: &FormData) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self {
            id: text("id"),
            version: text("version"),
            from_week: text("from_week"),
            day: text("day"),
            only: form.text("scope") == "day",
            resource: text("resource"),
            once: form.text("repeats") == "once",
            weekdays: form.all("weekdays").map(str::to_owned).collect(),
            date: text("date"),
            from: text("from"),
            to: text("to"),
            step: text("step"),
            valid_from: text("valid_from"),
            valid_until: text("valid_until"),
            every_weeks: text("every_weeks"),
        }
    }

    /// The one day of the week that a change is for, where it is not for all days of the rule.
    pub fn only_day(&self) -> Option<Weekday> {
        weekday_of(&self.day).filter(|_| self.only)
    }

    /// Whether a day of the week is ticked.
    pub fn has(&self, word: &str) -> bool {
        self.weekdays.iter().any(|day| day == word)
    }

    /// The rule, or all that is wrong with it.
    pub fn parse(&self, calendar: &Calendar, language: Language) -> Result<Availability, Errors> {
        let mut reader = FormReader::new(language);
        let known = calendar.resource(&self.resource).map(|resource| resource.id.clone()).ok_or(Invalid::Unknown);
        let resource: Option<ResourceId> = reader.take("resource", known);
        let on = self.parse_days(&mut reader);
        let from = reader.take("from", limits::time(&self.from));
        let to = reader.take("to", limits::end_time(&self.to));
        let step = |text: &str| limits::number(text, 1..=MINUTES_AT_MOST);
        let step_minutes = reader.take_optional("step", &self.step, step);
        let (valid_from, valid_until, every_weeks) =
            if self.once && !self.only { (None, None, 1) } else { self.parse_validity(&mut reader) };
        if !reader.errors.is_empty() {
            return Err(reader.errors);
        }
        let hours = from.zip(to).map(|(from, to)| Hours { from, to });
        let whole = (|| {
            let (resource, on, hours) = (resource?, on?, hours?);
            Some(Availability { resource, on, hours, step_minutes, valid_from, valid_until, every_weeks })
        })();
        whole.ok_or(reader.errors)
    }

    fn parse_days(&self, reader: &mut FormReader) -> Option<Days> {
        if let Some(day) = self.only_day() {
            return Some(Days::Weekdays(vec![day]));
        }
        if self.once {
            return reader.take("date", limits::date(&self.date)).map(Days::Date);
        }
        let ticked: Vec<Weekday> = WEEKDAYS.iter().filter(|(word, _)| self.has(word)).map(|(_, day)| *day).collect();
        reader.take("weekdays", limits::each_once(&ticked))?;
        Some(Days::Weekdays(ticked))
    }

    fn parse_validity(&self, reader: &mut FormReader) -> (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>, u32) {
        let from = reader.take_optional("valid_from", &self.valid_from, limits::date);
        let until = reader.take_optional("valid_until", &self.valid_until, limits::date);
        reader.take("valid_until", limits::ordered(from, until));
        let weeks = |text: &str| limits::number(text, 1..=WEEKS_AT_MOST);
        let weeks = reader.take_optional("every_weeks", &self.every_weeks, weeks).unwrap_or(1);
        // A date that is wrong is told once.
        if self.valid_from.is_empty() {
            reader.take("valid_from", limits::rhythm(weeks, from));
        }
        (from, until, weeks)
    }
}
