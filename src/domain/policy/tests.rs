//! What the operator may do beyond online booking, and the warnings for it.

use super::*;
use crate::domain::sample::{at, book, busy_elsewhere, calendar, daily, instant, planning, service};

const NOW: &str = "2022-01-14T08:00:00+01:00";

fn two_rooms_and_a_person() -> CalendarSnapshot {
    let mut calendar = calendar(&["a", "b", "person"]);
    calendar.shop.lead_time_hours = 60;
    calendar.services = vec![service(&[&["a", "b"], &["person"]])];
    calendar.availabilities =
        vec![daily("a", "09:00", "18:00"), daily("b", "09:00", "18:00"), daily("person", "09:00", "12:00")];
    planning(calendar)
}

fn wish<'a>(planning: &'a CalendarSnapshot, resources: &'a [ResourceId], from: &str, to: &str) -> PolicyOverride<'a> {
    let span = at(&planning.calendar, from)..at(&planning.calendar, to);
    PolicyOverride { service: &planning.calendar.services[0], resources, span: span.clone(), busy: span, moving: None }
}

fn completed(planning: &CalendarSnapshot, named: &[&str], from: &str, to: &str) -> Vec<String> {
    let named: Vec<ResourceId> = named.iter().map(|id| ResourceId::from(*id)).collect();
    let chosen = complete(planning, &wish(planning, &named, from, to), instant(NOW));
    chosen.iter().map(ToString::to_string).collect()
}

#[test]
fn what_the_operator_leaves_open_is_filled_with_what_is_free() {
    let mut planning = two_rooms_and_a_person();
    assert_eq!(completed(&planning, &[], "2022-01-17T09:00", "2022-01-17T10:00"), ["a", "person"]);
    assert_eq!(completed(&planning, &["b"], "2022-01-17T09:00", "2022-01-17T10:00"), ["b", "person"]);
    book(&mut planning, 1, &["a"], "2022-01-17T09:00", "2022-01-17T10:00");
    assert_eq!(completed(&planning, &[], "2022-01-17T09:30", "2022-01-17T10:30"), ["b", "person"]);
    assert_eq!(completed(&planning, &["a"], "2022-01-17T09:30", "2022-01-17T10:30"), ["a", "person"], "as named");
}

#[test]
fn closed_resources_are_taken_where_nothing_open_is_free_and_extra_ones_come_last() {
    let planning = two_rooms_and_a_person();
    assert_eq!(completed(&planning, &[], "2022-01-17T20:00", "2022-01-17T21:00"), ["a", "person"]);
    assert_eq!(completed(&planning, &["b", "a"], "2022-01-17T09:00", "2022-01-17T10:00"), ["a", "person", "b"]);
}

#[test]
fn an_appointment_to_be_moved_does_not_stand_in_its_own_way() {
    let mut planning = two_rooms_and_a_person();
    book(&mut planning, 1, &["a", "person"], "2022-01-17T09:00", "2022-01-17T10:00");
    let named = ["a".into(), "person".into()];
    let moved = PolicyOverride { moving: Some(1), ..wish(&planning, &named, "2022-01-17T09:30", "2022-01-17T10:30") };
    assert_eq!(complete(&planning, &moved, instant(NOW)), named);
    assert_eq!(unusual(&planning, &moved, instant(NOW)), []);
}

#[test]
fn what_no_customer_could_have_is_unusual() {
    let mut planning = two_rooms_and_a_person();
    let named = ["a".into(), "person".into()];
    let found = |planning: &CalendarSnapshot, from: &str, to: &str| {
        let words = unusual(planning, &wish(planning, &named, from, to), instant(NOW));
        words.iter().map(PolicyWarning::word).collect::<Vec<_>>()
    };
    assert_eq!(found(&planning, "2022-01-17T09:00", "2022-01-17T10:00"), [""; 0]);
    assert_eq!(found(&planning, "2022-01-17T11:30", "2022-01-17T12:30"), ["closed:person"]);
    assert_eq!(found(&planning, "2022-01-15T09:00", "2022-01-15T10:00"), ["lead_time"]);
    assert_eq!(found(&planning, "2022-01-13T20:00", "2022-01-13T21:00"), ["past", "closed:a", "closed:person"]);
    std::sync::Arc::make_mut(&mut planning.calendar).services[0].daily_limit = Some(0);
    assert_eq!(found(&planning, "2022-01-17T09:00", "2022-01-17T10:00"), ["daily_limit"]);
}

#[test]
fn what_another_calendar_calls_busy_is_avoided_and_may_be_overridden_after_a_warning() {
    let mut planning = two_rooms_and_a_person();
    busy_elsewhere(&mut planning, "a", "2022-01-17T09:30", "2022-01-17T09:45");
    assert_eq!(completed(&planning, &[], "2022-01-17T09:00", "2022-01-17T10:00"), ["b", "person"]);
    let named = ["a".into(), "person".into()];
    let wanted = wish(&planning, &named, "2022-01-17T09:00", "2022-01-17T10:00");
    assert_eq!(complete(&planning, &wanted, instant(NOW)), named, "as named");
    assert_eq!(unusual(&planning, &wanted, instant(NOW)), [PolicyWarning::Elsewhere("a".into())]);
    assert_eq!(PolicyWarning::Elsewhere("a".into()).word(), "elsewhere:a");
    book(&mut planning, 1, &["b"], "2022-01-17T09:00", "2022-01-17T10:00");
    assert_eq!(
        completed(&planning, &[], "2022-01-17T09:00", "2022-01-17T10:00"),
        ["a", "person"],
        "an appointment is in the way, a foreign event need not be"
    );
}
