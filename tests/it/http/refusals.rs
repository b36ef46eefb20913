//! Every refusal is a problem, also where axum itself would answer plain text.

use super::fixture::{Answer, Shop, get, request, send};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::routing::{get as on_get, post};
use serde::Deserialize;
use terminplaner::http::extract::{ApiJson, ApiPath, ApiQuery, PageForm};
use terminplaner::http::middleware::MAX_BODY_BYTES;

#[derive(Deserialize)]
#[expect(dead_code, reason = "only its shape matters")]
struct Input {
    name: String,
    days: Option<u8>,
}

fn probes(shop: &Shop) -> Router {
    let routes = Router::new()
        .route("/api/json", post(async |ApiJson(_): ApiJson<Input>| "ok"))
        .route("/api/query", on_get(async |ApiQuery(_): ApiQuery<Input>| "ok"))
        .route("/api/path/{number}", on_get(async |ApiPath(_): ApiPath<u8>| "ok"))
        .route("/api/token/{token}", on_get(async |ApiPath(_): ApiPath<String>| "ok"))
        .route("/form", post(async |PageForm(_): PageForm<Input>| "ok"))
        .route("/api/panic", on_get(async || -> &'static str { panic!("on purpose, /secret") }))
        .route("/panic", on_get(async || -> &'static str { panic!("on purpose, /secret") }));
    shop.around(routes)
}

async fn post_bytes(router: &Router, path: &str, content_type: Option<&str>, body: impl Into<Body>) -> Answer {
    let mut builder = Request::post(path);
    if let Some(content_type) = content_type {
        builder = builder.header("content-type", content_type);
    }
    send(router, builder.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn an_unknown_path_is_a_404_problem() {
    let router = Shop::new().router();
    for path in
        ["/api/v1/nothing", "/api", "/nothing", "/assets/", "/assets/x/..%2f..%2fCargo.toml", "/api/v1/%FF", "/%00"]
    {
        let answer = get(&router, path).await;
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::NOT_FOUND, "not_found"), "{path}");
    }
}

#[tokio::test]
async fn a_person_gets_an_error_page_in_an_accepted_language() {
    let router = Shop::new().router();
    let html = ("accept", "text/html,application/xhtml+xml");
    let german = send(&router, request("GET /nothing", &[html, ("accept-language", "de-AT,en;q=0.5")])).await;
    assert_eq!(german.status, StatusCode::NOT_FOUND);
    assert!(german.text().contains("Seite nicht gefunden"));
    let english = send(&router, request("GET /nothing", &[html, ("accept-language", "en")])).await;
    assert!(english.text().contains("Page not found"));
    let api = send(&router, request("GET /api/v1/nothing", &[html])).await;
    assert_eq!(api.problem(), "not_found", "a program's answer stays one, whatever it accepts");
}

#[tokio::test]
async fn a_wrong_method_is_a_405_problem_that_names_the_right_ones() {
    let router = Shop::new().router();
    for line in ["POST /healthz", "DELETE /widget.js", "PUT /api/v1/changes", "BREW /api/v1/changes"] {
        let answer = send(&router, request(line, &[])).await;
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"));
        assert!(answer.header("allow").contains("GET"), "{line}: {:?}", answer.headers);
    }
}

#[tokio::test]
async fn every_bad_body_is_a_problem() {
    let shop = Shop::new();
    let router = probes(&shop);
    let json = Some("application/json; charset=utf-8");
    let cases: [(&[u8], Option<&str>, u16, &str); 10] = [
        (b"{\"name\": \"x\"}", json, 200, ""),
        (b"{\"name\": \"x\"}", None, 415, "unsupported_media_type"),
        (b"name=x", Some("application/x-www-form-urlencoded"), 415, "unsupported_media_type"),
        (b"{\"name\": \"x\"}", Some("\u{e4}"), 415, "unsupported_media_type"),
        (b"", json, 400, "not_json"),
        (b"{\"name\": \"\xff\"}", json, 400, "not_json"),
        (b"{\"name\": ", json, 400, "not_json"),
        (b"{\"name\": 7}", json, 400, "wrong_type"),
        (b"{\"name\": \"x\", \"days\": 256}", json, 400, "wrong_type"),
        (b"{}", json, 422, "invalid_fields"),
    ];
    for (body, content_type, status, code) in cases {
        let answer = post_bytes(&router, "/api/json", content_type, body.to_vec()).await;
        assert_eq!(answer.status.as_u16(), status, "{:?}", String::from_utf8_lossy(body));
        if status != 200 {
            assert_eq!(answer.problem(), code);
        }
    }
}

#[tokio::test]
async fn a_body_above_the_limit_is_413_and_one_at_it_is_read() {
    let shop = Shop::new();
    let router = probes(&shop);
    let sized = |bytes: usize| format!("{{\"name\": \"{}\"}}", "x".repeat(bytes - 12));
    let answer = post_bytes(&router, "/api/json", Some("application/json"), sized(MAX_BODY_BYTES)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let answer = post_bytes(&router, "/api/json", Some("application/json"), sized(MAX_BODY_BYTES + 1)).await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (413, "body_too_large"));
    let form = format!("name={}", "x".repeat(MAX_BODY_BYTES));
    let answer = post_bytes(&router, "/form", Some("application/x-www-form-urlencoded"), form).await;
    assert_eq!(answer.status.as_u16(), 413);
}

#[tokio::test]
async fn every_bad_query_and_path_is_a_problem() {
    let shop = Shop::new();
    let router = probes(&shop);
    assert_eq!(get(&router, "/api/query?name=x&days=7").await.status, StatusCode::OK);
    for query in [
        "",
        "?days=7",
        "?name=x&days=256",
        "?name=x&days=-1",
        "?name=x&days=",
        "?name=%FF",
        "?name=x&name=y",
        "?%80=1&name=x",
    ] {
        let answer = get(&router, &format!("/api/query{query}")).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (422, "invalid_query"), "{query}");
    }
    for path in ["/api/path/x", "/api/path/256", "/api/path/%FF", "/api/token/%FF", "/api/token/%C3%28"] {
        let answer = get(&router, path).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (404, "not_found"), "{path}");
    }
}

#[tokio::test]
async fn a_bad_form_is_a_page() {
    let shop = Shop::new();
    let router = probes(&shop);
    let form = Some("application/x-www-form-urlencoded");
    assert_eq!(post_bytes(&router, "/form", form, "name=x&more=1").await.status, StatusCode::OK);
    for body in ["name=%FF", "days=1", "name=x&days=many"] {
        let answer = post_bytes(&router, "/form", form, body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        assert!(answer.header("content-type").starts_with("text/html"));
    }
    assert_eq!(post_bytes(&router, "/form", None, "name=x").await.status.as_u16(), 415);
}

#[tokio::test]
async fn a_panic_is_a_500_that_tells_nothing_but_its_id() {
    let shop = Shop::new();
    let router = probes(&shop);
    let answer = get(&router, "/api/panic").await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (500, "internal"));
    assert!(!answer.text().contains("secret"));
    assert_eq!(answer.json()["request_id"], answer.header("x-request-id"));
    let page = send(&router, request("GET /panic", &[("accept", "text/html"), ("accept-language", "en")])).await;
    assert_eq!(page.status.as_u16(), 500);
    assert!(page.text().contains(page.header("x-request-id")) && !page.text().contains("secret"));
}

#[tokio::test]
async fn request_ids_of_clients_are_ignored() {
    let shop = Shop::new();
    let router = shop.router();
    let first = send(&router, request("GET /healthz", &[("x-request-id", "chosen")])).await;
    let second = get(&router, "/healthz").await;
    assert_eq!((first.status, first.text()), (StatusCode::OK, "ok\n"));
    assert_ne!(first.header("x-request-id"), "chosen");
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
}

#[tokio::test]
async fn health_is_that_of_the_database() {
    let shop = Shop::new();
    let router = shop.router();
    assert_eq!(get(&router, "/healthz").await.text(), "ok\n");
    let gone = Shop::new().router();
    let answer = get(&gone, "/healthz").await;
    assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (503, "busy"), "its file went with the shop");
}
