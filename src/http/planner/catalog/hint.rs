//! Why something that is switched on is not booked all the same, in words, with the page on which that can be mended.

use super::Texts;
use crate::domain::unbookable::{Unbookable, has_hours, hindrance, without_hours};
use crate::http::planner::prelude::*;
use crate::i18n::lists;

/// More names than these are counted.
const MOST_NAMES: usize = 3;

/// What is missing, and where it can be entered.
pub struct Hint {
    /// "Kabine 2 hat noch keine Öffnungszeiten"
    pub text: String,
    /// The page.
    pub href: String,
    /// What it says of that page.
    pub link: &'static str,
}

/// What keeps a service from ever being offered.
pub fn of_service(service: &Service, calendar: &Calendar, today: NaiveDate, language: Language) -> Option<Hint> {
    let t = Texts::of(language);
    match hindrance(service, calendar, today)? {
        Unbookable::Nobody => {
            Some(Hint { text: t.nobody().into(), href: "/planner/resources".into(), link: t.resources() })
        }
        Unbookable::NoHours(resources) => no_hours(&resources, language),
    }
}

/// Those that could serve and are never given, where others are.
pub fn of_some(service: &Service, calendar: &Calendar, today: NaiveDate, language: Language) -> Option<Hint> {
    let is_offered = hindrance(service, calendar, today).is_none();
    no_hours(&without_hours(service, calendar, today), language).filter(|_| is_offered)
}

/// What keeps a room or a person from ever being given.
pub fn of_resource(resource: &Resource, calendar: &Calendar, today: NaiveDate, language: Language) -> Option<Hint> {
    let t = Texts::of(language);
    let serves = |service: &Service| !service.archived && service.needs.iter().flatten().any(|id| *id == resource.id);
    if !resource.online || resource.archived {
        None
    } else if !has_hours(calendar, resource, today) {
        no_hours(&[resource], language)
    } else if !calendar.services.iter().any(serves) {
        let text = t.serves_nothing(&resource.name);
        Some(Hint { text, href: "/planner/services".into(), link: t.services() })
    } else {
        None
    }
}

fn no_hours(resources: &[&Resource], language: Language) -> Option<Hint> {
    let t = Texts::of(language);
    let names: Vec<&str> = resources.iter().map(|resource| resource.name.as_str()).collect();
    let text = match names.as_slice() {
        [first, second, others @ ..] if names.len() > MOST_NAMES => t.many_without_hours(first, others.len(), second),
        _ => t.without_hours(names.len(), lists::and(&names, language)),
    };
    Some(Hint { text, href: format!("/planner/hours#of-{}", resources.first()?.id), link: t.enter_hours() })
}

/// "Kabine 1 oder Kabine 2, dazu Anna oder Jonas"
pub fn needs(service: &Service, calendar: &Calendar, language: Language) -> String {
    let rows = service.needs.iter().map(|need| alternatives(need, calendar, language));
    let rows = rows.filter(|row| !row.is_empty());
    rows.reduce(|first, second| Texts::of(language).needs_together(first, second)).unwrap_or_default()
}

/// "Kabine 1 oder Kabine 2"
pub fn alternatives(need: &[ResourceId], calendar: &Calendar, language: Language) -> String {
    let t = Texts::of(language);
    let known = need.iter().filter_map(|id| calendar.resource(id.as_str()));
    let names: Vec<&str> = known.filter(|one| !one.archived).map(|one| one.name.as_str()).collect();
    match names.as_slice() {
        [first, second, others @ ..] if names.len() > MOST_NAMES => t.many_alternatives(first, others.len(), second),
        _ => lists::or(&names, language),
    }
}
