//! Dates, times and durations in pages and mails.

use super::messages::Formats;
use super::texts::Texts;
use super::texts::formatters::Formatters;
use crate::domain::language::Language;
use crate::domain::time::{Minute, Repeated};
use chrono::{Datelike, NaiveDate, Offset, Weekday};
use chrono_tz::Tz;

/// "Montag" or "Monday".
pub fn weekday_name(day: Weekday, language: Language) -> &'static str {
    &Formatters::of(language).weekdays[day.num_days_from_monday() as usize]
}

/// "Mo" or "Mon".
pub fn short_weekday(day: Weekday, language: Language) -> &'static str {
    &Formatters::of(language).short_weekdays[day.num_days_from_monday() as usize]
}

/// "Montag, 17. Januar 2022" or "Monday, 17 January 2022".
pub fn long_day(date: NaiveDate, language: Language) -> String {
    Formatters::of(language).weekday_and_date(date)
}

/// A column heading: "Mo" and "17. Jan", or "Mon" and "17 Jan".
pub fn day_head(date: NaiveDate, language: Language) -> (String, String) {
    (short_weekday(date.weekday(), language).to_owned(), Formatters::of(language).head_day(date))
}

/// "Montag, 17. Januar": for a day in the next weeks, where the year is not needed.
pub fn near_day(date: NaiveDate, language: Language) -> String {
    Formatters::of(language).weekday_and_day(date)
}

/// "Januar 2022": the month of a date.
pub fn month(date: NaiveDate, language: Language) -> String {
    Formatters::of(language).month(date)
}

/// "14.–22. Januar 2022": what both dates share is not repeated.
pub fn range(first: NaiveDate, last: NaiveDate, language: Language) -> String {
    let (formatters, texts) = (Formatters::of(language), texts(language));
    let end = formatters.date(last);
    if first == last {
        end
    } else if first.year() != last.year() {
        texts.dates(formatters.date(first), end)
    } else if first.month() != last.month() {
        texts.dates(formatters.day(first), end)
    } else {
        texts.days_of_month(first.day(), end)
    }
}

/// "14. bis 22. Januar 2022": a range of [`range`] for the ear.
pub fn spoken_range(range: &str, language: Language) -> String {
    match range.split_once('–') {
        Some((first, last)) => texts(language).spoken_dates(first.trim(), last.trim()),
        None => range.to_owned(),
    }
}

/// "09:00 Uhr" or "09:00"; in the hour that is repeated when summer time ends, "02:15 Uhr (Winterzeit)".
pub fn clock(at: Minute, zone: Tz, language: Language) -> String {
    let (texts, clock) = (texts(language), texts(language).clock(time(at, zone, language)));
    match at.repeated(zone) {
        None => clock,
        Some(Repeated::First) => texts.summer_time(clock),
        Some(Repeated::Second) => texts.winter_time(clock),
    }
}

/// "09:00 bis 10:00 Uhr", with the second date if it differs.
pub fn span(start: Minute, end: Minute, zone: Tz, language: Language) -> String {
    let texts = texts(language);
    if start.local_date(zone) == end.local_date(zone) {
        if start.repeated(zone).or(end.repeated(zone)).is_some() {
            return texts.from_to(clock(start, zone, language), clock(end, zone, language));
        }
        return texts.clocks(time(start, zone, language), time(end, zone, language));
    }
    texts.from_to(clock(start, zone, language), day_and_time(end, zone, language))
}

/// "Montag, 17. Januar 2022, 09:00 Uhr".
pub fn day_and_time(at: Minute, zone: Tz, language: Language) -> String {
    texts(language).date_and_time(long_day(at.local_date(zone), language), clock(at, zone, language))
}

/// "Montag, 17. Januar 2022, 09:00 bis 10:00 Uhr", with the second date if it differs.
pub fn day_and_span(start: Minute, end: Minute, zone: Tz, language: Language) -> String {
    texts(language).date_and_span(long_day(start.local_date(zone), language), span(start, end, zone, language))
}

/// "Montag, 17. Januar 2022, 09:00 → 10:00 Uhr", with the second date if it differs.
pub fn from_to(from: Minute, to: Minute, zone: Tz, language: Language) -> String {
    let texts = texts(language);
    if from.local_date(zone) != to.local_date(zone) {
        return texts.change(day_and_time(from, zone, language), day_and_time(to, zone, language));
    }
    let clocks = texts.change(time(from, zone, language), clock(to, zone, language));
    texts.date_and_time(long_day(from.local_date(zone), language), clocks)
}

