//! `GET /planner/services` and `GET /planner/resources`: everything in display order, with its switch and its arrows.

use super::hint;
use super::hint::Hint;
use super::texts::Texts;
use super::{Listed, OfferQuery, done};
use crate::domain::appointment::Status;
use crate::domain::shop::{Calendar, Language, Resource, ResourceKind, Service};
use crate::domain::time::today;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::Owner;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;

#[derive(Template)]
#[template(path = "planner/offer/list.html")]
struct ListPage {
    frame: Layout,
    t: Texts,
    /// Whether it lists services.
    services: bool,
    path: &'static str,
    refused: Option<&'static str>,
    /// What was saved and cannot be booked yet, and why.
    saved_without: Option<(String, Hint)>,
    shown: Vec<Line>,
    archived: Vec<Line>,
}

struct Line {
    id: String,
    name: String,
    /// What it is, in a few words.
    about: String,
    /// What an appointment occupies.
    needs: String,
    color: Option<String>,
    online: bool,
    /// What keeps customers from booking it, though it is online.
    hint: Option<Hint>,
}

/// `GET /planner/services`
pub async fn list_services(
    State(app): State<App>,
    owner: Owner,
    ApiQuery(query): ApiQuery<OfferQuery>,
) -> Result<Response, PageError> {
    show::<Service>(&app, &owner, &query, true, service_line).await
}

/// `GET /planner/resources`
pub async fn list_resources(
    State(app): State<App>,
    owner: Owner,
    ApiQuery(query): ApiQuery<OfferQuery>,
) -> Result<Response, PageError> {
    show::<Resource>(&app, &owner, &query, false, resource_line).await
}

async fn show<T: Listed>(
    app: &App,
    owner: &Owner,
    query: &OfferQuery,
    services: bool,
    line: fn(&T, &Calendar, NaiveDate, Language) -> Line,
) -> Result<Response, PageError> {
    let frame = Layout::new(app, &owner.0, Area::Offer).await?;
    let (t, language) = (Texts::of(frame.language), frame.language);
    let calendar = app.planning().calendar.clone();
    let today = today(app.clock.now(), calendar.shop.time_zone);
    let lines = |archived: bool| -> Vec<Line> {
        let kept = T::all(&calendar).iter().filter(|item| *(*item).clone().archived() == archived);
        kept.map(|item| line(item, &calendar, today, language)).collect()
    };
    let refused = match query.done.as_str() {
        "in-use" => Some(t.used_by()),
        "stale" => Some(t.stale_list()),
        _ => None,
    };
    let (shown, archived) = (lines(false), lines(true));
    let saved = T::all(&calendar).iter().find(|item| query.done == "saved" && item.id() == query.id);
    let saved =
        saved.map(|item| (format!("{} {}.", t.saved(), item.name()), line(item, &calendar, today, language).hint));
    let (saved_without, done) = match saved {
        Some((words, Some(hint))) => (Some((words, hint)), None),
        Some((words, None)) => (None, Some(words)),
        None => (None, done(&query.done, t).map(str::to_owned)),
    };
    let frame = frame.with_done(done);
    let page = ListPage { t, services, path: T::LIST, refused, saved_without, shown, archived, frame };
    layout::page(StatusCode::OK, &page)
}

fn service_line(service: &Service, calendar: &Calendar, today: NaiveDate, language: Language) -> Line {
    let t = Texts::of(language);
    let mut about = vec![t.minutes(service.duration_minutes)];
    about.extend(service.texts.group.clone());
    if service.status_on_booking == Status::Requested {
        about.push(t.on_request().to_owned());
    }
    Line {
        id: service.id.to_string(),
        name: service.texts.name.clone(),
        about: about.join(" · "),
        needs: hint::needs(service, calendar, language),
        color: service.color.clone(),
        online: service.online,
        hint: hint::of_service(service, calendar, today, language).filter(|_| service.online),
    }
}

fn resource_line(resource: &Resource, calendar: &Calendar, today: NaiveDate, language: Language) -> Line {
    let t = Texts::of(language);
    Line {
        id: resource.id.to_string(),
        name: resource.name.clone(),
        about: if resource.kind == ResourceKind::Room { t.room() } else { t.person() }.to_owned(),
        needs: String::new(),
        color: None,
        online: resource.online,
        hint: hint::of_resource(resource, calendar, today, language),
    }
}
