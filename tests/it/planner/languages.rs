//! Pages in a right-to-left language. Debug builds, such as tests, include one in Hebrew letters.

use crate::harness::TestApp;
use crate::page::Page;
use crate::planner::desk::Desk;

/// Whether a text has Hebrew letters.
fn is_hebrew(text: &str) -> bool {
    text.chars().any(|letter| ('א'..='ת').contains(&letter))
}

fn direction(page: &Page) -> (String, String) {
    (page.attribute("html", "lang"), page.attribute("html", "dir"))
}

#[tokio::test]
async fn a_page_runs_in_the_direction_of_its_language() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    assert_eq!(direction(&desk.get("/planner/hours").await), ("de".into(), "ltr".into()));
    shop.execute("UPDATE users SET language = 'he'");
    for path in ["/planner/hours", "/planner/services", "/planner/customers"] {
        let page = desk.get(path).await;
        assert_eq!(direction(&page), ("he".into(), "rtl".into()), "{path}");
        assert!(is_hebrew(&page.words("main")), "{path}");
    }
}

#[tokio::test]
async fn a_name_of_another_script_stays_in_one_piece_within_a_sentence() {
    let shop = TestApp::with("DELETE FROM availabilities", true);
    let desk = Desk::owner(&shop).await;
    let sentence = |page: Page| page.words(".why .chip");
    let german = sentence(desk.get("/planner/services").await);
    assert!(german.ends_with("Kabine 1 und Kabine 2 haben noch keine Öffnungszeiten"), "{german}");
    shop.execute("UPDATE users SET language = 'he'");
    let hebrew = sentence(desk.get("/planner/services").await);
    assert!(hebrew.contains("\u{2068}Kabine 1 ו"), "{hebrew}");
}
