//! Property tests with random shops in the weeks of both clock changes, against a naive implementation of the rules:
//! minute by minute, every pair of resources tried.

use super::super::sample::*;
use super::super::shop::{Availability, Calendar, Days as On, Exception, Hours};
use super::super::snapshot::{BusySpan, CalendarSnapshot};
use super::super::time::{instant_of, start_of_day};
use super::*;
use chrono::{Datelike, Days, NaiveTime, Weekday};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

const IDS: [&str; 3] = ["a", "b", "c"];

fn quarter(number: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(number / 4 % 24, number % 4 * 15, 0).unwrap()
}

fn some_hours() -> impl Strategy<Value = Hours> {
    (0..96u32, 1..96u32).prop_map(|(from, length)| Hours { from: quarter(from), to: quarter(from + length) })
}

fn some_rule() -> impl Strategy<Value = Availability> {
    let weekdays = proptest::sample::subsequence((0..7u8).collect::<Vec<_>>(), 3..=7);
    (0..3usize, some_hours(), weekdays, proptest::option::of(20..90u32), 1..3u32).prop_map(
        |(id, hours, days, step, weeks)| {
            let days = days.into_iter().map(|day| Weekday::try_from(day).unwrap()).collect();
            let valid_from = Some(date("2022-03-02"));
            Availability {
                hours,
                on: On::Weekdays(days),
                step_minutes: step,
                valid_from,
                every_weeks: weeks,
                ..daily(IDS[id], "00:00", "24:00")
            }
        },
    )
}

fn some_exception(first: NaiveDate) -> impl Strategy<Value = Exception> {
    let hours = proptest::collection::vec(some_hours(), 0..3);
    (0..4usize, 0..12u64, 0..2u64, hours).prop_map(move |(id, from, length, hours)| Exception {
        resource: IDS.get(id).map(|id| (*id).into()),
        from_date: first + Days::new(from),
        to_date: first + Days::new(from + length),
        hours,
        note: None,
    })
}

/// A shop around `first`, with disjoint appointments on each resource.
fn some_shop(first: NaiveDate) -> impl Strategy<Value = CalendarSnapshot> {
    let rules = proptest::collection::vec(some_rule(), 1..7);
    let exceptions = proptest::collection::vec(some_exception(first), 0..4);
    let gaps = proptest::collection::vec((0..3usize, 5..2_000i64, 5..300i64), 0..25);
    let times = (15..400u32, 0..40u32, 0..40u32, proptest::option::of(1..3u32), 0..30u32);
    let needs = proptest::sample::select(vec![
        service(&[&["a", "b", "c"]]),
        service(&[&["b", "a"], &["a", "c"]]),
        service(&[&["a", "b"], &["b"]]),
    ]);
    (rules, exceptions, gaps, times, needs, proptest::option::of(5..20u32)).prop_map(
        move |(availabilities, exceptions, gaps, (duration, before, after, limit, lead), mut service, gap_step)| {
            service.duration_minutes = duration;
            service.buffer_before_minutes = before;
            service.buffer_after_minutes = after;
            service.daily_limit = limit;
            let mut calendar = Calendar { services: vec![service], availabilities, exceptions, ..calendar(&IDS) };
            calendar.shop.lead_time_hours = lead;
            calendar.shop.horizon_days = 9;
            calendar.resources[0].gap_step_minutes = gap_step;
            let mut planning = planning(calendar);
            let mut ends = [start_of_day(first, chrono_tz::Europe::Berlin); 3];
            for (key, (id, gap, length)) in (1..).zip(gaps) {
                let span = BusySpan { start: ends[id].plus(gap), end: ends[id].plus(gap + length), appointment: key };
                planning.occupancy.occupy(&IDS[id].into(), span);
                planning.occupancy.start(&"anpassung".into(), span.start, key);
                ends[id] = span.end;
            }
            planning
        },
    )
}

/// The intervals of a resource that belong to a date (rule 1).
fn intervals(calendar: &Calendar, id: &str, on: NaiveDate) -> Vec<(Range<Minute>, i64)> {
    let zone = calendar.shop.time_zone;
    let covering = |day: NaiveDate| -> Vec<&Exception> {
        let all = calendar.exceptions.iter();
        all.filter(|one| one.resource.as_ref().is_none_or(|of| of.as_str() == id))
            .filter(|one| (one.from_date..=one.to_date).contains(&day))
            .collect()
    };
    let covers = covering(on);
    let hours: Vec<(Hours, i64)> = if covers.iter().any(|one| one.hours.is_empty()) {
        Vec::new()
    } else if !covers.is_empty() {
        let own = covers.iter().any(|one| one.resource.is_some());
        let strongest = covers.iter().filter(|one| one.resource.is_some() == own);
        strongest.flat_map(|one| &one.hours).map(|hours| (*hours, 30)).collect()
    } else {
        let monday = |day: NaiveDate| day - Days::new(u64::from(day.weekday().num_days_from_monday()));
        let rules = calendar.availabilities.iter().filter(|rule| rule.resource.as_str() == id);
        rules
            .filter(|rule| matches!(&rule.on, On::Weekdays(days) if days.contains(&on.weekday())))
            .filter(|rule| {
                let weeks = (monday(on) - monday(rule.valid_from.unwrap())).num_days() / 7;
                on >= rule.valid_from.unwrap() && weeks % i64::from(rule.every_weeks) == 0
            })
            .map(|rule| (rule.hours, i64::from(rule.step_minutes.unwrap_or(30))))
            .collect()
    };
    let next = on + Days::new(1);
    let span = |hours: Hours| {
        let start = instant_of(on.and_time(hours.from), zone);
        let closing = if hours.to <= hours.from { next } else { on };
        let end = instant_of(closing.and_time(hours.to), zone);
        let midnight = start_of_day(next, zone);
        start..if covering(next).is_empty() { end } else { end.min(midnight) }
    };
    hours.into_iter().map(|(hours, step)| (span(hours), step)).filter(|(span, _)| span.start < span.end).collect()
}

