//! Where the widget stands, learned from its own requests.

use super::desk::Desk;
use crate::harness::TestApp;
use axum::body::Body;
use axum::http::Request;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(60 * 60);

/// What the widget asks first, on a page of that origin.
async fn load(shop: &TestApp, origin: &str) {
    let request = Request::get("/api/v1/shop").header("origin", origin).header("host", "termine.example.de");
    assert_eq!(shop.send(request.body(Body::empty()).unwrap()).await.status, 200);
}

/// The origins that are kept, once `count` are.
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

#[tokio::test]
async fn it_is_written_once_an_hour_and_never_more_than_twenty() {
    let shop = TestApp::new();
    load(&shop, "https://www.example.org").await;
    origins(&shop, 1).await;
    shop.execute("UPDATE embeddings SET last_seen_at = 7");
    load(&shop, "https://www.example.org").await;
    shop.advance(HOUR);
    load(&shop, "https://www.example.org").await;
    while shop.count("SELECT last_seen_at FROM embeddings") == 7 {
        tokio::task::yield_now().await;
    }
    for hour in 0..4 {
        shop.advance(HOUR);
        for number in 0..15 {
            load(&shop, &format!("https://{hour}-{number}.example")).await;
        }
        origins(&shop, (1 + (hour + 1) * 10).min(20)).await;
    }
    // The writer takes one after the other: what was asked of it before is done.
    shop.app.store.write(|_| Ok::<_, terminplaner::store::StoreError>(())).await.unwrap();
    assert_eq!(shop.count("SELECT count(*) FROM embeddings"), 20);
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
    assert!(page.words("#tag").starts_with("<script async src=\"https://termine.example.de/widget.js\"></script>"));
}
