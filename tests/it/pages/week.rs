//! The week as a table.

use super::shop::Shop;
use super::visitor::Visitor;
use terminplaner::domain::values::{Checked, WebUrl};

#[tokio::test]
async fn the_week_is_a_table_with_heads_and_words() {
    let shop = Shop::with(|_| {}, 1).await;
    let page = Visitor::new(&shop).get("/").await;
    assert_eq!(page.all("thead th")[1], "Fr 14. Jan Freitag, 14. Januar 2022");
    assert_eq!(page.all("thead th").len(), 8);
    assert_eq!(page.count("thead th.wide-only"), 4);
    assert_eq!(page.all("tbody th"), ["09:00", "10:00", "11:00"]);
    assert_eq!(page.words("tbody td"), "x 09:00 nicht buchbar");
    assert_eq!(page.words(".legend"), "x nicht buchbar · Alle Uhrzeiten sind Ortszeit in Stuttgart.");
    assert_eq!(page.count(".next"), 0, "a free time is on the screen already");
    assert_eq!(page.all(".bar h2 [aria-hidden]"), ["14.–24. Januar 2022", "14.–18. Januar 2022"]);
    assert_eq!(page.words(".bar h2 .vh"), "14. bis 24. Januar 2022", "voices leave the dash out");
}

#[tokio::test]
async fn both_widths_walk_through_all_days() {
    let shop = Shop::with(|_| {}, 1).await;
    let visitor = Visitor::new(&shop);
    let first = visitor.get("/").await;
    assert_eq!(first.count(".arrow.off"), 2, "nothing before today");
    let wide = visitor.follow(&first, ".wide a.arrow").await;
    assert_eq!(wide.words(".wide h2 [aria-hidden]"), "25. Januar – 2. Februar 2022");
    let narrow = visitor.follow(&first, ".narrow a.arrow").await;
    assert_eq!(narrow.words(".narrow h2 [aria-hidden]"), "19.–21. Januar 2022");
    let back = visitor.follow(&narrow, ".narrow a.arrow").await;
    assert_eq!(back.words(".narrow h2 [aria-hidden]"), "14.–18. Januar 2022");
}

#[tokio::test]
async fn where_no_time_on_the_screen_is_free_the_next_one_is_offered() {
    let shop = Shop::with(|shop| shop.lead_time_hours = 5 * 24, 1).await;
    let visitor = Visitor::new(&shop);
    let page = visitor.get("/").await;
    assert_eq!(page.count(".wide .next"), 0);
    assert_eq!(page.words(".narrow .next a"), "Mittwoch, 19. Januar, 09:00 Uhr");
    let form = visitor.follow(&page, ".narrow .next a").await;
    assert!(form.words(".when").starts_with("Mittwoch, 19. Januar 2022 09:00"));
}

#[tokio::test]
async fn the_accent_is_a_style_sheet() {
    let shop = Shop::with(|shop| shop.accent = Some(Checked::from_stored("#aa0000")), 1).await;
    let visitor = Visitor::new(&shop);
    let page = visitor.get("/").await;
    assert_eq!(page.count("style, script, [style]"), 0);
    let sheet = visitor.get("/accent.css?v=aa0000").await;
    assert!(page.text.contains("/accent.css?v=aa0000"));
    assert!(sheet.text.contains("--fill:rgb(170 0 0)"), "{}", sheet.text);
    assert_eq!(sheet.headers["content-type"], "text/css; charset=utf-8");
    assert!(sheet.headers["cache-control"].to_str().unwrap().contains("immutable"));
    let stylesheet = page.attribute("link[href^='/assets/']", "href");
    assert_eq!(visitor.get(&stylesheet).await.status, 200);
}

#[tokio::test]
async fn a_frame_shows_the_content_alone() {
    let shop = Shop::with(|_| {}, 1).await;
    let page = Visitor::new(&shop).get("/?embed=1").await;
    assert_eq!(page.count("header, footer"), 0);
    assert!(page.attribute("a.slot", "href").contains("embed=1"));
}

#[tokio::test]
async fn every_step_is_named_by_its_heading_and_title() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    for (path, name) in [
        ("/", "Was können wir für Sie tun?"),
        ("/?service=hoertest", "Zeit wählen"),
        ("/?service=hoertest&start=2022-01-17T09:00:00%2B01:00", "Ihre Angaben"),
        ("/accessibility", "Erklärung zur Barrierefreiheit"),
    ] {
        let page = visitor.get(path).await;
        assert_eq!(page.words("h1"), name, "{path}");
        assert!(page.words("title").starts_with(name), "{path}: {}", page.words("title"));
    }
}

#[tokio::test]
async fn the_accessibility_statement_is_the_shops_own_where_it_has_one() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let page = visitor.get("/").await;
    let statement = visitor.follow(&page, "footer a[href^='/accessibility']").await;
    for words in ["EN 301 549", "MLBF", "+49 711 123456", "Barriere melden"] {
        assert!(statement.text.contains(words), "{words}");
    }
    let own = Shop::with(|shop| shop.accessibility_url = Some(WebUrl::from_stored("https://shop.example/bf")), 2).await;
    let visitor = Visitor::new(&own);
    assert_eq!(visitor.get("/").await.count("footer a[href='https://shop.example/bf']"), 1);
    let abroad = Shop::with(|shop| shop.time_zone = chrono_tz::Tz::Europe__Vienna, 2).await;
    assert!(!Visitor::new(&abroad).get("/accessibility").await.text.contains("MLBF"));
}

#[tokio::test]
async fn who_does_not_find_the_appointment_reads_whom_to_call() {
    let shop = Shop::new().await;
    let page = Visitor::new(&shop).get("/t/unknown").await;
    assert_eq!(page.status, 404);
    assert_eq!(page.count("a[href='tel:+49711123456']"), 1);
}
