//! Named cases for the rules. Each is a small shop in Berlin around Monday, 17 January 2022. The slots shown are
//! tested here, the decision in `booking`.

mod booking;
mod foreign;

use super::super::sample::*;
use super::super::shop::Calendar;
use super::super::snapshot::CalendarSnapshot;
use super::*;
use chrono::Weekday;

const NOW: &str = "2022-01-14T08:00:00+01:00";

fn ask(planning: &CalendarSnapshot) -> AvailabilityQuery<'_> {
    AvailabilityQuery { service: &planning.calendar.services[0], resource: None, moving: None, scope: Audience::Online }
}

/// A shop with rooms that are open every day from `from` to `to`.
fn shop(resources: &[&str], from: &str, to: &str) -> Calendar {
    let mut calendar = calendar(resources);
    calendar.availabilities = resources.iter().map(|id| daily(id, from, to)).collect();
    calendar
}

fn week(planning: &CalendarSnapshot, from: &str) -> Page {
    page(planning, &ask(planning), date(from), 7, instant(NOW))
}

/// The slots of one date as `09:00`, or `x09:00` if taken.
fn slots(planning: &CalendarSnapshot, on: &str) -> String {
    slots_for(planning, &ask(planning), on)
}

fn slots_for(planning: &CalendarSnapshot, question: &AvailabilityQuery, on: &str) -> String {
    let page = page(planning, question, date(on), 1, instant(NOW));
    let slots = page.days.iter().filter(|day| day.date == date(on)).flat_map(|day| &day.slots);
    let zone = planning.calendar.shop.time_zone;
    let text = |slot: &Slot| format!("{}{}", if slot.free { "" } else { "x" }, slot.start.local_time(zone));
    slots.map(text).collect::<Vec<_>>().join(" ")
}

fn refusal(planning: &CalendarSnapshot, local: &str) -> Option<Refusal> {
    decide(planning, &ask(planning), at(&planning.calendar, local), instant(NOW)).err()
}

fn chosen(planning: &CalendarSnapshot, question: &AvailabilityQuery, local: &str) -> Vec<String> {
    let chosen = decide(planning, question, at(&planning.calendar, local), instant(NOW));
    chosen.unwrap().iter().map(ToString::to_string).collect()
}

fn golden() -> CalendarSnapshot {
    let mut calendar = shop(&["kabine-1", "kabine-2"], "09:00", "18:00");
    use Weekday::{Fri, Mon, Sat, Thu, Tue, Wed};
    for rule in &mut calendar.availabilities {
        rule.on = super::super::shop::Days::Weekdays(vec![Mon, Tue, Wed, Thu, Fri, Sat]);
    }
    calendar.shop.lead_time_hours = 60;
    let mut planning = planning(calendar);
    let taken = [
        (1, "17", "12:30", "13:00"),
        (2, "17", "12:00", "12:30"),
        (1, "18", "14:30", "15:00"),
        (1, "18", "16:00", "17:00"),
        (2, "18", "14:30", "15:00"),
        (2, "18", "16:00", "17:00"),
        (1, "19", "09:30", "10:00"),
        (2, "19", "09:30", "10:00"),
        (1, "20", "10:30", "11:00"),
        (1, "20", "16:00", "16:30"),
        (2, "20", "10:00", "10:30"),
        (2, "20", "15:30", "16:00"),
        (1, "21", "12:30", "13:30"),
        (2, "21", "12:00", "12:30"),
        (2, "21", "13:30", "14:00"),
    ];
    for (key, (room, day, from, to)) in (1..).zip(taken) {
        let local = |time: &str| format!("2022-01-{day}T{time}");
        book(&mut planning, key, &[&format!("kabine-{room}")], &local(from), &local(to));
    }
    planning
}

