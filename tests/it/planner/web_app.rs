//! The planner on a home screen: its manifest and its icons.

use super::desk::Desk;
use crate::harness::TestApp;
use axum::body::Body;
use axum::http::Request;
use serde_json::Value;
use tower::ServiceExt;

/// Status and type of a file that is no text.
async fn file(shop: &TestApp, path: &str) -> (u16, String) {
    let answer = shop.router().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    (answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap().to_owned())
}

#[tokio::test]
async fn the_planner_can_be_put_on_a_home_screen_without_a_session() {
    let shop = TestApp::new();
    let answer = shop.get("/planner/app.webmanifest").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/manifest+json"));
    let manifest: Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!((&manifest["start_url"], &manifest["scope"]), (&"../planner".into(), &"../planner".into()));
    assert_eq!((&manifest["display"], &manifest["lang"]), (&"standalone".into(), &"de".into()));
    assert!(manifest["name"].as_str().unwrap().starts_with("Terminplaner – "), "{manifest}");
    let purposes: Vec<_> = manifest["icons"].as_array().unwrap().iter().map(|icon| icon["purpose"].clone()).collect();
    assert!(purposes.contains(&"maskable".into()) && purposes.contains(&"any".into()));
    for icon in manifest["icons"].as_array().unwrap() {
        let path = icon["src"].as_str().unwrap().strip_prefix("..").expect("it holds below a path, too");
        assert_eq!(file(&shop, path).await, (200, icon["type"].as_str().unwrap().to_owned()));
    }
}

#[tokio::test]
async fn every_page_of_the_planner_names_its_manifest_and_may_load_it() {
    let shop = TestApp::new();
    let page = Desk::staff(&shop).await.get("/planner").await;
    assert_eq!(page.attribute("link[rel=manifest]", "href"), "/planner/app.webmanifest");
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("manifest-src 'self'"));
    for (icon, kind) in [("icon", "image/svg+xml"), ("apple-touch-icon", "image/png")] {
        let path = page.attribute(&format!("link[rel={icon}]"), "href");
        assert_eq!(file(&shop, &path).await, (200, kind.to_owned()), "{path}");
    }
}
