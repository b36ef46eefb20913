//! The edge: turns requests into operations and their answers into JSON or pages. Decides nothing about the calendar.
//!
//! Read in this order: the [`router`] (who may call what), [`middleware`] (what surrounds every request), [`error`] (how
//! refusals look), [`extract`] (how input is read), then the routes in [`api`], [`pages`] and [`planner`], and the streams
//! of [`availability_stream`]. [`server`] is what listens; [`metrics`] and [`widget_origin_watch`] look on.

pub mod api;
pub mod assets;
pub mod availability_stream;
pub mod client_address;
pub mod error;
pub mod extract;
pub mod metrics;
pub mod middleware;
pub mod pages;
pub mod planner;
pub mod server;
pub mod state;
mod well_known;
pub mod widget_origin_watch;

use crate::http::state::App;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::get;
use error::{ApiError, Code};

/// Every route of the server, with everything around it.
pub fn router(app: App) -> Router {
    // Customers and their widgets: counted per client.
    let visitors = Router::new()
        .merge(api::routes())
        .route("/api/v1/changes", get(availability_stream::stream_changes))
        .merge(pages::routes())
        .route_layer(from_fn_with_state(app.clone(), middleware::rate_limits::by_method));
    // Files out of memory, robots, and who watches over the server: never refused.
    let uncounted = Router::new()
        .route("/widget.js", get(assets::find_widget))
        .route("/assets/{hash}/{*name}", get(assets::find_asset))
        .route("/robots.txt", get(show_robots))
        .merge(well_known::routes())
        .route("/healthz", get(show_health));
    let router = visitors
        .merge(planner::routes(&app))
        .merge(uncounted)
        .fallback(async |app: State<App>, request: Request| {
            planner::answer_elsewhere(app, request, ApiError::not_found()).await
        })
        .method_not_allowed_fallback(async |app: State<App>, request: Request| {
            planner::answer_elsewhere(app, request, method_not_allowed()).await
        })
        .with_state(app.clone());
    middleware::wrap(router, &app)
}

fn method_not_allowed() -> ApiError {
    ApiError::new(Code::MethodNotAllowed, "This method is not possible here. The header Allow lists those that are.")
}

/// `GET /healthz`: well when the database is.
async fn show_health(State(app): State<App>) -> Result<impl IntoResponse, ApiError> {
    app.store.ping().await?;
    Ok((StatusCode::OK, [(header::CACHE_CONTROL, "no-store")], "ok\n"))
}

/// `GET /robots.txt`: pages behind a token are nobody's find.
async fn show_robots() -> &'static str {
    "User-agent: *\nDisallow: /t/\nDisallow: /api/\nDisallow: /planner\n"
}
