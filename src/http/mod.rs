//! The HTTP layer: turns requests into operations and their results into JSON or pages. Contains no calendar rules.
//!
//! Read in this order: the [`router`] (all routes), [`middleware`] (what surrounds every request), [`error`] (how refusals
//! look), [`extract`] (how input is read), then the routes in [`api`], [`pages`], [`calendars`], [`dav`] and [`planner`],
//! and the event stream in [`availability_stream`]. [`server`] accepts connections; [`metrics`] and [`widget_origin_watch`]
//! observe; [`sign_in_guard`] slows down who guesses passwords, in the planner and in calendar programs.

pub mod api;
pub mod assets;
pub mod availability_stream;
pub mod calendars;
pub mod client_address;
pub mod dav;
pub mod error;
pub mod extract;
pub mod health;
pub mod metrics;
pub mod middleware;
pub mod pages;
pub mod planner;
pub mod server;
pub mod sign_in_guard;
pub mod state;
mod well_known;
pub mod widget_origin_watch;

use crate::http::state::App;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use error::{ApiError, Code};

/// All routes of the server, with middleware.
pub fn router(app: App) -> Router {
    // Customers and their widgets: rate limits per client.
    let visitors = Router::new()
        .merge(api::routes())
        .route("/api/v1/changes", get(availability_stream::stream_changes))
        .merge(pages::routes())
        .merge(calendars::routes())
        .route_layer(from_fn_with_state(app.clone(), middleware::rate_limits::by_method));
    // Programs that keep calendars, with an app password.
    let programs = dav::routes().route_layer(from_fn_with_state(app.clone(), middleware::rate_limits::as_calendar));
    // Embedded files, robots.txt, health checks: no rate limits.
    let uncounted = Router::new()
        .route("/widget.js", get(assets::find_widget))
        .route("/assets/{hash}/{*name}", get(assets::find_asset))
        .route("/robots.txt", get(show_robots))
        .merge(well_known::routes())
        .route("/healthz", get(health::show_health));
    let router = visitors
        .merge(planner::routes(&app))
        .merge(programs)
        .merge(uncounted)
        .fallback(async |app: State<App>, request: Request| {
            planner::answer_elsewhere(app, request, ApiError::not_found()).await
        })
        .method_not_allowed_fallback(async |app: State<App>, request: Request| {
            planner::answer_elsewhere(app, request, method_not_allowed()).await
        })
        .with_state(app.clone());
    middleware::base_path::below(middleware::wrap(router, &app), &app)
}

fn method_not_allowed() -> ApiError {
    ApiError::new(Code::MethodNotAllowed, "This method is not possible here. The header Allow lists those that are.")
}

/// `GET /robots.txt`: pages behind a token must not be indexed.
async fn show_robots() -> &'static str {
    "User-agent: *\nDisallow: /t/\nDisallow: /calendars/\nDisallow: /dav/\nDisallow: /api/\nDisallow: /planner\n"
}
