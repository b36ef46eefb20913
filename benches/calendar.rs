//! The calendar's functions out of memory, from nothing: no server, no file, no answers kept ready.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use terminplaner::domain::foreign::ForeignBusy;
use terminplaner::domain::schedule;
use terminplaner::domain::schedule::{Audience, AvailabilityQuery};
use terminplaner::domain::shop::{Availability, Calendar, Days, Hours, Resource, Service};
use terminplaner::domain::snapshot::{BusySpan, CalendarSnapshot, Occupancy};
use terminplaner::domain::time::{Minute, instant_of};
use terminplaner::domain::values::ShortName;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use std::sync::Arc;

/// A Monday morning, before the shop opens.
const NOW: DateTime<Utc> = DateTime::from_timestamp(1_772_434_800, 0).expect("it lies in 2026");
const HORIZON_DAYS: u32 = 3_650;
const EVERY_DAY: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

/// A shop of that many rooms, each open from 8 to 18, with marks every half hour, for one service of an hour.
fn calendar(resources: usize) -> Calendar {
    let mut calendar = Calendar::empty();
    calendar.shop.time_zone = chrono_tz::Europe::Berlin;
    calendar.shop.horizon_days = HORIZON_DAYS;
    calendar.resources = (0..resources)
        .map(|number| Resource {
            name: ShortName::from_stored(format!("Raum {number}")),
            ..Resource::new(format!("raum-{number}").into())
        })
        .collect();
    let hours = Hours { from: time(8), to: time(18) };
    let open = |room: &Resource| Availability {
        resource: room.id.clone(),
        on: Days::Weekdays(EVERY_DAY.to_vec()),
        hours,
        step_minutes: None,
        valid_from: None,
        valid_until: None,
        every_weeks: 1,
    };
    calendar.availabilities = calendar.resources.iter().map(open).collect();
    calendar.services = vec![service(&calendar.resources)];
    calendar
}

fn service(resources: &[Resource]) -> Service {
    Service {
        duration_minutes: 60,
        needs: vec![resources.iter().map(|resource| resource.id.clone()).collect()],
        ..Service::new("anpassung".into())
    }
}

/// Appointments from `from` to `to` o'clock in every room, every day until the horizon.
fn booked(calendar: Calendar, spans: &[(u32, u32)]) -> CalendarSnapshot {
    let mut occupancy = Occupancy::default();
    let zone = calendar.shop.time_zone;
    let mut appointment = 0;
    for date in today().iter_days().take(HORIZON_DAYS as usize + 2) {
        let at = |hour| -> Minute { instant_of(date.and_time(time(hour)), zone) };
        for (resource, (from, to)) in
            calendar.resources.iter().flat_map(|room| spans.iter().map(move |span| (room, *span)))
        {
            appointment += 1;
            occupancy.occupy(&resource.id, BusySpan { start: at(from), end: at(to), appointment });
        }
    }
    CalendarSnapshot { calendar: Arc::new(calendar), occupancy, foreign: ForeignBusy::default() }
}

fn today() -> NaiveDate {
    NOW.date_naive()
}

/// A day with four appointments in it, which leave times free between them.
const BUSY: [(u32, u32); 4] = [(8, 9), (10, 12), (13, 14), (16, 17)];

fn question(planning: &CalendarSnapshot) -> AvailabilityQuery<'_> {
    AvailabilityQuery { service: &planning.calendar.services[0], resource: None, moving: None, scope: Audience::Online }
}

fn week(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("week");
    for resources in [2, 5, 10, 20] {
        let planning = booked(calendar(resources), &BUSY);
        group.bench_with_input(BenchmarkId::from_parameter(resources), &planning, |bencher, planning| {
            bencher.iter(|| schedule::page(black_box(planning), &question(planning), today(), 7, NOW));
        });
    }
    group.finish();
}

/// The same week beside 20,000 foreign busy times in the next 400 days, over appointments: the answer is the same.
fn week_beside_foreign(criterion: &mut Criterion) {
    let none = booked(calendar(20), &BUSY);
    let mut many = none.clone();
    let start = instant_of(today().and_time(time(10)), none.calendar.shop.time_zone);
    let spans = || (0..1_000).map(|at| start.plus(at / 3 * 24 * 60 + at % 3 * 20)).map(|at| at..at.plus(15));
    for resource in &none.calendar.resources {
        many.foreign.set(&resource.id, Some(spans().collect()));
    }
    let mut group = criterion.benchmark_group("week_beside_foreign");
    for (name, planning) in [("none", &none), ("20000", &many)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| schedule::page(black_box(planning), &question(planning), today(), 7, NOW));
        });
    }
    group.finish();
}

fn one_start(criterion: &mut Criterion) {
    let planning = booked(calendar(20), &BUSY);
    let noon = instant_of(today().and_time(time(12)), planning.calendar.shop.time_zone).plus(5 * 24 * 60);
    criterion.benchmark_group("decide").bench_function("20", |bencher| {
        bencher.iter(|| schedule::decide(black_box(&planning), &question(&planning), noon, NOW));
    });
    criterion.benchmark_group("nearest").bench_function("20", |bencher| {
        bencher.iter(|| schedule::nearest_free(black_box(&planning), &question(&planning), noon, 3, NOW));
    });
}

/// Nothing is free until a horizon of ten years: the whole of it has to be looked through.
fn far(criterion: &mut Criterion) {
    let mut closed = calendar(20);
    closed.availabilities.clear();
    let mut too_short = calendar(20);
    too_short.services[0].duration_minutes = 11 * 60;
    let shops = [
        ("closed", booked(closed, &[])),
        ("too_short", booked(too_short, &[])),
        ("booked_out", booked(calendar(20), &[(8, 18)])),
    ];
    let mut group = criterion.benchmark_group("far");
    group.sample_size(10);
    for (name, planning) in &shops {
        group.bench_function(*name, |bencher| {
            bencher.iter(|| schedule::page(black_box(planning), &question(planning), today(), 7, NOW));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(std::time::Duration::from_millis(500)).measurement_time(std::time::Duration::from_secs(2));
    targets = week, week_beside_foreign, one_start, far
}
criterion_main!(benches);
