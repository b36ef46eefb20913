//! Around every request: gives it its context, tells the visitor its id, and writes one line into the log.
//!
//! The line holds method, route (never the path, which may hold a token), status and time: no address, no query. What
//! merely looks and succeeds is `debug`, since every open page does that all day.

use super::request_context::RequestContext;
use crate::http::state::App;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use std::time::Instant;

/// The header that tells the request's id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A request as the log will tell of it.
pub struct Observed {
    /// What is known of it while it is answered.
    pub context: RequestContext,
    method: Method,
    route: Option<MatchedPath>,
    started: Instant,
}

impl Observed {
    /// Begins to observe a request.
    pub fn begin(app: &App, request: &Request) -> Self {
        Self {
            context: RequestContext::of(request, app.planning().calendar.shop.language),
            method: request.method().clone(),
            route: request.extensions().get::<MatchedPath>().cloned(),
            started: Instant::now(),
        }
    }

    /// Tells the visitor the id, and the log what was answered.
    pub fn end(&self, response: &mut Response) {
        if let Ok(id) = HeaderValue::from_str(&self.context.id.to_string()) {
            response.headers_mut().insert(REQUEST_ID, id);
        }
        let route = self.route.as_ref().map_or("(none)", MatchedPath::as_str);
        log(&self.context, &self.method, route, response.status(), self.started);
    }
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
