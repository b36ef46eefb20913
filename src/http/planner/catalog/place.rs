//! The part of the form for a new room or person that gives it its place among the others: whose hours it gets, and which
//! services it can serve. The form shows ticks for rooms and for persons; those of the kind chosen count.

use super::Texts;
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::operations::catalog::create_resource::{NewResource, have_the_same_hours, holds_all, models, open_to};

/// What there is to choose from: ids and names.
#[derive(Default)]
pub struct PlaceChoices {
    pub hours: Vec<Choice>,
    pub for_room: Vec<Choice>,
    pub for_person: Vec<Choice>,
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
    let services = |kind| open_to(kind, calendar).map(|(one, _)| choices::service(one, language)).collect();
    PlaceChoices {
        hours: hours_choices(calendar, today, language),
        for_room: services(ResourceKind::Room),
        for_person: services(ResourceKind::Person),
    }
}

fn hours_choices(calendar: &Calendar, today: NaiveDate, language: Language) -> Vec<Choice> {
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
