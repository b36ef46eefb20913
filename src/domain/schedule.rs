//! Which starts are free (rules 3, 5, 6 and 7). The query is an [`AvailabilityQuery`]; [`page`] answers with the
//! slots of several dates, [`decide`] with the resources for one start. Both use the same function
//! (`DayRange::decide`), so the list and the booking cannot disagree. Pure: the booking calls [`decide`] inside its
//! transaction, on the state read there.

use super::availability;
use super::availability::{Offer, date_of, day_number};
use super::ids::ResourceId;
use super::shop::Service;
use super::snapshot::{AppointmentKey, CalendarSnapshot};
use super::time::{DAY_MINUTES, LocalDay, Minute};
use chrono::{DateTime, NaiveDate, Utc};

/// Parameters of an availability query.
#[derive(Clone, Copy, Debug)]
pub struct AvailabilityQuery<'a> {
    /// What somebody wants to book.
    pub service: &'a Service,
    /// Only this resource of the first need.
    pub resource: Option<&'a ResourceId>,
    /// Ignore this appointment: it is being moved.
    pub moving: Option<Moving<'a>>,
    /// For whom: decides which limits apply.
    pub scope: Audience,
}

/// An appointment being moved. It keeps its resources if they are free.
#[derive(Clone, Copy, Debug)]
pub struct Moving<'a> {
    /// Its key.
    pub appointment: AppointmentKey,
    /// The resources it occupies now.
    pub resources: &'a [ResourceId],
}

/// For whom availability is computed, and so which limits apply. Opening hours, appointments and the daily limit
/// apply to both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Customers: only what is bookable online and not archived, within lead time and horizon.
    Online,
    /// The operator: whatever is not archived, at any time.
    Operator,
}

/// A start time that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When the appointment would start.
    pub start: Minute,
    /// Whether it can be booked.
    pub free: bool,
}

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

/// Why a start cannot be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The service, or the resource asked for, is not bookable.
    NotOffered,
    /// The resources are open, but it is not one of their start times.
    NotAMark,
    /// The resources are not open for the whole duration, or there are too few of them.
    Closed,
    /// Within the lead time, or past.
    TooSoon,
    /// After the horizon.
    TooLate,
    /// Appointments occupy all resources that could serve.
    Occupied,
    /// The service has been booked as often on that date as its limit allows.
    DailyLimit,
}

impl Refusal {
    /// Whether only appointments prevent it: without them the start could be booked.
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::Occupied | Self::DailyLimit)
    }
}

/// The slots from a date on (today at the earliest): `days` dates that have slots, none after the horizon.
pub fn page(
    planning: &CalendarSnapshot,
    question: &AvailabilityQuery,
    from: NaiveDate,
    days: usize,
    now: DateTime<Utc>,
) -> Page {
    let offer = Offer::new(planning, question, now);
    let from = day_number(from).max(offer.today);
    let (mut shown, mut next, mut next_free) = (Vec::new(), None, None);
    // A week of opening days usually lies within ten days.
    let size = days.saturating_mul(3) / 2;
    for view in offer.days_from(from, size) {
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
    let before = offer.days_before(from, size).filter(|view| view.is_shown());
    let previous = before.take(days).last().map(|view| view.day.date);
    Page { days: shown, previous, next, next_free, valid_until: offer.valid_until(next_free) }
}

/// The first date of a page queried for `from`: today if `None` or earlier, and at most the day after the horizon;
/// all pages from there on are equal.
pub fn first_date(
    planning: &CalendarSnapshot,
    question: &AvailabilityQuery,
    from: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> NaiveDate {
    let shown = availability::dates(&planning.calendar, question.service, question.scope, now);
    let latest = shown.end().saturating_add(1).max(*shown.start());
    date_of(from.map_or(*shown.start(), day_number).clamp(*shown.start(), latest))
}

/// The resources to claim for an appointment at `start`, one for each need, in the order of needs.
///
/// # Errors
/// Why it cannot be booked. If only appointments or the daily limit prevent it, the refusal is the one for that.
pub fn decide(
    planning: &CalendarSnapshot,
    question: &AvailabilityQuery,
    start: Minute,
    now: DateTime<Utc>,
) -> Result<Vec<ResourceId>, Refusal> {
    let offer = Offer::new(planning, question, now);
    let chosen = offer.decide(start)?;
    Ok(chosen.into_iter().map(|resource| offer.ids[resource].clone()).collect())
}

/// Up to `count` free starts nearest to `start`, the nearest first; of two equally near the earlier one.
pub fn nearest_free(
    planning: &CalendarSnapshot,
    question: &AvailabilityQuery,
    start: Minute,
    count: usize,
    now: DateTime<Utc>,
) -> Vec<Minute> {
    let offer = Offer::new(planning, question, now);
    let start = start.clamp(EARLIEST, LATEST);
    let day = day_number(LocalDay::containing(start, offer.zone).date);
    let later = offer.days_from(day.max(offer.today), NEAR_DAYS).flat_map(|view| view.free_slots());
    let later = later.filter(|slot| slot.start >= start).take(count);
    let earlier =
        offer.days_before(day.saturating_add(1), NEAR_DAYS).flat_map(|view| view.free_slots().into_iter().rev());
    let earlier = earlier.filter(|slot| slot.start < start).take(count);
    let mut nearest: Vec<Minute> = later.chain(earlier).map(|slot| slot.start).collect();
    nearest.sort_by_key(|at| (at.minutes_since(start).abs(), *at));
    nearest.truncate(count);
    nearest
}

/// Days searched first for the nearest free starts; usually enough.
const NEAR_DAYS: usize = 4;

/// 0001-01-05, early in the first year that can be written with four digits.
pub(super) const EARLIEST: Minute = Minute::from_epoch(-719_158 * DAY_MINUTES);
/// 9999-12-20, late in the last one.
pub(super) const LATEST: Minute = Minute::from_epoch(2_932_885 * DAY_MINUTES);

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
