//! Hundreds of bookings, sign-ins and mails: from one address, from many, and to a third person's address.

use crate::harness::{Answer, TestApp, booking};
use crate::http::fixture::from_peer;
use crate::planner::desk::add_user;
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use terminplaner::domain::account::Role;

/// Open all day, so that rate limits are reached before the calendar is full.
pub(super) const ALWAYS_OPEN: &str = "UPDATE availabilities SET from_minute = 0, to_minute = 1440;
                           UPDATE shop SET lead_time_hours = 0, cancel_until_hours = 0, max_open_per_email = 1000000";

pub(super) async fn send(shop: &TestApp, peer: &str, method: &str, path: &str, body: &Value) -> Answer {
    let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    shop.send(from_peer(request.body(Body::from(body.to_string())).unwrap(), peer)).await
}

pub(super) fn body(start: &str, email: &str) -> Value {
    let mut body = booking(start);
    body["customer"]["email"] = json!(email);
    body
}

/// Free starts that do not overlap.
pub(super) async fn free_starts(shop: &TestApp) -> Vec<String> {
    let page = shop.app.planning();
    assert!(page.calendar.bookable_services().next().is_some());
    let answer =
        send(shop, "198.51.100.200:1", "GET", "/api/v1/availability?service=anpassung&days=31", &json!({})).await;
    let days = answer.json()["days"].as_array().unwrap().clone();
    let slots = days.iter().flat_map(|day| day["slots"].as_array().unwrap().clone());
    let free = slots.filter(|slot| slot["free"] == true).map(|slot| slot["start"].as_str().unwrap().to_owned());
    // Every other one: an appointment covers two start times.
    free.step_by(2).collect()
}

#[tokio::test]
async fn one_address_books_ten_times_a_minute_whatever_headers_it_sends() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    let mut told = BTreeMap::<u16, u32>::new();
    for (number, start) in free_starts(&shop).await.iter().take(60).enumerate() {
        let email = format!("somebody{number}@example.org");
        let request = Request::post("/api/v1/bookings")
            .header("content-type", "application/json")
            .header("x-forwarded-for", format!("203.0.113.{number}"));
        let request = request.body(Body::from(body(start, &email).to_string())).unwrap();
        let answer = shop.send(from_peer(request, "198.51.100.1:1")).await;
        *told.entry(answer.status.as_u16()).or_default() += 1;
    }
    assert_eq!(told, BTreeMap::from([(201, 10), (429, 50)]));
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 10);
}

#[tokio::test]
async fn a_flood_from_many_addresses_books_nothing_twice_and_blocks_nobody() {
    let shop = TestApp::with("", false);
    let starts = free_starts(&shop).await;
    let mut told = BTreeMap::<u16, u32>::new();
    for host in 0..100 {
        for number in 0..6 {
            let (start, email) = (&starts[(host + number) % 40], format!("n{host}-{number}@example.org"));
            let answer =
                send(&shop, &format!("203.0.113.{host}:1"), "POST", "/api/v1/bookings", &body(start, &email)).await;
            *told.entry(answer.status.as_u16()).or_default() += 1;
        }
    }
    assert!(told.keys().all(|status| [201, 409].contains(status)), "{told:?}");
    let overlaps = "SELECT count(*) FROM claims a JOIN claims b ON a.resource_id = b.resource_id AND a.appointment_key < b.appointment_key
                    AND a.busy_from < b.busy_until AND b.busy_from < a.busy_until WHERE a.blocking AND b.blocking";
    assert_eq!(shop.count(overlaps), 0);
    let honest = send(&shop, "192.0.2.1:1", "POST", "/api/v1/bookings", &body(&starts[60], "erika@example.org")).await;
    assert_eq!(honest.status, 201, "{}", honest.text);
}

