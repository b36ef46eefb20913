//! What the rules look at: the shop's calendar and the busy spans of its blocking appointments.

use super::ids::{ResourceId, ServiceId};
use super::shop::Calendar;
use super::time::Minute;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The number by which the database calls an appointment; never shown to anybody.
pub type AppointmentKey = i64;

/// The span for which a blocking appointment occupies one resource, buffers included. Half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BusySpan {
    /// Its first minute.
    pub start: Minute,
    /// The first minute that is free again.
    pub end: Minute,
    /// Whose span it is.
    pub appointment: AppointmentKey,
}

/// The busy spans of every resource, and the starts of the services that have a daily limit: nobody else counts them.
/// Cheap to clone: unchanged lists are shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Occupancy {
    spans: HashMap<ResourceId, Arc<Vec<BusySpan>>>,
    starts: HashMap<ServiceId, Arc<Vec<(Minute, AppointmentKey)>>>,
}

impl Occupancy {
    /// The busy spans of a resource: disjoint (rule 8), in order of time.
    pub fn of(&self, resource: &str) -> &[BusySpan] {
        self.spans.get(resource).map_or(&[], |spans| spans)
    }

    /// When the blocking appointments of a service with a daily limit start (buffers not counted), in order of time.
    pub fn starts_of(&self, service: &str) -> &[(Minute, AppointmentKey)] {
        self.starts.get(service).map_or(&[], |starts| starts)
    }

    /// Adds what one appointment occupies on one resource.
    pub fn occupy(&mut self, resource: &ResourceId, span: BusySpan) {
        insert_sorted(self.spans.entry(resource.clone()).or_default(), span);
    }

    /// Adds the start of one appointment of `service`.
    pub fn start(&mut self, service: &ServiceId, at: Minute, appointment: AppointmentKey) {
        insert_sorted(self.starts.entry(service.clone()).or_default(), (at, appointment));
    }

    /// Takes everything of these appointments out; the spans that they occupied.
    pub fn release(&mut self, appointments: &BTreeSet<AppointmentKey>) -> Vec<BusySpan> {
        let (Some(first), Some(last)) = (appointments.first(), appointments.last()) else { return Vec::new() };
        // All that there ever was is looked through. Nearly always these are new and the last ones: the range alone tells.
        let leaves = |key: &AppointmentKey| (first..=last).contains(&key) && appointments.contains(key);
        let mut released = Vec::new();
        for spans in self.spans.values_mut() {
            if spans.iter().any(|span| leaves(&span.appointment)) {
                let spans = Arc::make_mut(spans);
                released.extend(spans.extract_if(.., |span| leaves(&span.appointment)));
            }
        }
        for starts in self.starts.values_mut() {
            if starts.iter().any(|(_, key)| leaves(key)) {
                Arc::make_mut(starts).retain(|(_, key)| !leaves(key));
            }
        }
        released
    }
}

fn insert_sorted<T: Ord + Copy>(list: &mut Arc<Vec<T>>, item: T) {
    let list = Arc::make_mut(list);
    match list.last() {
        Some(last) if *last > item => {
            let place = list.partition_point(|other| *other < item);
            list.insert(place, item);
        }
        _ => list.push(item),
    }
}

/// A calendar together with what is occupied in it: all that a decision depends on besides `now`.
#[derive(Clone, Debug)]
pub struct Planning {
    /// The shop's description.
    pub calendar: Arc<Calendar>,
    /// Its blocking appointments.
    pub occupancy: Occupancy,
}
