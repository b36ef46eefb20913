//! The texts of a shop file that have a form: names, addresses, colours, dates, times. What is wrong is refused with a
//! sentence, never repaired.

use crate::domain::shop::{Hours, Language};
use crate::domain::time::Minute;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike};

/// Characters of an id.
const ID_LENGTH: usize = 100;
/// Characters of a web address.
const URL_LENGTH: usize = 2000;
/// Characters of an e-mail address.
const EMAIL_LENGTH: usize = 254;

/// A value, or the sentence that refuses it.
pub type Parsed<T> = Result<T, String>;

/// A text as a message repeats it: short, without control characters.
pub fn quoted(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// One line of at most that many characters.
pub fn line(most: usize) -> impl Fn(&str) -> Parsed<String> {
    move |text| {
        if text.trim().is_empty() {
            return Err("must not be empty".into());
        }
        checked(text, most, |_| false)
    }
}

/// Any number of lines of at most that many characters together.
pub fn lines(most: usize) -> impl Fn(&str) -> Parsed<String> {
    move |text| checked(text, most, |c| matches!(c, '\n' | '\r' | '\t'))
}

fn checked(text: &str, most: usize, allowed: impl Fn(char) -> bool) -> Parsed<String> {
    if text.chars().any(|c| (c.is_control() && !allowed(c)) || is_bidirectional(c)) {
        return Err("holds control or bidirectional characters; write plain text".into());
    }
    let length = text.chars().count();
    if length > most {
        return Err(format!("is {length} characters long; at most {most} fit"));
    }
    Ok(text.to_owned())
}

fn is_bidirectional(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The id of a resource or service: letters, digits, `-`, `_` and `.`.
pub fn id(text: &str) -> Parsed<String> {
    let right = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if right && text.chars().count() <= ID_LENGTH {
        Ok(text.to_owned())
    } else {
        Err(format!("is \"{}\"; an id is 1 to {ID_LENGTH} letters, digits, '-', '_' and '.'", quoted(text)))
    }
}

/// The id of an appointment: no spaces.
pub fn appointment_id(text: &str) -> Parsed<String> {
    if text.is_empty() || text.chars().any(char::is_whitespace) {
        return Err("must be an id without spaces".into());
    }
    checked(text, ID_LENGTH, |_| false)
}

/// An e-mail address.
pub fn email(text: &str) -> Parsed<String> {
    let right = text.split_once('@').is_some_and(|(local, domain)| {
        let labels = domain.split('.').all(|label| !label.is_empty());
        !local.is_empty() && domain.contains('.') && labels && !domain.contains('@')
    });
    let plain =
        !text.chars().any(|c| c.is_whitespace() || c.is_control() || is_bidirectional(c) || "<>,;\"".contains(c));
    if right && plain && text.len() <= EMAIL_LENGTH {
        Ok(text.to_owned())
    } else {
        Err("must be one e-mail address such as name@example.org".into())
    }
}

/// A page on the web.
pub fn url(text: &str) -> Parsed<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let odd = |c: char| c.is_whitespace() || c.is_control() || is_bidirectional(c) || "<>\"\\^`{|}".contains(c);
    if host.is_some_and(is_host) && !text.chars().any(odd) && text.chars().count() <= URL_LENGTH {
        Ok(text.to_owned())
    } else {
        Err("must be a web address that begins with https:// or http://".into())
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
        Err("must be an origin as browsers send it, such as https://www.example.org (no path, no slash)".into())
    }
}

/// A colour.
pub fn color(text: &str) -> Parsed<String> {
    match text.strip_prefix('#') {
        Some(digits) if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) => Ok(text.to_owned()),
        _ => Err(format!("is \"{}\"; a colour is # and six hexadecimal digits, such as #1a6b5c", quoted(text))),
    }
}

/// A language the program has texts in.
pub fn language(text: &str) -> Parsed<Language> {
    Language::from_tag(text).filter(|language| language.tag() == text).ok_or_else(|| "must be \"de\" or \"en\"".into())
}

/// A date.
pub fn date(text: &str) -> Parsed<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    // The parser is lenient about spaces and missing zeros.
    date.filter(|date| date.to_string() == text && is_year(date.year()))
        .ok_or_else(|| format!("is \"{}\"; a date is written YYYY-MM-DD", quoted(text)))
}

fn is_year(year: i32) -> bool {
    (1970..=9998).contains(&year)
}

/// A time of day; `24:00` is the midnight at the end.
pub fn time(text: &str) -> Parsed<NaiveTime> {
    let minutes = || -> Option<NaiveTime> {
        let (hours, minutes) = text.split_once(':')?;
        let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(hours) || !digits(minutes) {
            return None;
        }
        NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
    };
    minutes().ok_or_else(|| format!("is \"{}\"; a time is written HH:MM, from 00:00 to 23:59", quoted(text)))
}

/// The end of hours: a time of day, or `24:00`.
pub fn end_time(text: &str) -> Parsed<NaiveTime> {
    if text == "24:00" { Ok(NaiveTime::MIN) } else { time(text) }
}

/// Writes the end of `hours`: midnight is `24:00`.
pub fn end_of(hours: Hours) -> String {
    if hours.to == NaiveTime::MIN { "24:00".into() } else { time_text(hours.to) }
}

/// Writes a time of day.
pub fn time_text(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// An instant of whole minutes.
pub fn instant(text: &str) -> Parsed<Minute> {
    let at = DateTime::parse_from_rfc3339(text).ok().filter(|at| is_year(at.year()));
    let at = at.ok_or_else(|| {
        format!("is \"{}\"; an instant is written with its offset, such as 2022-01-17T09:00:00+01:00", quoted(text))
    })?;
    if at.second() != 0 || at.nanosecond() != 0 {
        return Err("must be a whole minute; leave seconds at 00".into());
    }
    Ok(Minute::floor(at.to_utc()))
}
