//! One search over customers, appointments, days, services and settings; staff find no more than they may open.

use super::desk::Desk;
use crate::harness::{TestApp, booking};

/// The titles on the page of the search; of the manual's those that `of_manual` wants.
async fn hits(desk: &Desk<'_>, typed: &str, of_manual: bool) -> Vec<String> {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", typed).finish();
    let page = desk.get(&format!("/planner/search?{query}")).await;
    let titles = page.all(".list a").into_iter().zip(page.attributes(".list a", "href"));
    titles.filter(|(_, href)| href.starts_with("/planner/help/") == of_manual).map(|(title, _)| title).collect()
}

async fn found(desk: &Desk<'_>, typed: &str) -> Vec<String> {
    hits(desk, typed, false).await
}

#[tokio::test]
async fn anything_is_found_and_leads_to_its_page() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let fields = [("first_name", "Erika"), ("last_name", "Müller"), ("phone", "0711 123456")];
    desk.post("/planner/customers/new", &fields).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    assert_eq!(found(&desk, "mueller").await, ["Müller, Erika"]);
    assert_eq!(found(&desk, "erika@example.org").await, ["Erika Muster"], "an appointment of no record");
    assert_eq!(found(&desk, "18.1.").await, ["Dienstag, 18. Januar 2022"]);
    assert_eq!(found(&desk, "anpass").await, ["Anpassung"]);
    assert_eq!(found(&desk, "kabine").await, ["Kabine 1", "Kabine 2"]);
    assert_eq!(found(&desk, "impressum").await.len(), 1);
    assert_eq!(found(&desk, "nobody").await, Vec::<String>::new());
    let page = desk.get("/planner/search?q=nobody").await;
    assert_eq!(
        (page.words("main [role=status].muted"), page.attribute("#f-q", "value")),
        ("Nichts gefunden.".into(), "nobody".into())
    );
    for typed in ["mueller", "erika", "18.1.", "anpass", "kabine", "impressum", "protokoll"] {
        let page = desk.get(&format!("/planner/search?q={typed}")).await;
        for href in page.attributes(".list a", "href") {
            let path = href.split('#').next().unwrap();
            assert_eq!(desk.get(path).await.status, 200, "{typed}: {href}");
        }
        let part = desk.get(&format!("/planner/search?q={typed}&part=1")).await;
        assert_eq!(part.attributes("[role=option]", "data-href"), page.attributes(".list a", "href"));
    }
}

#[tokio::test]
async fn staff_find_no_page_that_they_may_not_open() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    for typed in ["anpass", "kabine", "impressum", "protokoll"] {
        assert_eq!(found(&desk, typed).await, Vec::<String>::new(), "{typed}");
    }
    assert_eq!(found(&desk, "muster").await, ["Erika Muster"]);
}

#[tokio::test]
async fn the_manual_is_found_last_and_by_anybody() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    assert_eq!(hits(&desk, "zweiter faktor", true).await[0], "Zweiter Faktor");
    let many = hits(&desk, "termin", true).await;
    assert_eq!(many.len(), 5, "{many:?}");
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let page = desk.get("/planner/search?q=erika").await;
    assert_eq!(page.attributes(".list a", "href")[0], "/planner/appointments/1", "people come first");
}
