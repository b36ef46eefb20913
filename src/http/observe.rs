//! The outermost layer: gives every request its context, tells the visitor its id, and writes one line into the log.
//!
//! The line holds method, route (never the path, which may hold a token), status and time: no address, no query. What
//! merely looks and succeeds is `debug`, since every open page does that all day.

use super::request_context::RequestContext;
use crate::app::App;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

/// The header that tells the request's id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Answers within a context of its own and logs the answer.
pub async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let context = RequestContext::of(&request, app.planning().calendar.shop.language);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = context.scope(next.run(request)).await;
    if let Ok(id) = HeaderValue::from_str(&context.id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    log(&context, &method, route, response.status(), started);
    response
}

fn log(context: &RequestContext, method: &Method, route: &str, status: StatusCode, started: Instant) {
    let id = tracing::field::display(context.id);
    let (status_code, duration_ms) = (status.as_u16(), started.elapsed().as_secs_f64() * 1000.0);
    // A method is free text of the client's; only those that we answer are written down.
    let method = if is_known(method) { method.as_str() } else { "(other)" };
    if status.is_server_error() {
        tracing::warn!(request.id = id, method, route, status = status_code, duration_ms, "answered");
    } else if method == "GET" && !status.is_client_error() {
        tracing::debug!(request.id = id, method, route, status = status_code, duration_ms, "answered");
    } else {
        tracing::info!(request.id = id, method, route, status = status_code, duration_ms, "answered");
    }
}

fn is_known(method: &Method) -> bool {
    [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS]
        .contains(method)
}
