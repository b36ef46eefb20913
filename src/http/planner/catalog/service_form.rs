//! The form of a service: filled from what there is, and read. Its rows of needs are [`NeedRows`].

use super::Texts;
use super::needs::NeedRows;
use crate::domain::ids::ServiceId;
use crate::domain::limits::{DAILY_LIMIT_AT_MOST, HORIZON_AT_MOST, HOURS_AT_MOST, MINUTES_AT_MOST};
use crate::domain::shop::{Place, ServiceTexts, Translation};
use crate::http::planner::prelude::*;
use std::ops::RangeInclusive;

/// The colour that the field shows where a service has none.
const NO_COLOR: &str = "#5b7f95";

/// The language that a service is translated into: the first one beside the shop's that is offered, else that there is.
pub fn other_language(calendar: &Calendar) -> Language {
    let is_other = |language: &Language| *language != calendar.shop.language;
    let offered = calendar.shop.languages.iter().copied().find(is_other);
    offered.or_else(|| Language::all().find(is_other)).unwrap_or(Language::ENGLISH)
}

/// The form of a new service.
pub fn new(language: Language) -> Form {
    let form = Form::new(language).with("duration_minutes", 60).with_tick("online", true).with("color", NO_COLOR);
    form.with("buffer_before_minutes", 0)
        .with("buffer_after_minutes", 0)
        .with("status", Status::Confirmed.word())
        .with("place", Place::Shop.word())
}

/// The form of a service that is there.
pub fn of(service: &Service, calendar: &Calendar, language: Language) -> Form {
    let other = service.translations.iter().find(|(of, _)| *of == other_language(calendar));
    let other = other.map(|(_, texts)| texts.clone()).unwrap_or_default();
    Form::new(language)
        .with("id", &service.id)
        .with("revision", service.revision)
        .with("name", &service.texts.name)
        .with_some("group", service.texts.group.as_ref())
        .with_some("description", service.texts.description.as_ref())
        .with_some("other_name", other.name)
        .with_some("other_group", other.group)
        .with_some("other_description", other.description)
        .with("duration_minutes", service.duration_minutes)
        .with("buffer_before_minutes", service.buffer_before_minutes)
        .with("buffer_after_minutes", service.buffer_after_minutes)
        .with_tick("online", service.online)
        .with("status", service.status_on_booking.word())
        .with("place", service.place.word())
        .with_some("video_url", service.video_url.as_ref())
        .with_tick("choice", service.choice)
        .with_some("step_minutes", service.step_minutes)
        .with_some("lead_time_hours", service.lead_time_hours)
        .with_some("horizon_days", service.horizon_days)
        .with_some("daily_limit", service.daily_limit)
        .with_tick("own_color", service.color.is_some())
        .with("color", service.color.as_deref().unwrap_or(NO_COLOR))
}

/// Whether a part of the form that is mostly left alone says something.
pub fn says(form: &Form, part: &str) -> bool {
    let is_set = |names: &[&str]| names.iter().any(|name| !form.value(name).is_empty());
    match part {
        "buffers" => {
            ["buffer_before_minutes", "buffer_after_minutes"].iter().any(|name| !matches!(form.value(name), "" | "0"))
        }
        "terms" => is_set(&["lead_time_hours", "horizon_days", "daily_limit"]),
        "step" => is_set(&["step_minutes"]),
        "group" => is_set(&["group"]),
        "other" => has_translation(form),
        "color" => form.has("own_color"),
        _ => false,
    }
}

fn has_translation(form: &Form) -> bool {
    ["other_name", "other_group", "other_description"].iter().any(|name| !form.value(name).is_empty())
}

/// The service, or all that is wrong with it. `before` is what is there: a language that the form does not show stays.
pub fn read(form: &mut Form, needs: &NeedRows, before: Option<&Service>, calendar: &Calendar) -> Option<Service> {
    let mut service = Service::new(ServiceId::from(form.value("id")));
    service.revision = form.value("revision").parse().unwrap_or_default();
    service.texts = read_texts(form, before.map(|before| &before.texts));
    service.translations = read_translations(form, before, calendar);
    service.duration_minutes = form.read("duration_minutes", number(1..=MINUTES_AT_MOST)).unwrap_or_default();
    let mut buffer = |name| form.read_optional(name, number(0..=MINUTES_AT_MOST)).unwrap_or_default();
    service.buffer_before_minutes = buffer("buffer_before_minutes");
    service.buffer_after_minutes = buffer("buffer_after_minutes");
    service.needs = needs.read_into(form, calendar);
    read_terms(form, &mut service, before);
    read_place(form, &mut service, before, calendar);
    form.is_right().then_some(service)
}

fn number(range: RangeInclusive<u32>) -> impl FnOnce(&str) -> Result<u32, Invalid> {
    move |text| limits::number(text, range)
}

fn read_texts(form: &mut Form, before: Option<&ServiceTexts>) -> ServiceTexts {
    ServiceTexts {
        name: form.read_required_over("name", before.map(|texts| &texts.name)).unwrap_or_default(),
        group: form.read_over("group", before.and_then(|texts| texts.group.as_ref())),
        description: form.read_over("description", before.and_then(|texts| texts.description.as_ref())),
    }
}

fn read_translations(form: &mut Form, before: Option<&Service>, calendar: &Calendar) -> Vec<(Language, Translation)> {
    let language = other_language(calendar);
    let mut translations = before.map(|service| service.translations.clone()).unwrap_or_default();
    let at = translations.iter().position(|(of, _)| *of == language);
    let before = at.map(|at| translations.remove(at).1).unwrap_or_default();
    let texts = Translation {
        name: form.read_over("other_name", before.name.as_ref()),
        group: form.read_over("other_group", before.group.as_ref()),
        description: form.read_over("other_description", before.description.as_ref()),
    };
    if has_translation(form) {
        translations.push((language, texts));
    }
    // As the database gives them back.
    translations.sort_by_key(|(language, _)| language.tag());
    translations
}

/// A service by video has a link, unless a person who may give it has one.
fn read_place(form: &mut Form, service: &mut Service, before: Option<&Service>, calendar: &Calendar) {
    service.place = Place::from_word(form.value("place")).unwrap_or_default();
    service.video_url = form.read_over("video_url", before.and_then(|before| before.video_url.as_ref()));
    let persons = service.needs.iter().flatten().filter_map(|id| calendar.resource(id.as_str()));
    let has_link = service.video_url.is_some() || persons.into_iter().any(|person| person.video_url.is_some());
    if service.place == Place::Video && !has_link && form.fault("video_url").is_empty() {
        form.refuse("video_url", Texts::of(form.language()).needs_video_url());
    }
}

fn read_terms(form: &mut Form, service: &mut Service, before: Option<&Service>) {
    let is_requested = form.is_chosen("status", Status::Requested.word());
    service.online = form.has("online");
    service.status_on_booking = if is_requested { Status::Requested } else { Status::Confirmed };
    service.choice = form.has("choice");
    service.step_minutes = form.read_optional("step_minutes", number(1..=MINUTES_AT_MOST));
    service.lead_time_hours = form.read_optional("lead_time_hours", number(0..=HOURS_AT_MOST));
    service.horizon_days = form.read_optional("horizon_days", number(0..=HORIZON_AT_MOST));
    service.daily_limit = form.read_optional("daily_limit", number(1..=DAILY_LIMIT_AT_MOST));
    let color = before.and_then(|before| before.color.as_ref());
    service.color = if form.has("own_color") { form.read_required_over("color", color) } else { None };
}
