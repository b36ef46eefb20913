//! The week of the golden shop, cell by cell, with the shop built in code.

use super::compare::agreed;
use super::oracle::Asked;
use super::shops::{calendar, date, instant, minute, resource, service, weekly};
use chrono::Weekday;
use chrono_tz::Tz;
use serde_json::{Value, json};
use std::sync::Arc;
use terminplaner::domain::foreign::ForeignBusy;
use terminplaner::domain::shop::{Calendar, Service};
use terminplaner::domain::snapshot::{BusySpan, CalendarSnapshot, Occupancy};
use terminplaner::domain::time::Minute;

/// Day of January 2022, resource, from, to.
const APPOINTMENTS: [(u32, &str, &str, &str); 15] = [
    (17, "kabine-1", "12:30", "13:00"),
    (17, "kabine-2", "12:00", "12:30"),
    (18, "kabine-1", "14:30", "15:00"),
    (18, "kabine-1", "16:00", "17:00"),
    (18, "kabine-2", "14:30", "15:00"),
    (18, "kabine-2", "16:00", "17:00"),
    (19, "kabine-1", "09:30", "10:00"),
    (19, "kabine-2", "09:30", "10:00"),
    (20, "kabine-1", "10:30", "11:00"),
    (20, "kabine-1", "16:00", "16:30"),
    (20, "kabine-2", "10:00", "10:30"),
    (20, "kabine-2", "15:30", "16:00"),
    (21, "kabine-1", "12:30", "13:30"),
    (21, "kabine-2", "12:00", "12:30"),
    (21, "kabine-2", "13:30", "14:00"),
];

/// The shop of `tests/golden/seed-shop.toml`.
fn planning() -> CalendarSnapshot {
    use Weekday::{Fri, Mon, Sat, Thu, Tue, Wed};
    let rooms = ["kabine-1", "kabine-2"];
    let fitting = Service { needs: vec![rooms.map(Into::into).to_vec()], ..service("anpassung") };
    let mut calendar = Calendar {
        resources: rooms.map(resource).to_vec(),
        services: vec![fitting],
        availabilities: rooms.map(|room| weekly(room, &[Mon, Tue, Wed, Thu, Fri, Sat], "09:00", "18:00")).to_vec(),
        ..calendar(Tz::Europe__Berlin)
    };
    calendar.shop.lead_time_hours = 60;
    let mut occupancy = Occupancy::default();
    for (appointment, (day, room, from, to)) in (1..).zip(APPOINTMENTS) {
        let at = |time: &str| minute(&format!("2022-01-{day}T{time}:00+01:00"));
        occupancy.occupy(&room.into(), BusySpan { start: at(from), end: at(to), appointment });
    }
    CalendarSnapshot { calendar: Arc::new(calendar), occupancy, foreign: ForeignBusy::default() }
}

fn golden() -> Value {
    serde_json::from_str(include_str!("../../golden/seed-week.json")).expect("the golden week is JSON")
}

fn slot(at: Minute, free: bool) -> Value {
    json!({"time": at.local_time(Tz::Europe__Berlin), "free": free})
}

#[test]
fn the_golden_week_is_drawn_cell_for_cell() {
    let (planning, golden, asked) = (planning(), golden(), Asked::default());
    let now = instant(golden["now"].as_str().unwrap());
    let page = agreed(&planning, &asked, date("2022-01-14"), 7, now);
    let slots = |slots: &[(Minute, bool)]| slots.iter().map(|(at, free)| slot(*at, *free)).collect::<Vec<_>>();
    let grid: Vec<Value> = page.days.iter().map(|(date, list)| json!({"date": date, "slots": slots(list)})).collect();
    assert_eq!(json!(grid), golden["grid"]);
    assert_eq!((page.previous, page.next), (None, Some(date("2022-01-22"))));
    assert_eq!(page.next_free, Some(minute("2022-01-17T09:00:00+01:00")));
}
