//! The least that a server of the same parts can do: a route that returns a constant body, and one that streams events.
//! A process of its own, so that both sides of a comparison pay for the same things.

use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::{get, post};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

/// The argument that makes this program the bare server.
pub const WORD: &str = "bare-server";

/// Serves a body of that many bytes at `/` until it is killed, with the runtime of `terminplaner serve`.
pub fn serve(bytes: usize) -> anyhow::Result<()> {
    let body = Bytes::from(vec![b'x'; bytes]);
    let (events, _) = broadcast::channel::<()>(256);
    let tell = events.clone();
    let router = Router::new()
        .route("/", get(async move || ([(header::CONTENT_TYPE, "application/json")], body)))
        .route("/events", get(async move || stream(&events)))
        .route("/tell", post(async move || tell.send(()).map_or("0", |_| "1")));
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("listens on http://{}", listener.local_addr()?);
        Ok(axum::serve(listener, router).await?)
    })
}

fn stream(events: &broadcast::Sender<()>) -> Sse<impl futures_util::Stream<Item = Result<Event, Infallible>> + use<>> {
    let hello = tokio_stream::once(Event::default().comment(""));
    let told = BroadcastStream::new(events.subscribe()).map(|_| Event::default().event("availability").data("{}"));
    Sse::new(hello.chain(told).map(Ok)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)).text(""))
}
