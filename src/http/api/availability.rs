//! `GET /api/v1/availability`: a page of slots, served from memory. Also the slots for moving a booking.

use super::bookings::TOKEN;
use super::grid_cache::{GridAnswer, GridKey};
use super::openapi_examples;
use super::openapi_schemas::{AnyRefusal, Problem};
use super::refusals::problem;
use super::resource::ResourceResponse;
use crate::domain::schedule;
use crate::domain::schedule::{Audience, AvailabilityQuery, Moving, Page};
use crate::domain::shop::Calendar;
use crate::domain::snapshot::CalendarSnapshot;
use crate::http::assets;
use crate::http::error::{ApiError, FieldError};
use crate::http::extract::{ApiPath, ApiQuery};
use crate::http::middleware::compression::Encoding;
use crate::http::state::App;
use crate::operations::booking;
use crate::operations::booking::Rejection;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::{Arc, OnceLock};
use utoipa::{IntoParams, ToSchema};

/// Maximum of `days`.
const DAYS_MAX: usize = 31;
/// Headers of an answer, those of the layers around included.
const HEADERS: usize = 12;
/// Default of `days`.
const DAYS_DEFAULT: usize = 7;

/// The query. Fields are read as text first, so that all invalid ones are reported together.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AvailabilityParams {
    /// The id of the service.
    #[param(value_type = String, required = true, min_length = 1, example = "anpassung")]
    service: Option<String>,
    /// The first date; today if absent or past.
    #[param(value_type = NaiveDate, required = false, example = "2022-01-17")]
    from: Option<String>,
    /// The number of dates.
    #[param(value_type = u8, required = false, minimum = 1, maximum = 31, default = 7)]
    days: Option<String>,
    /// Only slots of this online resource of the service's first need. Empty: any.
    #[param(value_type = String, required = false)]
    resource: Option<String>,
}

/// The query for moving a booking.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MovingQuery {
    /// The first date; today if absent or past.
    #[param(value_type = NaiveDate, required = false, example = "2022-01-17")]
    from: Option<String>,
    /// The number of dates.
    #[param(value_type = u8, required = false, minimum = 1, maximum = 31, default = 7)]
    days: Option<String>,
}

/// A page of slots.
#[derive(Serialize, ToSchema)]
pub struct AvailabilityResponse<'a> {
    service: &'a str,
    /// The resource that the slots are limited to; `null`: any.
    #[schema(required = true)]
    resource: Option<ResourceResponse>,
    time_zone: &'static str,
    days: Vec<DayResponse>,
    /// The `from` of the page before this one.
    #[schema(required = true)]
    previous: Option<NaiveDate>,
    /// The `from` of the page after this one.
    #[schema(required = true)]
    next: Option<NaiveDate>,
    /// The first free start on or after `from`, which may be beyond this page.
    #[schema(required = true, format = DateTime)]
    next_free: Option<String>,
}

/// A date with its slots.
#[derive(Serialize, ToSchema)]
pub struct DayResponse {
    date: NaiveDate,
    slots: Vec<SlotResponse>,
}

/// A start time.
#[derive(Serialize, ToSchema)]
pub struct SlotResponse {
    /// `HH:MM` in the shop's time zone.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "09:00")]
    time: String,
    /// RFC 3339 with the shop's offset, as sent when booking.
    #[schema(format = DateTime)]
    start: String,
    free: bool,
}

/// Slots of a service for up to 31 dates.
///
/// A slot that is not free is part of the grid, too. What lies beyond the horizon is never shown: there `days` is empty.
#[utoipa::path(get, path = "/api/v1/availability", tag = "Times", params(AvailabilityParams), responses(
    (status = 200, description = "A page of the grid", body = AvailabilityResponse<'static>, links(
        ("next_page" = (operation_id = "list_availability", parameters(("service" = "$response.body#/service"), ("from" = "$response.body#/next")))),
    ), headers(("ETag" = String, description = "Follows the content")), example = json!(openapi_examples::availability())),
    (status = 304, description = "Unchanged since the ETag in If-None-Match"),
    (status = 404, description = "Unknown service", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "A value in the query is wrong", body = Problem, content_type = "application/problem+json"),
    AnyRefusal,
))]
pub async fn list_availability(
    State(app): State<App>,
    headers: HeaderMap,
    ApiQuery(query): ApiQuery<AvailabilityParams>,
) -> Result<Response, ApiError> {
    let answer = answer(&app, read_query(query)?).await?;
    Ok(respond(&headers, &answer))
}

