//! CORS: the API may be called by pages of the shop's `allowed_origins`, read for every request, since they can
//! change at run time. Credentials are never allowed; so if no origins are set, any origin may call it.

use super::panic_guard::guard;
use super::request_context::is_api;
use super::request_log::REQUEST_ID;
use crate::domain::values::Origin;
use crate::http::state::App;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use std::convert::Infallible;
use std::time::Duration;
use tower::{Layer, ServiceExt};
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

/// How long a browser may cache a preflight response: a day (browsers use less).
const PREFLIGHT_KEPT: Duration = Duration::from_secs(86_400);

/// Response headers that scripts of other origins may read.
const EXPOSED: HeaderValue = HeaderValue::from_static("retry-after,etag,x-request-id");

/// Adds CORS headers under `/api` and answers preflights; leaves all other paths unchanged.
pub async fn share_api(app: &App, request: Request, next: Next) -> Response {
    if !is_api(request.uri().path()) {
        return guard(next.run(request)).await;
    }
    let layer = match &app.planning().calendar.shop.allowed_origins {
        // The most common case needs two fixed headers; a layer per request would cost more.
        None if request.method() != Method::OPTIONS => return shared_with_any(guard(next.run(request)).await),
        None => rules().allow_origin(Any).vary(Vec::<HeaderName>::new()),
        Some(origins) => listed(origins),
    };
    let inner = tower::service_fn(async |request| Ok::<_, Infallible>(guard(next.clone().run(request)).await));
    match layer.layer(inner).oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn shared_with_any(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    response
}

fn rules() -> CorsLayer {
    CorsLayer::new()
        .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::DELETE])
        .allow_headers([header::CONTENT_TYPE, HeaderName::from_static("idempotency-key"), header::IF_NONE_MATCH])
        .expose_headers([header::RETRY_AFTER, header::ETAG, REQUEST_ID])
        .max_age(PREFLIGHT_KEPT)
}

/// Browsers send origins in lower case without a slash at the end; settings may differ in both.
fn listed(origins: &[Origin]) -> CorsLayer {
    let written = origins.iter().map(|origin| origin.trim().trim_end_matches('/').to_ascii_lowercase());
    let allowed: Vec<_> = written.filter_map(|origin| HeaderValue::from_str(&origin).ok()).collect();
    let allowed = AllowOrigin::predicate(move |origin, _| allowed.contains(origin));
    rules().allow_origin(allowed).vary([header::ORIGIN])
}
