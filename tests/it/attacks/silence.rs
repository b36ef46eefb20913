//! Requests without a link: no response reveals whose appointments there are, and any unavoidable hint is reported by
//! mail.

use crate::harness::{Answer, TestApp, booking};
use crate::http::fixture::from_peer;
use axum::body::Body;
use axum::http::{Method, Request};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

/// Open all day without lead time, so that many times can be requested.
const OPEN: &str = "UPDATE shop SET lead_time_hours = 0; UPDATE availabilities SET step_minutes = 60";

/// Possible customers, with at most three appointments each; the last one never has any.
const PEOPLE: [(&str, &str); 4] = [
    ("Erika", "erika@example.org"),
    ("Max", "max@example.org"),
    ("Ute", "Ute@Example.org"),
    ("Bernd", "bernd@example.org"),
];

/// Monday's hours that may be booked; each twice, since there are two cabins.
const HOURS: [u32; 4] = [9, 11, 13, 15];

fn start(hour: u32) -> String {
    format!("2022-01-17T{hour:02}:00:00+01:00")
}

fn body(start: &str, (name, email): (&str, &str)) -> Value {
    let mut body = booking(start);
    body["customer"] = json!({"first_name": name, "last_name": "Muster", "email": email});
    body
}

/// Sends a request as a visitor without a link.
async fn ask(shop: &TestApp, method: Method, path: &str, body: Option<(&str, String)>) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("accept", "text/html");
    request = request.header("sec-fetch-site", "same-origin");
    if let Some((kind, _)) = &body {
        request = request.header("content-type", *kind).header("idempotency-key", "the same for everybody");
    }
    let text = body.map(|(_, text)| text).unwrap_or_default();
    shop.send(from_peer(request.body(Body::from(text)).unwrap(), "198.51.100.7:1")).await
}

/// The parts of a response that must be equal: without the request id, and a form's random key, which stands in its address too.
fn comparable(answer: &Answer) -> String {
    let headers: Vec<_> = answer.headers.iter().filter(|(name, _)| *name != "x-request-id").collect();
    let mut parts = answer.text.split("page-");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text += part.get(65..).unwrap_or_default();
    }
    format!("{} {headers:?} {text}", answer.status)
}

/// A shop in which the hours are booked by the given people.
async fn taken_by(people: &[usize]) -> TestApp {
    let shop = TestApp::with(OPEN, true);
    for (number, person) in people.iter().enumerate() {
        let answer = shop.book(&body(&start(HOURS[number / 2]), PEOPLE[*person])).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
    }
    shop
}

/// Method, path, and the body with its type.
type Question = (Method, String, Option<(&'static str, String)>);

/// The requests: reading everything, and booking every taken start with every address.
fn questions(people: usize) -> Vec<Question> {
    let form = "application/x-www-form-urlencoded";
    let get = |path: &str| (Method::GET, path.to_owned(), None);
    let mut all: Vec<_> = ["/api/v1/shop", "/api/v1/openapi.json", "/", "/?service=anpassung", "/robots.txt", "/t/x"]
        .into_iter()
        .chain(["/api/v1/availability?service=anpassung&from=2022-01-14&days=14", "/api/v1/bookings/x"])
        .map(get)
        .collect();
    let full = (0..people / 2).map(|number| start(HOURS[number]));
    let never = ["2022-01-17T09:10:00+01:00", "2022-01-13T09:00:00+01:00", "2022-01-16T09:00:00+01:00"];
    let later = ["2023-01-17T09:00:00+01:00", "2022-01-17T09:00:01+01:00", "tomorrow"];
    for start in full.chain(never.into_iter().chain(later).map(str::to_owned)) {
        let page = form_urlencoded::Serializer::new(String::new()).append_pair("start", &start).finish();
        all.push(get(&format!("/?service=anpassung&{page}")));
        for person in PEOPLE {
            let json = body(&start, person);
            all.push((Method::POST, "/api/v1/bookings".into(), Some(("application/json", json.to_string()))));
            let fields =
                [("service", "anpassung"), ("start", &start), ("first_name", person.0), ("last_name", "Muster")];
            let typed = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(fields)
                .append_pair("email", person.1)
                .finish();
            all.push((Method::POST, "/".into(), Some((form, typed))));
        }
    }
    all
}

fn takers() -> impl Strategy<Value = Vec<usize>> {
    // At most three each: the limit of open appointments.
    Just([0, 0, 0, 1, 1, 1, 2, 2]).prop_shuffle().prop_map(|all| all.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_response_without_a_link_reveals_whose_the_appointments_are(ours in takers(), theirs in takers(), count in 2..=4_usize) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let people = count * 2;
            let (one, other) = (taken_by(&ours[..people]).await, taken_by(&theirs[..people]).await);
            for (method, path, body) in questions(people) {
                let first = comparable(&ask(&one, method.clone(), &path, body.clone()).await);
                let second = comparable(&ask(&other, method, &path, body.clone()).await);
                assert_eq!(first, second, "{path} {body:?}");
            }
            for shop in [&one, &other] {
                assert_eq!(shop.count("SELECT count(*) FROM appointments"), i64::try_from(people).unwrap());
                assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'booking_refused'"), 0);
            }
        });
    }
}

