//! `GET | PATCH | DELETE /api/v1/bookings/{token}` and the grid for moving.

use crate::harness::{Answer, TestApp, booking, token};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::json;
use std::time::Duration;

const NINE: &str = "2022-01-17T09:00:00+01:00";
const TEN: &str = "2022-01-17T10:00:00+01:00";

async fn booked(app: &TestApp) -> String {
    format!("/api/v1/bookings/{}", token(&app.book(&booking(NINE)).await))
}

async fn reschedule(app: &TestApp, path: &str, start: &str) -> Answer {
    app.send_json(Method::PATCH, path, &json!({"start": start})).await
}

async fn cancel(app: &TestApp, path: &str) -> Answer {
    app.send(Request::delete(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn shows_the_booking_without_its_customer() {
    let app = TestApp::new();
    let path = booked(&app).await;
    let shown = app.get(&path).await;
    let body = shown.json();
    assert_eq!(body["can_change"], true);
    assert_eq!(body["cancel_until"], "2022-01-16T09:00:00+01:00");
    assert_eq!(body["start"], NINE);
    assert!(!shown.text.contains("Erika") && !shown.text.contains("example.org"), "{}", shown.text);
    assert_eq!(shown.header("cache-control"), "no-store");
}

#[tokio::test]
async fn unknown_tokens_are_not_found() {
    let app = TestApp::new();
    for path in ["/api/v1/bookings/nobody", "/api/v1/bookings/nobody/availability"] {
        let answer = app.get(path).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_FOUND, "unknown_token"));
    }
    assert_eq!(cancel(&app, "/api/v1/bookings/nobody").await.status, StatusCode::NOT_FOUND);
    assert_eq!(reschedule(&app, "/api/v1/bookings/nobody", TEN).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn moving_frees_the_old_time_and_takes_the_new_one() {
    let app = TestApp::new();
    let path = booked(&app).await;
    let moved = reschedule(&app, &path, TEN).await;
    assert_eq!((moved.status, &moved.json()["start"]), (StatusCode::OK, &json!(TEN)));
    let free = app.get("/api/v1/availability?service=anpassung&from=2022-01-17&resource=kabine-1").await.json();
    assert_eq!(free["days"][0]["slots"][0]["free"], true, "09:00 is free again");
    assert_eq!(free["days"][0]["slots"][2]["free"], false, "10:00 is taken");
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE kind IN ('rescheduled', 'shop_rescheduled')"), 2);
    assert_eq!(app.count("SELECT sequence FROM bookings"), 1);
}

#[tokio::test]
async fn a_booking_can_move_into_its_own_time() {
    let app = TestApp::with("UPDATE resources SET online = 0 WHERE id = 'kabine-2'", true);
    let path = booked(&app).await;
    let grid = app.get(&format!("{path}/availability?from=2022-01-17")).await.json();
    assert_eq!(grid["days"][0]["slots"][0]["free"], true);
    assert_eq!(reschedule(&app, &path, "2022-01-17T09:30:00+01:00").await.status, StatusCode::OK);
}

#[tokio::test]
async fn moving_to_the_same_time_changes_nothing() {
    let app = TestApp::new();
    let path = booked(&app).await;
    assert_eq!(reschedule(&app, &path, NINE).await.status, StatusCode::OK);
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE kind = 'rescheduled'"), 0);
}

#[tokio::test]
async fn a_taken_time_is_refused_with_alternatives_and_the_booking_stays() {
    let app = TestApp::new();
    let path = booked(&app).await;
    for _ in 0..2 {
        app.book(&booking(TEN)).await;
    }
    let refused = reschedule(&app, &path, TEN).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "slot_taken"));
    assert_eq!(refused.json()["alternatives"][0], NINE, "its own time counts as free");
    assert_eq!(app.get(&path).await.json()["start"], NINE);
    assert_eq!(reschedule(&app, &path, "2022-01-16T09:00:00+01:00").await.code(), "not_offered");
    assert_eq!(reschedule(&app, &path, "later").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn cancelling_frees_the_time_stays_visible_and_can_be_repeated() {
    let app = TestApp::with("UPDATE shop SET reminder_hours = 24", true);
    let path = booked(&app).await;
    app.execute("UPDATE outbox SET state = 'sent' WHERE kind <> 'reminder'");
    for _ in 0..2 {
        let cancelled = cancel(&app, &path).await;
        assert_eq!((cancelled.status, &cancelled.json()["status"]), (StatusCode::OK, &json!("cancelled")));
        assert_eq!(cancelled.json()["can_change"], false);
    }
    assert_eq!(app.get(&path).await.json()["status"], "cancelled");
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE kind IN ('cancelled', 'shop_cancelled')"), 2);
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND state = 'queued'"), 0);
    assert_eq!(reschedule(&app, &path, TEN).await.code(), "not_changeable");
    for _ in 0..2 {
        assert_eq!(app.book(&booking(NINE)).await.status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn past_the_limit_it_is_too_late() {
    let app = TestApp::new();
    let path = booked(&app).await;
    app.advance(Duration::from_secs(49 * 3600));
    assert_eq!(app.get(&path).await.json()["can_change"], true, "at the very limit");
    app.advance(Duration::from_secs(1));
    assert_eq!(app.get(&path).await.json()["can_change"], false);
    for refused in [cancel(&app, &path).await, reschedule(&app, &path, TEN).await] {
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "too_late"));
    }
}

#[tokio::test]
async fn an_appointment_that_took_place_cannot_be_changed() {
    let app = TestApp::new();
    let path = booked(&app).await;
    app.execute("UPDATE appointments SET status = 'done'");
    assert_eq!(cancel(&app, &path).await.code(), "not_changeable");
    assert_eq!(reschedule(&app, &path, TEN).await.code(), "not_changeable");
}
