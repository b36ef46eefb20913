//! Resolves an availability query for any date: which resources may serve it, and its earliest and latest time.

use super::assignment::choose;
use super::day_range::{DayRange, DayView};
use super::ids::ResourceId;
use super::opening::OpeningRules;
use super::schedule::{Audience, AvailabilityQuery, EARLIEST, LATEST, Moving, Refusal};
use super::shop::{Assignment, Calendar, Service};
use super::snapshot::{AppointmentKey, CalendarSnapshot, Occupancy};
use super::start_times::ResourceInput;
use super::time::{LocalDay, Minute, today};
use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use std::ops::RangeInclusive;
use std::rc::Rc;

/// A resolved query. Resources are indices into `ids`, which follows the first need's order.
pub(super) struct Offer<'a> {
    pub zone: Tz,
    pub service: &'a Service,
    pub assignment: Assignment,
    pub ids: Vec<&'a ResourceId>,
    pub sources: Vec<ResourceInput<'a>>,
    /// The resources that may serve each need; a list may be empty. No needs where the service is not offered.
    pub needs: Vec<Vec<usize>>,
    /// For each need, the resource that the appointment being moved occupies now.
    pub kept: Vec<Option<usize>>,
    pub moving: Option<AppointmentKey>,
    pub occupancy: &'a Occupancy,
    /// Now plus lead time; `None` for the operator, who has no lead time.
    pub earliest: Option<Minute>,
    /// Today's number, see [`day_number`].
    pub today: i32,
    /// The number of the last date that is shown.
    pub last: i32,
    lead_time: Duration,
    scope: Audience,
}

/// How far ahead the operator's availability goes, in days: the longest horizon a shop may set.
const OPERATOR_HORIZON_DAYS: u32 = 3_650;
/// Upper limit of days computed in one range: short opening lists are searched fastest.
const LARGEST_STRETCH_DAYS: i32 = 16;

impl<'a> Offer<'a> {
    pub fn new(planning: &'a CalendarSnapshot, question: &AvailabilityQuery<'a>, now: DateTime<Utc>) -> Self {
        let CalendarSnapshot { calendar, occupancy } = planning;
        let AvailabilityQuery { service, scope, .. } = *question;
        let lead = if scope == Audience::Online { calendar.lead_time_minutes(service) } else { 0 };
        let (today, last) = dates(calendar, service, scope, now).into_inner();
        let mut offer = Self {
            zone: calendar.shop.time_zone,
            service,
            assignment: calendar.shop.assignment,
            ids: Vec::new(),
            sources: Vec::new(),
            needs: Vec::new(),
            kept: Vec::new(),
            moving: question.moving.map(|moving| moving.appointment),
            occupancy,
            earliest: (scope == Audience::Online).then(|| Minute::ceil(now).plus(lead)),
            today,
            last,
            lead_time: Duration::minutes(lead),
            scope,
        };
        if !service.archived && (service.online || scope == Audience::Operator) {
            offer.add_needs(planning, question);
        }
        offer
    }

    fn add_needs(&mut self, planning: &'a CalendarSnapshot, question: &AvailabilityQuery<'a>) {
        let service = question.service;
        for (place, alternatives) in service.needs.iter().enumerate() {
            let mut need = Vec::with_capacity(alternatives.len());
            for id in alternatives {
                let wanted = place > 0 || question.resource.is_none_or(|only| only == id);
                if let Some(resource) = wanted.then(|| self.place_of(id, planning)).flatten()
                    && !need.contains(&resource)
                {
                    need.push(resource);
                }
            }
            self.needs.push(need);
        }
        self.kept = question.moving.map_or_else(Vec::new, |moving| self.kept_by(&moving));
    }

    /// The index of a resource in `ids`; appended now if it may be used and is not there yet.
    fn place_of(&mut self, id: &'a ResourceId, planning: &'a CalendarSnapshot) -> Option<usize> {
        if let Some(place) = self.ids.iter().position(|known| *known == id) {
            return Some(place);
        }
        let resource = planning.calendar.resource(id.as_str())?;
        if resource.archived || !(resource.online || self.scope == Audience::Operator) {
            return None;
        }
        self.ids.push(id);
        self.sources.push(ResourceInput {
            rules: OpeningRules::new(&planning.calendar, resource, self.service.step_minutes),
            occupancy: &planning.occupancy,
            resource: id.as_str(),
            gap_step: resource.gap_step_minutes.map(|step| i64::from(step.max(1))),
        });
        Some(self.ids.len() - 1)
    }