/// Number of mails to the victim.
fn mails(shop: &TestApp) -> i64 {
    shop.count("SELECT count(*) FROM outbox WHERE address LIKE 'victim@example.org' COLLATE NOCASE AND due_at <= unixepoch('2030-01-01')
                AND kind <> 'reminder'")
}

#[tokio::test]
async fn a_third_person_gets_a_limited_number_of_mails() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    let starts = free_starts(&shop).await;
    let mut peers = (0..).map(|number| format!("203.0.{}.{}:1", number / 250, number % 250));
    // An hour of a client with any number of addresses that books, moves and cancels continuously.
    let mut free = starts.iter();
    let mut tokens: Vec<String> = Vec::new();
    for minute in 0..60 {
        for spelling in ["victim@example.org", "Victim@Example.ORG"] {
            let start = free.next().unwrap();
            let answer = send(&shop, &peers.next().unwrap(), "POST", "/api/v1/bookings", &body(start, spelling)).await;
            if answer.status == 201 {
                tokens.push(crate::harness::token(&answer));
            }
        }
        for token in &tokens {
            let start = &starts[(minute * 7 + 3) % starts.len()];
            let path = format!("/api/v1/bookings/{token}");
            send(&shop, &peers.next().unwrap(), "PATCH", &path, &json!({ "start": start })).await;
        }
        shop.advance(Duration::from_secs(60));
    }
    for token in &tokens {
        send(&shop, &peers.next().unwrap(), "DELETE", &format!("/api/v1/bookings/{token}"), &json!({})).await;
    }
    assert!(tokens.len() <= 10, "{} bookings", tokens.len());
    // As promised in SECURITY.md.
    assert!((5..=31).contains(&mails(&shop)), "{} mails within the hour", mails(&shop));
}

#[tokio::test]
async fn with_the_shops_own_limit_it_is_three_appointments() {
    let shop = TestApp::with("UPDATE availabilities SET from_minute = 0, to_minute = 1440", false);
    let starts = free_starts(&shop).await;
    for (number, start) in starts.iter().take(20).enumerate() {
        send(&shop, &format!("203.0.113.{number}:1"), "POST", "/api/v1/bookings", &body(start, "victim@example.org"))
            .await;
    }
    assert_eq!(mails(&shop), 4, "and one that says that no more was booked");
}

#[tokio::test]
async fn moving_too_often_is_told_and_the_appointment_stays() {
    let shop = TestApp::with(ALWAYS_OPEN, false);
    let starts = free_starts(&shop).await;
    let booked = send(&shop, "203.0.113.1:1", "POST", "/api/v1/bookings", &body(&starts[0], "erika@example.org")).await;
    let path = format!("/api/v1/bookings/{}", crate::harness::token(&booked));
    let mut told = Vec::new();
    for (number, start) in starts[1..8].iter().enumerate() {
        let answer = send(&shop, &format!("203.0.114.{number}:1"), "PATCH", &path, &json!({ "start": start })).await;
        told.push(answer.status.as_u16());
        if answer.status == 429 {
            assert_eq!((answer.code().as_str(), answer.header("retry-after")), ("rate_limited", "720"));
        }
    }
    assert_eq!(told, [200, 200, 200, 200, 200, 429, 429]);
    let shown = send(&shop, "203.0.115.1:1", "GET", &path, &json!({})).await;
    assert_eq!(shown.json()["start"], starts[5].as_str());
    let cancelled = send(&shop, "203.0.115.1:1", "DELETE", &path, &json!({})).await;
    assert_eq!(cancelled.status, 200, "a time can always be given back");
}

#[tokio::test]
async fn a_flood_of_sign_ins_does_not_delay_customers() {
    let shop = TestApp::with("", false);
    let flood: Vec<_> = (0..24)
        .map(|host| {
            let request = Request::post("/planner/sign-in")
                .header("content-type", "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin");
            let body = format!("email=nobody{host}%40example.org&password=wrong-horse");
            let request = from_peer(request.body(Body::from(body)).unwrap(), &format!("203.0.113.{host}:1"));
            let router = shop.router();
            tokio::spawn(async move { tower::ServiceExt::oneshot(router, request).await.unwrap().status().as_u16() })
        })
        .collect();
    for _ in 0..50 {
        assert_eq!(shop.get("/api/v1/availability?service=anpassung").await.status, 200);
    }
    for told in flood {
        let status = told.await.unwrap();
        assert!([422, 503].contains(&status), "{status}");
    }
}

#[tokio::test]
async fn password_links_requested_from_many_addresses_are_limited_to_five() {
    let shop = TestApp::with("", false);
    add_user(&shop, "owner@example.org", Role::Owner).await;
    for host in 0..40 {
        let request = Request::post("/planner/forgotten")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let request = request.body(Body::from("email=Owner%40example.org")).unwrap();
        assert_eq!(shop.send(from_peer(request, &format!("203.0.113.{host}:1"))).await.status, 303, "never told apart");
    }
    let sent = "SELECT count(*) FROM outbox WHERE kind = 'password_reset'";
    while shop.count(sent) < 5 {
        tokio::task::yield_now().await;
    }
    // The writer works in order: after this, nothing is queued.
    shop.app.store.write(|_| Ok::<_, terminplaner::store::StoreError>(())).await.unwrap();
    assert_eq!(shop.count(sent), 5);
}
