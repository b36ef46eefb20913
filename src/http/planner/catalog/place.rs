//! The part of the form for a new room or person that gives it its place among the others: whose hours it gets, and which
//! services it can serve. The form shows ticks for rooms and for persons; those of the kind chosen count.

use super::texts::Texts;
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Availability, Calendar, Language, Resource, ResourceKind, Service};
use crate::domain::unbookable::has_hours;
use crate::http::planner::form_data::FormData;
use crate::operations::catalog::create_resource::{NewResource, need_of_kind};
use chrono::NaiveDate;

/// What is chosen.
#[derive(Clone, Default)]
pub struct PlaceForm {
    /// The id of the resource whose hours it gets; empty: none yet.
    hours_of: String,
    for_room: Vec<String>,
    for_person: Vec<String>,
}

/// What there is to choose from. Id, name and whether it is chosen.
#[derive(Default)]
pub struct PlaceChoices {
    pub hours: Vec<(String, String, bool)>,
    pub for_room: Vec<(String, String, bool)>,
    pub for_person: Vec<(String, String, bool)>,
}

impl PlaceForm {
    /// What a new one is offered: the hours of the first that has some, and the services that any of its kind can serve.
    pub fn new(calendar: &Calendar, today: NaiveDate) -> Self {
        let model = models(calendar, today).first().map(|resource| resource.id.to_string());
        let served = |kind| {
            let services = open_to(kind, calendar).filter(|(_, need)| holds_all(need, kind, calendar));
            services.map(|(service, _)| service.id.to_string()).collect()
        };
        Self {
            hours_of: model.unwrap_or_default(),
            for_room: served(ResourceKind::Room),
            for_person: served(ResourceKind::Person),
        }
    }

    /// What was sent.
    pub fn read(form: &FormData) -> Self {
        let ticked = |name: &str| form.all(name).map(str::to_owned).collect();
        Self {
            hours_of: form.text("hours_of").to_owned(),
            for_room: ticked("for_room"),
            for_person: ticked("for_person"),
        }
    }

    /// The place that one of this kind gets.
    pub fn place(&self, kind: ResourceKind) -> NewResource {
        let services = match kind {
            ResourceKind::Room => self.for_room.clone(),
            ResourceKind::Person => self.for_person.clone(),
        };
        let hours_of = (!self.hours_of.is_empty()).then(|| ResourceId::from(self.hours_of.as_str()));
        NewResource { hours_of, services }
    }

    /// The fields with what is chosen.
    pub fn choices(&self, calendar: &Calendar, today: NaiveDate, language: Language) -> PlaceChoices {
        let services = |kind, ticked: &[String]| {
            let row = |service: &Service| {
                let is_ticked = ticked.iter().any(|id| *id == service.id.as_str());
                (service.id.to_string(), service.texts_in(language).name, is_ticked)
            };
            open_to(kind, calendar).map(|(service, _)| row(service)).collect()
        };
        PlaceChoices {
            hours: self.hours_choices(calendar, today, language),
            for_room: services(ResourceKind::Room, &self.for_room),
            for_person: services(ResourceKind::Person, &self.for_person),
        }
    }

    fn hours_choices(&self, calendar: &Calendar, today: NaiveDate, language: Language) -> Vec<(String, String, bool)> {
        let t = Texts::of(language);
        let models = models(calendar, today);
        let choice = |id: String, words: String| {
            let is_chosen = id == self.hours_of;
            (id, words, is_chosen)
        };
        let mut choices: Vec<_> = match models.as_slice() {
            [first, others @ ..]
                if !others.is_empty() && others.iter().all(|one| have_the_same_hours(calendar, first, one)) =>
            {
                vec![choice(first.id.to_string(), t.hours_as_all().to_owned())]
            }
            _ => {
                models.iter().map(|one| choice(one.id.to_string(), format!("{} {}", t.hours_as(), one.name))).collect()
            }
        };
        choices.push(choice(String::new(), t.hours_none().to_owned()));
        choices
    }
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
