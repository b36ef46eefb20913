//! Dates, times and durations in words, as a letter would have them.

use crate::domain::shop::Language;
use crate::domain::time::Minute;
use chrono::Datelike;
use chrono_tz::Tz;

const WEEKDAYS_DE: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "Montag, 17. Januar 2022" or "Monday, 17 January 2022".
pub fn date(at: Minute, zone: Tz, language: Language) -> String {
    let local = at.in_zone(zone);
    let (weekday, month) = (local.weekday().num_days_from_monday() as usize, local.month0() as usize);
    let (day, year) = (local.day(), local.year());
    match language {
        Language::De => format!("{}, {day}. {} {year}", WEEKDAYS_DE[weekday], MONTHS_DE[month]),
        Language::En => format!("{}, {day} {} {year}", WEEKDAYS_EN[weekday], MONTHS_EN[month]),
    }
}

/// "Montag, 17. Januar 2022, 09:00 Uhr".
pub fn date_and_time(at: Minute, zone: Tz, language: Language) -> String {
    let clock = match language {
        Language::De => " Uhr",
        Language::En => "",
    };
    format!("{}, {}{clock}", date(at, zone, language), at.local_time(zone))
}

/// "Montag, 17. Januar 2022, 09:00 bis 10:00 Uhr", with the second date where it is another.
pub fn span(start: Minute, end: Minute, zone: Tz, language: Language) -> String {
    let until = match language {
        Language::De => "bis",
        Language::En => "to",
    };
    if start.local_date(zone) != end.local_date(zone) {
        return format!("{} {until} {}", date_and_time(start, zone, language), date_and_time(end, zone, language));
    }
    let (day, from, to) = (date(start, zone, language), start.local_time(zone), end.local_time(zone));
    match language {
        Language::De => format!("{day}, {from} {until} {to} Uhr"),
        Language::En => format!("{day}, {from} {until} {to}"),
    }
}

/// "45 Minuten", "1 Stunde", "1 Stunde 30 Minuten".
pub fn duration(minutes: i64, language: Language) -> String {
    let (one_hour, hours, one_minute, several) = match language {
        Language::De => ("Stunde", "Stunden", "Minute", "Minuten"),
        Language::En => ("hour", "hours", "minute", "minutes"),
    };
    let counted = |count: i64, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    match (minutes / 60, minutes % 60) {
        (0, rest) => counted(rest, one_minute, several),
        (whole, 0) => counted(whole, one_hour, hours),
        (whole, rest) => format!("{} {}", counted(whole, one_hour, hours), counted(rest, one_minute, several)),
    }
}