#[test]
fn the_week_of_the_description_is_the_grid_cell_for_cell() {
    let expected: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/golden/seed-week.json")).unwrap();
    let page = week(&golden(), "2022-01-14");
    let zone = chrono_tz::Europe::Berlin;
    let slot = |slot: &Slot| serde_json::json!({"time": slot.start.local_time(zone), "free": slot.free});
    let day = |day: &Day| {
        let slots: Vec<_> = day.slots.iter().map(slot).collect();
        serde_json::json!({"date": day.date, "slots": slots})
    };
    let grid: Vec<_> = page.days.iter().map(day).collect();
    assert_eq!(serde_json::Value::from(grid), expected["grid"]);
    assert_eq!((page.previous, page.next), (None, Some(date("2022-01-22"))));
    assert_eq!(page.next_free, Some(at(&golden().calendar, "2022-01-17T09:00")));
}

#[test]
fn what_the_list_calls_free_is_what_the_booking_takes() {
    let planning = golden();
    for slot in week(&planning, "2022-01-14").days.iter().flat_map(|day| &day.slots) {
        assert_eq!(decide(&planning, &ask(&planning), slot.start, instant(NOW)).is_ok(), slot.free);
    }
}

#[test]
fn a_slot_may_span_a_seam_also_across_midnight_but_no_break_and_no_two_rooms() {
    let mut calendar = shop(&["a"], "22:30", "24:00");
    calendar.availabilities.push(daily("a", "00:00", "01:30"));
    let midnight = planning(calendar);
    assert_eq!(slots(&midnight, "2022-01-17"), "00:00 00:30 x01:00 22:30 23:00 23:30");
    let mut calendar = shop(&["a", "b"], "09:00", "10:30");
    calendar.availabilities[1] = daily("b", "10:30", "12:00");
    assert_eq!(slots(&planning(calendar), "2022-01-17"), "09:00 09:30 x10:00 10:30 11:00 x11:30");
    let mut calendar = shop(&["a"], "09:00", "10:30");
    calendar.availabilities.push(daily("a", "11:00", "12:00"));
    assert_eq!(slots(&planning(calendar), "2022-01-17"), "09:00 09:30 x10:00 11:00 x11:30");
}

#[test]
fn marks_of_the_evening_before_are_shown_on_the_date_they_fall_on() {
    let night = planning(shop(&["a"], "22:00", "01:00"));
    assert_eq!(slots(&night, "2022-01-17"), "00:00 x00:30 22:00 22:30 23:00 23:30");
    let mut calendar = shop(&["a"], "22:00", "01:00");
    calendar.exceptions.push(exception(None, "2022-01-18", &[]));
    assert_eq!(slots(&planning(calendar), "2022-01-17"), "00:00 x00:30 22:00 22:30 23:00 x23:30");
}

#[test]
fn a_week_long_appointment_fits_where_the_room_never_closes() {
    let mut calendar = shop(&["a"], "00:00", "24:00");
    calendar.services[0].duration_minutes = 10_080;
    calendar.services[0].step_minutes = Some(720);
    let mut planning = planning(calendar);
    assert_eq!(slots(&planning, "2022-03-26"), "00:00 12:00");
    book(&mut planning, 1, &["a"], "2022-04-02T01:00", "2022-04-02T02:00");
    assert_eq!(slots(&planning, "2022-03-26"), "00:00 x12:00");
}

#[test]
fn clock_changes_leave_every_slot_its_own_instant() {
    let night = planning(shop(&["a"], "01:00", "04:00"));
    assert_eq!(slots(&night, "2022-03-27"), "01:00 01:30 03:00 x03:30");
    let mut autumn = shop(&["a"], "01:00", "04:00");
    autumn.shop.horizon_days = 400;
    assert_eq!(slots(&planning(autumn), "2022-10-30"), "01:00 01:30 02:00 02:30 02:00 02:30 03:00 x03:30");
}

