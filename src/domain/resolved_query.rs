//! An availability query with the shop's settings applied: which resources may serve it, and its earliest and latest time.

use super::assignment::choose;
use super::ids::ResourceId;
use super::opening::OpeningRules;
use super::query::{Audience, AvailabilityQuery, LATEST, Moving};
use super::shop::{Assignment, Calendar, Service};
use super::snapshot::{AppointmentKey, CalendarSnapshot, Occupancy};
use super::start_times::ResourceInput;
use super::time::{Minute, day_number, today};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use std::ops::RangeInclusive;

/// A resolved query. Resources are indices into `ids`, which follows the first need's order.
pub(super) struct ResolvedQuery<'a> {
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
    pub lead_time: Duration,
    pub scope: Audience,
}

/// How far ahead the operator's availability goes, in days: the longest horizon a shop may set.
const OPERATOR_HORIZON_DAYS: u32 = 3_650;

impl<'a> ResolvedQuery<'a> {
    pub fn new(planning: &'a CalendarSnapshot, query: &AvailabilityQuery<'a>, now: DateTime<Utc>) -> Self {
        let CalendarSnapshot { calendar, occupancy, .. } = planning;
        let AvailabilityQuery { service, scope, .. } = *query;
        let lead = if scope == Audience::Online { calendar.lead_time_minutes(service) } else { 0 };
        let (today, last) = dates(calendar, service, scope, now).into_inner();
        let mut resolved = Self {
            zone: calendar.shop.time_zone,
            service,
            assignment: calendar.shop.assignment,
            ids: Vec::new(),
            sources: Vec::new(),
            needs: Vec::new(),
            kept: Vec::new(),
            moving: query.moving.map(|moving| moving.appointment),
            occupancy,
            earliest: (scope == Audience::Online).then(|| Minute::ceil(now).plus(lead)),
            today,
            last,
            lead_time: Duration::minutes(lead),
            scope,
        };
        if !service.archived && (service.online || scope == Audience::Operator) {
            resolved.add_needs(planning, query);
        }
        resolved
    }

    fn add_needs(&mut self, planning: &'a CalendarSnapshot, query: &AvailabilityQuery<'a>) {
        let service = query.service;
        for (place, alternatives) in service.needs.iter().enumerate() {
            let mut need = Vec::with_capacity(alternatives.len());
            for id in alternatives {
                let wanted = place > 0 || query.resource.is_none_or(|only| only == id);
                if let Some(resource) = wanted.then(|| self.place_of(id, planning)).flatten()
                    && !need.contains(&resource)
                {
                    need.push(resource);
                }
            }
            self.needs.push(need);
        }
        self.kept = query.moving.map_or_else(Vec::new, |moving| self.kept_by(&moving));
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
            foreign: planning.foreign.of(id.as_str()),
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
