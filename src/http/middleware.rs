//! All layers in one function, outermost first. The order matters:
//!
//! 1. `surround`, one layer for what every request needs (each boxed axum layer copies the inner layers for every
//!    request, so six would cost more than most responses). Inside, outermost first: compression; request context and log, also
//!    for requests refused below; security headers, also on errors; CORS, outside everything that refuses, so that
//!    the widget can read every refusal; a guard against panics and time-outs. Where the public address has a path,
//!    [`base_path`] puts it into the answer, and takes it off the request before all this.
//! 2. the body limit. Rate limits are applied to groups of routes further inside.

pub mod base_path;
pub mod compression;
pub mod cors;
pub mod panic_guard;
pub mod rate_limits;
pub mod request_context;
pub mod request_log;
pub mod same_origin;
pub mod security_headers;

use super::middleware::compression::Encoding;
use super::middleware::request_log::Observed;
use super::middleware::security_headers::{Rules, secure};

use crate::http::state::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower::ServiceBuilder;

/// Maximum size of a request body.
pub const MAX_BODY_BYTES: usize = 64 * 1024;

/// Adds all layers to a router.
pub fn wrap(router: Router, app: &App) -> Router {
    router.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(app.clone(), surround))
            .layer(DefaultBodyLimit::max(MAX_BODY_BYTES)),
    )
}

async fn surround(State(app): State<App>, request: Request, next: Next) -> Response {
    let observed = Observed::begin(&app, &request);
    let rules = Rules::of(request.uri().path());
    let encoding = Encoding::accepted(request.headers());
    let mut response = observed.context.scope(cors::share_api(&app, request, next)).await;
    let path = app.settings.base_path();
    if !path.is_empty() {
        response = base_path::put_before(path, response).await;
    }
    secure(rules, &app, &mut response);
    observed.end(&mut response);
    app.metrics.count_answer(response.status());
    compression::encode(response, encoding).await
}
