//! A network's daily share of bookings, and the tools against bookings from one network.

use super::flood::{ALWAYS_OPEN, body, send};
use crate::harness::{TestApp, booking};
use crate::planner::desk::Desk;
use serde_json::json;
use std::time::Duration;
use terminplaner::operations::customers::retention;

/// Free starts that stay in the future during the test.
async fn free_starts(shop: &TestApp) -> Vec<String> {
    super::flood::free_starts(shop).await.split_off(60)
}

/// Books one start after the other from the peers given by `peer`; returns the statuses.
async fn book_from(shop: &TestApp, count: usize, peer: impl Fn(usize) -> String) -> Vec<u16> {
    let starts = free_starts(shop).await;
    let mut told = Vec::new();
    for (number, start) in starts.iter().take(count).enumerate() {
        let email = format!("n{}-{number}@example.org", shop.count("SELECT count(*) FROM appointments"));
        told.push(send(shop, &peer(number), "POST", "/api/v1/bookings", &body(start, &email)).await.status.as_u16());
        // To stay below ten a minute per client, and forty per surrounding network.
        shop.advance(Duration::from_secs(10));
    }
    told
}

fn booked(told: &[u16]) -> usize {
    told.iter().filter(|status| **status == 201).count()
}

#[tokio::test]
async fn an_address_books_thirty_times_a_day_and_is_told_when_it_may_again() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    let told = book_from(&shop, 32, |_| "198.51.100.1:1".into()).await;
    assert_eq!((booked(&told), &told[30..]), (30, [429, 429].as_slice()));
    let starts = free_starts(&shop).await;
    let refused = send(&shop, "198.51.100.1:1", "POST", "/api/v1/bookings", &body(&starts[0], "x@example.org")).await;
    assert_eq!(refused.code(), "network_limit");
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert_eq!(wait, 24 * 3600 - 320, "the first booking is that old");
    let neighbour = send(&shop, "198.51.100.2:1", "POST", "/api/v1/bookings", &body(&starts[0], "y@example.org")).await;
    assert_eq!(neighbour.status, 201);
    shop.advance(Duration::from_secs(wait));
    let again = send(&shop, "198.51.100.1:1", "POST", "/api/v1/bookings", &body(&starts[2], "x@example.org")).await;
    assert_eq!(again.status, 201);
}

#[tokio::test]
async fn an_ipv6_56_has_one_share_and_a_48_has_four() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    let told = book_from(&shop, 40, |number| format!("[2001:db8:1:{:x}::1]:1", number % 256)).await;
    assert_eq!(booked(&told), 30, "one /56, a /64 each");
    let told = book_from(&shop, 140, |number| format!("[2001:db8:1:{:x}::1]:1", 0x100 + (number << 8))).await;
    assert_eq!(booked(&told), 90, "one /48, a /56 each");
}

#[tokio::test]
async fn the_share_survives_a_restart_and_stores_no_address() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    assert_eq!(booked(&book_from(&shop, 30, |_| "198.51.100.1:1".into()).await), 30);
    let restarted = shop.restarted();
    let starts = free_starts(&restarted).await;
    let refused =
        send(&restarted, "198.51.100.1:1", "POST", "/api/v1/bookings", &body(&starts[0], "x@example.org")).await;
    assert_eq!(refused.code(), "network_limit");
    let hashed = "SELECT count(*) FROM bookings WHERE length(source) = 16 AND instr(source, x'c6336401') = 0";
    assert_eq!(shop.count(hashed), 30);
}

#[tokio::test]
async fn a_refusal_because_of_the_address_counts_against_the_network() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    shop.execute("UPDATE shop SET max_open_per_email = 1");
    let starts = free_starts(&shop).await;
    let ask = async |start: &str, email: &str| {
        shop.advance(Duration::from_secs(10));
        send(&shop, "198.51.100.1:1", "POST", "/api/v1/bookings", &body(start, email)).await.code()
    };
    ask(&starts[0], "erika@example.org").await;
    for start in &starts[1..30] {
        assert_eq!(ask(start, "erika@example.org").await, "too_many_bookings");
    }
    assert_eq!(ask(&starts[30], "erika@example.org").await, "network_limit");
}

#[tokio::test]
async fn private_networks_and_an_unknown_proxy_have_no_share() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    assert_eq!(booked(&book_from(&shop, 35, |_| "192.168.1.20:1".into()).await), 35);
    assert_eq!(shop.count("SELECT count(*) FROM bookings WHERE source IS NOT NULL"), 0);
}

#[tokio::test]
async fn limits_off_lifts_the_share() {
    let shop = TestApp::with(ALWAYS_OPEN, true);
    assert_eq!(booked(&book_from(&shop, 35, |_| "198.51.100.1:1".into()).await), 35);
}

#[tokio::test]
async fn the_page_without_script_says_what_to_do() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    book_from(&shop, 30, |_| "198.51.100.1:1".into()).await;
    let start = free_starts(&shop).await.remove(0);
    let fields = [("service", "anpassung"), ("start", &start), ("first_name", "Erika"), ("last_name", "Muster")];
    let typed = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .append_pair("email", "erika@example.org")
        .finish();
    let request = axum::http::Request::post("/")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    let request = request.body(axum::body::Body::from(typed)).unwrap();
    let page = shop.send(crate::http::fixture::from_peer(request, "198.51.100.1:1")).await;
    assert_eq!(page.status, 429);
    assert!(page.text.contains("heute schon sehr oft gebucht. Bitte rufen Sie uns an."), "{}", page.text);
}

