//! What was done is said once, on the next page, to who did it.

use super::desk::Desk;
use crate::harness::TestApp;
use axum::body::Body;
use axum::http::Request;
use std::time::Duration;

async fn notes(desk: &Desk<'_>, path: &str) -> Vec<String> {
    desk.get(path).await.all(".note.good")
}

/// Opens the account's page as a script does.
async fn fetched(desk: &Desk<'_>, header: &str, value: &str) -> usize {
    let request = Request::get("/planner/account").header(header, value);
    desk.send(request, Body::empty()).await.count(".note.good")
}

#[tokio::test]
async fn a_message_is_said_once_and_only_in_its_own_browser() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let elsewhere = Desk::owner_again(&shop).await;
    let page = desk.post("/planner/account", &[("name", "Erika Beispiel")]).await;
    assert_eq!(page.headers["location"], "/planner/account", "no address says it");
    assert_eq!(notes(&elsewhere, "/planner/account").await, [""; 0]);
    assert_eq!(notes(&desk, "/planner/customers").await, ["Gespeichert."], "whichever page is next");
    assert_eq!(notes(&desk, "/planner/account").await, [""; 0]);
}

#[tokio::test]
async fn a_message_waits_for_the_page_that_is_read() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.post("/planner/account", &[("name", "Erika Beispiel")]).await;
    assert_eq!(fetched(&desk, "x-in-background", "1").await, 0, "which only keeps a page up to date");
    assert_eq!(fetched(&desk, "x-shown-on", "/planner/hours").await, 0, "which the browser then opens itself");
    assert_eq!(fetched(&desk, "x-shown-on", "/planner/account").await, 1);
}

#[tokio::test]
async fn a_message_that_no_page_took_is_forgotten_after_a_minute() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.post("/planner/account", &[("name", "Erika Beispiel")]).await;
    shop.advance(Duration::from_secs(60));
    assert_eq!(notes(&desk, "/planner/account").await, [""; 0]);
}
