//! `POST /api/v1/bookings`.

use crate::harness::{TestApp, booking, token};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;

const NINE: &str = "2022-01-17T09:00:00+01:00";
const BOOKED: &str = "SELECT count(*) FROM appointments";

#[tokio::test]
async fn a_free_slot_is_booked_at_once() {
    let app = TestApp::new();
    let answer = app.book(&booking(NINE)).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let body = answer.json();
    let secret = token(&answer);
    assert!(secret.len() >= 22, "128 bits need 22 characters");
    assert_eq!(
        body,
        json!({
            "id": body["id"], "status": "confirmed", "service": {"id": "anpassung", "name": "Anpassung"},
            "resource": null, "start": NINE, "end": "2022-01-17T10:00:00+01:00", "location": "Stuttgart", "place": "shop",
            "persons": [], "token": secret,
            "manage_url": format!("https://termine.example.de/t/{secret}"),
            "calendar_url": format!("https://termine.example.de/t/{secret}/termin.ics"),
            "confirm_by": null,
        })
    );
    assert_eq!(app.count(BOOKED), 1);
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE kind IN ('confirmation', 'shop_booked')"), 2);
}

#[tokio::test]
async fn each_resource_is_booked_once_and_then_the_slot_is_taken() {
    let app = TestApp::new();
    for _ in 0..2 {
        assert_eq!(app.book(&booking(NINE)).await.status, StatusCode::CREATED);
    }
    let third = app.book(&booking(NINE)).await;
    assert_eq!((third.status, third.code().as_str()), (StatusCode::CONFLICT, "slot_taken"));
    assert_eq!(third.header("content-type"), "application/problem+json");
    assert_eq!(
        third.json()["alternatives"],
        json!(["2022-01-17T10:00:00+01:00", "2022-01-17T10:30:00+01:00", "2022-01-17T11:00:00+01:00"])
    );
    assert_eq!(app.count(BOOKED), 2);
}

#[tokio::test]
async fn what_the_calendar_does_not_offer_is_refused() {
    let app = TestApp::new();
    for start in [
        "2022-01-15T09:00:00+01:00", // lead time
        "2022-01-16T09:00:00+01:00", // Sunday
        "2022-01-17T09:10:00+01:00", // not a start time
        "2022-01-17T09:00:30+01:00", // not a whole minute
        "2022-01-17T17:30:00+01:00", // too long for the opening
        "2021-01-18T09:00:00+01:00", // past
        "2022-06-17T09:00:00+02:00", // beyond the horizon
        "9999-12-31T09:00:00+01:00",
        "0001-01-01T00:00:00Z",
    ] {
        let answer = app.book(&booking(start)).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::CONFLICT, "not_offered"), "{start}");
    }
    assert_eq!(app.count(BOOKED), 0);
}

#[tokio::test]
async fn the_same_instant_in_another_offset_is_the_same_slot() {
    let app = TestApp::new();
    assert_eq!(app.book(&booking("2022-01-17T08:00:00Z")).await.json()["start"], NINE);
}

/// A valid body with one value replaced, by path.
fn with(path: &str, value: Value) -> Value {
    let mut body = booking(NINE);
    *body.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = value;
    body
}

