//! Days with clock changes, with the literal starts that are offered.

use super::compare::agreed;
use super::oracle::Asked;
use super::shops::{calendar, date, hours, instant, resource, service};
use chrono_tz::Tz;
use std::sync::Arc;
use terminplaner::domain::foreign::ForeignBusy;
use terminplaner::domain::shop::{Availability, Calendar, Days, Exception, Service};
use terminplaner::domain::snapshot::{CalendarSnapshot, Occupancy};

/// The starts offered by one room that is open on `on`, with a start time every `step` minutes, all of which must be
/// free; from two days before on, as written in the API.
fn starts(zone: Tz, on: &str, opening: &[(&str, &str)], step: u32, minutes: u32) -> Vec<String> {
    let rule = |(from, to): &(&str, &str)| Availability {
        resource: "room".into(),
        on: Days::Date(date(on)),
        hours: hours(from, to),
        step_minutes: Some(step),
        valid_from: None,
        valid_until: None,
        every_weeks: 1,
    };
    offered(zone, on, opening.iter().map(rule).collect(), vec![], minutes)
}

fn offered(zone: Tz, on: &str, rules: Vec<Availability>, exceptions: Vec<Exception>, minutes: u32) -> Vec<String> {
    let visit = Service { duration_minutes: minutes, needs: vec![vec!["room".into()]], ..service("visit") };
    let mut calendar = Calendar {
        resources: vec![resource("room")],
        services: vec![visit],
        availabilities: rules,
        exceptions,
        ..calendar(zone)
    };
    calendar.shop.horizon_days = 5;
    let planning = CalendarSnapshot {
        calendar: Arc::new(calendar),
        occupancy: Occupancy::default(),
        foreign: ForeignBusy::default(),
    };
    let before = date(on) - chrono::Days::new(2);
    let grid = agreed(&planning, &Asked::default(), before, 7, instant(&format!("{before}T00:00:00Z")));
    let slots = grid.days.iter().flat_map(|(_, slots)| slots).filter(|(_, free)| *free);
    slots.map(|(start, _)| start.to_rfc3339(zone)).collect()
}

#[test]
fn spring_forward_leaves_an_hour_out() {
    let starts = starts(Tz::Europe__Berlin, "2026-03-29", &[("01:00", "05:00")], 30, 30);
    let expected = [
        "2026-03-29T01:00:00+01:00",
        "2026-03-29T01:30:00+01:00",
        "2026-03-29T03:00:00+02:00",
        "2026-03-29T03:30:00+02:00",
        "2026-03-29T04:00:00+02:00",
        "2026-03-29T04:30:00+02:00",
    ];
    assert_eq!(starts, expected);
}

#[test]
fn hours_that_begin_in_the_gap_begin_an_hour_later() {
    let starts = starts(Tz::Europe__Berlin, "2026-03-29", &[("02:30", "05:00")], 30, 30);
    assert_eq!(starts, ["2026-03-29T03:30:00+02:00", "2026-03-29T04:00:00+02:00", "2026-03-29T04:30:00+02:00"]);
}

#[test]
fn hours_that_end_in_the_gap_end_an_hour_later() {
    let starts = starts(Tz::Europe__Berlin, "2026-03-29", &[("01:30", "02:30")], 30, 30);
    assert_eq!(starts, ["2026-03-29T01:30:00+01:00", "2026-03-29T03:00:00+02:00"]);
}

#[test]
fn hours_that_the_gap_turns_round_are_dropped() {
    assert_eq!(starts(Tz::Europe__Berlin, "2026-03-29", &[("02:30", "03:15")], 15, 15), [""; 0]);
}

#[test]
fn autumn_offers_the_doubled_hour_twice() {
    let starts = starts(Tz::Europe__Berlin, "2026-10-25", &[("01:30", "03:30")], 30, 30);
    let expected = [
        "2026-10-25T01:30:00+02:00",
        "2026-10-25T02:00:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:00:00+01:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-25T03:00:00+01:00",
    ];
    assert_eq!(starts, expected);
}

#[test]
fn hours_that_begin_or_end_in_the_doubled_hour_mean_its_first_pass() {
    let begins = starts(Tz::Europe__Berlin, "2026-10-25", &[("02:30", "03:00")], 30, 30);
    let doubled = ["2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00", "2026-10-25T02:30:00+01:00"];
    assert_eq!(begins, doubled);
    let ends = starts(Tz::Europe__Berlin, "2026-10-25", &[("01:30", "02:30")], 30, 30);
    assert_eq!(ends, ["2026-10-25T01:30:00+02:00", "2026-10-25T02:00:00+02:00"]);
}

#[test]
fn durations_are_elapsed_time() {
    let spring = starts(Tz::Europe__Berlin, "2026-03-29", &[("00:00", "24:00")], 1_440, 23 * 60);
    assert_eq!(spring, ["2026-03-29T00:00:00+01:00"]);
    assert_eq!(starts(Tz::Europe__Berlin, "2026-03-29", &[("00:00", "24:00")], 1_440, 23 * 60 + 1), [""; 0]);
    let autumn = starts(Tz::Europe__Berlin, "2026-10-25", &[("00:00", "24:00")], 1_440, 25 * 60);
    assert_eq!(autumn, ["2026-10-25T00:00:00+02:00"]);
}

#[test]
fn a_day_without_midnight_begins_at_one() {
    let starts = starts(Tz::America__Sao_Paulo, "2017-10-15", &[("00:00", "02:00")], 30, 30);
    assert_eq!(starts, ["2017-10-15T01:00:00-02:00", "2017-10-15T01:30:00-02:00"]);
}

#[test]
fn a_day_with_two_last_hours_offers_both() {
    let starts = starts(Tz::America__Sao_Paulo, "2018-02-17", &[("22:30", "24:00")], 30, 30);
    let expected = [
        "2018-02-17T22:30:00-02:00",
        "2018-02-17T23:00:00-02:00",
        "2018-02-17T23:30:00-02:00",
        "2018-02-17T23:00:00-03:00",
        "2018-02-17T23:30:00-03:00",
    ];
    assert_eq!(starts, expected);
}

#[test]
fn half_an_hour_may_be_doubled() {
    let starts = starts(Tz::Australia__Lord_Howe, "2024-04-07", &[("01:00", "02:30")], 30, 30);
    let expected = [
        "2024-04-07T01:00:00+11:00",
        "2024-04-07T01:30:00+11:00",
        "2024-04-07T01:30:00+10:30",
        "2024-04-07T02:00:00+10:30",
    ];
    assert_eq!(starts, expected);
}

#[test]
fn half_an_hour_may_be_left_out() {
    let starts = starts(Tz::Australia__Lord_Howe, "2024-10-06", &[("01:30", "03:00")], 30, 30);
    assert_eq!(starts, ["2024-10-06T01:30:00+10:30", "2024-10-06T02:30:00+11:00"]);
}
