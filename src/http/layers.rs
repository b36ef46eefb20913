//! All layers in one function, outermost first. The order is the point:
//!
//! 1. `observe`: everything below has a request id, and every answer is logged, also one that a layer gives.
//! 2. `secure`: also errors carry the security headers.
//! 3. compression: small and streamed answers stay as they are.
//! 4. `share_api` (CORS): outside of all that refuses, so that the widget can read every refusal.
//! 5. `guard`: panics and time. Inside of CORS, so that its answers can be read too.
//! 6. the body limit. Rate limits lie further in, at the groups of routes that have them.

use super::{cors, encoding, guard, observe, security_headers};
use crate::app::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware::{from_fn, from_fn_with_state, map_request};
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

/// The largest body that is read.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
/// Below this, an answer fits into one packet anyway.
const WORTH_COMPRESSING_BYTES: u64 = 860;

/// Puts all layers around a router.
pub fn wrap(router: Router, app: &App) -> Router {
    let compression = CompressionLayer::new()
        // Middle of the road: an answer is compressed once and sent once.
        .quality(CompressionLevel::Precise(4))
        .compress_when(SizeAbove::new(WORTH_COMPRESSING_BYTES).and(is_text));
    router.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(app.clone(), observe::observe))
            .layer(from_fn_with_state(app.clone(), security_headers::secure))
            .layer(map_request(drop_refusing_encodings))
            .layer(compression)
            .layer(from_fn_with_state(app.clone(), cors::share_api))
            .layer(from_fn(guard::guard))
            .layer(DefaultBodyLimit::max(MAX_BODY_BYTES)),
    )
}

/// The compression layer answers 406 where a client refuses every encoding, and does so after the handler ran: a booking
/// would be made and its answer lost. Such a client gets the plain answer instead, as RFC 9110 allows.
async fn drop_refusing_encodings(mut request: Request) -> Request {
    if encoding::refuses_any(request.headers()) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    request
}

/// Whether it is text that a handler made; assets come compressed, and an event stream must not wait in a compressor.
fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    matches!(essence, "application/json" | "application/problem+json" | "text/html" | "text/calendar")
}
