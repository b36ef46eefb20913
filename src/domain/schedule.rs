//! Which starts are free (rules 3, 5, 6 and 7). The query is an [`AvailabilityQuery`]; [`page`] answers with the
//! slots of several dates, [`decide`] with the resources for one start. Both use the same function
//! (`DayRange::decide`), so the list and the booking cannot disagree. Pure: the booking calls [`decide`] inside its
//! transaction, on the state read there.

use super::ids::ResourceId;
use super::query::{EARLIEST, LATEST};
use super::resolved_query::{ResolvedQuery, dates};
use super::snapshot::CalendarSnapshot;
use super::time::{LocalDay, Minute, date_of, day_number};
use chrono::{DateTime, NaiveDate, Utc};

pub use super::query::{Audience, AvailabilityQuery, Moving, Refusal, Slot};

/// A date with at least one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date in the shop's zone.
    pub date: NaiveDate,
    /// Its slots, in order of time, each instant once.
    pub slots: Vec<Slot>,
}

/// The slots of several dates, with links to the pages before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The dates that have slots.
    pub days: Vec<Day>,
    /// The date to query for the page that ends before this one.
    pub previous: Option<NaiveDate>,
    /// The first date with slots after this page.
    pub next: Option<NaiveDate>,
    /// The first free start on or after the date asked for, on this page or beyond.
    pub next_free: Option<Minute>,
    /// The last instant at which this page still holds if nothing is booked: afterwards the lead time has removed its
    /// first free slot, or the next local date has begun.
    pub valid_until: DateTime<Utc>,
}

/// The slots from a date on (today at the earliest): `days` dates that have slots, none after the horizon.
pub fn page(
    planning: &CalendarSnapshot,
    query: &AvailabilityQuery,
    from: NaiveDate,
    days: usize,
    now: DateTime<Utc>,
) -> Page {
    let resolved = ResolvedQuery::new(planning, query, now);
    let from = day_number(from).max(resolved.today);
    let (mut shown, mut next, mut next_free) = (Vec::new(), None, None);
    // A week of opening days usually lies within ten days.
    let size = days.saturating_mul(3) / 2;
    for view in resolved.days_from(from, size) {
        if shown.len() == days && next.is_none() && view.is_shown() {
            next = Some(view.day.date);
        }
        if shown.len() < days {
            let slots = view.slots();
            next_free = next_free.or_else(|| slots.iter().find(|slot| slot.free).map(|slot| slot.start));
            if !slots.is_empty() {
                shown.push(Day { date: view.day.date, slots });
            }
        } else if next_free.is_none() {
            next_free = view.free_slots().first().map(|slot| slot.start);
        }
        if next.is_some() && next_free.is_some() {
            break;
        }
    }
    let before = resolved.days_before(from, size).filter(|view| view.is_shown());
    let previous = before.take(days).last().map(|view| view.day.date);
    Page { days: shown, previous, next, next_free, valid_until: resolved.valid_until(next_free) }
}

/// The first date of a page queried for `from`: today if `None` or earlier, and at most the day after the horizon;
/// all pages from there on are equal.
pub fn first_date(
    planning: &CalendarSnapshot,
    query: &AvailabilityQuery,
    from: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> NaiveDate {
    let shown = dates(&planning.calendar, query.service, query.scope, now);
    let latest = shown.end().saturating_add(1).max(*shown.start());
    date_of(from.map_or(*shown.start(), day_number).clamp(*shown.start(), latest))
}

/// The resources to claim for an appointment at `start`, one for each need, in the order of needs.
///
/// # Errors
/// Why it cannot be booked. If only appointments or the daily limit prevent it, the refusal is the one for that.
pub fn decide(
    planning: &CalendarSnapshot,
    query: &AvailabilityQuery,
    start: Minute,
    now: DateTime<Utc>,
) -> Result<Vec<ResourceId>, Refusal> {
    let resolved = ResolvedQuery::new(planning, query, now);
    let chosen = resolved.decide(start)?;
    Ok(chosen.into_iter().map(|resource| resolved.ids[resource].clone()).collect())
}

/// Up to `count` free starts nearest to `start`, the nearest first; of two equally near the earlier one.
pub fn nearest_free(
    planning: &CalendarSnapshot,
    query: &AvailabilityQuery,
    start: Minute,
    count: usize,
    now: DateTime<Utc>,
) -> Vec<Minute> {
    let resolved = ResolvedQuery::new(planning, query, now);
    let start = start.clamp(EARLIEST, LATEST);
    let day = day_number(LocalDay::containing(start, resolved.zone).date);
    let later = free_from(&resolved, start).take(count);
    let earlier =
        resolved.days_before(day.saturating_add(1), NEAR_DAYS).flat_map(|view| view.free_slots().into_iter().rev());
    let earlier = earlier.map(|slot| slot.start).filter(|at| *at < start).take(count);
    let mut nearest: Vec<Minute> = later.chain(earlier).collect();
    nearest.sort_by_key(|at| (at.minutes_since(start).abs(), *at));
    nearest.truncate(count);
    nearest
}

/// Up to `count` free starts at or after `start`, the earliest first.
pub fn next_free(
    planning: &CalendarSnapshot,
    query: &AvailabilityQuery,
    start: Minute,
    count: usize,
    now: DateTime<Utc>,
) -> Vec<Minute> {
    free_from(&ResolvedQuery::new(planning, query, now), start.clamp(EARLIEST, LATEST)).take(count).collect()
}

/// The free starts at or after `start`.
fn free_from<'a>(resolved: &'a ResolvedQuery<'_>, start: Minute) -> impl Iterator<Item = Minute> + use<'a> {
    let day = day_number(LocalDay::containing(start, resolved.zone).date).max(resolved.today);
    let days = resolved.days_from(day, NEAR_DAYS);
    days.flat_map(|view| view.free_slots()).map(|slot| slot.start).filter(move |at| *at >= start)
}

/// Days searched first for the nearest free starts; usually enough.
const NEAR_DAYS: usize = 4;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
