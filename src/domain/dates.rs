//! Dates, times and durations as pages and mails say them, in German and English.

use crate::domain::shop::Language;
use crate::domain::time::Minute;
use chrono::{Datelike, NaiveDate, Offset, Weekday};
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

fn weekday(date: NaiveDate, language: Language) -> &'static str {
    weekday_name(date.weekday(), language)
}

fn month(date: NaiveDate, language: Language) -> &'static str {
    let names = match language {
        Language::De => MONTHS_DE,
        Language::En => MONTHS_EN,
    };
    names[date.month0() as usize]
}

/// "Montag" or "Monday".
pub fn weekday_name(day: Weekday, language: Language) -> &'static str {
    let names = match language {
        Language::De => WEEKDAYS_DE,
        Language::En => WEEKDAYS_EN,
    };
    names[day.num_days_from_monday() as usize]
}

/// "17. Januar" or "17 January".
fn day_of_month(date: NaiveDate, language: Language) -> String {
    let dot = language.pick(".", "");
    format!("{}{dot} {}", date.day(), month(date, language))
}

/// "Montag, 17. Januar 2022" or "Monday, 17 January 2022".
pub fn long_day(date: NaiveDate, language: Language) -> String {
    format!("{}, {} {}", weekday(date, language), day_of_month(date, language), date.year())
}

/// A column's head: "Mo" and "17. Jan", or "Mon" and "17 Jan".
pub fn day_head(date: NaiveDate, language: Language) -> (String, String) {
    let letters = language.pick(2, 3);
    let short = |text: &str, count: usize| text.chars().take(count).collect::<String>();
    let dot = language.pick(".", "");
    (short(weekday(date, language), letters), format!("{}{dot} {}", date.day(), short(month(date, language), 3)))
}

/// "14.–22. Januar 2022": what both ends share is said once.
pub fn range(first: NaiveDate, last: NaiveDate, language: Language) -> String {
    let end = format!("{} {}", day_of_month(last, language), last.year());
    let dot = language.pick(".", "");
    if first == last {
        end
    } else if first.year() != last.year() {
        format!("{} {} – {end}", day_of_month(first, language), first.year())
    } else if first.month() != last.month() {
        format!("{} – {end}", day_of_month(first, language))
    } else {
        format!("{}{dot}–{end}", first.day())
    }
}

/// "09:00 Uhr" or "09:00".
pub fn clock(at: Minute, zone: Tz, language: Language) -> String {
    match language {
        Language::De => format!("{} Uhr", at.local_time(zone)),
        Language::En => at.local_time(zone),
    }
}

/// "09:00 bis 10:00 Uhr", with the second date where it is another.
pub fn span(start: Minute, end: Minute, zone: Tz, language: Language) -> String {
    let until = language.pick("bis", "to");
    if start.local_date(zone) == end.local_date(zone) {
        return format!("{} {until} {}", start.local_time(zone), clock(end, zone, language));
    }
    format!("{} {until} {}", clock(start, zone, language), day_and_time(end, zone, language))
}

/// "Montag, 17. Januar 2022, 09:00 Uhr".
pub fn day_and_time(at: Minute, zone: Tz, language: Language) -> String {
    format!("{}, {}", long_day(at.local_date(zone), language), clock(at, zone, language))
}

/// "Montag, 17. Januar 2022, 09:00 bis 10:00 Uhr", with the second date where it is another.
pub fn day_and_span(start: Minute, end: Minute, zone: Tz, language: Language) -> String {
    format!("{}, {}", long_day(start.local_date(zone), language), span(start, end, zone, language))
}

/// "Montag, 17. Januar 2022, 09:00 → 10:00 Uhr", with the second date where it is another.
pub fn from_to(from: Minute, to: Minute, zone: Tz, language: Language) -> String {
    let start = day_and_time(from, zone, language);
    if from.local_date(zone) != to.local_date(zone) {
        return format!("{start} → {}", day_and_time(to, zone, language));
    }
    let date = long_day(from.local_date(zone), language);
    format!("{date}, {} → {}", from.local_time(zone), clock(to, zone, language))
}

/// "Montag, 17. Januar, 09:00 Uhr": for a time in the next weeks, where the year goes without saying.
pub fn soon(at: Minute, zone: Tz, language: Language) -> String {
    let date = at.local_date(zone);
    format!("{}, {}, {}", weekday(date, language), day_of_month(date, language), clock(at, zone, language))
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

/// "UTC+1": tells the two meanings of a doubled hour apart.
pub fn offset(at: Minute, zone: Tz) -> String {
    let minutes = at.in_zone(zone).offset().fix().local_minus_utc() / 60;
    let (sign, minutes) = (if minutes < 0 { '−' } else { '+' }, minutes.abs());
    match minutes % 60 {
        0 => format!("UTC{sign}{}", minutes / 60),
        rest => format!("UTC{sign}{}:{rest:02}", minutes / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = Tz::Europe__Berlin;

    fn at(text: &str) -> Minute {
        Minute::floor(text.parse().unwrap())
    }

    #[test]
    fn days_and_times_read_as_in_a_letter() {
        let start = at("2022-01-17T08:00:00Z");
        assert_eq!(day_and_time(start, ZONE, Language::De), "Montag, 17. Januar 2022, 09:00 Uhr");
        assert_eq!(day_and_time(start, ZONE, Language::En), "Monday, 17 January 2022, 09:00");
        assert_eq!(span(start, start.plus(60), ZONE, Language::De), "09:00 bis 10:00 Uhr");
        assert_eq!(
            day_and_span(start, start.plus(24 * 60), ZONE, Language::De),
            "Montag, 17. Januar 2022, 09:00 Uhr bis Dienstag, 18. Januar 2022, 09:00 Uhr"
        );
        assert_eq!(day_head(start.local_date(ZONE), Language::De), ("Mo".into(), "17. Jan".into()));
        assert_eq!(day_head(start.local_date(ZONE), Language::En), ("Mon".into(), "17 Jan".into()));
    }

    #[test]
    fn a_range_names_month_and_year_once_where_they_are_the_same() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(range(day("2022-01-14"), day("2022-01-14"), Language::De), "14. Januar 2022");
        assert_eq!(range(day("2022-01-14"), day("2022-01-22"), Language::De), "14.–22. Januar 2022");
        assert_eq!(range(day("2022-01-14"), day("2022-01-22"), Language::En), "14–22 January 2022");
        assert_eq!(range(day("2022-01-25"), day("2022-02-02"), Language::De), "25. Januar – 2. Februar 2022");
        assert_eq!(range(day("2021-12-30"), day("2022-01-05"), Language::En), "30 December 2021 – 5 January 2022");
    }

    #[test]
    fn a_doubled_hour_is_told_apart() {
        assert_eq!(offset(at("2022-10-30T00:30:00Z"), ZONE), "UTC+2");
        assert_eq!(offset(at("2022-10-30T01:30:00Z"), ZONE), "UTC+1");
    }
}