#[tokio::test]
async fn a_name_that_is_a_link_or_hides_something_is_refused_beside_its_field() {
    let app = TestApp::new();
    for (path, field) in
        [("/customer/first_name", "customer.first_name"), ("/customer/last_name", "customer.last_name")]
    {
        for (name, message) in [
            ("Sie haben gewonnen: https://evil.example", "Bitte nur den Namen eingeben."),
            ("evil．com", "Bitte nur den Namen eingeben."),
            ("erika@example.org", "Bitte nur den Namen eingeben."),
            ("Eri\u{200b}ka", "Bitte noch einmal eintippen: Hier sind Zeichen, die man nicht sieht."),
        ] {
            let answer = app.book(&with(path, name.into())).await;
            assert_eq!((answer.status, answer.code()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid_fields".into()));
            let wrong = json!([{"field": field, "code": "looks_like_link", "message": message}]);
            assert_eq!(answer.json()["fields"], wrong, "{name}");
        }
    }
    assert_eq!(app.count("SELECT count(*) FROM appointments"), 0);
    assert_eq!(app.book(&with("/customer/first_name", "J. R. R.".into())).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn wrong_values_are_named_and_nothing_is_written() {
    let app =
        TestApp::with("UPDATE shop SET privacy_url = 'https://example.org/privacy', phone_field = 'required'", true);
    let mut body = booking("soon");
    body["service"] = json!("frisur");
    body["customer"] =
        json!({"first_name": " ", "last_name": "a\u{202e}b", "email": "erika@example", "phone": "call me"});
    body["comment"] = json!("x".repeat(2_001));
    body["language"] = json!("fr");
    let answer = app.book(&body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = answer.json()["fields"].clone();
    let named: Vec<_> = fields
        .as_array()
        .unwrap()
        .iter()
        .map(|field| (field["field"].as_str().unwrap(), field["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        named,
        [
            ("service", "unknown"),
            ("start", "invalid"),
            ("customer.first_name", "required"),
            ("customer.last_name", "invalid"),
            ("customer.email", "invalid"),
            ("customer.phone", "invalid"),
            ("comment", "too_long"),
            ("language", "not_offered"),
            ("privacy_accepted", "not_accepted"),
        ]
    );
    assert_eq!(app.count(BOOKED), 0);
}

#[tokio::test]
async fn invalid_json_missing_fields_and_wrong_types_have_different_codes() {
    let app = TestApp::new();
    for (body, status, code) in [
        ("{", StatusCode::BAD_REQUEST, "not_json"),
        ("[]", StatusCode::BAD_REQUEST, "wrong_type"),
        (r#"{"service": 1}"#, StatusCode::BAD_REQUEST, "wrong_type"),
        (r#"{"customer": "Erika"}"#, StatusCode::BAD_REQUEST, "wrong_type"),
        (r#"{}"#, StatusCode::UNPROCESSABLE_ENTITY, "invalid_fields"),
    ] {
        let request = Request::post("/api/v1/bookings").header("content-type", "application/json");
        let answer = app.send(request.body(Body::from(body)).unwrap()).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{body}");
    }
    let request = Request::post("/api/v1/bookings").body(Body::from("{}")).unwrap();
    assert_eq!(app.send(request).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let huge = json!({"comment": "x".repeat(70_000)});
    assert_eq!(app.book(&huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn unknown_keys_are_ignored_and_the_honeypot_is_not() {
    let app = TestApp::new();
    let mut body = booking(NINE);
    body["utm_source"] = json!("newsletter");
    body["website"] = json!("");
    assert_eq!(app.book(&body).await.status, StatusCode::CREATED);
    body["website"] = json!("https://example.org");
    let answer = app.book(&body).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "looks_automatic"));
}

#[tokio::test]
async fn the_same_key_and_body_books_once() {
    let app = TestApp::new();
    let first = app.book_with_key(&booking(NINE), "k 1").await;
    let again = app.book_with_key(&booking(NINE), "k 1").await;
    assert_eq!((again.status, again.json()), (StatusCode::CREATED, first.json()));
    assert_eq!(app.count(BOOKED), 1);
    assert_eq!(app.count("SELECT count(*) FROM outbox"), 2);
    let other = app.book_with_key(&with("/customer/last_name", json!("Beispiel")), "k 1").await;
    assert_eq!((other.status, other.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused"));
}

#[tokio::test]
async fn an_idempotency_key_expires_after_a_day_and_is_not_kept_for_a_refusal() {
    let app = TestApp::new();
    let sunday = booking("2022-01-16T09:00:00+01:00");
    assert_eq!(app.book_with_key(&sunday, "k").await.status, StatusCode::CONFLICT);
    assert_eq!(app.book_with_key(&booking(NINE), "k").await.status, StatusCode::CREATED);
    app.advance(std::time::Duration::from_secs(24 * 3600 + 1));
    let tuesday = booking("2022-01-18T09:00:00+01:00");
    assert_eq!(app.book_with_key(&tuesday, "k").await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn invalid_idempotency_keys_are_refused() {
    let app = TestApp::new();
    for key in ["", &"k".repeat(256), "schlüssel"] {
        let answer = app.book_with_key(&booking(NINE), key).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_invalid")
        );
    }
}

#[tokio::test]
async fn two_idempotency_keys_in_one_request_are_refused() {
    let app = TestApp::new();
    let request = Request::post("/api/v1/bookings").header("content-type", "application/json");
    let request = request.header("idempotency-key", "one").header("idempotency-key", "two");
    let answer = app.send(request.body(Body::from(booking(NINE).to_string())).unwrap()).await;
    assert_eq!(answer.code(), "idempotency_key_invalid");
    assert_eq!(app.count(BOOKED), 0);
}

#[tokio::test]
async fn one_address_holds_only_so_many_open_appointments() {
    let app = TestApp::new();
    for hour in 9..12 {
        assert_eq!(app.book(&booking(&format!("2022-01-17T{hour:02}:00:00+01:00"))).await.status, StatusCode::CREATED);
    }
    let fourth = app.book(&with("/customer/email", json!("ERIKA@Example.org"))).await;
    assert_eq!((fourth.status, fourth.code().as_str()), (StatusCode::CONFLICT, "too_many_bookings"));
    let somebody = app.book(&with("/customer/email", json!("max@example.org"))).await;
    assert_eq!(somebody.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_service_with_confirmation_by_the_shop_creates_a_request() {
    let app =
        TestApp::with("UPDATE services SET status_on_booking = 'requested'; UPDATE shop SET reminder_hours = 24", true);
    assert_eq!(app.book(&booking(NINE)).await.json()["status"], "requested");
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE kind = 'request_received'"), 1);
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE kind = 'reminder'"), 1);
}

#[tokio::test]
async fn the_daily_limit_takes_the_rest_of_the_day() {
    let app = TestApp::with("UPDATE services SET daily_limit = 1", true);
    assert_eq!(app.book(&booking(NINE)).await.status, StatusCode::CREATED);
    let second = app.book(&booking("2022-01-17T15:00:00+01:00")).await;
    assert_eq!(second.code(), "slot_taken");
    assert_eq!(second.json()["alternatives"][0], "2022-01-18T09:00:00+01:00");
}

#[tokio::test]
async fn an_address_is_limited_by_the_hour_and_a_client_by_the_minute() {
    let app = TestApp::with("UPDATE shop SET max_open_per_email = 100", false);
    for hour in 9..14 {
        assert_eq!(app.book(&booking(&format!("2022-01-17T{hour:02}:00:00+01:00"))).await.status, StatusCode::CREATED);
    }
    let sixth = app.book(&booking("2022-01-17T14:00:00+01:00")).await;
    assert_eq!((sixth.status, sixth.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "rate_limited"));
    assert!(sixth.header("retry-after").parse::<u32>().unwrap() > 0);
}

#[tokio::test]
async fn a_json_list_is_not_accepted_as_a_customer() {
    let app = TestApp::new();
    for list in [json!([]), json!(["Erika", "Muster", "erika@example.org"])] {
        let mut body = booking("2022-01-17T09:00:00+01:00");
        body["customer"] = list;
        let answer = app.book(&body).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "wrong_type"));
        assert_eq!(answer.json()["fields"][0]["field"], "customer");
    }
    assert_eq!(app.count("SELECT count(*) FROM appointments"), 0);
}

#[tokio::test]
async fn only_what_is_booked_counts_against_an_email_address() {
    let app = TestApp::with("UPDATE shop SET max_open_per_email = 100", false);
    let taken = booking("2022-01-17T09:00:00+01:00");
    for address in ["a@example.org", "b@example.org"] {
        let mut other = taken.clone();
        other["customer"]["email"] = json!(address);
        assert_eq!(app.book(&other).await.status, 201);
    }
    for _ in 0..6 {
        assert_eq!(app.book(&taken).await.code(), "slot_taken");
    }
    app.advance(Duration::from_secs(60));
    for hour in 10..15 {
        assert_eq!(app.book(&booking(&format!("2022-01-17T{hour}:00:00+01:00"))).await.status, 201);
    }
    let refused = app.book(&booking("2022-01-17T16:00:00+01:00")).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (429, "rate_limited"));
    assert!(refused.header("retry-after").parse::<u64>().unwrap() > 60);
}
