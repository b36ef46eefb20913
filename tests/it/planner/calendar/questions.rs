//! Explanations why a time cannot be booked online, and the search for a free one.

use super::{book, make};
use crate::harness::TestApp;
use crate::planner::desk::Desk;
use crate::seed;

async fn answer(desk: &Desk<'_>, at: &str) -> String {
    desk.get(&format!("/planner/calendar/why?at={at}&resource=kabine-1")).await.words(".why")
}

#[tokio::test]
async fn a_pressed_time_says_whether_customers_can_book_it_and_why_not() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    book(&shop, "2022-01-17T09:00:00+01:00").await;
    for (at, words) in [
        ("2022-01-17T10:00", "Anpassung: ✓ Ja Kabine 1"),
        ("2022-01-14T09:00", "✕ Nein Vorlaufzeit: online erst ab Sonntag, 16. Januar 2022, 20:00 Uhr."),
        ("2022-01-13T09:00", "✕ Nein Die Zeit ist vorbei."),
        ("2022-06-13T09:00", "✕ Nein Buchungszeitraum: online nur bis Donnerstag, 14. April 2022."),
        ("2022-01-17T09:30", "✕ Nein Die Zeit ist belegt. Kabine 1: Anpassung, 09:00 bis 10:00 Uhr, Erika Muster"),
        ("2022-01-17T10:10", "✕ Nein Zu dieser Uhrzeit beginnt kein Termin."),
        ("2022-01-17T20:00", "✕ Nein Zu dieser Zeit ist nicht geöffnet. Kabine 1: geschlossen"),
        ("2022-01-17T17:30", "Kabine 1: schließt um 18:00 Uhr, vor dem Ende"),
    ] {
        let found = answer(&desk, at).await;
        assert!(found.contains(words), "{at}: {found}");
    }
}

#[tokio::test]
async fn a_free_room_without_its_person_says_who_is_missing() {
    let shop = TestApp::with(
        &(seed::person("weber", "Frau Weber")
            + r#"UPDATE services SET needs = '[["kabine-1", "kabine-2"], ["weber"]]'"#),
        true,
    );
    let found = answer(&Desk::staff(&shop).await, "2022-01-17T09:00").await;
    assert!(found.contains("Kabine 1 ist frei, es fehlt aber: Frau Weber."), "{found}");
    assert!(found.contains("Frau Weber: geschlossen"), "{found}");
}

#[tokio::test]
async fn a_service_not_bookable_online_is_explained() {
    let shop = TestApp::with("UPDATE services SET online = 0", true);
    let found = answer(&Desk::staff(&shop).await, "2022-01-17T09:00").await;
    assert!(found.contains("Diese Leistung ist nicht online buchbar."), "{found}");
    let shop = TestApp::with("UPDATE resources SET online = 0 WHERE id = 'kabine-1'", true);
    let found = answer(&Desk::staff(&shop).await, "2022-01-17T09:00").await;
    assert!(found.contains("Kabine 1: nicht online buchbar"), "{found}");
}

#[tokio::test]
async fn the_answer_comes_as_a_page_or_as_its_inside() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = desk.get("/planner/calendar/why?at=2022-01-17T10:00&resource=kabine-1").await;
    assert_eq!((page.count("nav.areas"), page.words("h1")), (1, "Kabine 1, Montag, 17. Januar 2022, 10:00 Uhr".into()));
    let new = page.attribute("a.primary", "href").replace('+', " ");
    let page = desk.get(&new.replace(' ', "+")).await;
    let field = |name: &str| page.attribute(&format!("input[name={name}]"), "value");
    assert_eq!((field("date").as_str(), field("time").as_str()), ("2022-01-17", "10:00"));
    assert_eq!(page.attribute("input[name=resource][checked]", "value"), "kabine-1");
    let part = desk.get("/planner/calendar/why?at=2022-01-17T10:00&resource=kabine-1&part=1").await;
    assert_eq!((part.count("nav.areas"), part.count(".why > li")), (0, 1));
    assert_eq!(desk.get("/planner/calendar/why?at=nonsense").await.status, 404);
}

#[tokio::test]
async fn a_free_time_is_found_by_service_resource_and_time_of_day() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    make(&desk, &[("date", "2022-01-17"), ("time", "09:00"), ("resource", "kabine-2")]).await;
    let search = "/planner/calendar/free?service=anpassung&from=2022-01-17";
    let page = desk.get(&format!("{search}&resource=kabine-2&daytime=morning")).await;
    assert_eq!(page.all("section:first-of-type li"), ["10:00", "10:30", "11:00", "11:30"]);
    let page = desk.get(&format!("{search}&daytime=evening")).await;
    assert_eq!(page.all("section:first-of-type li"), ["17:00"]);
    let way = page.attribute(".free-times a", "href");
    let form = desk.get(&way).await;
    assert_eq!(form.attribute("input[name=time]", "value"), "17:00");
    assert_eq!(form.attribute("input[name=minutes]", "value"), "", "as long as the service");
}

#[tokio::test]
async fn within_the_lead_time_the_operator_finds_times_that_customers_do_not() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = desk.get("/planner/calendar/free?service=anpassung&from=2020-01-01").await;
    assert_eq!(
        (page.words("section h2"), page.words("section li")),
        ("Freitag, 14. Januar 2022".into(), "09:00".into())
    );
    let page = desk.get("/planner/calendar/free?service=anpassung&resource=unknown").await;
    assert_eq!(page.words(".empty"), "In diesem Zeitraum ist nichts frei.");
    assert_eq!(desk.get("/planner/calendar/free").await.count(".empty"), 0);
}
