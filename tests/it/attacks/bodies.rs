//! Request bodies that are too large, too deep, or compressed.

use crate::harness::{Answer, TestApp, booking};
use axum::body::Body;
use axum::http::Request;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

async fn send(shop: &TestApp, path: &str, kind: &str, coding: Option<&str>, body: impl Into<Body>) -> Answer {
    let mut request = Request::post(path).header("content-type", kind).header("sec-fetch-site", "same-origin");
    if let Some(coding) = coding {
        request = request.header("content-encoding", coding);
    }
    shop.send(request.body(body.into()).unwrap()).await
}

/// Forty megabytes of spaces, compressed to less than the limit.
fn bomb() -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let megabyte = vec![b' '; 1 << 20];
    for _ in 0..40 {
        gzip.write_all(&megabyte).unwrap();
    }
    let bomb = gzip.finish().unwrap();
    assert!(bomb.len() < 64 * 1024);
    bomb
}

#[tokio::test]
async fn compressed_bodies_are_refused_unread() {
    let shop = TestApp::new();
    let bomb = bomb();
    for coding in ["gzip", "br", "deflate", "zstd", "x-gzip", "identity, gzip", "gzip, gzip"] {
        let answer = send(&shop, "/api/v1/bookings", JSON, Some(coding), bomb.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (415, "unsupported_media_type"), "{coding}");
    }
    assert_eq!(send(&shop, "/", FORM, Some("gzip"), bomb.clone()).await.status, 415);
    assert_eq!(send(&shop, "/planner/sign-in", FORM, Some("gzip"), bomb.clone()).await.status, 415);
    assert_eq!(send(&shop, "/api/v1/bookings", JSON, None, bomb).await.status, 400, "also where it does not say so");
    let plain = booking("2022-01-18T09:00:00+01:00").to_string();
    assert_eq!(send(&shop, "/api/v1/bookings", JSON, Some("identity"), plain).await.status, 201);
}

#[tokio::test]
async fn oversized_bodies_are_refused_wherever_one_is_read() {
    let shop = TestApp::new();
    let large = "x".repeat(64 * 1024 + 1);
    for (path, kind) in [("/api/v1/bookings", JSON), ("/", FORM), ("/planner/sign-in", FORM)] {
        assert_eq!(send(&shop, path, kind, None, large.clone()).await.status, 413, "{path}");
        // Without a Content-Length to check first.
        let chunks = (0..100).map(|_| Ok::<_, std::io::Error>("x".repeat(1024)));
        let endless = Body::from_stream(futures_util::stream::iter(chunks));
        assert_eq!(send(&shop, path, kind, None, endless).await.status, 413, "{path}");
    }
}

#[tokio::test]
async fn deep_and_wide_json_costs_no_more_than_its_length() {
    let shop = TestApp::new();
    let deep = "[".repeat(60_000);
    let wide = format!("{{{}}}", (0..6_000).map(|n| format!("\"k{n}\":1")).collect::<Vec<_>>().join(","));
    let same = format!("{{{}\"service\":\"a\"}}", "\"service\":\"a\",".repeat(4_000));
    let number = format!("{{\"service\": {}}}", "9".repeat(60_000));
    for body in [deep, wide, same, number] {
        let answer = send(&shop, "/api/v1/bookings", JSON, None, body).await;
        assert!([400, 422].contains(&answer.status.as_u16()), "{}", answer.status);
    }
    assert_eq!(shop.get("/healthz").await.status, 200);
}
