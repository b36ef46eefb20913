//! The texts of a shop file that have a form: names, addresses, colours, dates, times. What is wrong is refused,
//! never repaired.

use super::validation_error::ValidationError;
use crate::domain::limits;
use crate::domain::limits::{is_bidirectional, is_year};
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::domain::values::Invalid;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike};

/// Characters of an id.
const ID_LENGTH: usize = 100;
/// Characters of a web address.
const URL_LENGTH: usize = 2000;
/// Characters of an e-mail address.
const EMAIL_LENGTH: usize = 254;

/// A value, or why it is refused.
pub type Parsed<T> = Result<T, ValidationError>;

/// A text as a message repeats it: short, without control characters.
pub fn quoted(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// One line of at most that many characters.
pub fn line(most: usize) -> impl Fn(&str) -> Parsed<String> {
    move |text| told(text, limits::line(text, most))
}

/// Any number of lines of at most that many characters together.
pub fn lines(most: usize) -> impl Fn(&str) -> Parsed<String> {
    move |text| told(text, limits::lines(text, most))
}

/// A problem of a text as the file's reader is told it.
fn told<T>(text: &str, result: Result<T, Invalid>) -> Parsed<T> {
    result.map_err(|problem| match problem {
        Invalid::Required => ValidationError::Empty,
        Invalid::TooLong(most) => ValidationError::TooLong(text.chars().count(), most),
        Invalid::NotAColor => ValidationError::NotAColor(quoted(text)),
        Invalid::NotADate => ValidationError::NotADate(quoted(text)),
        Invalid::NotATime => ValidationError::NotATime(quoted(text)),
        // The one that is left of those that a text can have.
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

/// A page on the web.
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

/// A host, perhaps with a port.
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

/// A web origin, exactly as browsers send it: scheme, host in lower case, a port unless it is the usual one.
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

/// A language the program has texts in.
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

/// The end of hours: a time of day, or `24:00`, the midnight at the end.
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
