//! Explanations of refusals: the verdict is the decision's, each obstacle belongs to a resource.

use super::*;
use crate::domain::sample::{at, book, busy_elsewhere, calendar, daily, exception, instant, planning, service};
use crate::domain::schedule::{Audience, decide};
use crate::domain::shop::Days;
use std::sync::Arc;

const NOW: &str = "2022-01-14T08:00:00+01:00";

/// A room and a person, both needed; the room opens from 9 to 18, the person from 9 to 12.
fn room_and_person() -> CalendarSnapshot {
    let mut calendar = calendar(&["room", "person"]);
    calendar.services = vec![service(&[&["room"], &["person"]])];
    calendar.availabilities = vec![daily("room", "09:00", "18:00"), daily("person", "09:00", "12:00")];
    planning(calendar)
}

fn ask(planning: &CalendarSnapshot, local: &str) -> Explanation {
    let service = &planning.calendar.services[0];
    let question = AvailabilityQuery { service, resource: None, moving: None, scope: Audience::Online };
    let start = at(&planning.calendar, local);
    let why = explain(planning, &question, start, instant(NOW), &|_| None);
    assert_eq!(why.verdict, decide(planning, &question, start, instant(NOW)), "never a second decision");
    why
}

fn obstacles(why: &Explanation) -> Vec<Obstacle> {
    why.needs.iter().flatten().map(|(_, obstacle)| obstacle.clone()).collect()
}

#[test]
fn what_can_be_booked_has_no_obstacle() {
    let why = ask(&room_and_person(), "2022-01-17T09:00");
    assert_eq!(why.verdict, Ok(vec!["room".into(), "person".into()]));
    assert_eq!(obstacles(&why), [Obstacle::None, Obstacle::None]);
}

#[test]
fn a_room_that_is_free_without_its_person_says_who_is_missing() {
    let why = ask(&room_and_person(), "2022-01-17T14:00");
    assert_eq!(why.verdict, Err(Refusal::Closed));
    assert_eq!(obstacles(&why), [Obstacle::None, Obstacle::Closed(None)]);
    assert_eq!(why.missing(), [1]);
}

#[test]
fn an_appointment_in_the_way_is_named() {
    let mut planning = room_and_person();
    book(&mut planning, 7, &["person"], "2022-01-17T09:30", "2022-01-17T10:30");
    let why = ask(&planning, "2022-01-17T10:00");
    assert_eq!(why.verdict, Err(Refusal::Occupied));
    assert_eq!(obstacles(&why), [Obstacle::None, Obstacle::Appointment(7)]);
}

#[test]
fn a_buffer_is_told_from_the_appointment_itself() {
    let mut planning = room_and_person();
    book(&mut planning, 7, &["room"], "2022-01-17T09:00", "2022-01-17T10:15");
    let calendar = planning.calendar.clone();
    let question =
        AvailabilityQuery { service: &calendar.services[0], resource: None, moving: None, scope: Audience::Online };
    let span = at(&calendar, "2022-01-17T09:00")..at(&calendar, "2022-01-17T10:00");
    let start = at(&calendar, "2022-01-17T10:00");
    let why = explain(&planning, &question, start, instant(NOW), &|_| Some(span.clone()));
    assert_eq!(obstacles(&why), [Obstacle::Buffer(7), Obstacle::None]);
}

#[test]
fn ones_own_buffer_may_be_what_is_in_the_way() {
    let mut planning = room_and_person();
    Arc::make_mut(&mut planning.calendar).services[0].buffer_after_minutes = 30;
    book(&mut planning, 7, &["room"], "2022-01-17T10:00", "2022-01-17T11:00");
    assert_eq!(obstacles(&ask(&planning, "2022-01-17T09:00")), [Obstacle::Buffer(7), Obstacle::None]);
}

