//! Widget origins, recorded from the widget's requests.

use super::desk::Desk;
use crate::harness::TestApp;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use std::net::SocketAddr;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(60 * 60);

/// The widget's first request, on a page of that origin.
async fn load(shop: &TestApp, origin: &str) {
    load_from(shop, origin, 1).await;
}

/// The same from another network.
async fn load_from(shop: &TestApp, origin: &str, line: u8) {
    let request = Request::get("/api/v1/shop").header("origin", origin).header("host", "termine.example.de");
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([198, 51, 100, line], 4000))));
    assert_eq!(shop.send(request).await.status, 200);
}

/// The recorded origins, once there are `count`.
async fn origins(shop: &TestApp, count: i64) -> Vec<String> {
    while shop.count("SELECT count(*) FROM embeddings") < count {
        tokio::task::yield_now().await;
    }
    let file = rusqlite::Connection::open(&shop.db).unwrap();
    let mut statement = file.prepare("SELECT origin FROM embeddings ORDER BY origin").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

#[tokio::test]
async fn a_homepage_is_seen_and_our_own_pages_and_nonsense_are_not() {
    let shop = TestApp::new();
    for nothing in [
        "null",
        "https://termine.example.de",
        "http://termine.example.de",
        "file://",
        "https://a.example; script-src *",
        "ftp://a.example",
        "https://",
        &format!("https://{}.example", "a".repeat(100)),
    ] {
        load(&shop, nothing).await;
    }
    load(&shop, "https://WWW.example.org").await;
    assert_eq!(origins(&shop, 1).await, ["https://www.example.org"]);
}

#[tokio::test]
async fn only_origins_that_may_use_the_widget_count() {
    let shop = TestApp::with("UPDATE shop SET allowed_origins = '[\"https://www.example.org/\"]'", true);
    load(&shop, "https://other.example").await;
    load(&shop, "https://www.example.org").await;
    assert_eq!(origins(&shop, 1).await, ["https://www.example.org"]);
}

/// The writer works in order: all earlier writes are done.
async fn written(shop: &TestApp) {
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    shop.app.store.write(|_| Ok::<_, terminplaner::store::StoreError>(())).await.unwrap();
}

#[tokio::test]
async fn it_is_written_once_an_hour() {
    let shop = TestApp::new();
    load(&shop, "https://www.example.org").await;
    origins(&shop, 1).await;
    shop.execute("UPDATE embeddings SET last_seen_at = 1642143000");
    load(&shop, "https://www.example.org").await;
    shop.advance(HOUR);
    load(&shop, "https://www.example.org").await;
    while shop.count("SELECT last_seen_at FROM embeddings") == 1_642_143_000 {
        tokio::task::yield_now().await;
    }
    assert_eq!(shop.count("SELECT visits FROM embeddings"), 1);
}

#[tokio::test]
async fn invented_origins_do_not_hide_the_homepage() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    // Invented origins from one network and then from ten, before and after the homepage has its first visitor.
    for number in 0..15 {
        load(&shop, &format!("https://invented-{number}.example")).await;
    }
    for line in 2..12 {
        load_from(&shop, &format!("https://line-{line}.example"), line).await;
    }
    for line in 20..23 {
        load_from(&shop, "https://www.example.org", line).await;
    }
    for number in 0..15 {
        load_from(&shop, &format!("https://late-{number}.example"), 30).await;
    }
    written(&shop).await;
    let shown = desk.get("/planner/settings/homepage").await.all("[data-seen] li");
    assert_eq!(shown.len(), 10);
    assert!(shown[0].starts_with("https://www.example.org"), "{shown:?}");
    assert_eq!(shop.count("SELECT count(*) FROM embeddings WHERE origin LIKE '%invented%'"), 3, "one line's");
}

#[tokio::test]
async fn the_website_in_the_settings_is_listed_first() {
    let shop = TestApp::with("UPDATE shop SET website = 'https://www.example.org/hoeren'", true);
    let desk = Desk::owner(&shop).await;
    for line in 1..=60 {
        for number in 0..3 {
            load_from(&shop, &format!("https://{line}-{number}.example"), line).await;
        }
    }
    load_from(&shop, "https://example.org", 61).await;
    written(&shop).await;
    let shown = desk.get("/planner/settings/homepage").await.all("[data-seen] li");
    assert!(shown[0].starts_with("https://example.org Ihre Website"), "{shown:?}");
    assert_eq!(shop.count("SELECT count(*) FROM embeddings"), 100);
}

#[tokio::test]
async fn an_origin_without_loads_for_ninety_days_is_deleted() {
    let shop = TestApp::new();
    load(&shop, "https://www.example.org").await;
    origins(&shop, 1).await;
    shop.advance(HOUR * 24 * 91);
    load(&shop, "https://new.example.org").await;
    written(&shop).await;
    assert_eq!(origins(&shop, 1).await, ["https://new.example.org"]);
}

#[tokio::test]
async fn the_last_page_of_the_set_up_tells_where_it_was_seen() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/set-up/finish").await;
    assert!(page.words("[data-seen]").starts_with("Noch auf keiner Website gesehen"));
    load(&shop, "https://www.example.org").await;
    origins(&shop, 1).await;
    let page = desk.get("/planner/set-up/finish").await;
    assert_eq!(
        page.words("[data-seen] .note"),
        "Gesehen auf https://www.example.org · zuletzt Freitag, 14. Januar 2022, 08:00 Uhr"
    );
    assert!(page.words("#tag").ends_with("<script async src=\"https://termine.example.de/widget.js\"></script>"));
}
