//! The dates of rules, with closings and clock changes.

use super::*;
use crate::domain::sample::{calendar, daily, date, exception};
use crate::domain::shop::Calendar;
use chrono_tz::Europe::Berlin;

fn weekly(first: &str, until: SeriesEnd) -> Recurrence {
    let time = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    Recurrence { first: date(first), time, every_weeks: 1, weekdays: Vec::new(), until, on_closed: OnClosed::Skip }
}

/// The dates that take place, and in brackets those that do not.
fn dates_of(rule: &Recurrence, calendar: &Calendar) -> Vec<String> {
    let named = ["a".into()];
    let closings = Closings { calendar, service: calendar.services.first(), named: &named };
    let found = rule.occurrences(Berlin, |date| closings.is_closed(date), |date| closings.is_open(date));
    found
        .iter()
        .map(|one| match one {
            Occurrence::On { date, instead_of: None, .. } => date.to_string(),
            Occurrence::On { date, instead_of: Some(from), .. } => format!("{date} for {from}"),
            Occurrence::Skipped(date) => format!("({date})"),
        })
        .collect()
}

fn open() -> Calendar {
    let mut shop = calendar(&["a"]);
    shop.availabilities.push(daily("a", "08:00", "18:00"));
    shop
}

#[test]
fn weeks_are_counted_from_the_monday_of_the_first_date() {
    let rule = Recurrence {
        every_weeks: 2,
        weekdays: vec![Weekday::Mon, Weekday::Thu],
        ..weekly("2022-01-19", SeriesEnd::Count(4))
    };
    // The 19th is a Wednesday: its Monday is past, its Thursday counts.
    assert_eq!(dates_of(&rule, &open()), ["2022-01-20", "2022-01-31", "2022-02-03", "2022-02-14"]);
}

#[test]
fn a_series_ends_with_its_date_or_its_number() {
    let dates = |until| dates_of(&weekly("2022-01-17", until), &open());
    assert_eq!(dates(SeriesEnd::Date(date("2022-01-31"))), ["2022-01-17", "2022-01-24", "2022-01-31"]);
    assert_eq!(dates(SeriesEnd::Count(2)), ["2022-01-17", "2022-01-24"]);
    assert!(dates(SeriesEnd::Date(date("2022-01-16"))).is_empty());
    assert_eq!(dates(SeriesEnd::Count(10_000)).len(), SERIES_AT_MOST);
    assert_eq!(dates(SeriesEnd::Date(date("2031-01-01"))).len(), SERIES_AT_MOST);
}

#[test]
fn a_closed_date_is_skipped_and_does_not_count() {
    let mut shop = open();
    shop.exceptions.push(exception(None, "2022-01-24", &[]));
    shop.exceptions.push(exception(Some("a"), "2022-01-31", &[]));
    shop.exceptions.push(exception(Some("b"), "2022-02-07", &[]));
    let dates = dates_of(&weekly("2022-01-17", SeriesEnd::Count(3)), &shop);
    assert_eq!(dates, ["2022-01-17", "(2022-01-24)", "(2022-01-31)", "2022-02-07", "2022-02-14"]);
}

#[test]
fn a_closed_date_is_put_off_to_the_next_that_is_open_and_not_in_the_series() {
    let mut shop = open();
    shop.exceptions.push(exception(None, "2022-01-17", &[]));
    shop.exceptions.push(exception(None, "2022-01-19", &[]));
    let rule = Recurrence {
        weekdays: vec![Weekday::Mon, Weekday::Tue],
        on_closed: OnClosed::Shift,
        ..weekly("2022-01-17", SeriesEnd::Count(3))
    };
    assert_eq!(dates_of(&rule, &shop), ["2022-01-20 for 2022-01-17", "2022-01-18", "2022-01-24"]);
    // Nothing is open any more: it is said, and it ends.
    shop.availabilities.clear();
    assert_eq!(dates_of(&rule, &shop)[0], "(2022-01-17)");
}

#[test]
fn a_service_is_closed_where_all_of_a_need_are() {
    let mut shop = calendar(&["a", "b"]);
    shop.exceptions.push(exception(Some("a"), "2022-01-17", &[]));
    let closed = |shop: &Calendar| {
        Closings { calendar: shop, service: shop.services.first(), named: &[] }.is_closed(date("2022-01-17"))
    };
    assert!(!closed(&shop));
    shop.exceptions.push(exception(Some("b"), "2022-01-17", &[]));
    assert!(closed(&shop));
}

#[test]
fn the_wall_clock_holds_across_clock_changes() {
    let rule = weekly("2022-03-20", SeriesEnd::Count(2));
    let found = rule.occurrences(Berlin, |_| false, |_| true);
    let starts: Vec<String> = found
        .iter()
        .filter_map(|one| match one {
            Occurrence::On { start, .. } => Some(start.to_rfc3339(Berlin)),
            Occurrence::Skipped(_) => None,
        })
        .collect();
    assert_eq!(starts, ["2022-03-20T09:00:00+01:00", "2022-03-27T09:00:00+02:00"]);
}

#[test]
fn a_rule_whose_dates_are_all_closed_ends() {
    let found = weekly("2022-01-17", SeriesEnd::Count(6)).occurrences(Berlin, |_| true, |_| false);
    assert!(found.iter().all(|one| matches!(one, Occurrence::Skipped(_))));
    assert!(found.len() <= 522, "{}", found.len());
}
