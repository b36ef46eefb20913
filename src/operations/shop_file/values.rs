//! Parsers of formatted strings in a shop file: names, addresses, colours, dates, times. Invalid values are refused,
//! never repaired.

use super::validation_error::ValidationError;
use crate::domain::limits;
use crate::domain::limits::is_year;
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::domain::values::{Checked, Invalid, Line};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike};

/// Maximum length of an id, in characters.
const ID_LENGTH: usize = 100;
/// A value, or why it is refused.
pub type Parsed<T> = Result<T, ValidationError>;

/// A string as quoted in an error message: shortened, without control characters.
pub fn quoted(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// Converts an error of the domain's parsers.
pub fn told(text: &str, problem: Invalid) -> ValidationError {
    match problem {
        Invalid::Required => ValidationError::Empty,
        Invalid::TooLong(most) => ValidationError::TooLong(text.chars().count(), most),
        Invalid::NotAColor => ValidationError::NotAColor(quoted(text)),
        Invalid::NotADate => ValidationError::NotADate(quoted(text)),
        Invalid::NotATime => ValidationError::NotATime(quoted(text)),
        Invalid::NotAnEmail => ValidationError::NotAnEmail,
        Invalid::NotAPhone => ValidationError::NotAPhone,
        Invalid::NotAUrl => ValidationError::NotAUrl,
        Invalid::NotAnOrigin => ValidationError::NotAnOrigin,
        Invalid::NotALanguage => ValidationError::NotALanguage,
        // The only other error of the parsers used here.
        _ => ValidationError::HiddenCharacters,
    }
}

/// The id of a resource or service: letters, digits, `-`, `_` and `.`.
pub fn id(text: &str) -> Parsed<String> {
    let right = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if right && text.chars().count() <= ID_LENGTH {
        Ok(text.to_owned())
    } else {
        Err(ValidationError::NotAnId(quoted(text), ID_LENGTH))
    }
}

/// A user name or password.
pub fn credential(text: &str) -> Parsed<String> {
    Checked::<Line<200>>::parse(text).map(String::from).map_err(|problem| told(text, problem))
}

/// The id of an appointment: no spaces.
pub fn appointment_id(text: &str) -> Parsed<String> {
    if text.is_empty() || text.chars().any(char::is_whitespace) {
        return Err(ValidationError::NotAnAppointmentId);
    }
    Checked::<Line<ID_LENGTH>>::parse(text).map(String::from).map_err(|problem| told(text, problem))
}

/// A supported language.
pub fn language(text: &str) -> Parsed<Language> {
    Language::from_tag(text).filter(|language| language.tag() == text).ok_or(ValidationError::NotALanguage)
}

/// A date.
pub fn date(text: &str) -> Parsed<NaiveDate> {
    limits::date(text).map_err(|problem| told(text, problem))
}

/// A time of day.
pub fn time(text: &str) -> Parsed<NaiveTime> {
    limits::time(text).map_err(|problem| told(text, problem))
}

/// An end of hours: a time of day, or `24:00` for midnight at the end of the day.
pub fn end_time(text: &str) -> Parsed<NaiveTime> {
    limits::end_time(text).map_err(|problem| told(text, problem))
}

/// An instant of whole minutes.
pub fn instant(text: &str) -> Parsed<Minute> {
    let at = DateTime::parse_from_rfc3339(text).ok().filter(|at| is_year(at.year()));
    let at = at.ok_or_else(|| ValidationError::NotAnInstant(quoted(text)))?;
    if at.second() != 0 || at.nanosecond() != 0 {
        return Err(ValidationError::NotAWholeMinute);
    }
    Ok(Minute::floor(at.to_utc()))
}
