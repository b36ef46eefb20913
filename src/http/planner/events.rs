//! `GET /planner/events`: tells open pages of the planner what has changed, as server-sent events.
//!
//! `event: planning`, `data: {"dates": ["2022-01-17"]}` (`null`: everything) after any change of appointments, hours or
//! services; `event: inbox`, `data: {"open": 3}` at once and after any change of what is open.
//! `event: embedding` after the widget was seen on a page.

use super::operator::Operator;
use crate::app::App;
use crate::changes::Change;
use crate::store::inbox;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, stream};
use serde_json::json;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;

/// How often a comment says that the stream is alive.
const COMMENT_EVERY: Duration = Duration::from_secs(20);

struct Listener {
    app: App,
    planning: broadcast::Receiver<Change>,
    inbox: watch::Receiver<u64>,
    embeddings: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
}

/// Opens a stream of changes.
pub async fn stream_events(State(app): State<App>, _: Operator) -> Response {
    let mut inbox = app.store.inbox_changes();
    // The first event tells the present number: it may have changed since the page was made.
    inbox.mark_changed();
    let stopping = app.stopping.clone();
    let listener =
        Listener { planning: app.store.changes(), inbox, embeddings: app.store.embedding_changes(), stopping, app };
    // Asks nginx not to collect events until a buffer is full.
    let headers = [("x-accel-buffering", HeaderValue::from_static("no"))];
    let keep_alive = KeepAlive::new().interval(COMMENT_EVERY).text("");
    let mut response = (headers, Sse::new(events(listener)).keep_alive(keep_alive)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What a listener has heard.
enum Heard {
    Inbox,
    Embedding,
    Planning(Change),
    Nothing,
}

impl Listener {
    async fn hear(&mut self) -> Heard {
        tokio::select! {
            biased;
            _ = self.stopping.wait_for(|stopping| *stopping) => Heard::Nothing,
            changed = self.inbox.changed() => changed.map_or(Heard::Nothing, |()| Heard::Inbox),
            changed = self.embeddings.changed() => changed.map_or(Heard::Nothing, |()| Heard::Embedding),
            change = self.planning.recv() => match change {
                Ok(change) => Heard::Planning(change),
                // It was too slow and missed some: everything may have changed.
                Err(RecvError::Lagged(_)) => Heard::Planning(Change { dates: None }),
                Err(RecvError::Closed) => Heard::Nothing,
            },
        }
    }
}

/// Ends with the server, and where the file cannot be read: the browser opens it again.
fn events(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listener, async |mut listener| {
        let event = match listener.hear().await {
            Heard::Nothing => return None,
            Heard::Embedding => Event::default().event("embedding").data("{}"),
            Heard::Planning(change) => {
                Event::default().event("planning").data(json!({ "dates": change.dates }).to_string())
            }
            Heard::Inbox => {
                let now = listener.app.clock.now();
                let counts = listener.app.store.read(move |conn| inbox::counts(conn, now)).await.ok()?;
                Event::default().event("inbox").data(json!({ "open": counts.total() }).to_string())
            }
        };
        Some((Ok(event), listener))
    })
}
