//! Regression tests of the calendar, and ambiguous cases of the rules, each with a name.

use super::compare::{agreed, decide};
use super::oracle::{Asked, Grid, Why};
use super::shops::{calendar, date, hours, instant, minute, resource, service, weekly};
use chrono::Weekday::{self, Fri, Mon, Sat, Sun, Thu, Tue, Wed};
use chrono_tz::Tz;
use std::sync::Arc;
use terminplaner::domain::foreign::ForeignBusy;
use terminplaner::domain::ids::ResourceId;
use terminplaner::domain::shop::{Calendar, Exception, Service};
use terminplaner::domain::snapshot::{BusySpan, CalendarSnapshot, Occupancy};

const DAILY: [Weekday; 7] = [Mon, Tue, Wed, Thu, Fri, Sat, Sun];
const ZONE: Tz = Tz::Europe__Berlin;

fn ids(names: &[&str]) -> Vec<ResourceId> {
    names.iter().map(|name| (*name).into()).collect()
}

/// An appointment of an hour with those needs, in a shop whose rooms are closed.
fn shop(rooms: &[&str], needs: &[&[&str]]) -> Calendar {
    let visit = Service { needs: needs.iter().map(|need| ids(need)).collect(), ..service("visit") };
    let mut calendar = Calendar {
        resources: rooms.iter().map(|room| resource(room)).collect(),
        services: vec![visit],
        ..calendar(ZONE)
    };
    calendar.shop.horizon_days = 1;
    calendar
}

fn booked(calendar: Calendar, appointments: &[(i64, &str, &str, &str)]) -> CalendarSnapshot {
    let mut occupancy = Occupancy::default();
    for (appointment, room, start, end) in appointments {
        let at = |time: &str| minute(&format!("2026-06-10T{time}:00+02:00"));
        let span = BusySpan { start: at(start), end: at(end), appointment: *appointment };
        occupancy.occupy(&(*room).into(), span);
    }
    CalendarSnapshot { calendar: Arc::new(calendar), occupancy, foreign: ForeignBusy::default() }
}

fn exception(room: Option<&str>, first: &str, last: &str, opening: &[(&str, &str)]) -> Exception {
    Exception {
        resource: room.map(Into::into),
        from_date: date(first),
        to_date: date(last),
        hours: opening.iter().map(|(from, to)| hours(from, to)).collect(),
        note: None,
    }
}

/// The grid of 10 and 11 June 2026, at midnight of the 10th.
fn june(planning: &CalendarSnapshot) -> Grid {
    agreed(planning, &Asked::default(), date("2026-06-10"), 7, instant("2026-06-10T00:00:00+02:00"))
}

/// The free times as `day HH:MM`.
fn free(grid: &Grid) -> Vec<String> {
    let slots = grid.days.iter().flat_map(|(_, slots)| slots).filter(|(_, free)| *free);
    slots.map(|(at, _)| at.in_zone(ZONE).format("%d %H:%M").to_string()).collect()
}

#[test]
fn a_need_without_online_resource_leaves_marks_but_nothing_free() {
    let mut calendar = shop(&["room", "person"], &[&["room"], &["person"]]);
    calendar.resources[1].online = false;
    calendar.availabilities =
        vec![weekly("room", &[Wed], "09:00", "11:00"), weekly("person", &[Wed], "09:00", "11:00")];
    let planning = booked(calendar, &[]);
    let grid = june(&planning);
    let count = grid.days.iter().map(|(_, slots)| slots.len()).collect::<Vec<_>>();
    assert_eq!((count, free(&grid), grid.next_free), (vec![4], vec![], None));
    let (asked, now) = (Asked { operator: true, ..Asked::default() }, instant("2026-06-10T00:00:00+02:00"));
    let nine = minute("2026-06-10T09:00:00+02:00");
    assert_eq!(decide(&planning, &asked, nine, now), Ok(ids(&["room", "person"])));
    assert_eq!(decide(&planning, &Asked::default(), nine, now), Err(Why::NotOffered));
}

#[test]
fn a_service_that_is_not_offered_shows_nothing() {
    let mut calendar = shop(&["room"], &[&["room"]]);
    calendar.availabilities = vec![weekly("room", &[Wed], "09:00", "11:00")];
    calendar.services[0].online = false;
    assert_eq!(june(&booked(calendar.clone(), &[])).days, []);
    calendar.services[0].archived = true;
    let planning = booked(calendar, &[]);
    let (asked, now) = (Asked { operator: true, ..Asked::default() }, instant("2026-06-10T00:00:00+02:00"));
    assert_eq!(agreed(&planning, &asked, date("2026-06-10"), 7, now).days, []);
}

#[test]
fn a_moved_appointment_keeps_its_resources_also_for_each_others_need() {
    let mut calendar = shop(&["a", "b", "c"], &[&["b", "c", "a"], &["b", "c"]]);
    // At 9:30 only `a` and `c` have a start time; `b` is open.
    calendar.availabilities = vec![
        weekly("a", &[Wed], "08:30", "12:00"),
        weekly("b", &[Wed], "08:15", "12:00"),
        weekly("c", &[Wed], "08:30", "12:00"),
    ];
    let planning = booked(calendar, &[(1, "b", "10:45", "11:45"), (1, "c", "10:45", "11:45")]);
    let asked = Asked { moving: Some((1, ids(&["b", "c"]))), ..Asked::default() };
    let now = instant("2026-06-10T00:00:00+02:00");
    let kept = decide(&planning, &asked, minute("2026-06-10T09:30:00+02:00"), now);
    assert_eq!(kept, Ok(ids(&["c", "b"])));
}