/// The page that the widget begins with, as [`list_availability`] answers it, for `GET /api/v1/shop`. Without `service`: of the
/// only one that can be booked. `None` where there is none, or several, or no such resource.
///
/// # Errors
/// If `days` is not a number from 1 to 31.
pub(super) async fn first_page(
    app: &App,
    service: Option<String>,
    resource: Option<String>,
    days: &str,
) -> Result<Option<Arc<GridAnswer>>, ApiError> {
    let mut wrong = Vec::new();
    let days = read_days(Some(days), &mut wrong);
    if !wrong.is_empty() {
        return Err(ApiError::invalid_query(wrong));
    }
    let planning = app.planning();
    let mut services = planning.calendar.bookable_services().map(|service| service.id.to_string());
    let only = services.next().filter(|_| services.next().is_none());
    let Some(service) = service.filter(|id| !id.is_empty()).or(only) else { return Ok(None) };
    let wanted = Wanted { service, resource: resource.filter(|id| !id.is_empty()), from: None, days };
    if find_question(&planning.calendar, &wanted).is_err() {
        return Ok(None);
    }
    answer(app, wanted).await.map(Some)
}

async fn answer(app: &App, wanted: Wanted) -> Result<Arc<GridAnswer>, ApiError> {
    let (generation, now) = (app.store.generation(), app.clock.now());
    let planning = app.planning();
    let question = find_question(&planning.calendar, &wanted)?;
    app.calendars.seen(question.service.needs.iter().flatten());
    let from = schedule::first_date(&planning, &question, wanted.from, now);
    let compute = || compute(&planning, &question, from, wanted.days, now);
    let key = GridKey { service: wanted.service, resource: wanted.resource, from, days: wanted.days };
    app.grids.answer(key, generation, now, compute).await
}

/// Slots for moving a booking.
///
/// Its own time counts as free.
#[utoipa::path(get, path = "/api/v1/bookings/{token}/availability", tag = "Times", params(("token" = String, Path, description = TOKEN), MovingQuery), responses(
    (status = 200, description = "A page of the grid", body = AvailabilityResponse<'static>, links(
        ("move" = (operation_id = "reschedule_booking", parameters(("token" = "$request.path.token")), request_body = json!({"start": "$response.body#/next_free"}))),
    ), headers(("ETag" = String, description = "Follows the content")), example = json!(openapi_examples::availability())),
    (status = 304, description = "Unchanged since the ETag in If-None-Match"),
    (status = 404, description = "Unknown token", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "The service is not offered any more", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "A value in the query is wrong", body = Problem, content_type = "application/problem+json"),
    AnyRefusal,
))]
pub async fn list_availability_for_moving(
    State(app): State<App>,
    ApiPath(token): ApiPath<String>,
    headers: HeaderMap,
    ApiQuery(query): ApiQuery<MovingQuery>,
) -> Result<Response, ApiError> {
    let mut wrong = Vec::new();
    let (from, days) = (read_from(query.from.as_deref(), &mut wrong), read_days(query.days.as_deref(), &mut wrong));
    if !wrong.is_empty() {
        return Err(ApiError::invalid_query(wrong));
    }
    let planning = app.planning();
    let zone = planning.calendar.shop.time_zone;
    let found = booking::find_with_resources(&app.store, token).await;
    let (booked, held) = found.map_err(|error| problem(error, zone))?;
    let service = booked.service(&planning.calendar).ok_or_else(|| problem(Rejection::NotChangeable.into(), zone))?;
    app.calendars.seen(service.needs.iter().flatten());
    let moving = Some(Moving { appointment: booked.appointment.key, resources: &held });
    let question = AvailabilityQuery { service, resource: None, moving, scope: Audience::Online };
    let now = app.clock.now();
    let page = schedule::page(&planning, &question, schedule::first_date(&planning, &question, from, now), days, now);
    let body = to_json(&planning, &question, &page)?;
    let mut response = conditional(&headers, body, None);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// A query whose syntax is valid; the ids in it may not exist.
struct Wanted {
    service: String,
    resource: Option<String>,
    from: Option<NaiveDate>,
    days: usize,
}

fn read_query(query: AvailabilityParams) -> Result<Wanted, ApiError> {
    let mut wrong = Vec::new();
    let wanted = Wanted {
        from: read_from(query.from.as_deref(), &mut wrong),
        days: read_days(query.days.as_deref(), &mut wrong),
        service: query.service.unwrap_or_default(),
        resource: query.resource.filter(|id| !id.is_empty()),
    };
    if wanted.service.is_empty() {
        wrong.push(FieldError::new("service", "required", "Say which service, by its id in /api/v1/shop."));
    }
    if wrong.is_empty() { Ok(wanted) } else { Err(ApiError::invalid_query(wrong)) }
}

fn read_from(text: Option<&str>, wrong: &mut Vec<FieldError>) -> Option<NaiveDate> {
    let text = text?;
    // chrono also accepts 2022-1-4; the API does not.
    let date = Some(text).filter(|text| text.len() == 10).and_then(|text| text.parse().ok());
    if date.is_none() {
        wrong.push(FieldError::new("from", "invalid", "Write the date as YYYY-MM-DD."));
    }
    date
}

fn read_days(text: Option<&str>, wrong: &mut Vec<FieldError>) -> usize {
    let Some(text) = text else { return DAYS_DEFAULT };
    let days = Some(text).filter(|text| text.bytes().all(|b| b.is_ascii_digit())).and_then(|text| text.parse().ok());
    match days {
        Some(days) if (1..=DAYS_MAX).contains(&days) => days,
        _ => {
            wrong.push(FieldError::new("days", "invalid", "Ask for 1 to 31 days."));
            DAYS_DEFAULT
        }
    }
}

/// Resolves the ids of the query.
fn find_question<'a>(calendar: &'a Calendar, wanted: &Wanted) -> Result<AvailabilityQuery<'a>, ApiError> {
    let service = calendar
        .bookable_services()
        .find(|service| service.id.as_str() == wanted.service)
        .ok_or_else(ApiError::unknown_service)?;
    let resource = match &wanted.resource {
        None => None,
        Some(id) => {
            Some(calendar.choosable(service).find(|known| known.id.as_str() == id).ok_or_else(unknown_resource)?)
        }
    };
    Ok(AvailabilityQuery { service, resource: resource.map(|known| &known.id), moving: None, scope: Audience::Online })
}

