//! Parsers of formatted strings in a shop file: names, addresses, colours, dates, times. Invalid values are refused,
//! never repaired.

use super::validation_error::ValidationError;
use crate::domain::limits;
use crate::domain::limits::{is_bidirectional, is_year};
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::domain::values::Invalid;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike};

/// Maximum length of an id, in characters.
const ID_LENGTH: usize = 100;
/// Maximum length of an e-mail address, in characters.
const EMAIL_LENGTH: usize = 254;

/// A value, or why it is refused.
pub type Parsed<T> = Result<T, ValidationError>;

/// A string as quoted in an error message: shortened, without control characters.
pub fn quoted(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// A single line of at most `most` characters.
pub fn line(most: usize) -> impl Fn(&str) -> Parsed<String> {
    move |text| limits::line(text, most).map_err(|problem| told(text, problem))
}

/// Several lines of at most `most` characters in all.
pub fn lines(most: usize) -> impl Fn(&str) -> Parsed<String> {
    move |text| limits::lines(text, most).map_err(|problem| told(text, problem))
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

/// The id of an appointment: no spaces.
pub fn appointment_id(text: &str) -> Parsed<String> {
    if text.is_empty() || text.chars().any(char::is_whitespace) {
        return Err(ValidationError::NotAnAppointmentId);
    }
    limits::line(text, ID_LENGTH).map_err(|problem| told(text, problem))
}

/// An e-mail address.
pub fn email(text: &str) -> Parsed<String> {
    let right = text.split_once('@').is_some_and(|(local, domain)| {
        let labels = domain.split('.').all(|label| !label.is_empty());
        !local.is_empty() && domain.contains('.') && labels && !domain.contains('@')
    });
    let plain =
        !text.chars().any(|c| c.is_whitespace() || c.is_control() || is_bidirectional(c) || "<>,;\"".contains(c));
    if right && plain && text.len() <= EMAIL_LENGTH { Ok(text.to_owned()) } else { Err(ValidationError::NotAnEmail) }
}

/// A colour.
pub fn color(text: &str) -> Parsed<String> {
    limits::color(text).map_err(|problem| told(text, problem))
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
