//! What was just saved or taken away, to be said on the next page: it goes into the address as plain values, and only
//! what reads as such values comes back as words.

use super::texts::Texts;
use super::{HoursQuery, words};
use crate::domain::limits;
use crate::domain::limits::{WEEKDAYS, end_text, time_text};
use crate::domain::shop::{Availability, Calendar, Days, Exception, Hours, Language};
use crate::http::pages::url;
use crate::i18n::dates;
use chrono::{NaiveDate, Weekday};

/// The page of the week in which a change was made, with word of what was done to a rule.
pub fn week_after(done: &str, rule: Option<&Availability>, week: &str) -> String {
    let Some(rule) = rule else { return url("/planner/hours", &[("week", week), ("done", done)]) };
    let days = match &rule.on {
        Days::Date(date) => date.to_string(),
        Days::Weekdays(days) => days.iter().map(|day| word_of(*day)).collect::<Vec<_>>().join("."),
    };
    // What ends some day is not said to hold every week.
    let unlimited = rule.valid_from.is_none() && rule.valid_until.is_none();
    let weeks = if unlimited || rule.every_weeks > 1 { rule.every_weeks.to_string() } else { String::new() };
    let query = [
        ("week", week),
        ("done", done),
        ("resource", rule.resource.as_str()),
        ("days", &days),
        ("from", &time_text(rule.hours.from)),
        ("to", &end_text(rule.hours.to)),
        ("weeks", &weeks),
    ];
    url("/planner/hours", &query)
}

/// The page of closing times, with word of what was done to one.
pub fn closings_after(done: &str, exception: Option<&Exception>) -> String {
    let date = |of: fn(&Exception) -> NaiveDate| exception.map(|one| of(one).to_string()).unwrap_or_default();
    let (from, to) = (date(|one| one.from_date), date(|one| one.to_date));
    url("/planner/hours/closings", &[("done", done), ("from", &from), ("to", &to)])
}

/// What an address says was done: "Gespeichert: Kabine 1, freitags 10–13 Uhr, jede Woche."
pub fn done(query: &HoursQuery, calendar: &Calendar, language: Language) -> Option<String> {
    let t = Texts::of(language);
    let (alone, before) = match query.done.as_str() {
        "saved" => (t.saved(), t.saved_what()),
        "deleted" => (t.deleted(), t.deleted_what()),
        "copied" => return Some(t.copied().to_owned()),
        _ => return None,
    };
    let what = rule_of(query, calendar, language).or_else(|| dates_of(query, language));
    Some(what.map_or_else(|| alone.to_owned(), |what| format!("{before} {what}.")))
}

fn rule_of(query: &HoursQuery, calendar: &Calendar, language: Language) -> Option<String> {
    let hours = Hours { from: limits::time(&query.from).ok()?, to: limits::end_time(&query.to).ok()? };
    let resource = calendar.resource(&query.resource)?;
    let on = match limits::date(&query.days) {
        Ok(date) => Days::Date(date),
        Err(_) => Days::Weekdays(query.days.split('.').map(weekday_of).collect::<Option<_>>()?),
    };
    let every_weeks = query.weeks.parse().unwrap_or_default();
    Some(format!("{}, {}", resource.name, words::rule(&on, hours, every_weeks, language)))
}

fn dates_of(query: &HoursQuery, language: Language) -> Option<String> {
    let (from, to) = (limits::date(&query.from).ok()?, limits::date(&query.to).ok()?);
    Some(dates::range(from, to, language))
}

/// The day of the week of that word.
pub fn weekday_of(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(known, _)| *known == word).map(|(_, day)| *day)
}

/// The word of a day of the week.
pub fn word_of(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize].0
}
