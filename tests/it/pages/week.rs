//! The week as a table and as a list of days, and the month.

use super::shop::Shop;
use super::visitor::Visitor;
use terminplaner::domain::shop::WidgetView;
use terminplaner::domain::values::{Checked, WebUrl};

#[tokio::test]
async fn the_week_is_a_table_with_heads_and_words() {
    let shop = Shop::with(|_| {}, 1).await;
    let page = Visitor::new(&shop).get("/?view=grid").await;
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
    let first = visitor.get("/?view=grid").await;
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
    let page = visitor.get("/?view=grid").await;
    assert_eq!(page.count(".wide .next"), 0);
    assert_eq!(page.words(".narrow .next a"), "Mittwoch, 19. Januar, 09:00 Uhr");
    let form = visitor.follow(&page, ".narrow .next a").await;
    assert!(form.words(".when").starts_with("Mittwoch, 19. Januar 2022 09:00"));
}

#[tokio::test]
async fn the_list_has_the_free_times_by_day_and_is_kept_by_every_link() {
    let shop = Shop::with(|_| {}, 1).await;
    let visitor = Visitor::new(&shop);
    let page = visitor.get("/").await;
    assert_eq!(page.count(".week.auto > .days, .week.auto > .table"), 2, "the width decides");
    let page = visitor.follow(&page, ".tools .for-table").await;
    assert_eq!(page.count(".week.list > .days, .table"), 1);
    assert_eq!(page.words("div.day-card"), "Freitag, 14. Januar nichts frei");
    assert_eq!(page.words("summary"), "Montag, 17. Januar 3 frei");
    assert_eq!(page.all(".times")[0], "09:00 10:00 11:00");
    assert!(page.attribute(".times a", "aria-label").starts_with("09:00 Uhr, Montag, 17. Januar"));
    let later = visitor.follow(&page, "a.arrow").await;
    assert_eq!(later.count(".week.list"), 1);
    assert_eq!(visitor.follow(&later, ".tools .for-list").await.count(".week.grid .table"), 1);
}

#[tokio::test]
async fn the_shop_chooses_how_its_days_are_shown() {
    for (view, shown) in [(WidgetView::Grid, ".week.grid > .table"), (WidgetView::List, ".week.list > .days")] {
        let shop = Shop::with(move |shop| shop.widget_view = view, 1).await;
        let page = Visitor::new(&shop).get("/").await;
        assert_eq!((page.count(shown), page.count(".days, .table")), (1, 1), "{view:?}");
    }
}

#[tokio::test]
async fn a_month_leads_to_the_week_of_a_day_with_a_free_time() {
    let shop = Shop::with(|_| {}, 1).await;
    let visitor = Visitor::new(&shop);
    let month = visitor.follow(&visitor.get("/").await, ".tools a").await;
    assert_eq!(month.words("h2"), "Januar 2022");
    assert_eq!(month.all(".calendar td").len() % 7, 0);
    assert_eq!(month.count(".arrow.off"), 1, "nothing before this month");
    assert_eq!(month.attribute(".calendar a", "aria-label"), "Montag, 17. Januar");
    let next = visitor.follow(&month, "a.arrow").await;
    assert_eq!(next.words("h2"), "Februar 2022");
    let week = visitor.follow(&next, ".calendar a").await;
    assert!(week.words("thead th [aria-hidden]").starts_with("Di 1. Feb"), "{}", week.words("thead th [aria-hidden]"));
    assert_eq!(visitor.get("/?month=2022-13").await.status, 422);
    let past = visitor.get("/?month=2020-01").await;
    assert_eq!(past.words("h2"), "Januar 2022");
}

#[tokio::test]
async fn neighbouring_rows_without_a_free_time_are_folded() {
    let shop = Shop::with(|shop| shop.lead_time_hours = 11 * 24, 1).await;
    let page = Visitor::new(&shop).get("/?view=grid").await;
    assert_eq!(page.words(".fold label"), "09:00–11:00 x nicht buchbar");
    assert_eq!(page.all("tbody:not(.fold) th").len(), 3, "they are there when it is opened");
    let other = Shop::with(|_| {}, 1).await;
    assert_eq!(Visitor::new(&other).get("/?view=grid").await.count(".fold"), 0);
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
