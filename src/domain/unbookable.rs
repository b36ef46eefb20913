//! Why a service can never be booked online, whatever the date: no resource could serve it, or none ever has hours.
//! For a single start time see [`super::explain`].

use super::ids::ResourceId;
use super::shop::{Calendar, Resource, Service};
use chrono::NaiveDate;

/// Why a service is never offered.
#[derive(Clone, Debug, PartialEq)]
pub enum Unbookable<'a> {
    /// No resource that customers may be given serves one of its needs.
    Nobody,
    /// None of these, which could serve a need, has any hours.
    NoHours(Vec<&'a Resource>),
}

/// Whether a resource has hours on any date from `today` on, exceptions that close it aside.
pub fn has_hours(calendar: &Calendar, resource: &Resource, today: NaiveDate) -> bool {
    let is_over = |last: Option<NaiveDate>| last.is_some_and(|last| last < today);
    let mut rules = calendar.availabilities.iter().filter(|rule| rule.resource == resource.id);
    let mut special = calendar.exceptions.iter().filter(|exception| {
        let concerns = exception.resource.as_ref().is_none_or(|id| *id == resource.id);
        concerns && !exception.hours.is_empty()
    });
    rules.any(|rule| !is_over(rule.last_day())) || special.any(|exception| !is_over(Some(exception.to_date)))
}

/// Why `service` cannot be booked on any date from `today` on; `None`: it can.
pub fn hindrance<'a>(service: &Service, calendar: &'a Calendar, today: NaiveDate) -> Option<Unbookable<'a>> {
    let needs: Vec<Vec<&Resource>> = service.needs.iter().map(|need| serving(need, calendar)).collect();
    if needs.is_empty() || needs.iter().any(Vec::is_empty) {
        return Some(Unbookable::Nobody);
    }
    let is_open = |resource: &&Resource| has_hours(calendar, resource, today);
    let closed = needs.into_iter().filter(|need| !need.iter().any(is_open)).flatten();
    let without = closed.fold(Vec::new(), each_once);
    (!without.is_empty()).then_some(Unbookable::NoHours(without))
}

/// The resources that could serve and have no hours, also where others have.
pub fn without_hours<'a>(service: &Service, calendar: &'a Calendar, today: NaiveDate) -> Vec<&'a Resource> {
    let all = service.needs.iter().flat_map(|need| serving(need, calendar));
    all.filter(|resource| !has_hours(calendar, resource, today)).fold(Vec::new(), each_once)
}

/// The resources of a need that customers may be given.
fn serving<'a>(need: &[ResourceId], calendar: &'a Calendar) -> Vec<&'a Resource> {
    let known = need.iter().filter_map(|id| calendar.resource(id.as_str()));
    known.filter(|resource| resource.online && !resource.archived).collect()
}

fn each_once<'a>(mut kept: Vec<&'a Resource>, resource: &'a Resource) -> Vec<&'a Resource> {
    if !kept.iter().any(|other| other.id == resource.id) {
        kept.push(resource);
    }
    kept
}
