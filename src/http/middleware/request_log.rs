//! Sets the context of every request, adds the request id to the response, and writes one log line.
//!
//! The line has method, route (never the path, which may contain a token), status and duration: no address, no query.
//! Successful reading requests are logged as `debug`, since every open page sends them all day.

use super::request_context::RequestContext;
use crate::http::state::App;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use std::time::Instant;

/// Response header with the request id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A request to be logged.
pub struct Observed {
    /// Its context.
    pub context: RequestContext,
    method: Method,
    route: Option<MatchedPath>,
    started: Instant,
}

impl Observed {
    /// Starts the measurement.
    pub fn begin(app: &App, request: &Request) -> Self {
        Self {
            context: RequestContext::of(request, app.planning().calendar.shop.language),
            method: request.method().clone(),
            route: request.extensions().get::<MatchedPath>().cloned(),
            started: Instant::now(),
        }
    }

    /// Adds the request id to the response and writes the log line.
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
    // Milliseconds with three decimals.
    let duration_ms = started.elapsed().as_micros() as f64 / 1000.0;
    let status_code = status.as_u16();
    // The method is free text from the client; only supported ones are logged.
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
