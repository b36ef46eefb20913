//! Resources and services as a form lists them to choose from.

use crate::domain::shop::{Calendar, Language, Resource, Service};

/// A value and its words.
pub type Choice = (String, String);

/// A resource by its name.
pub fn resource(one: &Resource) -> Choice {
    (one.id.to_string(), one.name.to_string())
}

/// A service by its name.
pub fn service(one: &Service, language: Language) -> Choice {
    (one.id.to_string(), one.name_in(language))
}

/// The ids of the services that take place at customers', for a form that asks for their address then.
pub fn at_customers(calendar: &Calendar) -> String {
    let visiting = calendar.services.iter().filter(|service| service.place.needs_address());
    visiting.map(|service| service.id.as_str()).collect::<Vec<_>>().join(" ")
}

/// The resources that are not archived, and those that are chosen all the same.
pub fn resources(calendar: &Calendar, is_chosen: impl Fn(&str) -> bool) -> Vec<Choice> {
    let shown = calendar.resources.iter().filter(|one| !one.archived || is_chosen(one.id.as_str()));
    shown.map(resource).collect()
}