/// "Montag, 17. Januar, 09:00 Uhr": for a time in the next weeks, where the year is not needed.
pub fn soon(at: Minute, zone: Tz, language: Language) -> String {
    let day = near_day(at.local_date(zone), language);
    texts(language).date_and_time(day, clock(at, zone, language))
}

/// "45 Minuten", "1 Stunde", "1 Stunde 30 Minuten".
pub fn duration(minutes: i64, language: Language) -> String {
    let texts = texts(language);
    match (minutes / 60, minutes % 60) {
        (0, rest) => texts.minutes(rest),
        (whole, 0) => texts.hours(whole),
        (whole, rest) => texts.hours_and_minutes(texts.hours(whole), texts.minutes(rest)),
    }
}

/// "Wann:": a label before its value.
pub fn label(label: &str, language: Language) -> String {
    texts(language).label(label)
}

/// "UTC+1": distinguishes the two occurrences of a repeated hour.
pub fn offset(at: Minute, zone: Tz) -> String {
    let minutes = at.in_zone(zone).offset().fix().local_minus_utc() / 60;
    let (sign, minutes) = (if minutes < 0 { '−' } else { '+' }, minutes.abs());
    match minutes % 60 {
        0 => format!("UTC{sign}{}", minutes / 60),
        rest => format!("UTC{sign}{}:{rest:02}", minutes / 60),
    }
}

/// "09:00".
fn time(at: Minute, zone: Tz, language: Language) -> String {
    Formatters::of(language).time(at.in_zone(zone).time())
}

fn texts(language: Language) -> Texts<Formats> {
    Texts::of(language)
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
        assert_eq!(day_and_time(start, ZONE, Language::GERMAN), "Montag, 17. Januar 2022, 09:00 Uhr");
        assert_eq!(day_and_time(start, ZONE, Language::ENGLISH), "Monday, 17 January 2022, 09:00");
        assert_eq!(span(start, start.plus(60), ZONE, Language::GERMAN), "09:00 bis 10:00 Uhr");
        assert_eq!(
            day_and_span(start, start.plus(24 * 60), ZONE, Language::GERMAN),
            "Montag, 17. Januar 2022, 09:00 Uhr bis Dienstag, 18. Januar 2022, 09:00 Uhr"
        );
        assert_eq!(day_head(start.local_date(ZONE), Language::GERMAN), ("Mo".into(), "17. Jan".into()));
        assert_eq!(day_head(start.local_date(ZONE), Language::ENGLISH), ("Mon".into(), "17 Jan".into()));
    }

    #[test]
    fn a_range_names_month_and_year_once_where_they_are_the_same() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(range(day("2022-01-14"), day("2022-01-14"), Language::GERMAN), "14. Januar 2022");
        assert_eq!(range(day("2022-01-14"), day("2022-01-22"), Language::GERMAN), "14.–22. Januar 2022");
        assert_eq!(range(day("2022-01-14"), day("2022-01-22"), Language::ENGLISH), "14–22 January 2022");
        assert_eq!(range(day("2022-01-25"), day("2022-02-02"), Language::GERMAN), "25. Januar – 2. Februar 2022");
        assert_eq!(range(day("2021-12-30"), day("2022-01-05"), Language::ENGLISH), "30 December 2021 – 5 January 2022");
    }

    #[test]
    fn a_doubled_hour_is_told_apart() {
        assert_eq!(offset(at("2022-10-30T00:30:00Z"), ZONE), "UTC+2");
        assert_eq!(offset(at("2022-10-30T01:30:00Z"), ZONE), "UTC+1");
        let clocks =
            |language| [at("2022-10-30T00:15:00Z"), at("2022-10-30T01:15:00Z")].map(|at| clock(at, ZONE, language));
        assert_eq!(clocks(Language::GERMAN), ["02:15 Uhr (Sommerzeit)", "02:15 Uhr (Winterzeit)"]);
        assert_eq!(clocks(Language::ENGLISH), ["02:15 (summer time)", "02:15 (winter time)"]);
        let (start, end) = (at("2022-10-30T01:15:00Z"), at("2022-10-30T02:15:00Z"));
        assert_eq!(span(start, end, ZONE, Language::GERMAN), "02:15 Uhr (Winterzeit) bis 03:15 Uhr");
        for around in ["2022-10-29T23:59:00Z", "2022-10-30T02:00:00Z", "2022-03-27T01:30:00Z"] {
            assert!(!clock(at(around), ZONE, Language::GERMAN).contains('('), "{around}");
        }
    }
}
