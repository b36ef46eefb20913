//! The week as a table.

use super::shop::Shop;
use super::visitor::Visitor;
use terminplaner::domain::values::Checked;

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
    assert_eq!(page.all(".bar h2"), ["14.–24. Januar 2022", "14.–18. Januar 2022"]);
}

#[tokio::test]
async fn both_widths_walk_through_all_days() {
    let shop = Shop::with(|_| {}, 1).await;
    let visitor = Visitor::new(&shop);
    let first = visitor.get("/").await;
    assert_eq!(first.count(".arrow.off"), 2, "nothing before today");
    let wide = visitor.follow(&first, ".wide a.arrow").await;
    assert_eq!(wide.words(".wide h2"), "25. Januar – 2. Februar 2022");
    let narrow = visitor.follow(&first, ".narrow a.arrow").await;
    assert_eq!(narrow.words(".narrow h2"), "19.–21. Januar 2022");
    let back = visitor.follow(&narrow, ".narrow a.arrow").await;
    assert_eq!(back.words(".narrow h2"), "14.–18. Januar 2022");
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