#[test]
fn zones_that_change_at_midnight_by_half_an_hour_or_a_whole_day_are_no_trouble() {
    let cases = [
        (chrono_tz::America::Sao_Paulo, "2017-10-13T12:00:00-03:00", "2017-10-15", "01:00 01:30 02:00"),
        (chrono_tz::Asia::Beirut, "2022-03-25T12:00:00+02:00", "2022-03-27", "01:00 01:30 02:00"),
        (chrono_tz::Australia::Lord_Howe, "2022-10-01T12:00:00+10:30", "2022-10-02", "00:00 00:30 01:00"),
        (chrono_tz::Pacific::Apia, "2011-12-29T00:00:00-10:00", "2011-12-31", "00:00 00:30 01:00"),
    ];
    for (zone, now, on, first) in cases {
        let mut calendar = shop(&["a"], "00:00", "24:00");
        calendar.shop.time_zone = zone;
        let planning = planning(calendar);
        let page = page(&planning, &ask(&planning), date(on), 3, instant(now));
        let times: Vec<String> = page.days[0].slots.iter().take(3).map(|slot| slot.start.local_time(zone)).collect();
        assert_eq!((page.days[0].date, times.join(" ").as_str()), (date(on), first), "{zone}");
        assert!(page.days.iter().flat_map(|day| &day.slots).all(|slot| slot.free), "{zone}");
    }
}

#[test]
fn a_skipped_date_is_neither_shown_nor_a_break() {
    let mut calendar = shop(&["a"], "00:00", "24:00");
    calendar.shop.time_zone = chrono_tz::Pacific::Apia;
    let planning = planning(calendar);
    let page = page(&planning, &ask(&planning), date("2011-12-29"), 2, instant("2011-12-29T00:00:00-10:00"));
    let dates: Vec<NaiveDate> = page.days.iter().map(|day| day.date).collect();
    assert_eq!(dates, [date("2011-12-29"), date("2011-12-31")]);
    assert!(page.days[0].slots.last().unwrap().free, "23:30 goes on into the 31st");
}

#[test]
fn buffers_keep_appointments_apart_and_may_lie_outside_opening_hours() {
    let mut calendar = shop(&["a"], "09:00", "12:00");
    calendar.services[0].buffer_before_minutes = 15;
    calendar.services[0].buffer_after_minutes = 15;
    let mut planning = planning(calendar);
    assert_eq!(slots(&planning, "2022-01-17"), "09:00 09:30 10:00 10:30 11:00 x11:30");
    book(&mut planning, 1, &["a"], "2022-01-17T08:00", "2022-01-17T08:45");
    book(&mut planning, 2, &["a"], "2022-01-17T12:00", "2022-01-17T13:00");
    assert_eq!(slots(&planning, "2022-01-17"), "09:00 09:30 10:00 10:30 x11:00 x11:30");
}

#[test]
fn a_gap_step_offers_the_time_behind_an_appointment_while_it_is_free() {
    let mut calendar = shop(&["a"], "09:00", "13:00");
    calendar.resources[0].step_minutes = 60;
    let mut planning = planning(calendar);
    book(&mut planning, 1, &["a"], "2022-01-17T09:00", "2022-01-17T09:40");
    assert_eq!(slots(&planning, "2022-01-17"), "x09:00 10:00 11:00 12:00");
    std::sync::Arc::make_mut(&mut planning.calendar).resources[0].gap_step_minutes = Some(15);
    assert_eq!(slots(&planning, "2022-01-17"), "x09:00 09:45 10:00 11:00 12:00");
    assert_eq!(refusal(&planning, "2022-01-17T09:45"), None);
    book(&mut planning, 2, &["a"], "2022-01-17T09:45", "2022-01-17T10:45");
    assert_eq!(slots(&planning, "2022-01-17"), "x09:00 x10:00 10:45 11:00 12:00");
    assert_eq!(refusal(&planning, "2022-01-17T09:45"), Some(Refusal::Occupied));
    std::sync::Arc::make_mut(&mut planning.calendar).services[0].buffer_before_minutes = 10;
    assert_eq!(slots(&planning, "2022-01-17"), "x09:00 x10:00 11:00 12:00");
}

#[test]
fn the_step_is_the_services_else_the_rules_else_the_resources() {
    let mut calendar = shop(&["a"], "09:00", "10:00");
    calendar.services[0].duration_minutes = 10;
    calendar.resources[0].step_minutes = 40;
    assert_eq!(slots(&planning(calendar.clone()), "2022-01-17"), "09:00 09:40");
    calendar.availabilities[0].step_minutes = Some(30);
    assert_eq!(slots(&planning(calendar.clone()), "2022-01-17"), "09:00 09:30");
    calendar.services[0].step_minutes = Some(25);
    assert_eq!(slots(&planning(calendar), "2022-01-17"), "09:00 09:25 09:50");
}