/// The slots from `first` to the horizon (rules 3 to 6).
fn grid(planning: &CalendarSnapshot, first: NaiveDate, now: DateTime<Utc>) -> BTreeMap<NaiveDate, Vec<Slot>> {
    let calendar = &planning.calendar;
    let service = &calendar.services[0];
    let [before, duration, after] =
        [service.buffer_before_minutes, service.duration_minutes, service.buffer_after_minutes].map(i64::from);
    let (mut open, mut busy) = (BTreeMap::new(), BTreeMap::new());
    let mut marks: BTreeMap<Minute, BTreeSet<(bool, &str)>> = BTreeMap::new();
    for id in IDS {
        let spans = planning.occupancy.of(id);
        let minutes = |span: Range<Minute>| span.start.since_epoch()..span.end.since_epoch();
        busy.insert(id, spans.iter().flat_map(|one| minutes(one.start..one.end)).collect::<BTreeSet<i64>>());
        let days = (first - Days::new(2)).iter_days().take(14);
        let all: Vec<(Range<Minute>, i64)> = days.flat_map(|day| intervals(calendar, id, day)).collect();
        open.insert(id, all.iter().flat_map(|(span, _)| minutes(span.clone())).collect::<BTreeSet<i64>>());
        if !service.needs[0].contains(&id.into()) {
            continue;
        }
        for (span, step) in all {
            for at in minutes(span.clone()).step_by(usize::try_from(step).unwrap()) {
                marks.entry(Minute::from_epoch(at)).or_default().insert((false, id));
            }
            let Some(gap) = calendar.resource(id).unwrap().gap_step_minutes.map(i64::from) else { continue };
            for end in spans.iter().map(|one| one.end).filter(|end| span.contains(end)) {
                let mut at = span.start;
                while at < end.plus(before) {
                    at = at.plus(gap);
                }
                if at < span.end {
                    marks.entry(at).or_default().insert((true, id));
                }
            }
        }
    }
    let fits = |id: &str, at: i64| {
        (at..at + duration).all(|minute| open[id].contains(&minute))
            && busy[id].range(at - before..at + duration + after).next().is_none()
    };
    let mut grid: BTreeMap<NaiveDate, Vec<Slot>> = BTreeMap::new();
    for (at, marked) in marks {
        let date = at.local_date(calendar.shop.time_zone);
        if date < first || date > first + Days::new(9) {
            continue;
        }
        let starts = planning.occupancy.starts_of("anpassung").into_iter();
        let on_date = starts.filter(|(start, _)| start.local_date(calendar.shop.time_zone) == date).count();
        let free = at.to_utc() >= now + chrono::Duration::hours(i64::from(calendar.shop.lead_time_hours))
            && service.daily_limit.is_none_or(|limit| on_date < limit as usize)
            && marked.iter().any(|(_, one)| {
                let others = service.needs.get(1);
                let other = |id: &&ResourceId| id.as_str() != *one && fits(id.as_str(), at.since_epoch());
                fits(one, at.since_epoch()) && others.is_none_or(|need| need.iter().find(other).is_some())
            });
        if free || marked.iter().any(|(gap, _)| !gap) {
            grid.entry(date).or_default().push(Slot { start: at, free });
        }
    }
    grid
}

fn check(planning: &CalendarSnapshot, first: &str) -> Result<(), TestCaseError> {
    let now = instant(&format!("{first}T07:00:30+01:00"));
    let service = &planning.calendar.services[0];
    let question = AvailabilityQuery { service, resource: None, moving: None, scope: Audience::Online };
    let expected = grid(planning, date(first), now);
    let all = page(planning, &question, date(first), 31, now);
    let shown: BTreeMap<NaiveDate, Vec<Slot>> = all.days.into_iter().map(|day| (day.date, day.slots)).collect();
    prop_assert_eq!(&shown, &expected);
    let dates: Vec<NaiveDate> = shown.keys().copied().collect();
    let slots: Vec<Slot> = shown.into_values().flatten().collect();
    for slot in &slots {
        let decided = decide(planning, &question, slot.start, now);
        prop_assert_eq!(decided.is_ok(), slot.free);
    }
    for (place, from) in dates.iter().enumerate() {
        let part = page(planning, &question, *from, 2, now);
        let shown: Vec<NaiveDate> = part.days.iter().map(|day| day.date).collect();
        prop_assert_eq!(shown.as_slice(), &dates[place..dates.len().min(place + 2)]);
        prop_assert_eq!(part.next, dates.get(place + 2).copied());
        prop_assert_eq!(part.previous, dates[place.saturating_sub(2)..place].first().copied());
        let start = start_of_day(*from, planning.calendar.shop.time_zone);
        let mut free: Vec<Minute> = slots.iter().filter(|slot| slot.free).map(|slot| slot.start).collect();
        prop_assert_eq!(part.next_free, free.iter().copied().find(|at| *at >= start));
        free.sort_by_key(|at| (at.minutes_since(start).abs(), *at));
        free.truncate(3);
        prop_assert_eq!(nearest_free(planning, &question, start, 3, now), free);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_grid_is_what_the_rules_say_when_the_clock_goes_forward(planning in some_shop(date("2022-03-24"))) {
        check(&planning, "2022-03-24")?;
    }

    #[test]
    fn the_grid_is_what_the_rules_say_when_the_clock_goes_back(planning in some_shop(date("2022-10-27"))) {
        check(&planning, "2022-10-27")?;
    }
}
