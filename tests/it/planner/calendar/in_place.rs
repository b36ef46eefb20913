//! What is done in the calendar itself: the small form of a new appointment, the card of one, and moving it to a free time.

use super::{PHONE_CUSTOMER, book, location, make, newest, with};
use crate::harness::TestApp;
use crate::page::Page;
use crate::planner::desk::Desk;
use crate::seed;

const NEW: &str = "/planner/appointments/new";
const PRESSED: &str =
    "/planner/appointments/new?start=2022-01-18T10:00&resource=kabine-1&part=1&back=/planner/calendar";

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// What the small form sends with these fields filled.
fn filled(page: &Page, other: &[(&str, &str)]) -> Vec<(String, String)> {
    page.filled("form", &[other, &[("part", "1")]].concat())
}

/// What the script is told to say.
fn said(page: &Page) -> String {
    assert_eq!(page.status, 200, "{}", page.text);
    let answer: serde_json::Value = serde_json::from_str(&page.text).unwrap();
    answer["said"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_pressed_time_becomes_an_appointment_in_place() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let part = desk.get(PRESSED).await;
    assert_eq!(
        (part.count("nav"), part.words(".quick-when")),
        (0, "Dienstag, 18. Januar 2022, 10:00 Uhr · Kabine 1".into())
    );
    assert_eq!(part.attribute("#f-service [selected]", "value"), "anpassung", "the only one there");
    assert_eq!((part.count("[data-names][hidden]"), part.count(".free-times")), (1, 0));
    let empty = desk.post(NEW, &borrowed(&filled(&part, &[]))).await;
    assert_eq!((empty.status.as_u16(), empty.count("nav"), empty.count("[data-names][hidden]")), (422, 0, 0));
    assert_eq!(empty.words("#e-last_name"), "Bitte füllen Sie dieses Feld aus.");
    let page = desk.post(NEW, &borrowed(&filled(&part, &[("who", "max beispiel")]))).await;
    assert_eq!(said(&page), "Der Termin ist angelegt. Max Beispiel, Dienstag, 18. Januar 2022, 10:00 Uhr");
    assert_eq!(shop.count("SELECT count(*) FROM claims WHERE resource_id = 'kabine-1' AND appointment_key = 1"), 1);
    assert!(desk.get("/planner").await.count(".note.good") == 0, "nothing waits to be said on the next page");
    let drawn = desk.get(&format!("{PRESSED}&end=2022-01-18T11:30")).await;
    assert_eq!(drawn.words(".quick-when"), "Dienstag, 18. Januar 2022, 10:00 bis 11:30 Uhr · Kabine 1");
    assert_eq!(drawn.attribute("input[name=minutes]", "value"), "90");
}

#[tokio::test]
async fn the_nearest_free_times_are_offered_and_taken() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    make(&desk, &[("resource", "kabine-1")]).await;
    let part = desk.get(PRESSED).await;
    let times = part.all(".free-times button[name=found]");
    assert_eq!(times.len(), 4, "{times:?}");
    assert!(times.contains(&"Dienstag, 18. Januar, 11:00 Uhr".to_owned()), "{times:?}");
    let taken = filled(&part, &[("last_name", "Muster")]);
    let refused = desk.post(NEW, &borrowed(&taken)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words("[role=alert]").contains("Telefon"), "says with whom");
    let at = part.attributes(".free-times button[name=found]", "value");
    let eleven = at.iter().find(|at| at.contains("T11:00")).unwrap();
    let moved = desk.post(NEW, &borrowed(&filled(&part, &[("last_name", "Muster"), ("found", eleven)]))).await;
    assert_eq!(moved.words(".quick-when"), "Dienstag, 18. Januar 2022, 11:00 Uhr · Kabine 1");
    assert_eq!(moved.attribute("#f-last_name", "value"), "Muster");
    said(&desk.post(NEW, &borrowed(&filled(&moved, &[]))).await);
    // All else that was typed goes along to the page.
    let page = desk.post(NEW, &borrowed(&part.filled("form", &[("again", "1"), ("last_name", "Muster")]))).await;
    assert_eq!((page.count("nav.areas"), page.attribute("#f-time", "value")), (1, "10:00".into()));
}

