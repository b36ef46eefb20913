//! Requests: JSON bodies, queries and forms through the complete router.

use super::{about, fuzz};
use crate::harness::{Answer, TestApp, booking, token};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use tokio::runtime::Runtime;

const NINE: &str = "2022-01-17T09:00:00+01:00";

/// A shop with a booking, whose token replaces `TOKEN`.
struct Fixture {
    runtime: Runtime,
    app: TestApp,
    token: String,
}

impl Fixture {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let app = TestApp::with(
            "UPDATE shop SET max_open_per_email = 1000000, reminder_hours = 24, privacy_url = 'https://example.org/p';
             UPDATE services SET choice = 1, status_on_booking = 'requested'",
            true,
        );
        let mut body = booking(NINE);
        body["privacy_accepted"] = true.into();
        let booked = runtime.block_on(app.book(&body));
        assert_eq!(booked.status, StatusCode::CREATED, "{booked:?}");
        Self { token: token(&booked), runtime, app }
    }

    /// Sends a request and returns the response; a server error fails the test.
    fn answer(&self, request: Request<Body>) -> Answer {
        let rows = |app: &TestApp| app.count("SELECT count(*) FROM appointments");
        let before = rows(&self.app);
        let answer = self.runtime.block_on(self.app.send(request));
        assert!(answer.status.as_u16() < 500, "{answer:?}");
        let booked = i64::from(answer.status == StatusCode::CREATED);
        if answer.header("content-type").contains("json") {
            assert_eq!(rows(&self.app) - before, booked, "{answer:?}");
        }
        if answer.status.is_client_error() && answer.header("content-type") == "application/problem+json" {
            assert!(!answer.code().is_empty() && answer.json()["detail"].is_string(), "{answer:?}");
        }
        answer
    }
}

/// Status, code and invalid fields; of a page its status and size class.
fn said(answer: &Answer) -> String {
    if !answer.header("content-type").contains("json") {
        return format!("{} {}", answer.status, about(answer.text.len() / 256));
    }
    let json = answer.json();
    let fields = json["fields"].as_array().into_iter().flatten();
    let fields: Vec<_> = fields.map(|field| format!("{} {}", field["field"], field["code"]).replace('"', "")).collect();
    format!("{} {} {}", answer.status, answer.code(), fields.join(", "))
}

#[test]
fn any_json_body_is_taken_or_refused() {
    let fixture = Fixture::new();
    let words =
        ["customer", "first_name", "last_name", "email", "start", "service", "anpassung", "resource", "website", NINE];
    fuzz("json_body", &words, |bytes| {
        // The first byte selects booking or moving.
        let (method, path) = match bytes.first() {
            Some(b'~') => ("PATCH", format!("/api/v1/bookings/{}", fixture.token)),
            _ => ("POST", "/api/v1/bookings".to_owned()),
        };
        let body = bytes.strip_prefix(b"~").unwrap_or(bytes).to_vec();
        let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        said(&fixture.answer(request.body(Body::from(body)).unwrap()))
    });
}

#[test]
fn any_query_and_path_is_answered() {
    let fixture = Fixture::new();
    let words =
        ["service=anpassung", "from=2022-01-17", "days=31", "resource=kabine-1", "lang=en", "start=", "TOKEN", "/t/"];
    fuzz("query", &words, |bytes| {
        let text = String::from_utf8_lossy(bytes).replace("TOKEN", &fixture.token);
        // Characters that are not allowed in a request line are escaped.
        let escaped = |c: char| if c.is_ascii_graphic() { c.to_string() } else { percent(c) };
        let uri: String = text.chars().map(escaped).collect();
        let Ok(request) = Request::get(format!("/{}", uri.trim_start_matches('/'))).body(Body::empty()) else {
            return "no address".to_owned();
        };
        if request.uri().path() == "/api/v1/changes" {
            return "a stream without end".to_owned();
        }
        said(&fixture.answer(request))
    });
}

fn percent(c: char) -> String {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn any_form_is_taken_or_shown_again() {
    let fixture = Fixture::new();
    let words = [
        "first_name=",
        "email=",
        "start=",
        "&choose=",
        "&week=",
        "&privacy_accepted=1",
        "&key=",
        "&website=",
        "&embed=1",
    ];
    fuzz("form", &words, |bytes| {
        let request = Request::post("/").header("content-type", "application/x-www-form-urlencoded");
        let request = request.header("accept", "text/html").header("sec-fetch-site", "same-origin");
        said(&fixture.answer(request.body(Body::from(bytes.to_vec())).unwrap()))
    });
}
