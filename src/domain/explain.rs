//! Explains, resource by resource, why a start time cannot be booked online. The verdict is taken from
//! [`super::schedule`]'s decision; this module only adds the obstacle of each resource.

use super::day_range::DayRange;
use super::ids::ResourceId;
use super::query::{AvailabilityQuery, EARLIEST, LATEST, Refusal};
use super::resolved_query::ResolvedQuery;
use super::shop::{Calendar, Service};
use super::snapshot::{AppointmentKey, CalendarSnapshot};
use super::time::{LocalDay, Minute, date_of, day_number};
use super::values::ExceptionNote;
use chrono::{DateTime, NaiveDate, Utc};
use std::ops::Range;

/// The explanation of one start time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The decision: the resources an online booking would get, or the refusal.
    pub verdict: Result<Vec<ResourceId>, Refusal>,
    /// For every need of the service its alternatives, each with its obstacle.
    pub needs: Vec<Vec<(ResourceId, Obstacle)>>,
    /// Now plus lead time.
    pub earliest: Minute,
    /// The last date that can be booked.
    pub last: NaiveDate,
}

/// What prevents a resource from being assigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Nothing.
    None,
    /// It is archived.
    Archived,
    /// It is not bookable online.
    NotOnline,
    /// It is closed then; with the note of the exception that closes it, if there is one.
    Closed(Option<ExceptionNote>),
    /// It is open at the start, but closes at this instant, before the end.
    ClosesEarly(Minute),
    /// That appointment takes place then.
    Appointment(AppointmentKey),
    /// Only a buffer, of that appointment or of the one asked for, overlaps.
    Buffer(AppointmentKey),
    /// A calendar kept elsewhere calls that span busy.
    Elsewhere(Range<Minute>),
    /// It is free, but this is not one of its start times.
    NoMark,
}

impl Explanation {
    /// The needs that no resource can serve then, provided that others can be served.
    pub fn missing(&self) -> Vec<usize> {
        let served = |need: &[(ResourceId, Obstacle)]| need.iter().any(|(_, obstacle)| *obstacle == Obstacle::None);
        (0..self.needs.len()).filter(|need| !served(&self.needs[*need])).collect()
    }
}

/// Explains the decision on `start`. `span_of` tells when an appointment itself takes place, buffers not counted.
pub fn explain(
    planning: &CalendarSnapshot,
    query: &AvailabilityQuery,
    start: Minute,
    now: DateTime<Utc>,
    span_of: &dyn Fn(AppointmentKey) -> Option<Range<Minute>>,
) -> Explanation {
    let resolved = ResolvedQuery::new(planning, query, now);
    let verdict = resolved.decide(start);
    let verdict = verdict.map(|chosen| chosen.into_iter().map(|resource| resolved.ids[resource].clone()).collect());
    let start = start.clamp(EARLIEST, LATEST);
    let day = LocalDay::containing(start, resolved.zone);
    let number = day_number(day.date);
    let range = DayRange::new(&resolved, number, number);
    let view = View { calendar: &planning.calendar, resolved: &resolved, range: &range, day, start, span_of };
    let needs = query.service.needs.iter().enumerate();
    let needs = needs.map(|(need, ids)| {
        let asked = ids.iter().filter(|id| need > 0 || query.resource.is_none_or(|only| only == *id));
        asked.map(|id| (id.clone(), view.obstacle(id, need == 0))).collect()
    });
    Explanation {
        verdict,
        needs: needs.collect(),
        earliest: resolved.earliest.unwrap_or(EARLIEST),
        last: date_of(resolved.last),
    }
}

/// The state the decision saw for one start time.
struct View<'a> {
    calendar: &'a Calendar,
    resolved: &'a ResolvedQuery<'a>,
    range: &'a DayRange<'a>,
    day: LocalDay,
    start: Minute,
    span_of: &'a dyn Fn(AppointmentKey) -> Option<Range<Minute>>,
}

impl View<'_> {
    fn obstacle(&self, id: &ResourceId, start_times_count: bool) -> Obstacle {
        let Some(place) = self.resolved.ids.iter().position(|known| *known == id) else {
            let archived = self.calendar.resource(id.as_str()).is_none_or(|resource| resource.archived);
            return if archived { Obstacle::Archived } else { Obstacle::NotOnline };
        };
        let service = self.resolved.service;
        let (span, busy) = spans(service, self.start);
        let resource_days = self.range.resource_days(place);
        match resource_days.open_until(span.start) {
            None => return Obstacle::Closed(self.closing_note(id)),
            Some(end) if end < span.end => return Obstacle::ClosesEarly(end),
            Some(_) => {}
        }
        if let Some(other) = resource_days.first_overlap(&busy) {
            let itself = (self.span_of)(other.appointment).unwrap_or(other.start..other.end);
            let meet = itself.start < span.end && span.start < itself.end;
            return if meet { Obstacle::Appointment(other.appointment) } else { Obstacle::Buffer(other.appointment) };
        }
        if let Some(foreign) = resource_days.first_foreign(&busy) {
            return Obstacle::Elsewhere(foreign.clone());
        }
        if start_times_count && !self.range.has_start_time(self.day, self.start, place) {
            return Obstacle::NoMark;
        }
        Obstacle::None
    }

    /// Why the resource is closed on that date, in the operator's own words.
    fn closing_note(&self, id: &ResourceId) -> Option<ExceptionNote> {
        let closes = self.calendar.exceptions.iter().filter(|exception| {
            let concerns = exception.resource.as_ref().is_none_or(|only| only == id);
            concerns && exception.from_date <= self.day.date && self.day.date <= exception.to_date
        });
        closes.filter_map(|exception| exception.note.clone()).next()
    }
}

/// When an appointment of `service` at `start` takes place, and what it occupies.
fn spans(service: &Service, start: Minute) -> (Range<Minute>, Range<Minute>) {
    let span = start..start.plus(i64::from(service.duration_minutes));
    let busy =
        start.plus(-i64::from(service.buffer_before_minutes))..span.end.plus(i64::from(service.buffer_after_minutes));
    (span, busy)
}

#[cfg(test)]
mod tests;
