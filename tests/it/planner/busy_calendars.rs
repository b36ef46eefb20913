//! Calendars kept elsewhere, as owners connect them and as the start page tells of them.

use super::desk::Desk;
use crate::foreign_calendars::server::CalendarServer;
use crate::foreign_calendars::{WEDNESDAY, file};
use crate::harness::{TestApp, booking};
use crate::seed;
use std::time::Duration;

const LIST: &str = "/planner/resources/calendars";
const FORM: &str = "/planner/resources/calendars/form";
const HOUR: Duration = Duration::from_secs(3600);

fn fields<'a>(url: &'a str, act: &'a str) -> [(&'a str, &'a str); 5] {
    [("resource", "kabine-1"), ("name", "Privat"), ("url", url), ("tentative", "busy"), ("act", act)]
}

#[tokio::test]
async fn what_it_would_block_is_shown_before_it_is_saved() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY, ("kaputt", "irgendwann", "20220119T103000Z")]));
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.post(FORM, &fields(&server.url("/a.ics"), "look")).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert_eq!(page.words("#look ul"), "Mittwoch, 19. Januar 2022, 10:00 bis 11:30 Uhr");
    assert!(page.words("#look").contains("In diesem Kalender stehen 2 Einträge. 1 Eintrag ist nicht lesbar."));
    assert_eq!(shop.count("SELECT count(*) FROM busy_calendars"), 0);
    let hidden = page.hidden("#look");
    let mut sent: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    sent.push(("act", "save"));
    let saved = desk.post(FORM, &sent).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(shop.count("SELECT count(*) FROM busy_spans"), 1);
    let list = desk.get(LIST).await;
    assert!(list.text.contains("„Privat“ ist gespeichert."), "{}", list.text);
    let line = list.words("ul.list li");
    assert!(line.starts_with("Privat Kabine 1 1 Eintrag ist nicht lesbar. Gelesen: Freitag, 14. Januar"), "{line}");
    assert!(!list.text.contains(&server.url("")), "the address is not shown again");
}

#[tokio::test]
async fn what_cannot_be_read_is_said_beside_the_address_and_not_saved() {
    let server = CalendarServer::start().await;
    server.fails_with("404 Not Found");
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.post(FORM, &fields(&server.url("/a.ics"), "look")).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.words("#e-url"), "Unter dieser Adresse gibt es keinen Kalender.");
    assert_eq!((page.count("#look"), page.attribute("#f-url", "value")), (0, server.url("/a.ics")));
    for (name, value, field) in [
        ("url", "", "url"),
        ("url", "example.org/a.ics", "url"),
        ("name", " ", "name"),
        ("resource", "keine", "resource"),
        ("user", "erika", "password"),
    ] {
        let mut wrong = fields("https://calendar.example.org/a.ics", "save").to_vec();
        wrong.retain(|(known, _)| *known != name);
        wrong.push((name, value));
        let page = desk.post(FORM, &wrong).await;
        assert_eq!((page.status.as_u16(), page.count(&format!("#e-{field}"))), (422, 1), "{name}: {}", page.text);
    }
    assert_eq!(shop.count("SELECT count(*) FROM busy_calendars"), 0);
}

