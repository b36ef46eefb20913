//! `GET /api/v1/availability`.

use crate::harness::{TestApp, booking};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::json;
use std::io::Read;
use std::time::Duration;
use terminplaner::availability_events::Change;
use tower::ServiceExt;

#[tokio::test]
async fn a_page_counts_dates_shown_and_leaves_sundays_out() {
    let app = TestApp::new();
    let page = app.get("/api/v1/availability?service=anpassung").await.json();
    let dates: Vec<_> = page["days"].as_array().unwrap().iter().map(|day| day["date"].as_str().unwrap()).collect();
    assert_eq!(
        dates,
        ["2022-01-14", "2022-01-15", "2022-01-17", "2022-01-18", "2022-01-19", "2022-01-20", "2022-01-21"]
    );
    assert_eq!(page["previous"], json!(null));
    assert_eq!(page["next"], "2022-01-22");
    assert_eq!(page["next_free"], "2022-01-17T09:00:00+01:00");
    assert_eq!(
        page["days"][0]["slots"][0],
        json!({"time": "09:00", "start": "2022-01-14T09:00:00+01:00", "free": false})
    );
}

#[tokio::test]
async fn a_browser_gets_the_same_page_compressed_after_an_uncompressed_request() {
    let app = TestApp::new();
    let path = "/api/v1/availability?service=anpassung";
    for start in ["2022-01-17T09:00:00+01:00", "2022-01-17T10:00:00+01:00"] {
        for _ in 0..2 {
            let plain = app.get(path).await;
            let request = Request::get(path).header("accept-encoding", "gzip, deflate, br, zstd").body(Body::empty());
            let response = app.router().oneshot(request.unwrap()).await.unwrap();
            let headers = response.headers().clone();
            assert_eq!(headers["content-encoding"], "br");
            assert_eq!(headers["etag"], plain.header("etag"));
            assert!(headers.get_all("vary").iter().any(|value| value == "accept-encoding"));
            let compressed = response.into_body().collect().await.unwrap().to_bytes();
            let mut text = String::new();
            brotli::Decompressor::new(&compressed[..], 4096).read_to_string(&mut text).unwrap();
            assert_eq!(text, plain.text);
        }
        assert_eq!(app.book(&booking(start)).await.status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn equivalent_queries_share_a_cache_entry_and_invalid_ones_have_none() {
    let app = TestApp::new();
    let ask = async |rest: &str| app.get(&format!("/api/v1/availability?service=anpassung{rest}")).await.status;
    for number in 10..60 {
        // Before today and after the horizon, in several spellings.
        for date in [format!("19{number}-01-01"), format!("23{number}-01-01"), format!("22{number}-12-31")] {
            assert_eq!(ask(&format!("&from={date}&resource=")).await, StatusCode::OK);
        }
        assert_eq!(ask(&format!("&resource=kabine-{number}")).await, StatusCode::UNPROCESSABLE_ENTITY);
        let unknown = app.get(&format!("/api/v1/availability?service=service-{number}")).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }
    ask("").await;
    ask("&from=2022-01-14").await;
    assert_eq!(app.app.grids.size().0, 2, "today's, and the one after the horizon");
}

#[tokio::test]
async fn a_date_before_today_means_today_and_one_after_the_horizon_shows_nothing() {
    let app = TestApp::new();
    let past = app.get("/api/v1/availability?service=anpassung&from=2000-01-01").await.json();
    assert_eq!(past["days"][0]["date"], "2022-01-14");
    let beyond = app.get("/api/v1/availability?service=anpassung&from=9999-12-31").await.json();
    assert_eq!(beyond["days"], json!([]));
    assert_eq!(beyond["next"], json!(null));
    assert_eq!(beyond["previous"], "2022-04-07");
}

#[tokio::test]
async fn wrong_queries_are_named_field_by_field() {
    let app = TestApp::new();
    for (query, field) in [
        ("", "service"),
        ("service=anpassung&days=0", "days"),
        ("service=anpassung&days=32", "days"),
        ("service=anpassung&days=seven", "days"),
        ("service=anpassung&days=-1", "days"),
        ("service=anpassung&days=99999999999999999999999", "days"),
        ("service=anpassung&from=2022-1-4", "from"),
        ("service=anpassung&from=tomorrow", "from"),
        ("service=anpassung&from=2022-02-30", "from"),
        ("service=anpassung&resource=kabine-9", "resource"),
    ] {
        let answer = app.get(&format!("/api/v1/availability?{query}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert_eq!(answer.json()["fields"][0]["field"], field, "{query}");
    }
    let unknown = app.get("/api/v1/availability?service=frisur").await;
    assert_eq!((unknown.status, unknown.code().as_str()), (StatusCode::NOT_FOUND, "unknown_service"));
}

#[tokio::test]
async fn the_etag_follows_the_content() {
    let app = TestApp::new();
    let path = "/api/v1/availability?service=anpassung";
    let first = app.get(path).await;
    let etag = first.header("etag").to_owned();
    assert_eq!(first.header("cache-control"), "no-cache");
    let again = || Request::get(path).header("if-none-match", &etag).body(Body::empty()).unwrap();
    let same = app.send(again()).await;
    assert_eq!((same.status, same.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    // The first booking leaves the second cabin free, so the visible slots are unchanged.
    app.book(&booking("2022-01-17T09:00:00+01:00")).await;
    assert_eq!(app.send(again()).await.status, StatusCode::NOT_MODIFIED);
    app.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let changed = app.send(again()).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_eq!(changed.json()["days"][2]["slots"][0]["free"], false);
}

#[tokio::test]
async fn a_cached_response_expires_by_lead_time_and_at_midnight() {
    let app = TestApp::with("UPDATE shop SET lead_time_hours = 1", true);
    let path = "/api/v1/availability?service=anpassung&days=1";
    let slot = async |index: usize| app.get(path).await.json()["days"][0]["slots"][index]["free"].clone();
    assert_eq!(slot(0).await, true);
    app.advance(Duration::from_secs(1));
    assert_eq!(slot(0).await, false, "one second past the lead time");
    assert_eq!(slot(1).await, true);
    app.advance(Duration::from_secs(16 * 3600));
    assert_eq!(app.get(path).await.json()["days"][0]["date"], "2022-01-15");
}

#[tokio::test]
async fn a_resource_limits_the_grid_to_itself() {
    let app = TestApp::new();
    app.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let free = async |resource: &str| {
        let path = format!("/api/v1/availability?service=anpassung&from=2022-01-17&resource={resource}");
        app.get(&path).await.json()["days"][0]["slots"][0]["free"].clone()
    };
    assert_eq!(free("kabine-1").await, false, "the first in the order of the need got the booking");
    assert_eq!(free("kabine-2").await, true);
}

#[tokio::test]
async fn a_write_of_another_process_is_shown_and_announced() {
    let app = TestApp::new();
    let mut changes = app.app.store.changes();
    app.execute("UPDATE services SET duration_minutes = 30");
    let change = tokio::time::timeout(Duration::from_secs(5), changes.recv()).await.unwrap().unwrap();
    assert_eq!(change, Change { dates: None });
    let page = app.get("/api/v1/availability?service=anpassung&from=2022-01-17").await.json();
    assert_eq!(page["days"][0]["slots"][17]["free"], true, "30 minutes fit at 17:30");
}

#[tokio::test]
async fn a_booking_is_announced_with_its_date() {
    let app = TestApp::new();
    let mut changes = app.app.store.changes();
    app.book(&booking("2022-01-17T09:00:00+01:00")).await;
    assert_eq!(changes.recv().await.unwrap(), Change { dates: Some(vec!["2022-01-17".parse().unwrap()]) });
}