#[test]
fn closing_time_and_the_end_of_the_opening_differ() {
    let mut planning = room_and_person();
    let end = at(&planning.calendar, "2022-01-17T12:00");
    assert_eq!(obstacles(&ask(&planning, "2022-01-17T11:30")), [Obstacle::None, Obstacle::ClosesEarly(end)]);
    assert_eq!(ask(&planning, "2022-01-17T20:00").verdict, Err(Refusal::Closed));
    let mut holiday = exception(None, "2022-01-17", &[]);
    holiday.note = Some(ExceptionNote::from_stored("Betriebsausflug"));
    Arc::make_mut(&mut planning.calendar).exceptions.push(holiday);
    let note = Obstacle::Closed(Some(ExceptionNote::from_stored("Betriebsausflug")));
    assert_eq!(obstacles(&ask(&planning, "2022-01-17T09:00")), [note.clone(), note]);
}

#[test]
fn a_start_between_the_marks_is_said_to_be_one() {
    let why = ask(&room_and_person(), "2022-01-17T09:10");
    assert_eq!(why.verdict, Err(Refusal::NotAStartTime));
    assert_eq!(obstacles(&why), [Obstacle::NoMark, Obstacle::None]);
}

#[test]
fn lead_time_horizon_and_daily_limit_leave_the_resources_without_an_obstacle() {
    let mut planning = room_and_person();
    let calendar = Arc::make_mut(&mut planning.calendar);
    calendar.shop.lead_time_hours = 60;
    calendar.shop.horizon_days = 10;
    let why = ask(&planning, "2022-01-15T09:00");
    assert_eq!(why.verdict, Err(Refusal::TooSoon));
    assert_eq!(obstacles(&why), [Obstacle::None, Obstacle::None]);
    assert_eq!(why.earliest, at(&planning.calendar, "2022-01-16T20:00"));
    let why = ask(&planning, "2022-01-25T09:00");
    assert_eq!((why.verdict, why.last.to_string()), (Err(Refusal::TooLate), "2022-01-24".into()));
    Arc::make_mut(&mut planning.calendar).services[0].daily_limit = Some(1);
    book(&mut planning, 7, &["room"], "2022-01-17T09:00", "2022-01-17T10:00");
    assert_eq!(ask(&planning, "2022-01-17T10:00").verdict, Err(Refusal::DailyLimit));
}

#[test]
fn what_is_kept_from_online_booking_says_so() {
    let mut planning = room_and_person();
    let calendar = Arc::make_mut(&mut planning.calendar);
    calendar.resources[1].online = false;
    let why = ask(&planning, "2022-01-17T09:00");
    assert_eq!(why.verdict, Err(Refusal::NotOffered));
    assert_eq!(obstacles(&why), [Obstacle::None, Obstacle::NotOnline]);
    Arc::make_mut(&mut planning.calendar).resources[1].archived = true;
    assert_eq!(obstacles(&ask(&planning, "2022-01-17T09:00")), [Obstacle::None, Obstacle::Archived]);
}

#[test]
fn a_shop_whose_room_opens_on_one_date_only_is_closed_on_others() {
    let mut planning = room_and_person();
    Arc::make_mut(&mut planning.calendar).availabilities[0].on = Days::Date("2022-01-18".parse().unwrap());
    assert_eq!(obstacles(&ask(&planning, "2022-01-17T09:00"))[0], Obstacle::Closed(None));
    assert_eq!(obstacles(&ask(&planning, "2022-01-18T09:00"))[0], Obstacle::None);
}

#[test]
fn a_foreign_busy_time_is_named_with_its_span() {
    let mut planning = room_and_person();
    busy_elsewhere(&mut planning, "person", "2022-01-17T09:30", "2022-01-17T10:30");
    let why = ask(&planning, "2022-01-17T10:00");
    assert_eq!(why.verdict, Err(Refusal::Occupied));
    let at = |local| at(&planning.calendar, local);
    let span = at("2022-01-17T09:30")..at("2022-01-17T10:30");
    assert_eq!(obstacles(&why), [Obstacle::None, Obstacle::Elsewhere(span)]);
}
