//! Layers that count requests per client; the counters are in `limits`.

pub mod limits;

pub use limits::{Action, StreamGuard};

use crate::http::client_address::ClientAddress;
use crate::http::error;
use crate::http::error::page::PageError;
use crate::http::state::App;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::request::Parts;
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

/// A request counted as [`Action::Change`]. As an argument before the body it is counted before the body is read, so that a body
/// that cannot be read counts too.
#[derive(Clone, Copy, Debug)]
pub struct CountedChange;

impl FromRequestParts<App> for CountedChange {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let client = ClientAddress::of_parts(&parts.extensions, &parts.headers, &app.settings.trusted_proxies);
        app.limits.check(Action::Change, client)?;
        Ok(Self)
    }
}

async fn counted(app: &App, action: Action, request: Request, next: Next) -> Response {
    let client = ClientAddress::of_request(&request, &app.settings.trusted_proxies);
    match app.limits.check(action, client) {
        Ok(()) => next.run(request).await,
        Err(refused) => error::answer(refused),
    }
}
