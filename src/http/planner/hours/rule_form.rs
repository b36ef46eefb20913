//! The form of a rule: filled from what there is, and read.

use super::Texts;
use crate::domain::limits::{MINUTES_AT_MOST, WEEKS_AT_MOST, time_text, weekday_word};
use crate::domain::shop::{Availability, Days, Hours};
use crate::http::planner::prelude::*;
use crate::operations::catalog::{Period, Revision};
use chrono::Weekday;

/// The form of a rule that is there. One that holds already changes from now on, unless a date is chosen.
pub fn of(row: Revision, rule: &Availability, today: NaiveDate, language: Language) -> Form {
    let begins = rule.valid_from.filter(|_| !has_begun(rule, today));
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
        .with("since", if begins.is_some() { "later" } else { "today" })
        .with_some("valid_from", begins)
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

fn has_begun(rule: &Availability, today: NaiveDate) -> bool {
    rule.valid_from.is_none_or(|from| from <= today)
}

/// The rule and the dates for which it replaces `before`, or all that is wrong with it. `before` is what the form changes,
/// `None` for a new rule.
pub fn read(
    form: &mut Form,
    calendar: &Calendar,
    before: Option<&Availability>,
    today: NaiveDate,
) -> Option<(Availability, Period)> {
    let before = before.filter(|before| matches!(before.on, Days::Weekdays(_)));
    let known = |id: &str| calendar.resource(id).map(|resource| resource.id.clone()).ok_or(Invalid::Unknown);
    let resource = form.read("resource", known);
    let on = read_days(form);
    let from = form.read("from", limits::time);
    let to = form.read("to", limits::end_time);
    let step_minutes = form.read_optional("step", |text| limits::number(text, 1..=MINUTES_AT_MOST));
    let is_once = form.is_chosen("repeats", "once") && !form.is_chosen("scope", "day");
    let since = before.filter(|_| !is_once).map(|before| read_since(form, before));
    let (valid_from, valid_until, every_weeks) = match (is_once, before) {
        (true, _) => (None, None, 1),
        (false, Some(before)) if since == Some(Since::Now) => {
            let begins = if has_begun(before, today) { before.valid_from } else { Some(today) };
            read_validity(form, |_| begins)
        }
        (false, _) => read_validity(form, |form| form.read_optional("valid_from", limits::date)),
    };
    let hours = Hours { from: from?, to: to? };
    let rule = Availability { resource: resource?, on: on?, hours, step_minutes, valid_from, valid_until, every_weeks };
    let change = match (before, since) {
        (Some(before), Some(since)) => dated(form, before, rule, since, today),
        _ => (rule, Period::default()),
    };
    form.is_right().then_some(change)
}

/// From when a change shall hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Since {
    Now,
    Date,
}

fn read_since(form: &mut Form, before: &Availability) -> Since {
    let typed = limits::date(form.value("valid_from")).ok();
    let is_other = typed.is_some() && typed != before.valid_from;
    if form.is_chosen("since", "later") || (form.value("since").is_empty() && is_other) {
        form.read("valid_from", limits::date);
        return Since::Date;
    }
    if is_other {
        form.refuse("valid_from", Texts::of(form.language()).choose_since());
    }
    Since::Now
}

/// The rule and the dates for which it replaces `before`. A rule that has not begun yet may begin on another date; one that
/// holds already is replaced from a date on, and holds again after the last date.
fn dated(
    form: &mut Form,
    before: &Availability,
    mut rule: Availability,
    since: Since,
    today: NaiveDate,
) -> (Availability, Period) {
    let mut period = Period::default();
    let is_same = rule.opens_like(before);
    if since == Since::Date && has_begun(before, today) {
        if is_same {
            form.refuse("valid_from", Texts::of(form.language()).nothing_changes());
        }
        period.from = rule.valid_from;
        if rule.every_weeks == before.every_weeks {
            rule.valid_from = before.valid_from;
        }
    }
    if !is_same && rule.valid_until.is_some_and(|last| before.valid_until.is_none_or(|until| last < until)) {
        period.until = rule.valid_until;
        rule.valid_until = before.valid_until;
    }
    (rule, period)
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

fn read_validity(
    form: &mut Form,
    first: impl FnOnce(&mut Form) -> Option<NaiveDate>,
) -> (Option<NaiveDate>, Option<NaiveDate>, u32) {
    let from = first(form);
    let until = form.read_optional("valid_until", limits::date);
    form.keep("valid_until", limits::ordered(from, until));
    let weeks = form.read_optional("every_weeks", |text| limits::number(text, 1..=WEEKS_AT_MOST)).unwrap_or(1);
    // A date that is wrong is told once.
    if form.value("valid_from").is_empty() {
        form.keep("valid_from", limits::rhythm(weeks, from));
    }
    (from, until, weeks)
}