fn compute(
    planning: &CalendarSnapshot,
    question: &AvailabilityQuery<'_>,
    from: NaiveDate,
    days: usize,
    now: DateTime<Utc>,
) -> Result<GridAnswer, ApiError> {
    let page = schedule::page(planning, question, from, days, now);
    let body = to_json(planning, question, &page)?;
    let (etag, brotli) = (etag_of(&body), OnceLock::new());
    Ok(GridAnswer { etag, body, brotli, valid_from: now, valid_until: page.valid_until })
}

fn unknown_resource() -> ApiError {
    ApiError::invalid_query(vec![FieldError::new(
        "resource",
        "unknown",
        "This service has no such resource to choose. Leave it out for any.",
    )])
}

fn to_json(planning: &CalendarSnapshot, question: &AvailabilityQuery<'_>, page: &Page) -> Result<Bytes, ApiError> {
    let zone = planning.calendar.shop.time_zone;
    let slot = |slot: &schedule::Slot| SlotResponse {
        time: slot.start.local_time(zone),
        start: slot.start.to_rfc3339(zone),
        free: slot.free,
    };
    let response = AvailabilityResponse {
        service: question.service.id.as_str(),
        resource: question.resource.and_then(|id| planning.calendar.resource(id.as_str())).map(ResourceResponse::from),
        time_zone: zone.name(),
        days: page
            .days
            .iter()
            .map(|day| DayResponse { date: day.date, slots: day.slots.iter().map(slot).collect() })
            .collect(),
        previous: page.previous,
        next: page.next,
        next_free: page.next_free.map(|start| start.to_rfc3339(zone)),
    };
    serde_json::to_vec(&response).map(Bytes::from).map_err(ApiError::internal)
}

/// A cached response, compressed if the client accepts that; or 304.
fn respond(request: &HeaderMap, answer: &GridAnswer) -> Response {
    let Some(compressed) = answer.compressed(Encoding::accepted(request)) else {
        return conditional(request, answer.body.clone(), Some(&answer.etag));
    };
    let mut response = conditional(request, compressed, Some(&answer.etag));
    if response.status() == StatusCode::OK {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// A weak ETag, as the response may be compressed on its way (RFC 9110 section 8.8.1).
fn etag_of(body: &[u8]) -> String {
    let hash = Sha256::digest(body);
    format!("W/\"{}\"", base16ct::lower::encode_string(&hash[..12]))
}

/// The JSON with an ETag, or 304 if the client has it already.
pub(super) fn conditional(request: &HeaderMap, body: Bytes, etag: Option<&str>) -> Response {
    let etag = etag.map_or_else(|| etag_of(&body), str::to_owned);
    let mut response = if assets::matches_etag(request, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Body::from(body).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    };
    // A map that grows costs as much as the headers in it.
    response.headers_mut().reserve(HEADERS);
    if let Ok(value) = HeaderValue::from_str(&etag) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
