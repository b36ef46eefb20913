//! The planner's event stream.

use super::desk::{Desk, PASSWORD, add_user};
use crate::harness::{TestApp, booking, erika_is_known};
use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use futures_util::StreamExt;
use std::sync::Arc;
use std::time::Duration;
use terminplaner::delivery::transport::{MemoryTransport, SendError, Transport};
use terminplaner::delivery::transport_resolver::TransportResolver;
use terminplaner::delivery::worker::MailWorker;
use terminplaner::domain::account::Role;
use terminplaner::operations::accounts;
use tower::ServiceExt;

/// Reads the stream until it contains `words`.
async fn read_until(stream: &mut BodyDataStream, words: &str) -> String {
    let mut heard = String::new();
    let reading = async {
        while !heard.contains(words) {
            heard.push_str(std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap());
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(5), reading).await;
    assert!(in_time.is_ok(), "{words} was not said");
    heard
}

/// Opens the stream of a page.
async fn open_stream(shop: &TestApp, desk: &Desk<'_>) -> BodyDataStream {
    open_stream_at(shop, desk, "/planner/events").await
}

/// Opens the stream at that URL.
async fn open_stream_at(shop: &TestApp, desk: &Desk<'_>, address: &str) -> BodyDataStream {
    let request = Request::get(address).header("cookie", desk.cookie()).body(Body::empty()).unwrap();
    let response = shop.router().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    response.into_body().into_data_stream()
}

#[tokio::test]
async fn an_open_page_hears_of_a_booking_and_of_what_is_open() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let mut stream = open_stream(&shop, &desk).await;
    read_until(&mut stream, "event: inbox\ndata: {\"open\":0}").await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    read_until(&mut stream, "event: inbox\ndata: {\"open\":1}").await;
    read_until(&mut stream, "event: planning\ndata: {\"dates\":[\"2022-01-17\"]}").await;
    let page = desk.get("/planner").await;
    assert!(page.words("title").starts_with("(1) "), "{}", page.words("title"));
}

/// The URL of a page's stream.
fn stream_address(page: &str) -> String {
    let after = page.split_once("data-events=\"").expect("the page says where its changes are told").1;
    after.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
}

#[tokio::test]
async fn a_page_receives_events_from_before_its_stream_was_open() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let address = stream_address(&desk.get("/planner").await.text);
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let mut stream = open_stream_at(&shop, &desk, &address).await;
    read_until(&mut stream, "event: planning\ndata: {\"dates\":null}").await;
}

#[tokio::test]
async fn an_up_to_date_page_receives_only_later_events() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let address = stream_address(&desk.get("/planner").await.text);
    let mut stream = open_stream_at(&shop, &desk, &address).await;
    read_until(&mut stream, "event: inbox\ndata: {\"open\":1}").await;
    shop.book(&booking("2022-01-17T10:00:00+01:00")).await;
    let heard = read_until(&mut stream, "event: planning").await;
    assert!(!heard.contains("null"), "{heard}");
}

#[tokio::test]
async fn an_open_page_hears_of_a_mail_that_its_customer_does_not_get() {
    let shop = TestApp::with(&erika_is_known(), true);
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let mut stream = open_stream(&shop, &desk).await;
    read_until(&mut stream, "event: inbox\ndata: {\"open\":1}").await;
    let memory = MemoryTransport::default();
    memory.fail_next(SendError::Refused("550 no such mailbox".into()));
    let outlet = Arc::new(TransportResolver::new(Some(Arc::new(Transport::Memory(memory)))));
    let worker =
        MailWorker::new(shop.app.store.clone(), shop.clock.clone(), outlet, "https://termine.example.de".into());
    assert_eq!(worker.run_due_once().await.unwrap().failed, 1);
    read_until(&mut stream, "event: inbox\ndata: {\"open\":2}").await;
    assert!(desk.get("/planner").await.text.contains("550 no such mailbox"));
}

/// Reads the stream to its end, which must come within seconds.
async fn read_to_end(stream: &mut BodyDataStream, why: &str) -> String {
    let mut heard = String::new();
    let reading = async {
        while let Some(bytes) = stream.next().await {
            heard.push_str(std::str::from_utf8(&bytes.unwrap()).unwrap());
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(5), reading).await.is_ok(), "{why}: the stream goes on");
    heard
}

#[tokio::test]
async fn a_stream_ends_when_the_user_loses_access() {
    let shop = TestApp::new();
    let owner = Desk::owner(&shop).await;
    let id = add_user(&shop, "staff@example.org", Role::Staff).await;
    let as_owner = [("name", "Max"), ("email", "staff@example.org"), ("role", "owner"), ("language", "")];
    let person = format!("/planner/accounts/{id}");
    let acts = [
        ("another password", "/password", &[("password", "quite another one")][..]),
        ("other rights", "", &as_owner),
        ("removed", "/remove", &[]),
    ];
    for (why, act, fields) in acts {
        accounts::set_password(&shop.app.store, id, PASSWORD.into(), None).await.unwrap();
        let colleague = Desk::closed(&shop).sign_in("staff@example.org").await;
        let mut stream = open_stream(&shop, &colleague).await;
        read_until(&mut stream, "event: inbox").await;
        assert_eq!(owner.post(&format!("{person}{act}"), fields).await.status, 303, "{why}");
        let heard = read_to_end(&mut stream, why).await;
        assert!(heard.ends_with("event: signed_out\ndata: {}\n\n"), "{why}: {heard}");
    }
    let mut stream = open_stream(&shop, &owner).await;
    read_until(&mut stream, "event: inbox").await;
    let elsewhere = Desk::closed(&shop).sign_in("owner@example.org").await;
    elsewhere.post("/planner/sign-out", &[("everywhere", "1")]).await;
    read_to_end(&mut stream, "signed out").await;
}

#[tokio::test]
async fn a_stream_ends_with_changes_by_the_command_line() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let mut stream = open_stream(&shop, &desk).await;
    read_until(&mut stream, "event: inbox").await;
    shop.execute("DELETE FROM sessions");
    read_to_end(&mut stream, "deleted by another process").await;
}

#[tokio::test]
async fn nothing_is_told_once_a_session_has_ended_by_the_clock() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let mut stream = open_stream(&shop, &desk).await;
    read_until(&mut stream, "event: inbox").await;
    shop.advance(Duration::from_secs(30 * 24 * 60 * 60));
    shop.book(&booking("2022-02-17T09:00:00+01:00")).await;
    let heard = read_to_end(&mut stream, "ended by the clock").await;
    assert!(!heard.contains("event: planning") && !heard.contains("\"open\":1"), "{heard}");
}

#[tokio::test]
async fn a_stream_goes_on_while_others_sign_in_and_out() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let mut stream = open_stream(&shop, &desk).await;
    let id = add_user(&shop, "staff@example.org", Role::Staff).await;
    accounts::set_password(&shop.app.store, id, "quite another one".into(), None).await.unwrap();
    Desk::closed(&shop).sign_in("owner@example.org").await.post("/planner/sign-out", &[]).await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let heard = read_until(&mut stream, "event: planning").await;
    assert!(!heard.contains("signed_out"), "{heard}");
}

#[tokio::test]
async fn an_account_holds_a_limited_number_of_streams() {
    let shop = TestApp::with("", false);
    let desk = Desk::owner(&shop).await;
    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(open_stream(&shop, &desk).await);
    }
    let request = Request::get("/planner/events").header("cookie", desk.cookie()).body(Body::empty()).unwrap();
    let refused = shop.send(request).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, "30"));
}
