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
/// Maximum length of a URL, in characters.
const URL_LENGTH: usize = 2000;
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
    move |text| told(text, limits::line(text, most))
}

/// Several lines of at most `most` characters in all.
pub fn lines(most: usize) -> impl Fn(&str) -> Parsed<String> {
    move |text| told(text, limits::lines(text, most))
}

/// Converts an error of the domain's parsers.
fn told<T>(text: &str, result: Result<T, Invalid>) -> Parsed<T> {
    result.map_err(|problem| match problem {
        Invalid::Required => ValidationError::Empty,
        Invalid::TooLong(most) => ValidationError::TooLong(text.chars().count(), most),
        Invalid::NotAColor => ValidationError::NotAColor(quoted(text)),
        Invalid::NotADate => ValidationError::NotADate(quoted(text)),
        Invalid::NotATime => ValidationError::NotATime(quoted(text)),
        // The only other error of the parsers used here.
        _ => ValidationError::HiddenCharacters,
    })
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
    told(text, limits::line(text, ID_LENGTH))
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

/// A web URL.
pub fn url(text: &str) -> Parsed<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let odd = |c: char| c.is_whitespace() || c.is_control() || is_bidirectional(c) || "<>\"\\^`{|}".contains(c);
    if host.is_some_and(is_host) && !text.chars().any(odd) && text.chars().count() <= URL_LENGTH {
        Ok(text.to_owned())
    } else {
        Err(ValidationError::NotAUrl)
    }
}

/// A host, optionally with a port.
fn is_host(text: &str) -> bool {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (text, None),
    };
    let bracketed = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let right = match bracketed {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => name
            .split('.')
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))),
    };
    right
        && port.is_none_or(|port| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|p| p > 0))
}

/// A web origin exactly as sent by browsers: scheme, lower-case host, and a port unless it is the default.
pub fn origin(text: &str) -> Parsed<String> {
    let (host, usual) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(host), _) => (Some(host), ":443"),
        (_, host) => (host, ":80"),
    };
    let right = |host: &str| is_host(host) && host.is_ascii() && !host.bytes().any(|b| b.is_ascii_uppercase());
    if host.is_some_and(|host| right(host) && !host.ends_with(usual)) {
        Ok(text.to_owned())
    } else {
        Err(ValidationError::NotAnOrigin)
    }
}

/// A colour.
pub fn color(text: &str) -> Parsed<String> {
    told(text, limits::color(text))
}

/// A supported language.
pub fn language(text: &str) -> Parsed<Language> {
    Language::from_tag(text).filter(|language| language.tag() == text).ok_or(ValidationError::NotALanguage)
}

/// A date.
pub fn date(text: &str) -> Parsed<NaiveDate> {
    told(text, limits::date(text))
}

/// A time of day.
pub fn time(text: &str) -> Parsed<NaiveTime> {
    told(text, limits::time(text))
}

/// An end of hours: a time of day, or `24:00` for midnight at the end of the day.
pub fn end_time(text: &str) -> Parsed<NaiveTime> {
    told(text, limits::end_time(text))
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
