//! Queries the program's calendar with the oracle's types, to compare the results.

use super::oracle::{Asked, Grid, Oracle, Why};
use chrono::{DateTime, NaiveDate, Utc};
use terminplaner::domain::ids::ResourceId;
use terminplaner::domain::schedule;
use terminplaner::domain::schedule::{Audience, AvailabilityQuery, Moving, Page};
use terminplaner::domain::snapshot::CalendarSnapshot;
use terminplaner::domain::time::Minute;

/// Converts the oracle's query.
pub fn question<'a>(planning: &'a CalendarSnapshot, asked: &'a Asked) -> AvailabilityQuery<'a> {
    let moving = asked.moving.as_ref();
    AvailabilityQuery {
        service: &planning.calendar.services[0],
        resource: asked.resource.as_ref(),
        moving: moving.map(|(appointment, resources)| Moving { appointment: *appointment, resources }),
        scope: if asked.operator { Audience::Operator } else { Audience::Online },
    }
}

/// The program's page.
pub fn page(planning: &CalendarSnapshot, asked: &Asked, from: NaiveDate, days: usize, now: DateTime<Utc>) -> Grid {
    grid(schedule::page(planning, &question(planning, asked), from, days, now))
}

/// Converts the program's page.
pub fn grid(page: Page) -> Grid {
    let slots = |slots: Vec<schedule::Slot>| slots.iter().map(|slot| (slot.start, slot.free)).collect();
    let days = page.days.into_iter().map(|day| (day.date, slots(day.slots))).collect();
    Grid { days, previous: page.previous, next: page.next, next_free: page.next_free }
}

/// The program's decision.
pub fn decide(
    planning: &CalendarSnapshot,
    asked: &Asked,
    start: Minute,
    now: DateTime<Utc>,
) -> Result<Vec<ResourceId>, Why> {
    let decided = schedule::decide(planning, &question(planning, asked), start, now);
    decided.map_err(|refusal| if refusal.is_taken() { Why::Taken } else { Why::NotOffered })
}

/// The page of both, which must be equal; the decision on each of its slots is compared, too.
pub fn agreed(planning: &CalendarSnapshot, asked: &Asked, from: NaiveDate, days: usize, now: DateTime<Utc>) -> Grid {
    let oracle = Oracle::new(planning, asked, now);
    let expected = oracle.page(from, days);
    assert_eq!(page(planning, asked, from, days, now), expected, "left: the calendar, right: the oracle");
    for (start, _) in expected.days.iter().flat_map(|(_, slots)| slots) {
        let text = start.to_rfc3339(planning.calendar.shop.time_zone);
        assert_eq!(decide(planning, asked, *start, now), oracle.decide(*start), "{text}");
    }
    expected
}
