//! Layers that count requests per client; the counters are in `limits`.

pub mod limits;

pub use limits::{Action, StreamGuard};

use crate::http::client_address::ClientAddress;
use crate::http::error;
use crate::http::state::App;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

/// Layer for a group of routes: counts every request as [`Action::Read`]; handlers count further actions themselves.
pub async fn as_reads(State(app): State<App>, request: Request, next: Next) -> Response {
    counted(&app, Action::Read, request, next).await
}

/// Layer for a group of routes: counts every request as [`Action::Calendar`].
pub async fn as_calendar(State(app): State<App>, request: Request, next: Next) -> Response {
    counted(&app, Action::Calendar, request, next).await
}

/// Layer for a group of routes: counts reading methods as [`Action::Read`], others as [`Action::Change`].
pub async fn by_method(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let action = if reads { Action::Read } else { Action::Change };
    counted(&app, action, request, next).await
}

async fn counted(app: &App, action: Action, request: Request, next: Next) -> Response {
    let client = ClientAddress::of_request(&request, &app.settings.trusted_proxies);
    match app.limits.check(action, client) {
        Ok(()) => next.run(request).await,
        Err(refused) => error::answer(refused),
    }
}