#[test]
fn the_daily_limit_counts_the_services_own_starts() {
    let mut calendar = shop(&["a", "b"], "09:00", "11:00");
    calendar.services[0].daily_limit = Some(1);
    let mut planning = planning(calendar);
    book(&mut planning, 1, &["a"], "2022-01-17T09:00", "2022-01-17T10:00");
    assert_eq!(slots(&planning, "2022-01-17"), "x09:00 x09:30 x10:00 x10:30");
    assert_eq!(refusal(&planning, "2022-01-17T10:00"), Some(Refusal::DailyLimit));
    assert_eq!(refusal(&planning, "2022-01-17T10:30"), Some(Refusal::Closed));
    assert_eq!(slots(&planning, "2022-01-18"), "09:00 09:30 10:00 x10:30");
    let moving = Moving { appointment: 1, resources: &[] };
    let question = AvailabilityQuery { moving: Some(moving), ..ask(&planning) };
    assert_eq!(slots_for(&planning, &question, "2022-01-17"), "09:00 09:30 10:00 x10:30");
}

#[test]
fn the_last_day_of_the_horizon_is_whole_and_the_lead_time_is_exact() {
    let mut calendar = shop(&["a"], "00:00", "24:00");
    calendar.shop.horizon_days = 2;
    let planning = planning(calendar);
    let question = ask(&planning);
    let page = page(&planning, &question, date("2022-01-01"), 7, instant(NOW));
    let dates: Vec<u32> = page.days.iter().map(|day| chrono::Datelike::day(&day.date)).collect();
    assert_eq!(dates, [14, 15, 16]);
    assert!(page.days[2].slots.last().unwrap().free, "23:30 on the last day, into a date that is not shown");
    assert_eq!(refusal(&planning, "2022-01-17T00:00"), Some(Refusal::TooLate));
    let start = at(&planning.calendar, "2022-01-14T08:00");
    assert!(decide(&planning, &question, start, instant("2022-01-14T08:00:00+01:00")).is_ok());
    assert_eq!(decide(&planning, &question, start, instant("2022-01-14T08:00:01+01:00")), Err(Refusal::TooSoon));
}

#[test]
fn pages_lead_to_each_other_and_stop_at_today_and_horizon() {
    let planning = golden();
    let second = week(&planning, "2022-01-22");
    assert_eq!(second.previous, Some(date("2022-01-14")));
    assert_eq!(second.next, Some(date("2022-01-31")));
    let third = week(&planning, "2022-01-31");
    assert_eq!(third.previous, Some(date("2022-01-22")));
    assert_eq!(week(&planning, "2022-01-17").previous, Some(date("2022-01-14")));
    // The horizon of 90 days ends on Thursday, 14 April.
    let last = week(&planning, "2022-04-11");
    assert_eq!((last.days.len(), last.next), (4, None));
    for from in ["2022-04-15", "9999-12-31"] {
        let past = week(&planning, from);
        assert_eq!((past.days.len(), past.next, past.next_free), (0, None, None));
        assert_eq!(past.previous, Some(date("2022-04-07")));
    }
}

#[test]
fn the_next_free_start_is_found_beyond_the_page_and_ages_it() {
    let mut planning = planning(shop(&["a"], "09:00", "10:00"));
    for day in 14..=30 {
        book(&mut planning, day, &["a"], &format!("2022-01-{day}T09:00"), &format!("2022-01-{day}T10:00"));
    }
    let page = week(&planning, "2022-01-14");
    assert_eq!(page.next_free, Some(at(&planning.calendar, "2022-01-31T09:00")));
    assert_eq!(page.valid_until, instant("2022-01-15T00:00:00+01:00") - chrono::Duration::nanoseconds(1));
    planning.occupancy.release(&[14].into());
    assert_eq!(week(&planning, "2022-01-14").valid_until, instant("2022-01-14T09:00:00+01:00"));
}
