//! Security headers and compression.

use super::fixture::{Shop, get, request, send};
use crate::harness::TestApp;
use axum::Router;
use axum::routing::{get as on_get, post};
use terminplaner::http::middleware::security_headers::Framable;

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
async fn trusted_types_allow_markup_in_one_place_of_the_planner_only() {
    let router = Shop::new().router();
    for (path, policies) in [
        ("/", "'none'"),
        ("/t/some-token", "'none'"),
        ("/planner/sign-in", "planner-page svelte-trusted-html"),
        ("/planner/nothing", "planner-page svelte-trusted-html"),
    ] {
        let policy = get(&router, path).await.header(CSP).to_owned();
        let wanted = format!("; require-trusted-types-for 'script'; trusted-types {policies}; frame-ancestors ");
        assert!(policy.contains(&wanted), "{path}: {policy}");
    }
}

#[tokio::test]
async fn pages_may_use_no_device_feature() {
    let router = Shop::new().router();
    for path in ["/", "/t/some-token", "/planner/sign-in", "/nothing"] {
        let answer = get(&router, path).await;
        let features: Vec<_> = answer.header("permissions-policy").split(", ").collect();
        assert!(features.len() > 15 && features.iter().all(|feature| feature.ends_with("=()")), "{path}");
        for feature in ["camera", "microphone", "geolocation", "payment", "usb"] {
            assert!(features.contains(&format!("{feature}=()").as_str()), "{path}: {feature}");
        }
    }
}

#[tokio::test]
async fn no_response_is_sniffed_for_another_type() {
    let router = Shop::new().router();
    let files = ["/widget.js", "/assets/x/error.css", "/robots.txt", "/healthz", "/.well-known/security.txt"];
    for path in ["/", "/t/x", "/planner", "/api/v1/shop", "/nothing"].into_iter().chain(files) {
        assert_eq!(get(&router, path).await.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[tokio::test]
async fn the_booking_page_and_framable_pages_are_framed_by_the_allowed_origins() {
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
async fn only_a_server_behind_tls_sends_hsts() {
    let answer = get(&Shop::with("https://termine.example.de", &[]).router(), "/healthz").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    let answer = get(&Shop::new().router(), "/healthz").await;
    assert!(answer.headers.get("strict-transport-security").is_none());
}

#[tokio::test]
async fn security_txt_names_the_contact() {
    let shop = TestApp::new();
    let answer = shop.get("/.well-known/security.txt").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/plain; charset=utf-8"));
    assert!(answer.text.starts_with("Contact: mailto:praxis@example.org\nExpires: 2022-07-13T00:00:00Z\n"));
    assert!(answer.text.ends_with("Canonical: https://termine.example.de/.well-known/security.txt\n"));
    shop.execute("UPDATE shop SET email = NULL");
    while shop.app.planning().calendar.shop.email.is_some() {
        tokio::task::yield_now().await;
    }
    assert_eq!(shop.get("/.well-known/security.txt").await.status, 404);
}

#[tokio::test]
async fn a_password_manager_finds_where_a_password_is_changed() {
    let answer = get(&Shop::new().router(), "/.well-known/change-password").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/planner/account"));
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
async fn a_client_that_refuses_every_encoding_gets_an_uncompressed_response() {
    let shop = Shop::new();
    let router = shop.around(Router::new().route("/api/book", post(async || "booked")));
    for refusing in ["*;q=0", "identity;q=0", "identity; q=0.0, br;q=0, gzip;q=0"] {
        let answer = send(&router, request("POST /api/book", &[("accept-encoding", refusing)])).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (200, "booked"), "{refusing}");
    }
}
