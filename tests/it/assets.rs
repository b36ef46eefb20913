//! The widget's files: their size, and that any origin may load them.

use crate::harness::{Answer, TestApp};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use terminplaner::domain::language::Language;
use terminplaner::http::assets::asset_url;
use tower::ServiceExt;

/// Maximum size of everything a page loads before the grid is shown, compressed, in bytes.
const BUDGET: usize = 12_000;

/// Smaller responses are not compressed, in bytes.
const SMALL: usize = 2_000;

async fn bytes_sent(app: &TestApp, path: &str) -> usize {
    let request = Request::get(path).header("accept-encoding", "br").body(Body::empty()).unwrap();
    let response = app.router().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    let is_plain = response.headers().get("content-encoding").is_none();
    let length = response.into_body().collect().await.unwrap().to_bytes().len();
    assert!(!is_plain || length < SMALL, "{path} comes uncompressed");
    length
}

#[tokio::test]
async fn what_a_page_loads_before_the_grid_shows_stays_within_the_budget() {
    let app = TestApp::new();
    let mut total = 0;
    for path in ["/widget.js", "/api/v1/shop?lang=de&days=7"] {
        total += bytes_sent(&app, path).await;
    }
    for language in Language::offered() {
        let texts = bytes_sent(&app, &asset_url(&format!("widget-{}.js", language.tag()))).await;
        assert!(total + texts <= BUDGET, "{} bytes in {language:?}", total + texts);
    }
}

#[tokio::test]
async fn the_files_of_the_widget_can_be_loaded_by_any_origin() {
    let app = TestApp::new();
    let texts = ["widget-de.js", "widget-booking-fr.js"].map(asset_url);
    for path in ["/widget.js", &asset_url("widget-booking.js"), "/assets/0123456789abcdef/widget-booking.js"]
        .into_iter()
        .chain(texts.iter().map(String::as_str))
    {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
    }
    let stylesheet = app.get(&asset_url("error.css")).await;
    assert_eq!(stylesheet.header("access-control-allow-origin"), "");
    assert_eq!(stylesheet.header("cross-origin-resource-policy"), "same-origin");
}

#[tokio::test]
async fn the_widget_names_the_other_files_that_ship_with_it() {
    let app = TestApp::new();
    let widget = app.get("/widget.js").await;
    let of = |language: Language| ["widget", "widget-booking"].map(|name| format!("{name}-{}.js", language.tag()));
    let names = |file: &Answer, name: &str| {
        assert!(file.text.contains(asset_url(name).trim_start_matches('/')), "{name}: run `npm run build` in widget/");
    };
    for language in Language::offered() {
        let [grid, booking] = of(language);
        names(&widget, &grid);
        names(&app.get(&asset_url(&grid)).await, &booking);
    }
    for name in ["widget-booking.js", "widget-list.js"] {
        names(&widget, name);
    }
    let address = asset_url("widget-booking.js");
    let old = app.get("/assets/0123456789abcdef/widget-booking.js").await;
    assert_eq!(old.text, app.get(&address).await.text);
    assert_eq!(old.header("cache-control"), "no-cache");
}
