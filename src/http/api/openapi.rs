//! `GET /api/v1/openapi.json`: the description of the API, generated from the handlers and their types.

use super::{availability, bookings, shop};
use crate::app::App;
use crate::http::error::{ApiError, FieldError};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

/// A problem (RFC 9457). Every refusal has this shape.
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// `urn:problem-type:terminplaner:` and the code.
    r#type: String,
    /// The same for every problem of this code.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What to do.
    detail: String,
    /// The stable word.
    code: String,
    /// What is wrong with which field.
    fields: Option<Vec<FieldError>>,
    /// With `slot_taken`: up to three other free starts, the nearest first.
    alternatives: Option<Vec<String>>,
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Terminplaner", description = "Availability and bookings of one shop."),
    paths(
        shop::find_shop,
        availability::list_availability,
        bookings::create_booking,
        bookings::find_booking,
        bookings::reschedule_booking,
        bookings::cancel_booking,
        availability::list_availability_for_moving,
        crate::http::changes::stream_changes,
        find_description,
    )
)]
struct Description;

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", responses((status = 200, description = "OpenAPI 3.1", body = Object)))]
pub async fn find_description(State(app): State<App>, headers: HeaderMap) -> Result<Response, ApiError> {
    let mut description = Description::openapi();
    description.servers = Some(vec![utoipa::openapi::Server::new(app.settings.public_url.clone())]);
    let body = serde_json::to_vec(&description).map_err(ApiError::internal)?;
    Ok(availability::conditional(&headers, Bytes::from(body), None))
}
