//! Rate limits, and which client a request is counted for.

use super::fixture::{Answer, Shop, from_peer, request, send};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use std::time::Duration;
use terminplaner::http::middleware::rate_limits;

fn limited(shop: &Shop) -> Router {
    let routes = Router::new()
        .route("/api/thing", get(async || "ok").post(async || "ok"))
        .route_layer(from_fn_with_state(shop.app.clone(), rate_limits::by_method));
    shop.around(routes)
}

async fn ask(router: &Router, line: &str, peer: &str, forwarded: &str) -> Answer {
    let origin = ("origin", "https://shop.example");
    send(router, from_peer(request(line, &[("x-forwarded-for", forwarded), origin]), peer)).await
}

#[tokio::test]
async fn the_eleventh_change_within_a_minute_is_refused_readably() {
    let shop = Shop::new();
    let router = limited(&shop);
    for _ in 0..10 {
        assert_eq!(ask(&router, "POST /api/thing", "203.0.113.1:1", "").await.status.as_u16(), 200);
    }
    let refused = ask(&router, "POST /api/thing", "203.0.113.1:2", "").await;
    assert_eq!((refused.status.as_u16(), refused.problem().as_str()), (429, "rate_limited"));
    assert_eq!(refused.header("retry-after"), "6");
    assert_eq!(refused.header("access-control-allow-origin"), "*", "the widget must be able to read it");
    assert_eq!(ask(&router, "GET /api/thing", "203.0.113.1:1", "").await.status.as_u16(), 200, "looking is another");
    shop.clock.advance(Duration::from_secs(6));
    assert_eq!(ask(&router, "POST /api/thing", "203.0.113.1:1", "").await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_forged_forwarded_header_does_not_change_the_client() {
    let shop = Shop::with("https://termine.example.de", &["10.0.0.0/8"]);
    let router = limited(&shop);
    let mut refused = 0;
    for number in 0..20 {
        let forged = format!("198.51.100.{number}");
        let answer = ask(&router, "POST /api/thing", "203.0.113.1:1", &forged).await;
        refused += u32::from(answer.status.as_u16() == 429);
    }
    assert_eq!(refused, 10);
    for number in 0..20 {
        let forged = format!("198.51.100.{number}, 203.0.113.9");
        let answer = ask(&router, "POST /api/thing", "10.0.0.1:1", &forged).await;
        assert_eq!(answer.status.as_u16(), if number < 10 { 200 } else { 429 });
    }
    let other = ask(&router, "POST /api/thing", "10.0.0.1:1", "203.0.113.10").await;
    assert_eq!(other.status.as_u16(), 200, "behind the proxy every client counts for itself");
}
