//! The `[[availabilities]]` and `[[exceptions]]` tables: if present, each replaces the stored rows.

use super::bounds;
use super::catalog::known_resource;
use super::reader::{Field, Table};
use super::validation_error::ValidationError;
use super::values;
use crate::domain::limits;
use crate::domain::limits::{MINUTES_AT_MOST, WEEKDAYS, WEEKS_AT_MOST};
use crate::domain::shop::{Availability, Calendar, Days, Exception, Hours};
use crate::domain::values::ExceptionNote;
use chrono::{NaiveDate, Weekday};

/// Reads availabilities.
pub fn read_availabilities(field: &Field<'_>, calendar: &Calendar) -> Vec<Availability> {
    field.tables(bounds::RULES).into_iter().filter_map(|table| read_availability(table, calendar)).collect()
}

fn read_availability(table: Table<'_>, calendar: &Calendar) -> Option<Availability> {
    table.require(&["resource", "from", "to"]);
    let resource = table.field("resource").and_then(|field| known_resource(&field, calendar));
    let on = read_days(&table);
    let from = table.field("from").and_then(|field| field.parsed(values::time));
    let to = table.field("to").and_then(|field| field.parsed(values::end_time));
    let mut step_minutes = None;
    table.set_optional(&mut step_minutes, "step_minutes", |field| field.number(1..=MINUTES_AT_MOST));
    let (valid_from, valid_until) = (read_date(&table, "valid_from"), read_date(&table, "valid_until"));
    if limits::ordered(valid_from, valid_until).is_err() {
        table.refuse("valid_until", ValidationError::Before("valid_from"));
    }
    let mut every_weeks = 1;
    table.set(&mut every_weeks, "every_weeks", |field| field.number(1..=WEEKS_AT_MOST));
    if limits::rhythm(every_weeks, valid_from).is_err() {
        table.refuse("every_weeks", ValidationError::NeedsFirstDate);
        every_weeks = 1;
    }
    table.finish();
    let hours = Hours { from: from?, to: to? };
    Some(Availability { resource: resource?, on: on?, hours, step_minutes, valid_from, valid_until, every_weeks })
}

fn read_days(table: &Table<'_>) -> Option<Days> {
    match (table.field("weekdays"), table.field("date")) {
        (Some(weekdays), None) => read_weekdays(&weekdays).map(Days::Weekdays),
        (None, Some(date)) => date.parsed(values::date).map(Days::Date),
        (Some(_), Some(_)) => {
            table.refuse("date", ValidationError::WeekdaysAndDate);
            None
        }
        (None, None) => {
            table.refuse("weekdays", ValidationError::NoWeekdays);
            None
        }
    }
}

fn read_weekdays(field: &Field<'_>) -> Option<Vec<Weekday>> {
    let choices = WEEKDAYS.map(|(word, _)| word);
    let from_word = |word: &str| WEEKDAYS.iter().find(|(known, _)| *known == word).map(|(_, day)| *day);
    let days = field.list_of(WEEKDAYS.len(), |item| item.word(&choices, from_word))?;
    if limits::each_once(&days).is_err() {
        return field.refuse(ValidationError::NoDays);
    }
    Some(days)
}

fn read_date(table: &Table<'_>, key: &'static str) -> Option<NaiveDate> {
    let mut date = None;
    table.set_optional(&mut date, key, |field| field.parsed(values::date));
    date
}

/// Reads exceptions.
pub fn read_exceptions(field: &Field<'_>, calendar: &Calendar) -> Vec<Exception> {
    field.tables(bounds::RULES).into_iter().filter_map(|table| read_exception(table, calendar)).collect()
}

fn read_exception(table: Table<'_>, calendar: &Calendar) -> Option<Exception> {
    let mut resource = None;
    table.set_optional(&mut resource, "resource", |field| known_resource(field, calendar));
    let dates = read_dates(&table);
    let mut hours = Vec::new();
    table.set(&mut hours, "hours", |field| field.list_of(bounds::HOURS, read_hours));
    // A note that stands in the database already is not validated.
    let is_kept = |note: &&ExceptionNote| table.raw("note") == Some(note.as_str());
    let mut note = calendar.exceptions.iter().filter_map(|one| one.note.as_ref()).find(is_kept).cloned();
    table.set_value(&mut note, "note");
    table.finish();
    let (from_date, to_date) = dates?;
    Some(Exception { resource, from_date, to_date, hours, note })
}

fn read_dates(table: &Table<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let date = table.field("date");
    let range = (table.field("from_date"), table.field("to_date"));
    match (date, range) {
        (Some(date), (None, None)) => date.parsed(values::date).map(|date| (date, date)),
        (None, (Some(from), Some(to))) => {
            let (first, last) = (from.parsed(values::date), to.parsed(values::date));
            let (first, last) = first.zip(last)?;
            if limits::ordered(Some(first), Some(last)).is_err() {
                to.refuse(ValidationError::Before("from_date"))
            } else {
                Some((first, last))
            }
        }
        _ => {
            table.refuse("date", ValidationError::NoDates);
            None
        }
    }
}

fn read_hours(field: &Field<'_>) -> Option<Hours> {
    match field.list(usize::MAX)?.as_slice() {
        [from, to] => {
            let (from, to) = (from.parsed(values::time), to.parsed(values::end_time));
            Some(Hours { from: from?, to: to? })
        }
        _ => field.refuse(ValidationError::NotHours),
    }
}
