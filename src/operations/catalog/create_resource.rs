//! Creates a resource that can be booked at once: with the hours of another one, and as an alternative in services
//! that need one of its kind.

use super::offer;
use super::offer::Item;
use super::{Error, Refusal};
use crate::domain::account::UserId;
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Availability, Calendar, Resource, ResourceKind, Service};
use crate::domain::unbookable::has_hours;
use crate::store::{Store, WriteTx, audit, calendar};
use chrono::NaiveDate;
use serde_json::json;

/// Initial hours and services of a new resource.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewResource {
    /// The resource whose hours are copied.
    pub hours_of: Option<ResourceId>,
    /// The ids of the services it can serve.
    pub services: Vec<String>,
}

/// The index of a service's need whose alternatives are all of that kind, so that one more can be added.
pub fn need_of_kind(service: &Service, kind: ResourceKind, calendar: &Calendar) -> Option<usize> {
    let is_of_kind = |id: &ResourceId| calendar.resource(id.as_str()).is_some_and(|resource| resource.kind == kind);
    service.needs.iter().position(|need| !need.is_empty() && need.iter().all(is_of_kind))
}

/// Those whose hours a new one can get.
pub fn models(calendar: &Calendar, today: NaiveDate) -> Vec<&Resource> {
    let has_rules = |one: &Resource| calendar.availabilities.iter().any(|rule| rule.resource == one.id);
    let shown = calendar.resources.iter().filter(|one| !one.archived);
    shown.filter(|one| has_rules(one) && has_hours(calendar, one, today)).collect()
}

/// Whether both open at the same times.
pub fn have_the_same_hours(calendar: &Calendar, one: &Resource, other: &Resource) -> bool {
    let rules_of = |resource: &Resource| -> Vec<Availability> {
        let own = calendar.availabilities.iter().filter(|rule| rule.resource == resource.id);
        own.map(|rule| Availability { resource: one.id.clone(), ..rule.clone() }).collect()
    };
    let (own, others) = (rules_of(one), rules_of(other));
    own.len() == others.len() && own.iter().all(|rule| others.contains(rule))
}

/// The services that one more of that kind can serve, with the need it can serve them in.
pub fn open_to(kind: ResourceKind, calendar: &Calendar) -> impl Iterator<Item = (&Service, &[ResourceId])> {
    let services = calendar.services.iter().filter(|service| !service.archived);
    services.filter_map(move |service| {
        let need = need_of_kind(service, kind, calendar)?;
        Some((service, service.needs[need].as_slice()))
    })
}

/// Whether every resource of that kind can serve the need.
pub fn holds_all(need: &[ResourceId], kind: ResourceKind, calendar: &Calendar) -> bool {
    calendar.resources.iter().filter(|one| one.kind == kind && !one.archived).all(|one| need.contains(&one.id))
}

/// Creates a resource with hours and services; returns its id.
///
/// # Errors
/// [`Refusal::UnknownResource`] if the one whose hours it gets does not exist; [`Refusal::Stale`] if a service does
/// not exist or has no need of its kind any more.
pub async fn create(store: &Store, mut resource: Resource, place: NewResource, by: UserId) -> Result<String, Error> {
    store
        .write(move |tx| {
            let id = offer::append(tx, &mut resource, by)?;
            if let Some(model) = &place.hours_of {
                copy_hours(tx, model, &resource.id, by)?;
            }
            for service in &place.services {
                join(tx, service, &resource, by)?;
            }
            Ok(id)
        })
        .await
}

fn copy_hours(tx: &WriteTx<'_>, model: &ResourceId, to: &ResourceId, by: UserId) -> Result<(), Error> {
    let known = tx.calendar();
    known.resource(model.as_str()).ok_or(Refusal::UnknownResource)?;
    for rule in known.availabilities.iter().filter(|rule| rule.resource == *model) {
        calendar::save_availability(tx, None, &Availability { resource: to.clone(), ..rule.clone() })?;
    }
    let details = json!({ "appointments_left_outside": 0 });
    audit::record(tx, Some(by), "hours.copied", model.as_str(), &details, tx.now.timestamp())?;
    Ok(tx.calendar_changed()?)
}

fn join(tx: &WriteTx<'_>, service: &str, resource: &Resource, by: UserId) -> Result<(), Error> {
    let calendar = tx.calendar();
    let (position, mut service) = offer::find::<Service>(&calendar, service)?;
    let need = need_of_kind(&service, resource.kind, &calendar).ok_or(Refusal::Stale)?;
    service.needs[need].push(resource.id.clone());
    service.save(tx, position)?;
    offer::note::<Service>(tx, by, "changed", service.id.as_str(), &json!({}))
}
