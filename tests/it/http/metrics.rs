//! Metrics for Prometheus.

use crate::harness::{TestApp, booking};
use crate::planner::desk::Desk;
use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use chrono::TimeDelta;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::sync::Arc;
use terminplaner::core::Backups;
use terminplaner::http::metrics;
use terminplaner::http::state::App;
use tower::ServiceExt;

async fn numbers(app: &TestApp) -> String {
    let response = asked(&app.app, "/metrics").await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    text(response).await
}

async fn asked(app: &App, path: &str) -> Response {
    let request = Request::get(path).body(Body::empty()).unwrap();
    metrics::router(app.clone()).oneshot(request).await.unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn a_failed_backup_is_in_the_metrics_in_the_details_of_health_and_on_the_start_page() {
    let backups = Arc::new(Backups::default());
    let shop = TestApp::new().with_backups(Arc::clone(&backups));
    backups.made(shop.clock.now() - TimeDelta::hours(3));
    let numbers = text(asked(&shop.app, "/metrics").await).await;
    has(&numbers, "terminplaner_backup_age_seconds 10800");
    has(&numbers, "terminplaner_backup_failed 0");
    backups.failed();
    has(&text(asked(&shop.app, "/metrics").await).await, "terminplaner_backup_failed 1");
    let details: Value = serde_json::from_str(&text(asked(&shop.app, "/health").await).await).unwrap();
    assert_eq!(details["backup"], json!({ "age_seconds": 10_800, "last_attempt": "failed" }));
    assert_eq!((&details["database"], &details["mails"]["failed"]), (&json!("ok"), &json!(0)));
    let (owner, staff) = (Desk::owner(&shop).await, Desk::staff(&shop).await);
    let words = "Die Sicherung ist nicht gelungen. Die letzte ist von Freitag, 14. Januar 2022, 05:00 Uhr.";
    assert!(owner.get("/planner").await.words("main").contains(words));
    assert!(!staff.get("/planner").await.words("main").contains("Sicherung"), "staff cannot mend it");
    backups.made(shop.clock.now());
    assert!(!owner.get("/planner").await.words("main").contains("Sicherung"));
}

fn has(text: &str, line: &str) {
    assert!(text.lines().any(|other| other == line), "{line} is not in\n{text}");
}

#[tokio::test]
async fn metrics_count_requests_bookings_streams_and_mails() {
    let app = TestApp::new();
    assert_eq!(app.get("/api/v1/shop").await.status, 200);
    assert_eq!(app.get("/nowhere").await.status, 404);
    assert_eq!(app.book(&booking("2022-01-17T09:00:00+01:00")).await.status, 201);
    assert_eq!(app.book(&booking("2022-01-17T09:07:00+01:00")).await.status, 409);
    let stream = app.router().oneshot(Request::get("/api/v1/changes").body(Body::empty()).unwrap()).await.unwrap();
    let text = numbers(&app).await;
    has(&text, "# TYPE terminplaner_requests_total counter");
    has(&text, "terminplaner_requests_total{class=\"2xx\"} 3");
    has(&text, "terminplaner_requests_total{class=\"4xx\"} 2");
    has(&text, "terminplaner_requests_total{class=\"5xx\"} 0");
    has(&text, "terminplaner_bookings_total 1");
    has(&text, "terminplaner_open_streams 1");
    has(&text, "terminplaner_outbox_mails{state=\"queued\"} 2");
    has(&text, "terminplaner_outbox_mails{state=\"failed\"} 0");
    has(&text, "terminplaner_oldest_due_mail_seconds 0");
    app.advance(std::time::Duration::from_secs(90));
    has(&numbers(&app).await, "terminplaner_oldest_due_mail_seconds 90");
    assert!(!text.contains("erika") && !text.contains("Muster"), "nothing of a person");
    drop(stream);
    has(&numbers(&app).await, "terminplaner_open_streams 0");
}

#[tokio::test]
async fn the_public_server_does_not_serve_metrics() {
    assert_eq!(TestApp::new().get("/metrics").await.status, 404);
}

#[tokio::test]
async fn a_repeated_response_is_not_counted_as_a_booking() {
    let app = TestApp::new();
    for _ in 0..2 {
        assert_eq!(app.book_with_key(&booking("2022-01-17T09:00:00+01:00"), "once").await.status, 201);
    }
    has(&numbers(&app).await, "terminplaner_bookings_total 1");
}
