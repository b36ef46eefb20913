//! Who may call the API from a page of another origin: the shop's `allowed_origins`, read for every request, since they
//! change while the server runs. No credentials, ever; so where none are named, any origin may.

use super::observe::REQUEST_ID;
use super::request_context::is_api;
use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::LazyLock;
use std::time::Duration;
use tower::{Layer, ServiceExt};
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

/// How long a browser may keep a preflight's answer: a day (browsers cut this to less).
const PREFLIGHT_KEPT: Duration = Duration::from_secs(86_400);

/// The rules for any origin, by far the most common.
static ANY_ORIGIN: LazyLock<CorsLayer> = LazyLock::new(|| rules().allow_origin(Any).vary(Vec::<HeaderName>::new()));

/// Adds the headers to what is under `/api` and answers preflights; leaves everything else alone.
pub async fn share_api(State(app): State<App>, request: Request, next: Next) -> Response {
    if !is_api(request.uri().path()) {
        return next.run(request).await;
    }
    let layer = match &app.planning().calendar.shop.allowed_origins {
        None => ANY_ORIGIN.clone(),
        Some(origins) => listed(origins),
    };
    match layer.layer(next).oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn rules() -> CorsLayer {
    CorsLayer::new()
        .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::DELETE])
        .allow_headers([header::CONTENT_TYPE, HeaderName::from_static("idempotency-key"), header::IF_NONE_MATCH])
        .expose_headers([header::RETRY_AFTER, header::ETAG, REQUEST_ID])
        .max_age(PREFLIGHT_KEPT)
}

/// Browsers send origins in lower case and without a slash at the end; people type both.
fn listed(origins: &[String]) -> CorsLayer {
    let written = origins.iter().map(|origin| origin.trim().trim_end_matches('/').to_ascii_lowercase());
    let allowed: Vec<_> = written.filter_map(|origin| HeaderValue::from_str(&origin).ok()).collect();
    let allowed = AllowOrigin::predicate(move |origin, _| allowed.contains(origin));
    rules().allow_origin(allowed).vary([header::ORIGIN])
}
