//! Linking appointments to customer records: suggested, never automatic.

use super::super::desk::Desk;
use super::{add, key};
use crate::harness::{TestApp, booking};

const NINE: &str = "2022-01-17T09:00:00+01:00";

#[tokio::test]
async fn a_booking_makes_no_record_and_one_press_does() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking(NINE)).await;
    assert_eq!(shop.count("SELECT count(*) FROM customers"), 0);
    assert_eq!(desk.get("/planner").await.words(".whose button"), "Als Kunden anlegen : Erika Muster");
    let path = format!("/planner/appointments/{}/customer", key(&shop));
    let page = desk.submit(&path, &[("create", "1"), ("to", "/planner")]).await;
    assert!(page.words(".note.good").contains("angelegt"));
    assert_eq!(page.words(".whose a"), "Erika Muster");
    desk.submit(&path, &[("create", "1"), ("to", "/planner")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM customers"), 1, "pressed twice is once");
    let record = desk.get(&page.attribute(".whose a", "href")).await;
    assert_eq!(record.all(".visits .when"), ["Montag, 17. Januar 2022 , 09:00 bis 10:00 Uhr"]);
    let page = desk.submit(&path, &[("unlink", "1"), ("to", "/planner")]).await;
    assert!(page.words(".whose").contains("Wahrscheinlich schon bekannt"), "{}", page.words(".whose"));
    assert_eq!(
        shop.count("SELECT count(*) FROM audit WHERE action IN ('appointment.linked', 'appointment.unlinked')"),
        2
    );
}

#[tokio::test]
async fn likely_records_are_offered_with_the_reasons_in_words() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    add(&desk, &[("first_name", "Erika"), ("last_name", "Muster"), ("email", "ERIKA@example.org")]).await;
    add(&desk, &[("first_name", "Max"), ("last_name", "Muster"), ("email", "erika@example.org")]).await;
    add(&desk, &[("first_name", "Erica"), ("last_name", "Musster")]).await;
    add(&desk, &[("first_name", "Erika"), ("last_name", "Beispiel")]).await;
    shop.book(&booking(NINE)).await;
    let page = desk.get("/planner").await;
    let offers = page.all(".offers li span:not(.vh):not(.muted)");
    let expected = [
        "Erika Muster (gleiche E-Mail-Adresse, gleicher Name)",
        "Max Muster (gleiche E-Mail-Adresse)",
        "Erica Musster (ähnlicher Name)",
    ];
    assert_eq!(offers, expected);
    let best = page.attribute(".offers button[name=link]", "value");
    let path = format!("/planner/appointments/{}/customer", key(&shop));
    let page = desk.submit(&path, &[("link", &best), ("to", "/planner")]).await;
    assert_eq!(page.words(".whose a"), "Erika Muster");
}

#[tokio::test]
async fn an_appointment_s_page_says_whose_it_is_and_comes_back_after_each_press() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    shop.book(&booking(NINE)).await;
    let here = format!("/planner/appointments/{}", key(&shop));
    let path = format!("{here}/customer");
    let page = desk.get(&here).await;
    assert_eq!(page.attribute(".whose", "action"), path);
    assert_eq!(page.attribute(".whose [name=to]", "value"), here);
    assert_eq!(page.words(".whose button"), "Als Kunden anlegen : Erika Muster");
    let pressed = desk.post(&path, &[("create", "1"), ("to", &here)]).await;
    assert_eq!(pressed.headers["location"], here.as_str());
    let page = desk.submit(&path, &[("create", "1"), ("to", &here)]).await;
    assert_eq!((page.words("h1"), page.words(".whose a")), ("Erika Muster".into(), "Erika Muster".into()));
    assert_eq!(page.words(".note.good"), "Der Kunde ist angelegt, der Termin zugeordnet.");
    let record = page.attribute(".whose a", "href");
    let page = desk.submit(&path, &[("unlink", "1"), ("to", &here)]).await;
    assert_eq!(page.attribute(".offers a", "href"), record, "offered again, with what speaks for it");
    assert!(page.words(".offers li").contains("gleiche E-Mail-Adresse, gleicher Name"), "{}", page.words(".offers"));
    let id = page.attribute(".offers [name=link]", "value");
    let page = desk.submit(&path, &[("link", &id), ("to", &here)]).await;
    assert_eq!(page.attribute(".whose a", "href"), record);
}

#[tokio::test]
async fn blocked_time_has_no_customer_on_its_page() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let block = [
        ("kind", "block"),
        ("date", "2022-01-18"),
        ("time", "12:00"),
        ("end_date", "2022-01-18"),
        ("end_time", "13:00"),
        ("resource", "kabine-1"),
    ];
    desk.post("/planner/appointments/new", &block).await;
    let page = desk.get(&format!("/planner/appointments/{}", key(&shop))).await;
    assert_eq!((page.status.as_u16(), page.count(".whose")), (200, 0));
}

#[tokio::test]
async fn a_record_shows_bookings_of_its_address_and_takes_them_in() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let record = add(&desk, &[("last_name", "Muster"), ("email", "erika@example.org")]).await;
    shop.book(&booking(NINE)).await;
    let page = desk.get(&record).await;
    assert_eq!(page.count("section[aria-labelledby=h-same] li"), 1);
    let id = page.attribute("section[aria-labelledby=h-same] [name=link]", "value");
    let path = format!("/planner/appointments/{}/customer", key(&shop));
    let page = desk.submit(&path, &[("link", &id), ("to", &record)]).await;
    assert_eq!(
        (page.count("section[aria-labelledby=h-same]"), page.count("section[aria-labelledby=h-upcoming] li")),
        (0, 1)
    );
}

#[tokio::test]
async fn linking_unknown_records_or_from_another_origin_changes_nothing() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    assert_eq!(desk.post("/planner/appointments/99/customer", &[("create", "1")]).await.status, 404);
    shop.book(&booking(NINE)).await;
    let path = format!("/planner/appointments/{}/customer", key(&shop));
    for fields in [[("link", "7")], [("link", "x")], [("other", "1")]] {
        assert_eq!(desk.post(&path, &fields).await.status, 404, "{fields:?}");
    }
    shop.execute("UPDATE appointments SET first_name = NULL, last_name = NULL");
    assert_eq!(desk.post(&path, &[("create", "1")]).await.status, 404, "nobody is named");
    let away = desk.post(&path, &[("unlink", "1"), ("to", "https://evil.example/")]).await;
    assert_eq!(away.headers["location"], "/planner");
}
