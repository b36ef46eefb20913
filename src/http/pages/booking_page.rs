//! `GET /`: which service, which time, whose. Each decision is a link, so that every step can be reloaded and shared.

use super::choice::{Choice, Visit, read_from, read_start};
use super::days::Days;
use super::form::{BookingForm, FormPage, Trouble, new_key};
use super::layout;
use super::layout::Layout;
use super::week::Ways;
use crate::domain::shop::{Service, ServiceTexts, WidgetView};
use crate::domain::values::{Description, ShortName};
use crate::http::error::page::PageError;
use crate::http::extract::{ApiQuery, ExtractRejection};
use crate::http::state::App;
use crate::i18n::dates;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

/// What was chosen so far. All of it is text: what cannot be read is told on a page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct BookingQuery {
    service: String,
    resource: String,
    from: String,
    start: String,
    /// The key of the form: see [`Choice::url`].
    key: String,
    lang: String,
    /// `grid` or `list`; otherwise as the shop has it.
    view: String,
    /// The month of the calendar that is wanted instead of the week.
    month: String,
    embed: String,
}

#[derive(Template)]
#[template(path = "pages/services.html")]
struct ServicesPage {
    frame: Layout,
    /// A heading and what stands under it, in display order.
    groups: Vec<(Option<ShortName>, Vec<ServiceCard>)>,
    unknown: bool,
}

struct ServiceCard {
    href: String,
    texts: ServiceTexts,
    /// The language of the texts, where it is not the page's.
    lang: Option<&'static str>,
    length: String,
    /// For the ear, without abbreviation.
    spoken_length: String,
}

#[derive(Template)]
#[template(path = "pages/week.html")]
pub struct WeekPage {
    pub frame: Layout,
    pub service: String,
    /// The language of its texts, where it is not the page's.
    pub lang: Option<&'static str>,
    pub length: String,
    /// For the ear, without abbreviation.
    pub spoken_length: String,
    pub description: Option<Description>,
    /// The way to the other services.
    pub others: Option<String>,
    /// Whom one may choose, with the way to it and whether it is chosen.
    pub resources: Vec<(String, String, bool)>,
    pub days: Days,
    /// What the form around it keeps; empty where the week is links.
    pub kept: Vec<(&'static str, String)>,
}

/// The booking page at whichever step its query says.
pub async fn show_booking_page(
    State(app): State<App>,
    headers: HeaderMap,
    query: Result<ApiQuery<BookingQuery>, ExtractRejection>,
) -> Result<Response, PageError> {
    let ApiQuery(query) = query?;
    let planning = app.planning();
    let lang = Some(query.lang.as_str()).filter(|lang| !lang.is_empty());
    let visit = Visit {
        planning: &planning,
        now: app.clock.now(),
        language: layout::language(&planning.calendar.shop, lang, None, &headers),
        lang: query.lang.clone(),
        view: WidgetView::from_word(&query.view),
        embed: query.embed == "1" || is_framed(&headers),
        sends_mail: app.sends_mail().await?,
    };
    let from = read_from(&query.from)?;
    let choice = match Choice::read(&planning, &query.service, &query.resource) {
        Ok(Some(choice)) => choice,
        Ok(None) => return layout::page(StatusCode::OK, &services_page(&visit, false)),
        Err(_) => return layout::page(StatusCode::NOT_FOUND, &services_page(&visit, true)),
    };
    if query.start.is_empty() {
        let key = new_key()?;
        let to = |target: super::week::Target<'_>| choice.url(&visit, target, &key);
        let builder = choice.week(&visit, Ways::Links(&to));
        let days = Days::read(&builder, &query.month, from)?;
        return layout::page(StatusCode::OK, &week_page(&visit, &choice, days, Vec::new()));
    }
    let start = read_start(&query.start)?;
    let form = BookingForm::new(&visit, &choice, query.start, query.key)?;
    layout::page(
        StatusCode::OK,
        &FormPage::new(&visit, &choice, &form, start, Trouble::of_start(&visit, &choice, start)),
    )
}

/// Whether a page shows it in a frame, also where its address does not say so.
fn is_framed(headers: &HeaderMap) -> bool {
    let dest = headers.get("sec-fetch-dest").and_then(|dest| dest.to_str().ok());
    dest.is_some_and(|dest| matches!(dest, "iframe" | "frame" | "embed" | "object"))
}

fn services_page(visit: &Visit<'_>, unknown: bool) -> ServicesPage {
    let mut groups = Vec::<(Option<ShortName>, Vec<ServiceCard>)>::new();
    for service in visit.planning.calendar.bookable_services() {
        let card = service_card(visit, service);
        match groups.iter_mut().find(|(group, _)| *group == card.texts.group) {
            Some((_, cards)) => cards.push(card),
            None => groups.push((card.texts.group.clone(), vec![card])),
        }
    }
    // Services without a group stand in one of their own, the last.
    groups.sort_by_key(|(group, _)| group.is_none());
    if let [_, .., (last @ None, _)] = &mut groups[..] {
        *last = Some(ShortName::from_stored(visit.texts().other_services()));
    }
    ServicesPage { frame: visit.frame(&[]), groups, unknown }
}

fn service_card(visit: &Visit<'_>, service: &Service) -> ServiceCard {
    ServiceCard {
        href: visit.url(&[("service", service.id.as_str())]),
        texts: service.texts_in(visit.language),
        lang: visit.other_language(service),
        length: visit.texts().minutes(i64::from(service.duration_minutes)),
        spoken_length: dates::duration(i64::from(service.duration_minutes), visit.language),
    }
}

/// The step that chooses a time.
pub fn week_page(visit: &Visit<'_>, choice: &Choice<'_>, days: Days, kept: Vec<(&'static str, String)>) -> WeekPage {
    let texts = choice.service.texts_in(visit.language);
    let service_id = choice.service.id.as_str();
    let frame = visit.frame(&[("service", service_id), ("resource", choice.resource_id())]);
    let several = visit.planning.calendar.bookable_services().nth(1).is_some();
    WeekPage {
        lang: visit.other_language(choice.service),
        length: frame.t.minutes(i64::from(choice.service.duration_minutes)),
        spoken_length: dates::duration(i64::from(choice.service.duration_minutes), visit.language),
        service: texts.name.into(),
        description: texts.description,
        others: several.then(|| visit.url(&[])),
        // What was typed stays with the form; another choice would lose it.
        resources: if kept.is_empty() { resources(visit, choice) } else { Vec::new() },
        frame,
        days,
        kept,
    }
}

fn resources(visit: &Visit<'_>, choice: &Choice<'_>) -> Vec<(String, String, bool)> {
    let known: Vec<_> = visit.planning.calendar.choosable(choice.service).collect();
    if !choice.service.choice || known.len() < 2 {
        return Vec::new();
    }
    let way = |id: &str| visit.url(&[("service", choice.service.id.as_str()), ("resource", id)]);
    let anyone = visit.texts().anyone().to_owned();
    let mut list = vec![(anyone, way(""), choice.resource.is_none())];
    list.extend(known.into_iter().map(|resource| {
        let id = resource.id.as_str();
        (resource.name.to_string(), way(id), choice.resource_id() == id)
    }));
    list
}
