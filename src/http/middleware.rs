//! All layers in one function, outermost first. The order matters:
//!
//! 1. compression; small and streamed responses are left unchanged.
//! 2. `surround`, one layer for what every request needs (each boxed axum layer copies the inner layers for every
//!    request, so five would cost more than most responses). Inside, outermost first: request context and log, also
//!    for requests refused below; security headers, also on errors; CORS, outside everything that refuses, so that
//!    the widget can read every refusal; a guard against panics and time-outs. Where the public address has a path,
//!    [`base_path`] puts it into the answer, and takes it off the request before all this.
//! 3. the body limit. Rate limits are applied to groups of routes further inside.

pub mod base_path;
pub mod compression;
pub mod cors;
pub mod panic_guard;
pub mod rate_limits;
pub mod request_context;
pub mod request_log;
pub mod same_origin;
pub mod security_headers;

use super::middleware::request_log::Observed;
use super::middleware::security_headers::{Rules, secure};

use crate::http::state::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

/// Maximum size of a request body.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
/// A smaller response would hardly become smaller; the data of a shop with one service are compressed.
const WORTH_COMPRESSING_BYTES: u64 = 500;

/// Adds all layers to a router.
pub fn wrap(router: Router, app: &App) -> Router {
    let compression = CompressionLayer::new()
        // A medium level: a response is compressed and sent once.
        .quality(CompressionLevel::Precise(compression::QUICK.cast_signed()))
        .compress_when(SizeAbove::new(WORTH_COMPRESSING_BYTES).and(is_text));
    router.layer(
        ServiceBuilder::new()
            .map_request(drop_refusing_encodings)
            .layer(compression)
            .layer(from_fn_with_state(app.clone(), surround))
            .layer(DefaultBodyLimit::max(MAX_BODY_BYTES)),
    )
}

async fn surround(State(app): State<App>, request: Request, next: Next) -> Response {
    let observed = Observed::begin(&app, &request);
    let rules = Rules::of(request.uri().path());
    let mut response = observed.context.scope(cors::share_api(&app, request, next)).await;
    let path = app.settings.base_path();
    if !path.is_empty() {
        response = base_path::put_before(path, response).await;
    }
    secure(rules, &app, &mut response);
    observed.end(&mut response);
    app.metrics.count_answer(response.status());
    response
}

/// The compression layer answers 406 to a client that refuses every encoding, after the handler has run: a booking
/// would be made and its response lost. Such a client gets the uncompressed response instead, as RFC 9110 allows.
fn drop_refusing_encodings(mut request: Request) -> Request {
    if compression::refuses_any(request.headers()) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    request
}

/// Whether it is text produced by a handler; assets are compressed already, and an event stream must not be buffered.
fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    matches!(essence, "application/json" | "application/problem+json" | "text/html" | "text/calendar")
}
