//! `GET /api/v1/openapi.json`: the description of the API, generated from the handlers and their types.

use super::openapi_schemas::AnyRefusal;
use super::{availability, bookings, shop};
use crate::domain::shop::{Language, Shop};
use crate::http::error::ApiError;
use crate::http::state::App;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use utoipa::OpenApi;
use utoipa::openapi::{Contact, ContactBuilder, RefOr, Schema};

const DESCRIPTION: &str = "Availability and bookings of one shop. Every refusal is a problem (RFC 9457) with a stable \
    `code`, also where a path (404) or a method (405, with `Allow`) does not exist.";

#[derive(OpenApi)]
#[openapi(
    info(title = "Terminplaner", description = DESCRIPTION),
    // Nobody signs in: a booking is opened by its token, in the path.
    security(()),
    tags(
        (name = "Shop", description = "What is needed before a date is chosen"),
        (name = "Times", description = "What is free"),
        (name = "Bookings", description = "To book, and what the customer can do with a booking"),
        (name = "Changes", description = "The stream that says when times have changed"),
        (name = "Description", description = "This document"),
    ),
    paths(
        shop::find_shop,
        availability::list_availability,
        bookings::create_booking,
        bookings::find_booking,
        bookings::reschedule_booking,
        bookings::cancel_booking,
        availability::list_availability_for_moving,
        crate::http::availability_stream::stream_changes,
        find_description,
    )
)]
struct Description;

/// This document.
///
/// Generated from the program that answers: it follows the version, and the languages of the shop.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "Description", responses(
    (status = 200, description = "OpenAPI 3.1", body = Object, headers(("ETag" = String, description = "Follows the content"))),
    (status = 304, description = "Unchanged since the ETag in If-None-Match"),
    AnyRefusal,
))]
pub async fn find_description(State(app): State<App>, headers: HeaderMap) -> Result<Response, ApiError> {
    let mut description = Description::openapi();
    description.info.contact = Some(contact(&app.planning().calendar.shop, &app.settings.public_url));
    description.servers = Some(vec![utoipa::openapi::Server::new(app.settings.public_url.clone())]);
    name_languages(&mut description, &app.planning().calendar.shop.languages);
    let body = serde_json::to_vec(&description).map_err(ApiError::internal)?;
    Ok(availability::conditional(&headers, Bytes::from(body), None))
}

/// Whom to ask: the shop.
fn contact(shop: &Shop, public_url: &str) -> Contact {
    let name = (!shop.name.is_empty()).then(|| shop.name.to_string());
    let url = shop.website.as_deref().unwrap_or(public_url);
    ContactBuilder::new().name(name).url(Some(url)).build()
}

/// A booking's `language` is one of the shop's, which only the running program knows.
fn name_languages(description: &mut utoipa::openapi::OpenApi, languages: &[Language]) {
    let schemas = description.components.as_mut().map(|components| &mut components.schemas);
    let Some(RefOr::T(Schema::Object(body))) = schemas.and_then(|all| all.get_mut("CreateBookingBody")) else { return };
    let Some(RefOr::T(Schema::Object(language))) = body.properties.get_mut("language") else { return };
    let in_any_case = |sign: char| format!("[{sign}{}]", sign.to_ascii_uppercase());
    let tags: Vec<String> = languages.iter().map(|one| one.tag().chars().map(in_any_case).collect()).collect();
    language.pattern = Some(format!("^({})([-_].*)?$", tags.join("|")));
}