#[tokio::test]
async fn only_services_of_the_pressed_person_are_offered_at_their_length() {
    let added = [
        seed::person("weber", "Frau Weber"),
        seed::hours("weber", &["tue"], 9, 16),
        seed::service("beratung", "Beratung", 20, &[&["weber"]]),
    ];
    let shop = TestApp::with(&added.concat(), true);
    let desk = Desk::staff(&shop).await;
    let part = desk.get(&PRESSED.replace("kabine-1", "weber")).await;
    assert_eq!(part.all("#f-service option"), ["Bitte wählen", "Beratung (20 min)"]);
    said(&desk.post(NEW, &borrowed(&filled(&part, &[("last_name", "Kurz")]))).await);
    assert_eq!(shop.count("SELECT ends_at - starts_at FROM appointments"), 20);
    // Without a room any service may be meant; the length is that of the one chosen in the end.
    let all = desk.get("/planner/appointments/new?service=anpassung&start=2022-01-18T12:00").await;
    assert_eq!(all.count("#f-service option"), 3);
    let form = all.filled("form.panel", &[("service", "beratung"), ("last_name", "Lang")]);
    assert_eq!(desk.post(NEW, &borrowed(&form)).await.status, 303);
    assert_eq!(shop.count("SELECT ends_at - starts_at FROM appointments ORDER BY key DESC LIMIT 1"), 20);
}

#[tokio::test]
async fn a_card_shows_whom_to_call_and_what_may_become_of_it() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let key = book(&shop, "2022-01-18T10:00:00+01:00").await;
    let card = desk.get(&format!("/planner/appointments/{key}?part=1")).await;
    assert_eq!((card.count("nav"), card.words("h2")), (0, "Erika Muster".into()));
    assert!(card.words(".card-facts").contains("Dienstag, 18. Januar 2022, 10:00 bis 11:00 Uhr"));
    assert_eq!(card.count("a[href^='mailto:']"), 1);
    assert_eq!(card.attribute("a[href^='/planner/appointments']", "href"), format!("/planner/appointments/{key}"));
    let status = format!("/planner/appointments/{key}/status");
    let page = desk.post(&status, &[("part", "1"), ("to", "cancelled")]).await;
    assert_eq!(said(&page), "Abgesagt, ohne E-Mail.");
    let page = desk.post(&status, &[("part", "1"), ("to", "no_show")]).await;
    assert_eq!((page.status.as_u16(), page.count("nav"), page.count("[role=alert]")), (422, 0, 1));
    let card = desk.get(&format!("/planner/appointments/{key}?part=1")).await;
    assert_eq!(card.count("a[href*='moving=']"), 0, "what is off is not moved");
}

#[tokio::test]
async fn an_appointment_is_moved_to_a_free_time_of_another_week() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    make(&desk, &[("resource", "kabine-1")]).await;
    let key = newest(&shop);
    let card = desk.get(&format!("/planner/appointments/{key}?part=1")).await;
    let search = desk.get(&card.attribute("a[href*='moving=']", "href")).await;
    assert_eq!(search.words("h1"), "Termin verschieben");
    assert!(search.text.contains("Telefon, Anpassung, Dienstag, 18. Januar 2022, 10:00 Uhr"));
    let search = desk.get(&format!("/planner/calendar/free?moving={key}&from=2022-01-25&daytime=afternoon")).await;
    let page = desk.get(&search.attribute(".free-times a", "href")).await;
    let value = |name: &str| page.attribute(&format!("input[name={name}]"), "value");
    assert_eq!((value("date"), value("time"), value("minutes")), ("2022-01-25".into(), "12:00".into(), "60".into()));
    let path = format!("/planner/appointments/{key}/edit");
    let form = page.filled(&format!("form[action='{path}']"), &[]);
    assert_eq!(location(&desk.post(&path, &borrowed(&form)).await), format!("/planner/appointments/{key}"));
    assert_eq!(shop.count("SELECT starts_at FROM appointments") * 60, 1_643_108_400, "12:00 on the 25th");
    // Its room is taken then: another one is.
    make(&desk, &[("date", "2022-01-26"), ("resource", "kabine-1"), ("last_name", "Anders")]).await;
    let page = desk.get(&format!("{path}?start=2022-01-26T10:00:00%2B01:00")).await;
    assert_eq!(page.attributes("input[name=resource][checked]", "value"), ["kabine-2"]);
    let page = desk.get("/planner/calendar/free?moving=77").await;
    assert_eq!(page.status, 404);
    assert_eq!(
        desk.post(NEW, &with(PHONE_CUSTOMER, &[("date", "2022-01-25"), ("time", "12:00"), ("resource", "kabine-1")]))
            .await
            .status,
        422
    );
}
