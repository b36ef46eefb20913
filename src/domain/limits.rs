//! Limits and parsers of the values that describe a shop, shared by shop file and forms. Errors are of the type [`Invalid`];
//! each caller words them itself.

use super::values::Invalid;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};
use std::collections::HashSet;
use std::hash::Hash;
use std::ops::RangeInclusive;

/// Longest step, duration and buffer, in minutes: a week.
pub const MINUTES_AT_MOST: u32 = 10_080;
/// Longest lead time, in hours: ten years.
pub const HOURS_AT_MOST: u32 = 87_600;
/// Longest horizon, in days: ten years.
pub const HORIZON_AT_MOST: u32 = 3_650;
/// Longest interval of an availability, in weeks: ten years.
pub const WEEKS_AT_MOST: u32 = 520;
/// The greatest daily limit.
pub const DAILY_LIMIT_AT_MOST: u32 = 1_000_000;
/// The minutes that a customer may have to confirm a booking by mail: up to a day.
pub const CONFIRM_MINUTES: RangeInclusive<u32> = 5..=1440;
/// Upper limit of the settings for bookings with new e-mail addresses per hour and per day.
pub const NEW_ADDRESSES_AT_MOST: u32 = 100_000;
/// Websites that may use the widget.
pub const ORIGINS_AT_MOST: usize = 100;
/// Open appointments that one e-mail address may hold.
pub const OPEN_AT_MOST: u32 = 1_000_000;
/// Days after which customers' data are deleted: a hundred years.
pub const RETENTION_AT_MOST: u32 = 36_500;

/// The weekday names of the shop file and the API.
pub const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// The day of the week of that name.
pub fn weekday_of(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(known, _)| *known == word).map(|(_, day)| *day)
}

/// The name of a day of the week.
pub fn weekday_word(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize].0
}

/// A whole number in that range.
pub fn number(text: &str, range: RangeInclusive<u32>) -> Result<u32, Invalid> {
    let digits = !text.is_empty() && text.len() <= 10 && text.bytes().all(|b| b.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten().filter(|number| range.contains(number));
    number.ok_or(Invalid::OutOfRange(*range.start(), *range.end()))
}

/// A date, `YYYY-MM-DD`.
pub fn date(text: &str) -> Result<NaiveDate, Invalid> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    // The parser accepts spaces and missing zeros; the comparison does not.
    date.filter(|date| date.to_string() == text && is_year(date.year())).ok_or(Invalid::NotADate)
}

/// Whether a year lies in the supported range.
pub fn is_year(year: i32) -> bool {
    (1970..=9998).contains(&year)
}

/// A time of day, `HH:MM`.
pub fn time(text: &str) -> Result<NaiveTime, Invalid> {
    let minutes = || -> Option<NaiveTime> {
        let (hours, minutes) = text.split_once(':')?;
        let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(hours) || !digits(minutes) {
            return None;
        }
        NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
    };
    minutes().ok_or(Invalid::NotATime)
}

/// An end of hours: a time of day, or `24:00` for midnight at the end of the day.
pub fn end_time(text: &str) -> Result<NaiveTime, Invalid> {
    if text == "24:00" { Ok(NaiveTime::MIN) } else { time(text) }
}

/// Formats an end of hours; midnight is `24:00`.
pub fn end_text(end: NaiveTime) -> String {
    if end == NaiveTime::MIN { "24:00".into() } else { time_text(end) }
}

/// Formats a time of day.
pub fn time_text(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Refuses a date range that ends before it begins. Open ends are allowed.
pub fn ordered(first: Option<NaiveDate>, last: Option<NaiveDate>) -> Result<(), Invalid> {
    if first.zip(last).is_some_and(|(first, last)| last < first) { Err(Invalid::BeforeStart) } else { Ok(()) }
}

/// Refuses an interval of several weeks without the date from which weeks are counted.
pub fn rhythm(every_weeks: u32, valid_from: Option<NaiveDate>) -> Result<(), Invalid> {
    if every_weeks > 1 && valid_from.is_none() { Err(Invalid::NeedsFirstDate) } else { Ok(()) }
}

/// Refuses an empty list and duplicates, for weekdays and the resources of a need.
pub fn each_once<T: Eq + Hash>(items: &[T]) -> Result<(), Invalid> {
    let names: HashSet<_> = items.iter().collect();
    if items.is_empty() || names.len() < items.len() { Err(Invalid::NoneChosen) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_digits_within_its_range() {
        assert_eq!(number("30", 1..=MINUTES_AT_MOST), Ok(30));
        for bad in ["", "0", "10081", "-5", "+5", "1.5", "99999999999", "٣"] {
            assert_eq!(number(bad, 1..=MINUTES_AT_MOST), Err(Invalid::OutOfRange(1, MINUTES_AT_MOST)), "{bad}");
        }
    }

    #[test]
    fn a_day_ends_at_midnight_however_it_is_written() {
        assert_eq!(end_time("24:00"), Ok(NaiveTime::MIN));
        assert_eq!((time("24:00"), time("9:00")), (Err(Invalid::NotATime), Err(Invalid::NotATime)));
        assert_eq!(end_text(NaiveTime::MIN), "24:00");
    }
}
