//! The public JSON API, version 1, used by the widget and other programs.

pub mod availability;
pub mod bookings;
pub mod grid_cache;
pub mod openapi;
pub mod openapi_examples;
pub mod openapi_schemas;
pub mod refusals;
mod resource;
pub mod shop;

use crate::http::state::App;
use axum::Router;
use axum::routing::{get, post};

/// The routes of the API.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/shop", get(shop::find_shop))
        .route("/api/v1/availability", get(availability::list_availability))
        .route("/api/v1/bookings", post(bookings::create_booking))
        .route(
            "/api/v1/bookings/{token}",
            get(bookings::find_booking).patch(bookings::reschedule_booking).delete(bookings::cancel_booking),
        )
        .route("/api/v1/bookings/{token}/availability", get(availability::list_availability_for_moving))
        .route("/api/v1/openapi.json", get(openapi::find_description))
}
