//! The event stream: events, end, and limit per client.

use super::fixture::{SOON, Shop, from_peer, request};
use axum::Router;
use axum::body::Body;
use axum::http::Response;
use chrono::NaiveDate;
use http_body_util::BodyExt;
use terminplaner::availability_events::Change;
use tower::ServiceExt;

async fn open(router: &Router, peer: &str) -> Response<Body> {
    let headers =
        [("accept", "text/event-stream"), ("accept-encoding", "gzip, br"), ("origin", "https://shop.example")];
    let asked = from_peer(request("GET /api/v1/changes", &headers), peer);
    router.clone().oneshot(asked).await.unwrap()
}

/// The next frame of the stream; `None` at its end.
async fn next(response: &mut Response<Body>) -> Option<String> {
    let frame = tokio::time::timeout(SOON, response.body_mut().frame()).await.expect("something comes")?;
    Some(String::from_utf8(frame.unwrap().into_data().unwrap().to_vec()).unwrap())
}

fn change(dates: Option<&[&str]>) -> Change {
    let parse = |date: &&str| date.parse::<NaiveDate>().unwrap();
    Change { dates: dates.map(|dates| dates.iter().map(parse).collect()) }
}

#[tokio::test]
async fn a_change_is_told_to_every_open_stream() {
    let shop = Shop::new();
    let router = shop.router();
    let mut streams = [open(&router, "203.0.113.1:1").await, open(&router, "203.0.113.2:1").await];
    for stream in &mut streams {
        assert_eq!(stream.headers()["content-type"], "text/event-stream");
        assert_eq!(stream.headers()["x-accel-buffering"], "no");
        assert_eq!(stream.headers()["access-control-allow-origin"], "*");
        assert!(stream.headers().get("content-encoding").is_none());
        let hello = next(stream).await.unwrap();
        assert!(hello.starts_with("event: alive\ndata: {}\n") && hello.contains("retry: 3000"), "{hello:?}");
    }
    shop.app.store.announce(change(Some(&["2022-01-17", "2022-01-18"])));
    shop.app.store.announce(change(None));
    for stream in &mut streams {
        let expected = "event: availability\ndata: {\"dates\":[\"2022-01-17\",\"2022-01-18\"]}\n\n";
        assert_eq!(next(stream).await.unwrap(), expected);
        assert_eq!(next(stream).await.unwrap(), "event: availability\ndata: {\"dates\":null}\n\n");
    }
}

#[tokio::test]
async fn a_slow_reader_is_told_that_everything_may_have_changed() {
    let shop = Shop::new();
    let mut stream = open(&shop.router(), "203.0.113.1:1").await;
    next(&mut stream).await;
    for _ in 0..10_000 {
        shop.app.store.announce(change(Some(&["2022-01-17"])));
    }
    assert!(next(&mut stream).await.unwrap().contains("{\"dates\":null}"));
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let shop = Shop::new();
    let mut stream = open(&shop.router(), "203.0.113.1:1").await;
    next(&mut stream).await;
    shop.stopping.send_replace(true);
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn one_client_holds_twenty_streams_and_a_closed_one_makes_room() {
    let shop = Shop::new();
    let router = shop.router();
    let mut streams = Vec::new();
    for _ in 0..20 {
        let stream = open(&router, "203.0.113.1:1").await;
        assert_eq!(stream.status().as_u16(), 200);
        streams.push(stream);
    }
    let refused = open(&router, "203.0.113.1:2").await;
    assert_eq!(refused.status().as_u16(), 429);
    assert!(refused.headers().contains_key("retry-after"));
    assert_eq!(open(&router, "203.0.113.2:1").await.status().as_u16(), 200);
    streams.pop();
    assert_eq!(open(&router, "203.0.113.1:3").await.status().as_u16(), 200);
}
