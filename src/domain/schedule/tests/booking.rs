//! The answer for a start time: resources, a refusal, or the nearest free starts.

use super::super::super::shop::{Assignment, Availability};
use super::*;

#[test]
fn a_refusal_says_what_is_in_the_way() {
    let mut planning = golden();
    assert_eq!(refusal(&planning, "2022-01-17T12:00"), Some(Refusal::Occupied));
    assert_eq!(refusal(&planning, "2022-01-17T17:30"), Some(Refusal::Closed));
    assert_eq!(refusal(&planning, "2022-01-17T08:00"), Some(Refusal::Closed));
    assert_eq!(refusal(&planning, "2022-01-17T09:10"), Some(Refusal::NotAStartTime));
    assert_eq!(refusal(&planning, "2022-01-15T10:00"), Some(Refusal::TooSoon));
    assert_eq!(refusal(&planning, "2022-04-15T10:00"), Some(Refusal::TooLate));
    assert!(Refusal::Occupied.is_taken() && !Refusal::TooSoon.is_taken());
    let calendar = std::sync::Arc::make_mut(&mut planning.calendar);
    calendar.resources[0].archived = true;
    calendar.resources[1].online = false;
    assert_eq!(refusal(&planning, "2022-01-17T10:00"), Some(Refusal::NotOffered));
    assert!(week(&planning, "2022-01-17").days.is_empty());
    let operator = AvailabilityQuery { scope: Audience::Operator, ..ask(&planning) };
    assert_eq!(chosen(&planning, &operator, "2022-01-15T10:00"), ["kabine-2"]);
}

#[test]
fn a_start_must_be_a_mark_of_the_very_resource_that_takes_it() {
    let mut calendar = shop(&["a", "b"], "09:00", "12:00");
    calendar.availabilities[1] = Availability { step_minutes: Some(45), ..daily("b", "09:00", "12:00") };
    let mut planning = planning(calendar);
    assert_eq!(chosen(&planning, &ask(&planning), "2022-01-17T09:45"), ["b"]);
    book(&mut planning, 1, &["b"], "2022-01-17T10:00", "2022-01-17T10:30");
    assert_eq!(slots(&planning, "2022-01-17"), "09:00 09:30 x09:45 10:00 10:30 11:00 x11:15 x11:30");
}

#[test]
fn the_first_in_order_gets_it_or_the_one_with_the_fewest_busy_minutes() {
    let mut planning = planning(shop(&["a", "b", "c"], "09:00", "18:00"));
    book(&mut planning, 1, &["a"], "2022-01-17T09:00", "2022-01-17T11:00");
    book(&mut planning, 2, &["b"], "2022-01-17T09:00", "2022-01-17T10:00");
    book(&mut planning, 3, &["c"], "2022-01-17T10:00", "2022-01-17T11:00");
    assert_eq!(chosen(&planning, &ask(&planning), "2022-01-17T12:00"), ["a"]);
    std::sync::Arc::make_mut(&mut planning.calendar).shop.assignment = Assignment::Balanced;
    assert_eq!(chosen(&planning, &ask(&planning), "2022-01-17T12:00"), ["b"]);
    assert_eq!(chosen(&planning, &ask(&planning), "2022-01-18T12:00"), ["a"]);
}

#[test]
fn every_need_gets_a_resource_of_its_own() {
    let mut calendar = shop(&["a", "b"], "09:00", "10:00");
    calendar.services[0] = service(&[&["a", "b"], &["a"]]);
    let mut both = planning(calendar.clone());
    assert_eq!(chosen(&both, &ask(&both), "2022-01-17T09:00"), ["b", "a"]);
    book(&mut both, 1, &["b"], "2022-01-17T09:30", "2022-01-17T10:00");
    assert_eq!(refusal(&both, "2022-01-17T09:00"), Some(Refusal::Occupied));
    calendar.services[0] = service(&[&["a"], &["a"]]);
    assert_eq!(refusal(&planning(calendar), "2022-01-17T09:00"), Some(Refusal::Closed));
}

#[test]
fn a_choice_limits_the_first_need_only() {
    let mut calendar = shop(&["a", "b", "c"], "09:00", "10:00");
    calendar.services[0] = service(&[&["a", "b"], &["c"]]);
    let planning = planning(calendar);
    let (b, c) = ("b".into(), "c".into());
    let question = AvailabilityQuery { resource: Some(&b), ..ask(&planning) };
    assert_eq!(chosen(&planning, &question, "2022-01-17T09:00"), ["b", "c"]);
    let question = AvailabilityQuery { resource: Some(&c), ..ask(&planning) };
    let start = at(&planning.calendar, "2022-01-17T09:00");
    assert_eq!(decide(&planning, &question, start, instant(NOW)), Err(Refusal::NotOffered));
}

#[test]
fn a_reschedule_keeps_its_resources_where_they_are_free() {
    let mut calendar = shop(&["a", "b", "c"], "09:00", "12:00");
    calendar.services[0] = service(&[&["a", "b", "c"], &["a", "b", "c"]]);
    let mut planning = planning(calendar);
    book(&mut planning, 1, &["c", "b"], "2022-01-17T09:00", "2022-01-17T10:00");
    book(&mut planning, 2, &["c"], "2022-01-17T11:00", "2022-01-17T12:00");
    let held = ["c".into(), "b".into()];
    let question = AvailabilityQuery { moving: Some(Moving { appointment: 1, resources: &held }), ..ask(&planning) };
    assert_eq!(chosen(&planning, &question, "2022-01-17T09:30"), ["c", "b"]);
    assert_eq!(chosen(&planning, &question, "2022-01-17T10:30"), ["a", "b"]);
    assert_eq!(slots_for(&planning, &question, "2022-01-17"), "09:00 09:30 10:00 10:30 11:00 x11:30");
}

#[test]
fn a_reschedule_finds_its_needs_again_whatever_the_order_they_were_written_in() {
    let mut calendar = shop(&["a", "b", "c", "d"], "09:00", "12:00");
    calendar.services[0] = service(&[&["a", "b"], &["c", "d"]]);
    let planning = planning(calendar);
    let held = ["d".into(), "b".into()];
    let question = AvailabilityQuery { moving: Some(Moving { appointment: 1, resources: &held }), ..ask(&planning) };
    assert_eq!(chosen(&planning, &question, "2022-01-17T09:00"), ["b", "d"]);
}

#[test]
fn the_nearest_free_starts_come_nearest_first() {
    let planning = golden();
    let near = |local: &str, count| {
        let start = at(&planning.calendar, local);
        let nearest = nearest_free(&planning, &ask(&planning), start, count, instant(NOW));
        nearest
            .iter()
            .map(|at| at.in_zone(chrono_tz::Europe::Berlin).format("%d. %H:%M").to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(near("2022-01-17T12:00", 3), ["17. 11:30", "17. 12:30", "17. 11:00"]);
    assert_eq!(near("2022-01-01T12:00", 2), ["17. 09:00", "17. 09:30"]);
    assert_eq!(near("2022-04-20T12:00", 1), ["14. 17:00"]);
}

#[test]
fn instants_at_the_ends_of_the_calendar_are_refused_in_peace() {
    let planning = golden();
    for minutes in [i64::MIN, i64::MAX, 0] {
        let start = Minute::from_epoch(minutes);
        for scope in [Audience::Online, Audience::Operator] {
            let question = AvailabilityQuery { scope, ..ask(&planning) };
            let answer = decide(&planning, &question, start, instant(NOW));
            assert!(answer.is_err_and(|refusal| !refusal.is_taken()));
            nearest_free(&planning, &question, start, 3, instant(NOW));
        }
    }
}
