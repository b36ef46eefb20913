//! The part of the form for a new room or person that gives it its place among the others: whose hours it gets, and which
//! services it can serve. The form shows ticks for rooms and for persons; those of the kind chosen count.

use super::texts::Texts;
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Availability, Calendar, Language, Resource, ResourceKind, Service};
use crate::domain::unbookable::has_hours;
use crate::http::planner::form::Form;
use crate::operations::catalog::create_resource::{NewResource, need_of_kind};
use chrono::NaiveDate;

/// What there is to choose from: ids and names.
#[derive(Default)]
pub struct PlaceChoices {
    pub hours: Vec<(String, String)>,
    pub for_room: Vec<(String, String)>,
    pub for_person: Vec<(String, String)>,
}

/// The field with the services that one of this kind serves.
const fn field_of(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Room => "for_room",
        ResourceKind::Person => "for_person",
    }
}

/// What a new one is offered: the hours of the first that has some, and the services that any of its kind can serve.
pub fn filled(form: Form, calendar: &Calendar, today: NaiveDate) -> Form {
    let form = form.with_some("hours_of", models(calendar, today).first().map(|resource| &resource.id));
    [ResourceKind::Room, ResourceKind::Person].into_iter().fold(form, |form, kind| {
        let services = open_to(kind, calendar).filter(|(_, need)| holds_all(need, kind, calendar));
        form.with_all(field_of(kind), services.map(|(service, _)| &service.id))
    })
}

/// The place that one of this kind gets.
pub fn read(form: &Form, kind: ResourceKind) -> NewResource {
    let hours_of = form.value("hours_of");
    NewResource {
        hours_of: (!hours_of.is_empty()).then(|| ResourceId::from(hours_of)),
        services: form.all(field_of(kind)).map(str::to_owned).collect(),
    }
}

/// What the fields offer.
pub fn choices(calendar: &Calendar, today: NaiveDate, language: Language) -> PlaceChoices {
    let services = |kind| {
        let row = |service: &Service| (service.id.to_string(), service.texts_in(language).name);
        open_to(kind, calendar).map(|(service, _)| row(service)).collect()
    };
    PlaceChoices {
        hours: hours_choices(calendar, today, language),
        for_room: services(ResourceKind::Room),
        for_person: services(ResourceKind::Person),
    }
}

fn hours_choices(calendar: &Calendar, today: NaiveDate, language: Language) -> Vec<(String, String)> {
    let t = Texts::of(language);
    let models = models(calendar, today);
    let mut choices: Vec<_> = match models.as_slice() {
        [first, others @ ..]
            if !others.is_empty() && others.iter().all(|one| have_the_same_hours(calendar, first, one)) =>
        {
            vec![(first.id.to_string(), t.hours_as_all().to_owned())]
        }
        _ => models.iter().map(|one| (one.id.to_string(), format!("{} {}", t.hours_as(), one.name))).collect(),
    };
    choices.push((String::new(), t.hours_none().to_owned()));
    choices
}

/// Those whose hours a new one can get.
fn models(calendar: &Calendar, today: NaiveDate) -> Vec<&Resource> {
    let has_rules = |one: &Resource| calendar.availabilities.iter().any(|rule| rule.resource == one.id);
    let shown = calendar.resources.iter().filter(|one| !one.archived);
    shown.filter(|one| has_rules(one) && has_hours(calendar, one, today)).collect()
}

fn have_the_same_hours(calendar: &Calendar, one: &Resource, other: &Resource) -> bool {
    let rules_of = |resource: &Resource| -> Vec<Availability> {
        let own = calendar.availabilities.iter().filter(|rule| rule.resource == resource.id);
        own.map(|rule| Availability { resource: one.id.clone(), ..rule.clone() }).collect()
    };
    let (own, others) = (rules_of(one), rules_of(other));
    own.len() == others.len() && own.iter().all(|rule| others.contains(rule))
}

/// The services that one more of that kind can serve, with the need it can serve them in.
fn open_to(kind: ResourceKind, calendar: &Calendar) -> impl Iterator<Item = (&Service, &[ResourceId])> {
    let services = calendar.services.iter().filter(|service| !service.archived);
    services.filter_map(move |service| {
        let need = need_of_kind(service, kind, calendar)?;
        Some((service, service.needs[need].as_slice()))
    })
}

fn holds_all(need: &[ResourceId], kind: ResourceKind, calendar: &Calendar) -> bool {
    calendar.resources.iter().filter(|one| one.kind == kind && !one.archived).all(|one| need.contains(&one.id))
}
