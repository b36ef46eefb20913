//! The input of the rules: the shop's calendar, the busy spans of its blocking appointments, and foreign busy times.

use super::foreign::ForeignBusy;
use super::ids::{ResourceId, ServiceId};
use super::shop::{Calendar, Resource, Service};
use super::time::{LocalDay, Minute};
use super::timeline::{Timed, Timeline};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// Primary key of an appointment in the database; never shown outside.
pub type AppointmentKey = i64;

/// The span for which a blocking appointment occupies one resource, buffers included. Half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BusySpan {
    /// Its first minute.
    pub start: Minute,
    /// The first minute that is free again.
    pub end: Minute,
    /// The appointment that occupies it.
    pub appointment: AppointmentKey,
}

impl Timed for BusySpan {
    fn at(&self) -> Minute {
        self.start
    }
}

/// The start of a blocking appointment, and its key.
pub type Start = (Minute, AppointmentKey);

impl Timed for Start {
    fn at(&self) -> Minute {
        self.0
    }
}

/// The busy spans of every resource, and the start times of appointments whose service has a daily limit. Cheap to
/// clone and to change: unchanged parts are shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Occupancy {
    spans: HashMap<ResourceId, Timeline<BusySpan>>,
    starts: HashMap<ServiceId, Timeline<Start>>,
}

impl Occupancy {
    /// The busy spans of a resource: disjoint (rule 8), in order of time.
    pub fn of(&self, resource: &str) -> Vec<BusySpan> {
        self.spans.get(resource).into_iter().flat_map(Timeline::iter).copied().collect()
    }

    /// The busy spans that overlap or touch `reach`.
    pub fn touching(&self, resource: &str, reach: &Range<Minute>) -> Vec<BusySpan> {
        let Some(spans) = self.spans.get(resource) else { return Vec::new() };
        // Spans are disjoint: of those that begin earlier, only the last can reach into the range.
        let reaching_in = spans.last_before(reach.start).filter(|span| span.end >= reach.start);
        reaching_in.into_iter().chain(spans.between(reach.start..=reach.end)).copied().collect()
    }

    /// The starts (without buffers) of the blocking appointments of a service with a daily limit, in order of time.
    pub fn starts_of(&self, service: &str) -> Vec<Start> {
        self.starts.get(service).into_iter().flat_map(Timeline::iter).copied().collect()
    }

    /// Those that lie on that day.
    pub fn starts_on(&self, service: &str, day: LocalDay) -> impl Iterator<Item = &Start> {
        self.starts.get(service).into_iter().flat_map(move |starts| starts.between(day.start..=day.end.plus(-1)))
    }

    /// Adds the busy span of one appointment on one resource.
    pub fn occupy(&mut self, resource: &ResourceId, span: BusySpan) {
        self.spans.entry(resource.clone()).or_default().insert(span);
    }

    /// Adds the start of one appointment of `service`.
    pub fn start(&mut self, service: &ServiceId, at: Minute, appointment: AppointmentKey) {
        self.starts.entry(service.clone()).or_default().insert((at, appointment));
    }

    /// Removes these appointments; returns the spans they occupied.
    pub fn release(&mut self, appointments: &BTreeSet<AppointmentKey>) -> Vec<BusySpan> {
        let (Some(first), Some(last)) = (appointments.first(), appointments.last()) else { return Vec::new() };
        // Every entry is visited; the range check rejects most of them cheaply.
        let leaves = |key: &AppointmentKey| (first..=last).contains(&key) && appointments.contains(key);
        for starts in self.starts.values_mut() {
            starts.extract(|(_, key)| leaves(key));
        }
        self.spans.values_mut().flat_map(|spans| spans.extract(|span| leaves(&span.appointment))).collect()
    }
}

/// A calendar with its busy spans: everything a decision depends on besides `now`.
#[derive(Clone, Debug)]
pub struct CalendarSnapshot {
    /// The shop's data.
    pub calendar: Arc<Calendar>,
    /// Its blocking appointments.
    pub occupancy: Occupancy,
    /// What calendars kept elsewhere call busy.
    pub foreign: ForeignBusy,
}

impl CalendarSnapshot {
    /// The resource that was assigned to an appointment of `service`, of those that customers may choose from; `None`
    /// where they may not choose, or the appointment occupies nothing.
    pub fn assigned<'a>(
        &'a self,
        service: &'a Service,
        appointment: AppointmentKey,
        start: Minute,
    ) -> Option<&'a Resource> {
        let occupies = |resource: &&Resource| {
            let spans = self.occupancy.touching(resource.id.as_str(), &(start..start.plus(1)));
            spans.iter().any(|span| span.appointment == appointment)
        };
        self.calendar.choosable(service).filter(|_| service.choice).find(occupies)
    }
}
