//! What browsers are told to forbid, and what is compressed.

use super::fixture::{Shop, get, request, send};
use axum::Router;
use axum::routing::{get as on_get, post};
use terminplaner::http::security_headers::Framable;

const CSP: &str = "content-security-policy";

#[tokio::test]
async fn a_page_behind_a_token_is_never_framed_indexed_or_kept() {
    let answer = get(&Shop::new().router(), "/t/some-token").await;
    assert!(answer.header(CSP).ends_with("frame-ancestors 'none'"));
    assert!(answer.header(CSP).starts_with("default-src 'none'; script-src 'self'"));
    assert_eq!(answer.header("x-frame-options"), "DENY");
    assert_eq!(answer.header("x-robots-tag"), "noindex, nofollow");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "same-origin");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
}

#[tokio::test]
async fn the_booking_page_and_what_says_so_are_framed_by_the_allowed_origins() {
    let shop = Shop::new();
    let routes = Router::new()
        .route("/", on_get(async || "page"))
        .route("/done", on_get(async || (Framable, "page")))
        .route("/other", on_get(async || "page"));
    let router = shop.around(routes);
    for path in ["/", "/done"] {
        let answer = get(&router, path).await;
        assert!(answer.header(CSP).ends_with("frame-ancestors *"), "{path}");
        assert!(answer.headers.get("x-frame-options").is_none());
    }
    shop.allow_origins(Some(&["https://shop.example"])).await;
    for path in ["/", "/done"] {
        assert!(get(&router, path).await.header(CSP).ends_with("frame-ancestors 'self' https://shop.example"));
    }
    assert!(get(&router, "/other").await.header(CSP).ends_with("frame-ancestors 'none'"));
}

#[tokio::test]
async fn the_api_and_the_widget_may_be_read_by_other_origins() {
    let router = Shop::new().router();
    for path in ["/api/v1/nothing", "/widget.js"] {
        assert_eq!(get(&router, path).await.header("cross-origin-resource-policy"), "cross-origin", "{path}");
    }
    assert_eq!(get(&router, "/assets/x/error.css").await.header("cross-origin-resource-policy"), "same-origin");
}

#[tokio::test]
async fn only_a_server_behind_tls_insists_on_it() {
    let answer = get(&Shop::with("https://termine.example.de", &[]).router(), "/healthz").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    let answer = get(&Shop::new().router(), "/healthz").await;
    assert!(answer.headers.get("strict-transport-security").is_none());
}

#[tokio::test]
async fn robots_stay_away_from_tokens() {
    let answer = get(&Shop::new().router(), "/robots.txt").await;
    assert!(answer.text().contains("Disallow: /t/"));
}

#[tokio::test]
async fn large_texts_are_compressed_small_ones_are_not() {
    let shop = Shop::new();
    let json = |text: String| ([("content-type", "application/json")], text);
    let routes = Router::new()
        .route("/api/large", on_get(async move || json("[1, 2, 3]".repeat(1000))))
        .route("/api/small", on_get(async move || json("[1, 2, 3]".to_owned())));
    let router = shop.around(routes);
    for (accepted, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("identity", "")] {
        let answer = send(&router, request("GET /api/large", &[("accept-encoding", accepted)])).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.header("vary").contains("accept-encoding"));
    }
    let answer = send(&router, request("GET /api/small", &[("accept-encoding", "br")])).await;
    assert_eq!(answer.header("content-encoding"), "");
}

#[tokio::test]
async fn a_client_that_takes_no_encoding_at_all_still_gets_its_answer() {
    let shop = Shop::new();
    let router = shop.around(Router::new().route("/api/book", post(async || "booked")));
    for refusing in ["*;q=0", "identity;q=0", "identity; q=0.0, br;q=0, gzip;q=0"] {
        let answer = send(&router, request("POST /api/book", &[("accept-encoding", refusing)])).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (200, "booked"), "{refusing}");
    }
}
