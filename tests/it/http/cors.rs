//! Pages of other origins: which may call the API, and that they can read refusals.

use super::fixture::{Shop, get, request, send};

const ORIGIN: (&str, &str) = ("origin", "https://shop.example");
const ALLOWED: &str = "access-control-allow-origin";

#[tokio::test]
async fn any_origin_may_where_none_is_named() {
    let router = Shop::new().router();
    let answer = send(&router, request("GET /api/v1/nothing", &[ORIGIN])).await;
    assert_eq!(answer.header(ALLOWED), "*");
    assert_eq!(answer.problem(), "not_found", "also a refusal can be read");
    let exposed = answer.header("access-control-expose-headers");
    for name in ["retry-after", "etag", "x-request-id"] {
        assert!(exposed.contains(name), "{exposed}");
    }
    assert!(answer.headers.get("access-control-allow-credentials").is_none());
    assert!(!answer.header("vary").contains("origin"));
}

#[tokio::test]
async fn a_preflight_is_answered_for_a_day_and_counts_for_no_limit() {
    let router = Shop::new().router();
    for _ in 0..150 {
        let asked = [
            ORIGIN,
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "content-type,idempotency-key"),
        ];
        let answer = send(&router, request("OPTIONS /api/v1/bookings", &asked)).await;
        assert!(answer.status.is_success());
        assert_eq!(answer.header(ALLOWED), "*");
        assert_eq!(answer.header("access-control-allow-methods"), "GET,POST,PATCH,DELETE");
        assert_eq!(answer.header("access-control-allow-headers"), "content-type,idempotency-key,if-none-match");
        assert_eq!(answer.header("access-control-max-age"), "86400");
    }
}

#[tokio::test]
async fn named_origins_alone_may_and_a_change_counts_at_once() {
    let shop = Shop::new();
    let router = shop.router();
    shop.allow_origins(Some(&["https://Shop.Example/", "https://other.example"])).await;
    let answer = send(&router, request("GET /api/v1/nothing", &[ORIGIN])).await;
    assert_eq!(answer.header(ALLOWED), "https://shop.example");
    assert!(answer.header("vary").contains("origin"));
    for origin in ["https://evil.example", "null", "http://shop.example", "https://shop.example.evil.example"] {
        let answer = send(&router, request("GET /api/v1/nothing", &[("origin", origin)])).await;
        assert!(answer.headers.get(ALLOWED).is_none(), "{origin}");
        assert!(answer.header("vary").contains("origin"));
    }
    shop.allow_origins(None).await;
    let answer = send(&router, request("GET /api/v1/nothing", &[("origin", "https://evil.example")])).await;
    assert_eq!(answer.header(ALLOWED), "*");
}

#[tokio::test]
async fn pages_are_not_shared() {
    let router = Shop::new().router();
    for path in ["/", "/t/x", "/healthz", "/apis"] {
        assert!(get(&router, path).await.headers.get(ALLOWED).is_none(), "{path}");
    }
}