const REFUSED: &str = "SELECT count(*) FROM outbox WHERE kind = 'booking_refused'";

/// Erika has three appointments, the maximum per address.
async fn erika_has_three() -> TestApp {
    let shop = TestApp::with(OPEN, false);
    for hour in [9, 10, 11] {
        assert_eq!(shop.book(&body(&start(hour), PEOPLE[0])).await.status, 201);
    }
    shop
}

#[tokio::test]
async fn a_time_is_judged_before_the_address() {
    let shop = erika_has_three().await;
    for (start, code) in [("2022-01-17T09:10:00+01:00", "not_offered"), ("2022-01-16T09:00:00+01:00", "not_offered")] {
        assert_eq!(shop.book(&body(start, PEOPLE[0])).await.code(), code);
    }
    assert_eq!(shop.book(&body(&start(9), PEOPLE[1])).await.status, 201, "the other cabin");
    assert_eq!(shop.book(&body(&start(9), PEOPLE[0])).await.code(), "slot_taken");
    assert_eq!(shop.count(REFUSED), 0);
}

#[tokio::test]
async fn a_refused_booking_with_somebodys_address_is_reported_to_them() {
    let shop = erika_has_three().await;
    let refused = shop.book(&body(&start(13), ("Lies das:", "ERIKA@example.org"))).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "too_many_bookings"));
    assert_eq!(shop.count(REFUSED), 1);
    let latest = "SELECT count(*) FROM outbox o JOIN appointments a ON a.key = o.appointment_key
                  WHERE o.kind = 'booking_refused' AND o.address = 'erika@example.org'
                    AND a.starts_at = unixepoch('2022-01-17T10:00Z') / 60";
    assert_eq!(shop.count(latest), 1, "with a link that leads somewhere");
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE payload LIKE '%Lies das%'"), 0, "no stranger's words");
}

#[tokio::test]
async fn refused_bookings_are_reported_to_an_address_once_a_day() {
    let shop = erika_has_three().await;
    for hour in [13, 14, 15] {
        assert_eq!(shop.book(&body(&start(hour), PEOPLE[0])).await.code(), "too_many_bookings");
    }
    assert_eq!(shop.count(REFUSED), 1);
    shop.advance(Duration::from_secs(24 * 3600 + 1));
    assert_eq!(shop.book(&body(&start(13), PEOPLE[0])).await.code(), "too_many_bookings");
    assert_eq!(shop.count(REFUSED), 2);
}

#[tokio::test]
async fn exceeding_the_hourly_rate_of_an_address_is_reported_to_it_too() {
    let shop = TestApp::with(&format!("{OPEN}; UPDATE shop SET max_open_per_email = 100"), false);
    for hour in 9..14 {
        assert_eq!(shop.book(&body(&start(hour), PEOPLE[0])).await.status, 201);
    }
    let refused = shop.book(&body(&start(14), PEOPLE[0])).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (429, "rate_limited"));
    assert_eq!(shop.count(REFUSED), 1);
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 5);
}
