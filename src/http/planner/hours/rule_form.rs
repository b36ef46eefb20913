//! The form of a rule: filled from what there is, and read.

use crate::domain::limits::{self, MINUTES_AT_MOST, WEEKDAYS, WEEKS_AT_MOST, time_text, weekday_of, weekday_word};
use crate::domain::shop::{Availability, Days, Hours};
use crate::domain::values::Invalid;
use crate::http::planner::prelude::*;
use crate::operations::catalog::Revision;
use chrono::{NaiveDate, Weekday};

/// The form of a rule that is there.
pub fn of(row: Revision, rule: &Availability, language: Language) -> Form {
    let form = Form::new(language).with("id", row.id).with("revision", row.number).with("resource", &rule.resource);
    let form = match &rule.on {
        Days::Date(date) => form.with("repeats", "once").with("date", date),
        Days::Weekdays(days) => {
            form.with("repeats", "weekly").with_all("weekdays", days.iter().map(|day| weekday_word(*day)))
        }
    };
    form.with("from", time_text(rule.hours.from))
        // A field for times knows no 24:00.
        .with("to", time_text(rule.hours.to))
        .with_some("step", rule.step_minutes)
        .with_some("valid_from", rule.valid_from)
        .with_some("valid_until", rule.valid_until)
        .with("every_weeks", rule.every_weeks)
}

/// Opened from that week by the bar of that day: what changes is that day, where the rule has several.
pub fn opened_from(form: Form, week: &str, day: &str, known: Option<&Availability>) -> Form {
    let form = form.with_some("from_week", limits::date(week).ok());
    let has_several = |day: Weekday| match known.map(|rule| &rule.on) {
        Some(Days::Weekdays(days)) => days.len() > 1 && days.contains(&day),
        _ => false,
    };
    if weekday_of(day).is_some_and(has_several) { form.with("day", day).with("scope", "day") } else { form }
}

/// The one day of the week that a change is for, where it is not for all days of the rule.
pub fn only_day(form: &Form) -> Option<Weekday> {
    weekday_of(form.value("day")).filter(|_| form.is_chosen("scope", "day"))
}

/// The rule, or all that is wrong with it.
pub fn read(form: &mut Form, calendar: &Calendar) -> Option<Availability> {
    let known = |id: &str| calendar.resource(id).map(|resource| resource.id.clone()).ok_or(Invalid::Unknown);
    let resource = form.read("resource", known);
    let on = read_days(form);
    let from = form.read("from", limits::time);
    let to = form.read("to", limits::end_time);
    let step_minutes = form.read_optional("step", |text| limits::number(text, 1..=MINUTES_AT_MOST));
    let is_once = form.is_chosen("repeats", "once") && !form.is_chosen("scope", "day");
    let (valid_from, valid_until, every_weeks) = if is_once { (None, None, 1) } else { read_validity(form) };
    let hours = Hours { from: from?, to: to? };
    let rule = Availability { resource: resource?, on: on?, hours, step_minutes, valid_from, valid_until, every_weeks };
    form.is_right().then_some(rule)
}

fn read_days(form: &mut Form) -> Option<Days> {
    if let Some(day) = only_day(form) {
        return Some(Days::Weekdays(vec![day]));
    }
    if form.is_chosen("repeats", "once") {
        return form.read("date", limits::date).map(Days::Date);
    }
    let ticked = WEEKDAYS.iter().filter(|(word, _)| form.is_chosen("weekdays", word));
    let ticked: Vec<Weekday> = ticked.map(|(_, day)| *day).collect();
    form.keep("weekdays", limits::each_once(&ticked))?;
    Some(Days::Weekdays(ticked))
}

fn read_validity(form: &mut Form) -> (Option<NaiveDate>, Option<NaiveDate>, u32) {
    let from = form.read_optional("valid_from", limits::date);
    let until = form.read_optional("valid_until", limits::date);
    form.keep("valid_until", limits::ordered(from, until));
    let weeks = form.read_optional("every_weeks", |text| limits::number(text, 1..=WEEKS_AT_MOST)).unwrap_or(1);
    // A date that is wrong is told once.
    if form.value("valid_from").is_empty() {
        form.keep("valid_from", limits::rhythm(weeks, from));
    }
    (from, until, weeks)
}
