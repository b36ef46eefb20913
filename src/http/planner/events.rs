//! `GET /planner/events`: tells open pages of the planner what has changed, as server-sent events.
//!
//! `event: planning`, `data: {"dates": ["2022-01-17"]}` (`null`: everything) after any change of appointments, hours or
//! services; `event: inbox`, `data: {"open": 3}` at once and after any change of what is open.
//! Changes made after the page was made and before its stream was open are told at once: the page's address of the stream
//! says what it shows (`?planning=12&inbox=3`).
//! `event: embedding` after the widget was seen on a page.
//!
//! Nothing is told to whom it is no longer for: before every event the session is looked up, and so it is at once when one
//! was ended or an account changed, by whomever. Where it has ended, or its user may do something else than when the stream
//! began, the last event is `event: signed_out`; then the stream ends.

use super::auth::Operator;
use crate::availability_events::Change;
use crate::http::error::ApiError;
use crate::http::middleware::rate_limits::StreamGuard;
use crate::http::state::{App, ChangeCounts};
use crate::operations::{accounts, inbox};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, stream};
use serde_json::json;
use std::convert::Infallible;
use std::mem;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

/// How often a comment says that the stream is alive.
const COMMENT_EVERY: Duration = Duration::from_secs(20);
/// How often a session is looked up while nothing happens: it may end by the clock alone.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// An open stream, whose it is, and what it listens to.
struct Listener {
    app: App,
    operator: Operator,
    /// Whether something changed before the stream was open that the page does not show.
    missed: bool,
    planning: broadcast::Receiver<Change>,
    inbox: watch::Receiver<u64>,
    embeddings: watch::Receiver<u64>,
    accounts: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    /// Counts the stream as open until the page or the server ends it.
    _guard: StreamGuard,
}

/// The address of the stream for a page that shows what `seen` counts.
pub fn events_address(seen: ChangeCounts) -> String {
    format!("/planner/events?planning={}&inbox={}", seen.planning, seen.inbox)
}

/// Opens a stream of changes.
pub async fn stream_events(
    State(app): State<App>,
    seen: Result<Query<ChangeCounts>, QueryRejection>,
    operator: Operator,
) -> Result<Response, ApiError> {
    let planning = app.store.changes();
    let mut inbox = app.store.inbox_changes();
    // Only now: what changes from here on is heard.
    let missed = seen.is_ok_and(|Query(seen)| seen != app.store.change_counts());
    // The first event tells the present number: it may have changed since the page was made.
    inbox.mark_changed();
    let listener = Listener {
        missed,
        planning,
        inbox,
        embeddings: app.store.embedding_changes(),
        accounts: app.store.account_changes(),
        stopping: app.stopping.clone(),
        _guard: app.limits.open_planner_stream(operator.user.id)?,
        operator,
        app,
    };
    // Asks nginx not to collect events until a buffer is full.
    let headers = [("x-accel-buffering", HeaderValue::from_static("no"))];
    let keep_alive = KeepAlive::new().interval(COMMENT_EVERY).text("");
    let mut response = (headers, Sse::new(events(listener)).keep_alive(keep_alive)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// What a listener has heard.
enum Heard {
    Inbox,
    Embedding,
    Planning(Change),
    /// Only that it is time to look whether the session still holds.
    Right,
    Nothing,
}

/// What is told.
enum Next {
    Event(Event),
    /// Nothing is told after it.
    Last(Event),
}

impl Listener {
    async fn hear(&mut self) -> Heard {
        tokio::select! {
            biased;
            _ = self.stopping.wait_for(|stopping| *stopping) => Heard::Nothing,
            changed = self.accounts.changed() => changed.map_or(Heard::Nothing, |()| Heard::Right),
            changed = self.inbox.changed() => changed.map_or(Heard::Nothing, |()| Heard::Inbox),
            changed = self.embeddings.changed() => changed.map_or(Heard::Nothing, |()| Heard::Embedding),
            change = self.planning.recv() => match change {
                Ok(change) => Heard::Planning(change),
                // It was too slow and missed some: everything may have changed.
                Err(RecvError::Lagged(_)) => Heard::Planning(Change { dates: None }),
                Err(RecvError::Closed) => Heard::Nothing,
            },
            () = tokio::time::sleep(LOOK_EVERY) => Heard::Right,
        }
    }

    /// Whether it is still for whom the stream was opened. Looking is no use of the session.
    async fn still_may(&self) -> Option<bool> {
        let session = accounts::signed_in(&self.app.store, self.operator.token.clone()).await.ok()?;
        let user = session.map(|session| session.user);
        Some(user.is_some_and(|user| user.id == self.operator.user.id && user.role == self.operator.user.role))
    }

    /// The next event, or that there is none any more.
    async fn next(&mut self) -> Option<Next> {
        loop {
            let heard = match mem::take(&mut self.missed) {
                true => Heard::Planning(Change { dates: None }),
                false => self.hear().await,
            };
            if matches!(heard, Heard::Nothing) {
                return None;
            }
            if !self.still_may().await? {
                return Some(Next::Last(Event::default().event("signed_out").data("{}")));
            }
            let event = match heard {
                Heard::Nothing | Heard::Right => continue,
                Heard::Embedding => Event::default().event("embedding").data("{}"),
                Heard::Planning(change) => {
                    Event::default().event("planning").data(json!({ "dates": change.dates }).to_string())
                }
                Heard::Inbox => self.open_in_inbox().await?,
            };
            return Some(Next::Event(event));
        }
    }

    async fn open_in_inbox(&self) -> Option<Event> {
        let open = inbox::count_open(&self.app.store).await.ok()?;
        Some(Event::default().event("inbox").data(json!({ "open": open }).to_string()))
    }
}

/// Ends with the server, with the right to it, and where the file cannot be read: the browser opens it again.
fn events(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(Some(listener), async |listener| {
        let mut listener = listener?;
        match listener.next().await? {
            Next::Event(event) => Some((Ok(event), Some(listener))),
            Next::Last(event) => Some((Ok(event), None)),
        }
    })
}
