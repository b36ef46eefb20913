//! How open pages of the planner hear of changes.

use super::desk::Desk;
use crate::harness::{TestApp, booking};
use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use futures_util::StreamExt;
use std::time::Duration;
use tower::ServiceExt;

/// Reads the stream until it has said `words`.
async fn hear(stream: &mut BodyDataStream, words: &str) -> String {
    let mut heard = String::new();
    let listen = async {
        while !heard.contains(words) {
            heard.push_str(std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap());
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(5), listen).await;
    assert!(in_time.is_ok(), "{words} was not said");
    heard
}

#[tokio::test]
async fn an_open_page_hears_of_a_booking_and_of_what_is_open() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let request = Request::get("/planner/events").header("cookie", desk.cookie()).body(Body::empty()).unwrap();
    let response = shop.router().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut stream = response.into_body().into_data_stream();
    hear(&mut stream, "event: inbox\ndata: {\"open\":0}").await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    hear(&mut stream, "event: inbox\ndata: {\"open\":1}").await;
    hear(&mut stream, "event: planning\ndata: {\"dates\":[\"2022-01-17\"]}").await;
    let page = desk.get("/planner").await;
    assert!(page.words("title").starts_with("(1) "), "{}", page.words("title"));
}
