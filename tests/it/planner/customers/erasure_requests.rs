//! Requests of customers to erase their data: on the start page until they are answered.

use super::super::desk::Desk;
use super::erasure::{her_booking, known, traces_in};
use crate::harness::{TestApp, token};
use axum::body::Body;
use axum::http::Request;
use std::time::Duration;
use terminplaner::operations::customers::{replay, retention};
use terminplaner::store::Store;
use tokio::sync::watch;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
pub(super) const PANEL: &str = "section[aria-labelledby=h-erasures]";
const TUESDAY: &str = "2022-01-18T11:00:00+01:00";

/// The secret in mails about that booking.
fn secret(shop: &TestApp, token: &str) -> String {
    let file = rusqlite::Connection::open(&shop.db).unwrap();
    file.query_row("SELECT mail_secret FROM bookings WHERE token = ?1", [token], |row| row.get(0)).unwrap()
}

/// Asks for erasure as the customer of that booking.
pub(super) async fn ask(shop: &TestApp, token: &str) {
    let secret = secret(shop, token);
    let request = Request::post(format!("/t/{token}/data/erase"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    assert_eq!(shop.send(request.body(Body::from(format!("m={secret}"))).unwrap()).await.status, 303);
}

/// Her booking without a record, and her request.
pub(super) async fn asked(shop: &TestApp) -> String {
    let token = token(&shop.book(&her_booking(TUESDAY)).await);
    ask(shop, &token).await;
    token
}

fn open_requests(shop: &TestApp) -> i64 {
    shop.count("SELECT count(*) FROM erasure_requests WHERE declined_at IS NULL")
}

fn requests(shop: &TestApp) -> i64 {
    shop.count("SELECT count(*) FROM erasure_requests")
}

#[tokio::test]
async fn a_request_is_on_the_start_page_with_its_due_date_which_turns_red() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    asked(&shop).await;
    let page = desk.get("/planner").await;
    assert_eq!(page.words("nav .badge b"), "2", "the booking and the request");
    assert_eq!(page.words(&format!("{PANEL} .who a")), "Quirinia Zwackelmann");
    assert_eq!(page.words(&format!("{PANEL} .chip.warn")), "bis Montag, 14. Februar 2022");
    for (days, is_red) in [(31, 0), (1, 1)] {
        shop.advance(DAY * days);
        let desk = Desk::owner_again(&shop).await;
        assert_eq!(desk.get("/planner").await.count(&format!("{PANEL} .chip.wrong")), is_red);
    }
}

#[tokio::test]
async fn without_a_record_the_appointments_of_the_address_are_erased() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let link = format!("/t/{}", asked(&shop).await);
    let way = desk.get("/planner").await.attribute(&format!("{PANEL} a.button"), "href");
    let page = desk.get(&way).await;
    assert!(page.words("h1").contains("Quirinia Zwackelmann") && page.words("main").contains("1 Termin"));
    assert_eq!(page.count(".note.warn"), 1, "her appointment is still to come");
    shop.advance(Duration::from_secs(11 * 60));
    assert_eq!(desk.post(&way, &[]).await.status, 401, "the password is asked for");
    desk.prove().await;
    let page = desk.submit(&way, &[]).await;
    assert!(page.words(".note.good").contains("Der Kunde ist gelöscht"), "{}", page.words("main"));
    assert_eq!((page.count(PANEL), requests(&shop)), (0, 0));
    assert_eq!(traces_in(&shop.db), Vec::<&str>::new());
    assert_eq!(shop.get(&link).await.status, 404);
    assert_eq!(desk.get(&way).await.status, 404, "an answered request is none any more");
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'erasure.done' AND user_id IS NOT NULL"), 1);
}

#[tokio::test]
async fn with_a_record_it_leads_there_and_is_gone_with_it() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let record = known(&shop, &desk).await;
    asked(&shop).await;
    let way = desk.get("/planner").await.attribute(&format!("{PANEL} a.button"), "href");
    assert_eq!(way, format!("{record}/erase"));
    desk.submit(&way, &[]).await;
    assert_eq!(requests(&shop), 0);
    assert_eq!(traces_in(&shop.db), Vec::<&str>::new());
}

#[tokio::test]
async fn declining_asks_for_the_reason_and_the_customers_page_tells_it() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let token = asked(&shop).await;
    let way = desk.get("/planner").await.attribute(&format!("{PANEL} a[id^=keep]"), "href");
    let page = desk.get(&way).await;
    assert!(page.words("h1").contains("Quirinia Zwackelmann") && page.count("button.danger") == 1);
    assert_eq!(requests(&shop), 1, "looking answers nothing");
    let long = "x".repeat(2_001);
    assert_eq!(desk.post(&way, &[("reason", &long)]).await.status, 422);
    let page = desk.submit(&way, &[("reason", "Die Rechnung müssen wir zehn Jahre aufbewahren.")]).await;
    assert_eq!((page.count(PANEL), open_requests(&shop)), (0, 0));
    assert!(
        page.words(".note.good").contains("Bitte schreiben Sie quirinia@zwackel.example den Grund."),
        "without a mail server: {}",
        page.words(".note.good")
    );
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'erasure.declined' AND user_id IS NOT NULL"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE last_name = 'Zwackelmann'"), 1, "nothing is erased");
    let own = shop.get(&format!("/t/{token}/data?m={}", secret(&shop, &token))).await.text;
    assert!(own.contains("Um Löschung gebeten am Freitag, 14. Januar 2022; am Freitag, 14. Januar 2022 abgelehnt."));
    assert!(own.contains("Der Grund: Die Rechnung müssen wir zehn Jahre aufbewahren."), "{own}");
    let file = shop.get(&format!("/t/{token}/data.json?m={}", secret(&shop, &token))).await.json();
    assert_eq!(file["erasure_request"]["reason"], "Die Rechnung müssen wir zehn Jahre aufbewahren.");
    ask(&shop, &token).await;
    assert_eq!(desk.post(&way, &[]).await.status, 404, "a page opened before answers no other request");
    assert_eq!((requests(&shop), open_requests(&shop)), (1, 1));
}

#[tokio::test]
async fn retention_deletes_the_request_with_the_last_of_the_person() {
    let shop = TestApp::with("UPDATE shop SET retention_days = 30", true);
    asked(&shop).await;
    let (_running, stopping) = watch::channel(false);
    assert_eq!(retention::forget_requests(&shop.app.store, false).await.unwrap(), 0);
    shop.advance(DAY * 40);
    assert_eq!(retention::forget_past(&shop.app.store, &stopping).await.unwrap(), 1);
    assert_eq!(retention::forget_requests(&shop.app.store, false).await.unwrap(), 1);
    assert_eq!(traces_in(&shop.db), Vec::<&str>::new());
}

#[tokio::test]
async fn a_restored_copy_erases_the_request_again() {
    let folder = tempfile::tempdir().unwrap();
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    asked(&shop).await;
    let copy = folder.path().join("shop.db");
    terminplaner::cli::backup::copy(&shop.db, &copy).unwrap();
    let way = desk.get("/planner").await.attribute(&format!("{PANEL} a.button"), "href");
    desk.submit(&way, &[]).await;
    std::fs::copy(shop.db.with_extension("db.erased"), folder.path().join("shop.db.erased")).unwrap();
    let restored = Store::open(&copy, shop.clock.clone()).unwrap();
    replay::run(&restored).await.unwrap();
    drop(restored);
    assert_eq!(traces_in(&copy), Vec::<&str>::new());
    let file = rusqlite::Connection::open(&copy).unwrap();
    let left: i64 = file.query_row("SELECT count(*) FROM erasure_requests", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}
