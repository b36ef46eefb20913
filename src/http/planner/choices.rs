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

/// The resources that are not archived, and those that are chosen all the same.
pub fn resources(calendar: &Calendar, is_chosen: impl Fn(&str) -> bool) -> Vec<Choice> {
    let shown = calendar.resources.iter().filter(|one| !one.archived || is_chosen(one.id.as_str()));
    shown.map(resource).collect()
}
