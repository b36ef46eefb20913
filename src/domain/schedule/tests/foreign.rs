//! Foreign busy times (rule 9), in the list and in the booking.

use super::super::*;
use crate::domain::sample::{at, book, busy_elsewhere, calendar, daily, date, instant, planning};
use crate::domain::time::DAY_MINUTES;

const NOW: &str = "2022-01-17T00:00:00+01:00";

fn room() -> CalendarSnapshot {
    let mut calendar = calendar(&["room"]);
    calendar.availabilities = vec![daily("room", "09:00", "12:00")];
    planning(calendar)
}

fn query(planning: &CalendarSnapshot) -> AvailabilityQuery<'_> {
    let service = &planning.calendar.services[0];
    AvailabilityQuery { service, resource: None, moving: None, scope: Audience::Online }
}

/// The free starts of the 17th.
fn free(planning: &CalendarSnapshot) -> Vec<String> {
    let page = page(planning, &query(planning), date("2022-01-17"), 1, instant(NOW));
    let zone = planning.calendar.shop.time_zone;
    for slot in &page.days[0].slots {
        let decided = decide(planning, &query(planning), slot.start, instant(NOW));
        assert_eq!(decided.is_ok(), slot.free, "the list and the booking agree");
        let is_late = slot.start == at(&planning.calendar, "2022-01-17T11:30");
        assert!(slot.free || is_late || decided == Err(Refusal::Occupied));
    }
    page.days[0].slots.iter().filter(|slot| slot.free).map(|slot| slot.start.local_time(zone)).collect()
}

#[test]
fn it_takes_the_starts_that_it_overlaps_and_no_others() {
    let mut planning = room();
    busy_elsewhere(&mut planning, "room", "2022-01-17T10:00", "2022-01-17T10:30");
    assert_eq!(free(&planning), ["09:00", "10:30", "11:00"], "its end is no overlap");
    book(&mut planning, 1, &["room"], "2022-01-17T09:00", "2022-01-17T10:15");
    assert_eq!(free(&planning), ["10:30", "11:00"], "it may lie over an appointment");
}

#[test]
fn the_buffers_of_the_appointment_count_against_it() {
    let mut planning = room();
    let service = &mut std::sync::Arc::make_mut(&mut planning.calendar).services[0];
    (service.buffer_before_minutes, service.buffer_after_minutes) = (15, 30);
    busy_elsewhere(&mut planning, "room", "2022-01-17T10:15", "2022-01-17T10:20");
    assert_eq!(free(&planning), ["11:00"]);
}

#[test]
fn it_gives_no_start_of_its_own_in_a_gap() {
    let mut planning = room();
    std::sync::Arc::make_mut(&mut planning.calendar).resources[0].gap_step_minutes = Some(5);
    busy_elsewhere(&mut planning, "room", "2022-01-17T09:00", "2022-01-17T10:05");
    assert_eq!(free(&planning), ["10:30", "11:00"]);
}

#[test]
fn the_next_free_start_is_found_behind_weeks_that_are_busy_elsewhere() {
    let mut planning = room();
    let start = at(&planning.calendar, "2022-01-17T00:00");
    let hours = (0..40 * 24).map(|hour| start.plus(hour * 60)..start.plus(hour * 60 + 59)).collect();
    planning.foreign.set(&"room".into(), Some(hours));
    let page = page(&planning, &query(&planning), date("2022-01-17"), 7, instant(NOW));
    assert_eq!(page.next_free, Some(at(&planning.calendar, "2022-02-26T09:00")));
    let nearest = nearest_free(&planning, &query(&planning), start.plus(9 * 60), 1, instant(NOW));
    assert_eq!(nearest, [start.plus(40 * DAY_MINUTES + 9 * 60)]);
}

#[test]
fn a_grid_looks_at_the_spans_of_its_days_only() {
    let mut planning = room();
    let start = at(&planning.calendar, "2022-01-17T00:00");
    let far = (0..20_000).map(|at| start.plus(60 * DAY_MINUTES + 2 * at)..start.plus(60 * DAY_MINUTES + 2 * at + 1));
    planning.foreign.set(&"room".into(), Some(far.collect()));
    assert_eq!(planning.foreign.of("room").len(), 20_000);
    let reach = start..start.plus(DAY_MINUTES);
    assert_eq!(planning.foreign.overlapping("room", &reach), []);
    assert_eq!(free(&planning).len(), 5);
}