    /// Which need each resource of the appointment serves. Usually they are in the order of the needs; an import may
    /// have written them in another order, then any assignment that serves all needs is taken.
    fn kept_by(&self, moving: &Moving) -> Vec<Option<usize>> {
        let place = |id: &ResourceId| self.ids.iter().position(|known| *known == id);
        let held: Vec<Option<usize>> = moving.resources.iter().map(place).collect();
        let in_place = |need: usize| held.get(need).copied().flatten().filter(|one| self.needs[need].contains(one));
        let candidates: Vec<Vec<usize>> = (0..self.needs.len())
            .map(|need| {
                let others = self.needs[need].iter().copied().filter(|one| held.contains(&Some(*one)));
                in_place(need).into_iter().chain(others).collect()
            })
            .collect();
        let lists: Vec<&[usize]> = candidates.iter().map(Vec::as_slice).collect();
        match choose(&lists, &|_| true) {
            Some(all) => all.into_iter().map(Some).collect(),
            None => (0..self.needs.len()).map(in_place).collect(),
        }
    }

    /// The resources of an appointment at `start`, one for each need.
    pub fn decide(&self, start: Minute) -> Result<Vec<usize>, Refusal> {
        if self.needs.is_empty() || self.needs.iter().any(Vec::is_empty) {
            return Err(Refusal::NotOffered);
        }
        if start < self.earliest.unwrap_or(EARLIEST).max(EARLIEST) {
            return Err(Refusal::TooSoon);
        }
        if start > LATEST {
            return Err(Refusal::TooLate);
        }
        let day = LocalDay::containing(start, self.zone);
        let number = day_number(day.date);
        if self.scope == Audience::Online && number > self.last {
            return Err(Refusal::TooLate);
        }
        DayRange::new(self, number, number).book(day, start)
    }

    /// The dates from `first` to the horizon, computed in chunks: `size` dates first, then larger ones.
    pub fn days_from(&'a self, first: i32, size: usize) -> impl Iterator<Item = DayView<'a>> {
        let chunks = chunks(first, self.last, size);
        chunks.flat_map(|(first, last)| {
            let stretch = Rc::new(DayRange::new(self, first, last));
            stretch.days().into_iter().map(move |day| DayView { stretch: Rc::clone(&stretch), day })
        })
    }

    /// The dates before number `end` (and within the horizon), descending to today.
    pub fn days_before(&'a self, end: i32, size: usize) -> impl Iterator<Item = DayView<'a>> {
        let latest = end.saturating_sub(1).min(self.last);
        // The chunks ascend, so negated day numbers are used to descend from the latest.
        let chunks = chunks(-latest, -self.today, size);
        chunks.flat_map(|(last, first)| {
            let stretch = Rc::new(DayRange::new(self, -first, -last));
            stretch.days().into_iter().rev().map(move |day| DayView { stretch: Rc::clone(&stretch), day })
        })
    }

    /// The last instant at which `next_free` is still bookable and the local date is unchanged.
    pub fn valid_until(&self, next_free: Option<Minute>) -> DateTime<Utc> {
        let tomorrow = LocalDay::of(date_of(self.today), self.zone).end.to_utc();
        let end_of_today = tomorrow - Duration::nanoseconds(1);
        match next_free {
            Some(start) if self.scope == Audience::Online => end_of_today.min(start.to_utc() - self.lead_time),
            _ => end_of_today,
        }
    }
}

/// The numbers of the dates that are shown: from today to the horizon; none where today lies behind the last date there is.
pub(super) fn dates(
    calendar: &Calendar,
    service: &Service,
    scope: Audience,
    now: DateTime<Utc>,
) -> RangeInclusive<i32> {
    let horizon = match scope {
        Audience::Online => calendar.horizon_days(service),
        Audience::Operator => OPERATOR_HORIZON_DAYS,
    };
    let today = day_number(today(now, calendar.shop.time_zone));
    let last = today.saturating_add(i32::try_from(horizon).unwrap_or(i32::MAX));
    today..=last.min(day_number(LATEST.to_utc().date_naive()))
}

/// Splits the whole numbers from `first` to `last` into chunks: `size` numbers first, then larger ones.
fn chunks(first: i32, last: i32, size: usize) -> impl Iterator<Item = (i32, i32)> {
    let mut size = i32::try_from(size).unwrap_or(i32::MAX).clamp(1, LARGEST_STRETCH_DAYS);
    let mut next = first;
    std::iter::from_fn(move || {
        if next > last {
            return None;
        }
        let chunk = (next, last.min(next.saturating_add(size - 1)));
        next = chunk.1.saturating_add(1);
        size = (size * 2).min(LARGEST_STRETCH_DAYS);
        Some(chunk)
    })
}

/// Days since the common era: arithmetic on it cannot overflow the calendar's range.
pub(super) fn day_number(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

/// The date of that number.
pub(super) fn date_of(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or(NaiveDate::MAX)
}
