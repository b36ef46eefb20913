//! Guessing of links, sessions and accounts: the response must not reveal how close a guess is.

use super::walk::{self, Visit};
use crate::harness::{TestApp, booking, token};
use crate::planner::desk::{Desk, PASSWORD, add_user, session_in};
use axum::body::Body;
use axum::http::Request;
use std::time::{Duration, Instant};
use terminplaner::domain::account::Role;

/// The comparable parts of a response: without the request id and the guess itself.
fn comparable(visit: &Visit, guess: &str) -> (u16, String, Vec<(String, String)>) {
    let own = ["x-request-id", "date"];
    let headers = visit.headers.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().replace(guess, "GUESS")));
    let id = visit.header("x-request-id");
    (visit.status, visit.text.replace(guess, "GUESS").replace(id, "ID"), headers.collect())
}

#[tokio::test]
async fn an_almost_right_link_is_answered_like_a_wrong_one() {
    let shop = TestApp::new();
    let real = token(&shop.book(&booking("2022-01-18T09:00:00+01:00")).await);
    assert_eq!(real.len(), 32, "four bytes of time, 160 random bits");
    let mut swapped = real.clone().into_bytes();
    swapped[31] = if swapped[31] == b'A' { b'B' } else { b'A' };
    let almost = String::from_utf8(swapped).unwrap();
    let other_case: String =
        real.chars().map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }).collect();
    let wrong = "A".repeat(32);
    for (method, path) in [
        ("GET", "/t/GUESS"),
        ("GET", "/t/GUESS/move"),
        ("GET", "/t/GUESS/cancel"),
        ("GET", "/t/GUESS/termin.ics"),
        ("GET", "/t/GUESS/data"),
        ("GET", "/t/GUESS/data.json"),
        ("GET", "/t/GUESS/data/erase"),
        ("POST", "/t/GUESS/data/erase"),
        ("POST", "/t/GUESS/cancel"),
        ("GET", "/api/v1/bookings/GUESS"),
        ("GET", "/api/v1/bookings/GUESS/availability"),
        ("DELETE", "/api/v1/bookings/GUESS"),
    ] {
        let ask = async |guess: &str| {
            let request = Request::builder().method(method).uri(path.replace("GUESS", guess));
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            comparable(
                &walk::send(&shop, "", request.header("sec-fetch-site", "same-origin"), Body::empty()).await,
                guess,
            )
        };
        let unknown = ask(&wrong).await;
        assert_eq!(unknown.0, 404, "{method} {path}");
        for guess in [&almost, &real[..31], &format!("{real}A"), &other_case, &format!("{real}%00"), "%25"] {
            assert_eq!(ask(guess).await, unknown, "{method} {path}");
        }
    }
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed'"), 1);
}

#[tokio::test]
async fn guessing_links_is_rate_limited() {
    let shop = TestApp::with("", false);
    let mut tried = 0;
    while shop.get(&format!("/api/v1/bookings/{tried:032}")).await.status == 404 {
        tried += 1;
        assert!(tried <= 100);
    }
    assert_eq!(tried, 100, "then twenty a second, of 2^160");
    assert_eq!(shop.get("/t/x").await.status, 429, "the page and the API count together");
}

#[tokio::test]
async fn secrets_of_sessions_are_looked_up_by_their_hash() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let secret = session_in(desk.cookie());
    let stored = "SELECT count(*) FROM sessions WHERE length(token_hash) = 32 AND hex(token_hash) <> hex(";
    assert_eq!(shop.count(&format!("{stored}'{secret}')")), 1, "the file cannot sign anybody in");
    for guess in [&secret[..42], &format!("{secret}A"), &secret.to_lowercase(), ""] {
        let stranger = Desk::with_cookie(&shop, &format!("__Host-terminplaner_session={guess}"));
        assert_eq!(stranger.get("/planner").await.status, 303, "{guess:?}");
    }
}

#[tokio::test]
async fn an_unknown_account_takes_as_long_as_a_wrong_password() {
    let shop = TestApp::new();
    add_user(&shop, "erika@example.org", Role::Owner).await;
    let desk = Desk::closed(&shop);
    let time = async |email: &str| {
        let began = Instant::now();
        let page = desk.post("/planner/sign-in", &[("email", email), ("password", "wrong horse")]).await;
        assert_eq!(page.status, 422);
        shop.advance(Duration::from_secs(3600));
        began.elapsed()
    };
    // The minimum of several alternating measurements, to exclude other load on the machine.
    let (mut wrong, mut unknown) = (Duration::MAX, Duration::MAX);
    for _ in 0..6 {
        wrong = wrong.min(time("erika@example.org").await);
        unknown = unknown.min(time("nobody@example.org").await);
    }
    assert!(unknown > wrong / 3, "{unknown:?} for an unknown account, {wrong:?} for a known one");
    assert_ne!(PASSWORD, "wrong horse");
}

#[tokio::test]
async fn no_file_of_the_machine_is_served() {
    let shop = TestApp::new();
    for path in [
        "/assets/x/../../../etc/passwd",
        "/assets/x/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/x/%2e%2e/%2e%2e/Cargo.toml",
        "/assets/x/..%5c..%5cshop.db",
        "/assets/x//etc/passwd",
        "/assets/x/planner.css%00.js",
        "/assets/x/./planner.css",
        "/assets/../shop.db",
        "/assets/x/planner.css/",
        "/assets/%2e%2e%2fx/planner.cs",
        "/../shop.db",
        "/shop.db",
        "/.git/config",
        "/schema.sql",
    ] {
        let visit = walk::open(&shop, "", path).await;
        assert_eq!(visit.status, 404, "{path}");
        assert!(!visit.text.contains("root:") && !visit.text.contains("SQLite"), "{path}");
    }
}
