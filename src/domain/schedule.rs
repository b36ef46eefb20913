//! Which starts are free (rules 3, 5, 6 and 7). What is asked is a [`AvailabilityQuery`]; [`page`] answers with the grid, [`decide`]
//! with the resources of one start. Both come down to the same function (`Stretch::decide`), so the list never promises what
//! the booking refuses. Pure: the booking calls [`decide`] inside its transaction, on what that has found.

use super::availability;
use super::availability::{Offer, date_of, day_number};
use super::ids::ResourceId;
use super::shop::Service;
use super::snapshot::{AppointmentKey, CalendarSnapshot};
use super::time::{DAY_MINUTES, LocalDay, Minute};
use chrono::{DateTime, NaiveDate, Utc};

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct AvailabilityQuery<'a> {
    /// What somebody wants to book.
    pub service: &'a Service,
    /// Only this resource of the first need.
    pub resource: Option<&'a ResourceId>,
    /// As if this appointment were not there: it is to be moved.
    pub moving: Option<Moving<'a>>,
    /// Who asks.
    pub scope: Audience,
}

/// An appointment that is to be rescheduled. It keeps its resources if they are free.
#[derive(Clone, Copy, Debug)]
pub struct Moving<'a> {
    /// Which one.
    pub appointment: AppointmentKey,
    /// What it occupies now.
    pub resources: &'a [ResourceId],
}

/// Who asks, and so which limits hold. Opening hours, appointments and the daily limit hold for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// A customer: what is online and not archived, within lead time and horizon.
    Online,
    /// The operator: what is not archived, at any time.
    Operator,
}

/// A start of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When the appointment would begin.
    pub start: Minute,
    /// Whether it may.
    pub free: bool,
}

/// A date of the grid; it has at least one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date on the shop's wall clock.
    pub date: NaiveDate,
    /// Its slots, in order of time, each instant once.
    pub slots: Vec<Slot>,
}

/// Some dates of the grid and the way to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The dates that have slots.
    pub days: Vec<Day>,
    /// From when to ask for the page that ends before this one.
    pub previous: Option<NaiveDate>,
    /// The first date with slots after this page.
    pub next: Option<NaiveDate>,
    /// The first free start on or after the date asked for, on this page or beyond.
    pub next_free: Option<Minute>,
    /// The last instant at which this page is still true if nothing is booked: then the lead time takes its first free slot
    /// away, or the shop's next date begins.
    pub valid_until: DateTime<Utc>,
}

/// Why a start cannot be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The service, or the resource asked for, is not to be had.
    NotOffered,
    /// The resources are open then, but their grid does not know this start.
    NotAMark,
    /// The resources are not open for the whole duration, or there are too few of them.
    Closed,
    /// Within the lead time, or past.
    TooSoon,
    /// After the horizon.
    TooLate,
    /// Appointments leave no resource for it.
    Occupied,
    /// The service has been booked as often on that date as its limit allows.
    DailyLimit,
}

impl Refusal {
    /// Whether appointments alone are in the way: without them the start could be booked.
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::Occupied | Self::DailyLimit)
    }
}

/// The grid from a date on (from today, where that is later): `days` dates that have slots, none after the horizon.
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
    // A week of opening days usually lies within a week and a half.
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

/// The date that a page asked for `from` begins with: today where none is named, never before it, and at the latest the day
/// after the horizon, from which on all pages are the same.
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
/// Why it cannot be booked. Where only appointments or the daily limit are in the way, the refusal says that.
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

/// The days among which the nearest free starts are usually found.
const NEAR_DAYS: usize = 4;

/// 0001-01-05, early in the first year that dates are written with.
pub(super) const EARLIEST: Minute = Minute::from_epoch(-719_158 * DAY_MINUTES);
/// 9999-12-20, late in the last one.
pub(super) const LATEST: Minute = Minute::from_epoch(2_932_885 * DAY_MINUTES);

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
