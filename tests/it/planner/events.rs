//! How open pages of the planner hear of changes.

use super::desk::Desk;
use crate::harness::{TestApp, booking};
use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use futures_util::StreamExt;
use std::sync::Arc;
use std::time::Duration;
use terminplaner::mail::outlet::Outlet;
use terminplaner::mail::transport::{MemoryTransport, SendError, Transport};
use terminplaner::mail::worker::MailWorker;
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

/// What an open page hears, from now on.
async fn listen(shop: &TestApp, desk: &Desk<'_>) -> BodyDataStream {
    let request = Request::get("/planner/events").header("cookie", desk.cookie()).body(Body::empty()).unwrap();
    let response = shop.router().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    response.into_body().into_data_stream()
}

#[tokio::test]
async fn an_open_page_hears_of_a_booking_and_of_what_is_open() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let mut stream = listen(&shop, &desk).await;
    hear(&mut stream, "event: inbox\ndata: {\"open\":0}").await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    hear(&mut stream, "event: inbox\ndata: {\"open\":1}").await;
    hear(&mut stream, "event: planning\ndata: {\"dates\":[\"2022-01-17\"]}").await;
    let page = desk.get("/planner").await;
    assert!(page.words("title").starts_with("(1) "), "{}", page.words("title"));
}

#[tokio::test]
async fn an_open_page_hears_of_a_mail_that_its_customer_does_not_get() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let mut stream = listen(&shop, &desk).await;
    hear(&mut stream, "event: inbox\ndata: {\"open\":1}").await;
    let memory = MemoryTransport::default();
    memory.fail_next(SendError::Refused("550 no such mailbox".into()));
    let outlet = Arc::new(Outlet::new(Some(Arc::new(Transport::Memory(memory)))));
    let worker =
        MailWorker::new(shop.app.store.clone(), shop.clock.clone(), outlet, "https://termine.example.de".into());
    assert_eq!(worker.run_due_once().await.unwrap().failed, 1);
    hear(&mut stream, "event: inbox\ndata: {\"open\":2}").await;
    assert!(desk.get("/planner").await.text.contains("550 no such mailbox"));
}