#[test]
fn only_the_conflicting_resources_of_a_moved_appointment_are_replaced() {
    let mut calendar = shop(&["a", "b", "c"], &[&["a", "b"], &["c", "b"]]);
    calendar.availabilities = ["a", "b", "c"].map(|room| weekly(room, &[Wed], "09:00", "12:00")).to_vec();
    let planning =
        booked(calendar, &[(1, "b", "10:30", "11:30"), (1, "c", "10:30", "11:30"), (2, "c", "09:00", "10:00")]);
    let asked = Asked { moving: Some((1, ids(&["b", "c"]))), ..Asked::default() };
    let now = instant("2026-06-10T00:00:00+02:00");
    assert_eq!(decide(&planning, &asked, minute("2026-06-10T09:00:00+02:00"), now), Ok(ids(&["a", "b"])));
    assert_eq!(decide(&planning, &asked, minute("2026-06-10T11:00:00+02:00"), now), Ok(ids(&["b", "c"])));
}

#[test]
fn an_exception_replaces_what_would_come_over_from_the_evening_before() {
    let mut calendar = shop(&["room"], &[&["room"]]);
    calendar.availabilities = vec![weekly("room", &[Wed], "22:30", "02:00")];
    assert_eq!(
        free(&june(&booked(calendar.clone(), &[]))),
        ["10 22:30", "10 23:00", "10 23:30", "11 00:00", "11 00:30", "11 01:00"]
    );
    calendar.exceptions = vec![exception(None, "2026-06-11", "2026-06-11", &[("01:00", "02:30")])];
    let grid = free(&june(&booked(calendar, &[])));
    assert_eq!(grid, ["10 22:30", "10 23:00", "11 01:00", "11 01:30"]);
}

#[test]
fn special_hours_of_two_nights_end_at_the_midnight_between() {
    let mut calendar = shop(&["room"], &[&["room"]]);
    calendar.exceptions = vec![exception(Some("room"), "2026-06-10", "2026-06-11", &[("22:00", "01:00")])];
    let grid = free(&june(&booked(calendar, &[])));
    assert_eq!(
        grid,
        ["10 22:00", "10 22:30", "10 23:00", "11 22:00", "11 22:30", "11 23:00", "11 23:30", "12 00:00"][..7]
    );
}

#[test]
fn closed_wins_then_the_rooms_own_hours_then_the_shops() {
    let mut calendar = shop(&["room"], &[&["room"]]);
    calendar.availabilities = vec![weekly("room", &DAILY, "09:00", "18:00")];
    let shops = exception(None, "2026-06-10", "2026-06-11", &[("07:00", "08:00")]);
    let own = exception(Some("room"), "2026-06-10", "2026-06-11", &[("12:00", "13:00")]);
    let closed = exception(None, "2026-06-11", "2026-06-11", &[]);
    calendar.exceptions = vec![shops.clone()];
    assert_eq!(free(&june(&booked(calendar.clone(), &[]))), ["10 07:00", "11 07:00"]);
    calendar.exceptions = vec![own.clone(), shops.clone()];
    assert_eq!(free(&june(&booked(calendar.clone(), &[]))), ["10 12:00", "11 12:00"]);
    calendar.exceptions = vec![own, closed, shops];
    assert_eq!(free(&june(&booked(calendar, &[]))), ["10 12:00"]);
}

#[test]
fn openings_that_touch_at_midnight_are_one() {
    let mut calendar = shop(&["room"], &[&["room"]]);
    calendar.availabilities = vec![weekly("room", &[Wed], "23:00", "24:00"), weekly("room", &[Thu], "00:00", "01:00")];
    assert_eq!(free(&june(&booked(calendar, &[]))), ["10 23:00", "10 23:30", "11 00:00"]);
}

#[test]
fn a_gap_step_adds_a_start_behind_an_appointment_and_the_buffer() {
    let mut calendar = shop(&["room"], &[&["room"]]);
    calendar.resources[0].gap_step_minutes = Some(15);
    calendar.resources[0].step_minutes = 60;
    calendar.services[0].buffer_before_minutes = 10;
    calendar.availabilities = vec![weekly("room", &[Wed], "09:00", "13:00")];
    let planning = booked(calendar, &[(1, "room", "09:00", "10:20")]);
    assert_eq!(free(&june(&planning)), ["10 10:30", "10 11:00", "10 12:00"]);
}

#[test]
fn a_gap_step_also_counts_an_appointment_that_ends_as_the_room_opens() {
    let mut calendar = shop(&["room"], &[&["room"]]);
    calendar.resources[0].gap_step_minutes = Some(15);
    calendar.resources[0].step_minutes = 60;
    calendar.services[0].buffer_before_minutes = 10;
    calendar.availabilities = vec![weekly("room", &[Wed], "09:00", "12:00")];
    let planning = booked(calendar, &[(1, "room", "08:00", "09:00")]);
    assert_eq!(free(&june(&planning)), ["10 09:15", "10 10:00", "10 11:00"]);
}

#[test]
fn a_date_that_a_zone_leaves_out_opens_nothing() {
    let mut calendar = shop(&["room"], &[&["room"]]);
    calendar.shop.time_zone = Tz::Pacific__Apia;
    calendar.shop.horizon_days = 3;
    calendar.availabilities =
        vec![weekly("room", &[Thu, Fri], "22:30", "24:00"), weekly("room", &[Sun], "09:00", "10:00")];
    let planning = booked(calendar, &[]);
    let grid = agreed(&planning, &Asked::default(), date("2011-12-29"), 7, instant("2011-12-29T00:00:00-10:00"));
    let dates: Vec<_> = grid.days.iter().map(|(date, slots)| (date.to_string(), slots.len())).collect();
    assert_eq!(dates, [("2011-12-29".into(), 3), ("2012-01-01".into(), 2)]);
}
