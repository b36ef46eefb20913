//! Appointments as the operator enters them. They may lie outside of hours and lead time and over foreign busy times, with
//! a warning ([`unusual`]); resources left open are filled with free ones ([`complete`]). Overlaps are not checked here: the
//! database refuses them (rule 8).

use super::assignment::choose;
use super::day_range::DayRange;
use super::ids::ResourceId;
use super::query::{Audience, AvailabilityQuery, EARLIEST, LATEST, Moving};
use super::resolved_query::ResolvedQuery;
use super::shop::Service;
use super::snapshot::{AppointmentKey, CalendarSnapshot};
use super::time::{LocalDay, Minute, day_number};
use chrono::{DateTime, Utc};
use std::ops::Range;

/// An appointment as the operator wants it.
#[derive(Clone, Debug)]
pub struct PolicyOverride<'a> {
    /// The service.
    pub service: &'a Service,
    /// The resources chosen; may cover not every need, and may be more than the needs.
    pub resources: &'a [ResourceId],
    /// When it takes place.
    pub span: Range<Minute>,
    /// What it occupies, buffers included.
    pub busy: Range<Minute>,
    /// The appointment's key when an existing one is changed.
    pub moving: Option<AppointmentKey>,
}

/// A limit of online booking that the appointment exceeds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PolicyWarning {
    /// It starts in the past.
    Past,
    /// It starts within the lead time.
    LeadTime,
    /// That resource is closed during a part of it.
    Closed(ResourceId),
    /// A calendar kept elsewhere calls that resource busy during a part of it, or of its buffers.
    Elsewhere(ResourceId),
    /// The service has been booked as often on that date as its limit allows.
    DailyLimit,
}

impl PolicyWarning {
    /// A code for it, sent back when the operator accepts the warning.
    pub fn word(&self) -> String {
        match self {
            Self::Past => "past".to_owned(),
            Self::LeadTime => "lead_time".to_owned(),
            Self::Closed(resource) => format!("closed:{resource}"),
            Self::Elsewhere(resource) => format!("elsewhere:{resource}"),
            Self::DailyLimit => "daily_limit".to_owned(),
        }
    }
}

/// The limits of online booking that it exceeds.
pub fn unusual(planning: &CalendarSnapshot, wish: &PolicyOverride, now: DateTime<Utc>) -> Vec<PolicyWarning> {
    let mut found = Vec::new();
    let earliest = Minute::ceil(now);
    if wish.span.start < Minute::floor(now) {
        found.push(PolicyWarning::Past);
    } else if wish.span.start < earliest.plus(planning.calendar.lead_time_minutes(wish.service)) {
        found.push(PolicyWarning::LeadTime);
    }
    with_day_range(planning, wish, now, |resolved, range, day| {
        for (place, id) in resolved.ids.iter().enumerate().filter(|(_, id)| wish.resources.contains(id)) {
            if !range.resource_days(place).is_open(&wish.span) {
                found.push(PolicyWarning::Closed((*id).clone()));
            }
            if range.resource_days(place).first_foreign(&wish.busy).is_some() {
                found.push(PolicyWarning::Elsewhere((*id).clone()));
            }
        }
        if range.is_full(day) {
            found.push(PolicyWarning::DailyLimit);
        }
    });
    found
}

/// The resources to claim, in the order of needs: the chosen ones where they serve a need, otherwise free ones, preferably
/// open, or at least without appointments. Chosen resources beyond the needs come last. If nothing is free an occupied one
/// is taken, so that the database's refusal names the overlap.
pub fn complete(planning: &CalendarSnapshot, wish: &PolicyOverride, now: DateTime<Utc>) -> Vec<ResourceId> {
    let mut chosen = with_day_range(planning, wish, now, |resolved, range, _| {
        let named = |place: usize| wish.resources.contains(resolved.ids[place]);
        let free = |place: usize| range.resource_days(place).is_free(&wish.busy);
        let unclaimed = |place: usize| range.resource_days(place).is_unclaimed(&wish.busy);
        let open = |place: usize| range.resource_days(place).is_open(&wish.span);
        let mut lists = resolved.needs.clone();
        lists.retain(|list| !list.is_empty());
        for list in &mut lists {
            list.sort_by_key(|place| (!named(*place), !open(*place)));
        }
        let lists: Vec<&[usize]> = lists.iter().map(Vec::as_slice).collect();
        let best = choose(&lists, &|place| named(place) || (free(place) && open(place)));
        let best = best.or_else(|| choose(&lists, &|place| named(place) || free(place)));
        let best = best.or_else(|| choose(&lists, &|place| named(place) || unclaimed(place)));
        let best = best.or_else(|| choose(&lists, &|_| true)).unwrap_or_default();
        best.into_iter().map(|place| resolved.ids[place].clone()).collect::<Vec<_>>()
    });
    for resource in wish.resources {
        if !chosen.contains(resource) {
            chosen.push(resource.clone());
        }
    }
    chosen
}

fn with_day_range<T>(
    planning: &CalendarSnapshot,
    wish: &PolicyOverride,
    now: DateTime<Utc>,
    look: impl FnOnce(&ResolvedQuery, &DayRange, LocalDay) -> T,
) -> T {
    // Resources beyond the service's needs are treated as one more need each.
    let extra = wish.resources.iter().filter(|id| !wish.service.needs.iter().flatten().any(|known| known == *id));
    let mut service = Service {
        duration_minutes: length(&wish.span),
        buffer_before_minutes: length(&(wish.busy.start..wish.span.start)),
        buffer_after_minutes: length(&(wish.span.end..wish.busy.end)),
        // An appointment of an archived service may still be moved.
        archived: false,
        ..wish.service.clone()
    };
    service.needs.extend(extra.map(|id| vec![id.clone()]));
    let moving = wish.moving.map(|appointment| Moving { appointment, resources: wish.resources });
    let query = AvailabilityQuery { service: &service, resource: None, moving, scope: Audience::Operator };
    let resolved = ResolvedQuery::new(planning, &query, now);
    let day = LocalDay::containing(wish.span.start.clamp(EARLIEST, LATEST), resolved.zone);
    let number = day_number(day.date);
    let range = DayRange::new(&resolved, number, number);
    look(&resolved, &range, day)
}

fn length(span: &Range<Minute>) -> u32 {
    u32::try_from(span.end.minutes_since(span.start)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