#[tokio::test]
async fn sources_and_their_salt_are_deleted_after_two_days() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    book_from(&shop, 2, |_| "198.51.100.1:1".into()).await;
    assert_eq!(retention::forget_sources(&shop.app.store).await.unwrap(), 0);
    shop.advance(Duration::from_secs(24 * 3600));
    book_from(&shop, 1, |_| "198.51.100.1:1".into()).await;
    shop.advance(Duration::from_secs(24 * 3600));
    assert_eq!(retention::forget_sources(&shop.app.store).await.unwrap(), 2);
    assert_eq!(shop.count("SELECT count(*) FROM bookings WHERE source IS NOT NULL"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM source_salt"), 0, "it is two days old itself");
    shop.advance(Duration::from_secs(24 * 3600));
    assert_eq!(retention::forget_sources(&shop.app.store).await.unwrap(), 1);
}

/// Six bookings from one address, the first of which has been mailed, and one from another address.
async fn flooded() -> TestApp {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    let starts = free_starts(&shop).await;
    let elsewhere = send(&shop, "203.0.113.9:1", "POST", "/api/v1/bookings", &body(&starts[20], "e@example.org")).await;
    assert_eq!(elsewhere.status, 201);
    assert_eq!(booked(&book_from(&shop, 6, |_| "198.51.100.1:1".into()).await), 6);
    shop.execute("UPDATE outbox SET state = 'sent' WHERE kind = 'confirmation' AND appointment_key = 2");
    shop
}

#[tokio::test]
async fn all_bookings_from_one_source_are_listed_and_cancelled_together() {
    let shop = flooded().await;
    let desk = Desk::staff(&shop).await;
    let inbox = desk.get("/planner").await;
    assert_eq!(inbox.all(".note.warn b")[1..], ["6 Termine in 24 Stunden vom selben Internetanschluss gebucht."]);
    let path = inbox.attribute("#crowd-1", "href");
    let page = desk.get(&path).await;
    assert_eq!((page.words("form h2").as_str(), page.all("tbody tr").len()), ("6 Termine", 6));
    assert!(page.words("tbody tr").contains("Erika Muster"));
    let last = page.attribute("[name=last]", "value");
    let done = desk.submit(&path, &[("last", &last)]).await;
    assert!(done.words(".note.good").starts_with("Abgesagt."), "{}", done.words(".note.good"));
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'cancelled'"), 6);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed'"), 1, "from elsewhere");
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'cancelled' AND state = 'queued'"), 1);
    assert_eq!(
        shop.count("SELECT count(*) FROM outbox WHERE state = 'queued' AND appointment_key > 2"),
        0,
        "withdrawn"
    );
    assert_eq!(shop.count("SELECT count(*) FROM news WHERE seen_at IS NULL"), 1);
    let audit = "SELECT count(*) FROM audit WHERE action = 'source.cancelled' AND details = '{\"appointments\":6}'";
    assert_eq!(shop.count(audit), 1);
    assert_eq!(desk.get("/planner").await.count("#crowd-1"), 0);
}

#[tokio::test]
async fn a_booking_made_after_the_page_was_shown_is_not_cancelled() {
    let shop = flooded().await;
    let desk = Desk::staff(&shop).await;
    let path = desk.get("/planner").await.attribute("#crowd-1", "href");
    let last = desk.get(&path).await.attribute("[name=last]", "value");
    book_from(&shop, 1, |_| "198.51.100.1:1".into()).await;
    desk.submit(&path, &[("last", &last)]).await;
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed'"), 2);
    assert_eq!(desk.post(&path, &[("last", "x")]).await.status, 404);
}

#[tokio::test]
async fn an_appointment_links_to_those_from_the_same_source_while_it_is_stored() {
    let shop = flooded().await;
    let desk = Desk::staff(&shop).await;
    let page = desk.get("/planner/appointments/3").await;
    assert!(page.words("dl.facts").contains("Vom selben Internetanschluss 6 Termine"), "{}", page.words("dl.facts"));
    assert_eq!(desk.get("/planner/appointments/1").await.count("a[href$=source]"), 0, "it is the only one");
    shop.advance(Duration::from_secs(48 * 3600 + 600));
    retention::forget_sources(&shop.app.store).await.unwrap();
    assert_eq!(desk.get("/planner/appointments/3").await.count("a[href$=source]"), 0);
    assert_eq!(desk.get("/planner/appointments/3/source").await.status, 404);
}

#[tokio::test]
async fn the_same_booking_sent_again_is_counted_once() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    let mut first = booking(&free_starts(&shop).await[0]);
    first["comment"] = json!("x");
    for _ in 0..5 {
        assert_eq!(shop.book_with_key(&first, "k").await.status, 201);
    }
    assert_eq!(shop.count("SELECT count(*) FROM bookings"), 1);
}
