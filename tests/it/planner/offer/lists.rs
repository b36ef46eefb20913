//! The lists: order, switches, archive, deletion.

use super::{location, revision, service, services};
use crate::harness::{TestApp, booking};
use crate::planner::desk::Desk;

#[tokio::test]
async fn services_are_put_in_order_switched_archived_and_deleted() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for name in ["B", "C"] {
        desk.post("/planner/services/form", &service(&[("name", name)])).await;
    }
    let names = async || desk.get("/planner/services").await.all(".ordered .grow a");
    let act = async |fields: &[(&str, &str)]| desk.submit("/planner/services/act", fields).await;
    act(&[("id", "c"), ("act", "up")]).await;
    assert_eq!(names().await, ["Anpassung", "C", "B"]);
    act(&[("id", "anpassung"), ("act", "down")]).await;
    act(&[("id", "b"), ("act", "down")]).await;
    assert_eq!(names().await, ["C", "Anpassung", "B"]);
    act(&[("act", "order"), ("order", "b"), ("order", "c"), ("order", "anpassung")]).await;
    assert_eq!(names().await, ["B", "C", "Anpassung"]);
    assert_eq!(services(&shop).await[0]["id"], "b");
    let stale = act(&[("act", "order"), ("order", "b"), ("order", "c")]).await;
    assert!(stale.words("[role=alert]").contains("Inzwischen"));
    act(&[("id", "b"), ("act", "offline")]).await;
    assert_eq!(services(&shop).await.len(), 2);
    let page = act(&[("id", "b"), ("act", "archive")]).await;
    assert_eq!((page.words(".note.good"), names().await.len()), ("Archiviert.".into(), 2));
    act(&[("id", "b"), ("act", "restore")]).await;
    act(&[("id", "b"), ("act", "online")]).await;
    assert_eq!(services(&shop).await.len(), 3);
    assert_eq!(act(&[("id", "b"), ("act", "delete")]).await.words(".note.good"), "Gelöscht.");
    assert_eq!(desk.post("/planner/services/act", &[("id", "c")]).await.status, 400);
}

#[tokio::test]
async fn a_service_or_resource_with_appointments_is_not_deleted() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let page = desk.get("/planner/services/form?id=anpassung").await;
    assert_eq!((page.count("button[value=archive]"), page.count("button[value=delete]")), (1, 0));
    for (list, id) in [("services", "anpassung"), ("resources", "kabine-1"), ("resources", "kabine-2")] {
        let page = desk.submit(&format!("/planner/{list}/act"), &[("id", id), ("act", "delete")]).await;
        assert!(page.words("[role=alert]").contains("Archivieren Sie"), "{id}");
    }
    assert_eq!(shop.count("SELECT count(*) FROM resources"), 2);
}

#[tokio::test]
async fn archiving_with_open_appointments_lists_them_first() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let archived = || shop.count("SELECT count(*) FROM resources WHERE archived = 1");
    let fields = [("id", "kabine-1"), ("act", "archive")];
    let page = desk.post("/planner/resources/act", &fields).await;
    assert_eq!((page.status.as_u16(), page.words("h1").as_str()), (422, "Damit sind noch Termine vereinbart"));
    assert_eq!(page.all("tbody td")[1..], ["Erika Muster", "Anpassung", "Kabine 1"]);
    assert_eq!(desk.get(&page.attribute("tbody a", "href")).await.status, 200);
    assert_eq!((page.attribute("form.panel a.button", "href").as_str(), archived()), ("/planner/resources", 0));
    let seen = page.attribute("button[name=confirmed]", "value");
    shop.book(&booking("2022-01-19T10:00:00+01:00")).await;
    let again = desk.post("/planner/resources/act", &[fields[0], fields[1], ("confirmed", &seen)]).await;
    assert_eq!((page.words("form h2"), again.words("form h2")), ("1 Termin".into(), "2 Termine".into()));
    assert_eq!((again.count("tbody tr"), archived()), (2, 0), "what came in meanwhile has not been seen yet");
    let seen = again.attribute("button[name=confirmed]", "value");
    let page = desk.submit("/planner/resources/act", &[fields[0], fields[1], ("confirmed", &seen)]).await;
    assert_eq!((page.words(".note.good").as_str(), archived()), ("Archiviert.", 1));
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed'"), 2, "they stay");
    let other = desk.post("/planner/resources/act", &[("id", "kabine-2"), ("act", "archive")]).await;
    assert_eq!((other.status.as_u16(), archived()), (303, 2), "what nobody has booked goes at once");
}

#[tokio::test]
async fn past_and_cancelled_appointments_do_not_prevent_archiving() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    shop.execute("UPDATE appointments SET status = 'cancelled' WHERE key = 2");
    shop.advance(std::time::Duration::from_secs(4 * 24 * 60 * 60));
    desk.prove().await;
    let page = desk.post("/planner/services/act", &[("id", "anpassung"), ("act", "archive")]).await;
    assert_eq!(location(&page), "/planner/services");
    assert_eq!(desk.get("/planner/services").await.words(".note.good"), "Archiviert.");
}

#[tokio::test]
async fn switching_a_service_off_that_is_booked_shows_by_whom_from_list_and_form() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let offline = || shop.count("SELECT count(*) FROM services WHERE online = 0");
    let page = desk.post("/planner/services/act", &[("id", "anpassung"), ("act", "offline")]).await;
    assert_eq!((page.words("button[name=confirmed]").as_str(), offline()), ("Trotzdem ausschalten", 0));
    let revision = revision(&desk, "/planner/services/form?id=anpassung").await;
    let fields = service(&[("id", "anpassung"), ("revision", &revision), ("name", "Anprobe"), ("online", "-")]);
    let page = desk.post("/planner/services/form", &fields).await;
    assert_eq!((page.status.as_u16(), page.all("tbody td").len(), offline()), (422, 4, 0));
    assert_eq!(page.attribute("input[type=hidden][name=name]", "value"), "Anprobe", "what was typed is kept");
    let edit = [fields.as_slice(), &[("edit", "1")]].concat();
    assert_eq!(desk.post("/planner/services/form", &edit).await.attribute("#f-name", "value"), "Anprobe");
    let seen = page.attribute("button[name=confirmed]", "value");
    let confirmed = [fields.as_slice(), &[("confirmed", seen.as_str())]].concat();
    assert_eq!(location(&desk.post("/planner/services/form", &confirmed).await), "/planner/services");
    assert_eq!(offline(), 1);
    let page = desk.post("/planner/services/act", &[("id", "anpassung"), ("act", "online")]).await;
    assert_eq!((location(&page), offline()), ("/planner/services", 0), "switching it on asks nothing");
}

#[tokio::test]
async fn a_list_says_what_cannot_be_booked_and_speaks_english() {
    let shop = TestApp::new();
    shop.execute("UPDATE resources SET online = 0; UPDATE users SET language = 'en'");
    let desk = Desk::owner(&shop).await;
    shop.execute("UPDATE users SET language = 'en'");
    let page = desk.get("/planner/services").await;
    assert_eq!(page.words(".chip.warn"), "not bookable: no room or person available");
    assert_eq!(page.words("h1"), "Services");
    assert_eq!(desk.get("/planner/hours/holidays?region=CH-SO&year=2022").await.words("h1"), "Public holidays");
}

#[tokio::test]
async fn a_single_entry_cannot_be_reordered() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    assert_eq!(desk.get("/planner/services").await.count("button[value=up], .handle"), 0);
    assert_eq!(desk.get("/planner/resources").await.count("button[value=up], .handle"), 4);
}