#[tokio::test]
async fn a_changed_calendar_keeps_its_address_and_a_deleted_one_frees_its_times() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.post(FORM, &fields(&server.url("/a.ics"), "save")).await;
    let path = format!("{FORM}?id=1");
    let page = desk.get(&path).await;
    assert_eq!(
        (page.attribute("#f-name", "value").as_str(), page.attribute("#f-url", "value").as_str()),
        ("Privat", "")
    );
    let changed = [("id", "1"), ("resource", "kabine-2"), ("name", "Familie"), ("url", ""), ("act", "save")];
    assert_eq!(desk.post(FORM, &changed).await.status, 303);
    let busy = |id: &str| shop.app.planning().foreign.of(id).len();
    assert_eq!((busy("kabine-1"), busy("kabine-2")), (0, 1));
    assert!(server.last().starts_with("GET /a.ics "));
    assert_eq!(desk.post(FORM, &[("id", "1"), ("act", "delete")]).await.status, 303);
    assert_eq!((busy("kabine-2"), shop.count("SELECT count(*) FROM busy_spans")), (0, 0));
    let gone = desk.post(FORM, &[("id", "1"), ("act", "delete")]).await;
    assert_eq!(gone.status, 303);
    assert!(desk.get(LIST).await.text.contains("Diesen Kalender gibt es nicht mehr."));
    let log = desk.get("/planner/settings/log").await.text;
    for words in ["Kalender verbunden", "verbundener Kalender geändert", "verbundener Kalender gelöscht"] {
        assert!(log.contains(words), "{words}");
    }
    assert!(!log.contains(&server.url("")));
}

#[tokio::test]
async fn the_start_page_tells_of_an_overlap_until_it_was_seen() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[]));
    let shop = TestApp::with("UPDATE resources SET online = 0 WHERE id = 'kabine-2'", true);
    let desk = Desk::owner(&shop).await;
    desk.post(FORM, &fields(&server.url("/a.ics"), "save")).await;
    assert_eq!(shop.book(&booking("2022-01-19T10:00:00+01:00")).await.status, 201);
    server.serves(&file(&[WEDNESDAY]));
    shop.advance(HOUR);
    shop.app.calendars.look_at_due().await.unwrap();
    let staff = Desk::staff(&shop).await;
    let page = staff.get("/planner").await;
    let told = page.words("section[aria-labelledby=h-overlaps]");
    assert!(
        told.contains("Erika Muster") && told.contains("„Privat“: Mittwoch, 19. Januar 2022, 10:00 bis 11:30 Uhr"),
        "{told}"
    );
    assert_eq!(page.words("[data-open] b"), "2", "the booking, and what it overlaps");
    let key = page.attribute("section[aria-labelledby=h-overlaps] button", "value");
    assert_eq!(staff.post("/planner/inbox/overlaps", &[("seen", &key)]).await.status, 303);
    assert_eq!(staff.get("/planner").await.count("#h-overlaps"), 0);
}

#[tokio::test]
async fn the_start_page_tells_of_a_calendar_that_is_not_read() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[]));
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.post(FORM, &fields(&server.url("/a.ics"), "save")).await;
    server.fails_with("503 Service Unavailable");
    shop.advance(HOUR);
    shop.app.calendars.look_at_due().await.unwrap();
    assert_eq!(desk.get("/planner").await.count("#calendar-1"), 0, "a short fault is nobody's concern");
    shop.advance(HOUR);
    shop.app.calendars.look_at_due().await.unwrap();
    let told = desk.get("/planner").await.words("#calendar-1");
    assert!(told.starts_with("Der Kalender Privat (Kabine 1) ist seit Freitag, 14. Januar"), "{told}");
    assert!(told.contains("Der Server meldet einen Fehler."), "{told}");
    let line = desk.get(LIST).await.words("ul.list li");
    assert!(line.contains("Nicht lesbar seit") && line.contains("Es gilt der Stand von"), "{line}");
}

#[tokio::test]
async fn a_room_is_deleted_with_its_calendars() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let shop = TestApp::with(&seed::room("alt", "Alt"), true);
    let desk = Desk::owner(&shop).await;
    let mut sent = fields("", "save").to_vec();
    sent[0] = ("resource", "alt");
    let url = server.url("/a.ics");
    sent[2] = ("url", &url);
    desk.post(FORM, &sent).await;
    assert_eq!(shop.count("SELECT count(*) FROM busy_spans"), 1);
    desk.post("/planner/resources/act", &[("id", "alt"), ("act", "delete")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM resources WHERE id = 'alt'"), 0);
    let left = "SELECT (SELECT count(*) FROM busy_calendars) + (SELECT count(*) FROM busy_spans)";
    assert_eq!(shop.count(left), 0);
}
