//! `GET /api/v1/changes`: server-sent events when availability may have changed.

use super::api::openapi_examples;
use super::api::openapi_schemas::{AnyRefusal, ServerEvent};
use super::client_address::ClientAddress;
use super::error::ApiError;
use super::middleware::rate_limits::StreamGuard;
use crate::availability_events::Change;
use crate::http::state::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt, stream};
use serde_json::json;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;

/// Interval of the signs of life: proxies close silent streams after a minute, often after 30 seconds. The widget takes a
/// stream without any for 20 to 40 seconds for one that is held up on its way.
const ALIVE_EVERY: Duration = Duration::from_secs(15);
/// How long a browser waits before it reconnects.
const RETRY_AFTER: Duration = Duration::from_secs(3);

/// An open stream and its sources.
struct Listener {
    changes: broadcast::Receiver<Change>,
    stopping: watch::Receiver<bool>,
    /// Counts the stream until the client or the server ends it.
    _guard: StreamGuard,
}

/// Opens a stream of changes.
///
/// One for a page is enough; it ends when the server stops, and is opened again after `retry` milliseconds.
#[utoipa::path(get, path = "/api/v1/changes", tag = "Changes", responses(
    (status = 200, description = "Server-sent events: `event: availability`, `data: {\"dates\": [\"2022-01-17\"]}` (`null`: everything); `event: alive` at once and every 15 seconds", body = ServerEvent, content_type = "text/event-stream", example = json!(openapi_examples::event())),
    AnyRefusal,
))]
pub async fn stream_changes(State(app): State<App>, request: Request) -> Result<Response, ApiError> {
    let client = ClientAddress::of_request(&request, &app.settings.trusted_proxies);
    let listener = Listener {
        changes: app.store.changes(),
        stopping: app.stopping.clone(),
        _guard: app.limits.open_stream(client)?,
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Disables response buffering in nginx.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    let keep_alive = KeepAlive::new().interval(ALIVE_EVERY).event(alive());
    Ok((headers, Sse::new(events(listener)).keep_alive(keep_alive)).into_response())
}

/// Says that events come through. Pages never see comments, and proxies that buffer hold them back unnoticed.
fn alive() -> Event {
    Event::default().event("alive").data("{}")
}

/// A sign of life at once, also so that proxies forward the head; then an event for each change until the server stops.
fn events(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    let hello = alive().retry(RETRY_AFTER);
    let changes = stream::unfold(listener, async |mut listener| {
        let dates = tokio::select! {
            biased;
            // An error means that the sender is gone, which also means stop.
            _ = listener.stopping.wait_for(|stopping| *stopping) => return None,
            change = listener.changes.recv() => match change {
                Ok(change) => change.dates,
                // The receiver was too slow and missed events: everything may have changed.
                Err(RecvError::Lagged(_)) => None,
                Err(RecvError::Closed) => return None,
            },
        };
        let event = Event::default().event("availability").data(json!({ "dates": dates }).to_string());
        Some((Ok(event), listener))
    });
    stream::iter([Ok(hello)]).chain(changes)
}
