//! Accounts kept elsewhere, as owners connect them and as the start page asks about changed appointments.

use super::desk::Desk;
use crate::foreign_calendars::account_server::{AccountServer, Fault};
use crate::foreign_calendars::{WEDNESDAY, file};
use crate::harness::{TestApp, booking};
use std::time::Duration;

const LIST: &str = "/planner/resources/calendars";
const FORM: &str = "/planner/resources/calendars/account";
const MINUTES: Duration = Duration::from_secs(300);

fn fields<'a>(url: &'a str, act: &'a str) -> [(&'a str, &'a str); 7] {
    let (resource, name, user) = (("resource", "kabine-1"), ("name", "Privat"), ("user", "erika"));
    [resource, name, ("url", url), user, ("password", "streng geheim"), ("tentative", "busy"), ("act", act)]
}

/// Connects the account: "privat" blocks, and appointments are written to "praxis".
async fn connect(desk: &Desk<'_>, server: &AccountServer) {
    let page = desk.post(FORM, &fields(&server.url("/"), "look")).await;
    let hidden = page.hidden("#look");
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let [praxis, privat] = [1, 2].map(|at| page.attribute(&format!("#f-blocks-{at}"), "value"));
    fields.extend([("blocks", privat.as_str()), ("writes", &praxis), ("detail", "names"), ("act", "save")]);
    let saved = desk.post(FORM, &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
}

#[tokio::test]
async fn the_calendars_of_an_account_are_chosen_after_a_look_at_what_they_would_block() {
    let server = AccountServer::start().await;
    server.put("privat", "a.ics", &file(&[WEDNESDAY]));
    let shop = TestApp::with("UPDATE resources SET online = 0 WHERE id = 'kabine-2'", true);
    let desk = Desk::owner(&shop).await;
    let page = desk.post(FORM, &fields(&server.url("/"), "look")).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert_eq!(page.words("#look fieldset .ticks"), "Kalender praxis Kalender privat");
    assert_eq!(page.words("#look ul"), "Mittwoch, 19. Januar 2022, 10:00 bis 11:30 Uhr");
    assert!(!page.text.contains("/dav/erika"), "addresses of calendars stay in the program");
    assert_eq!(shop.count("SELECT count(*) FROM busy_calendars"), 0);
    connect(&desk, &server).await;
    assert_eq!(shop.app.planning().foreign.of("kabine-1").len(), 1);
    let known = desk.get(&format!("{FORM}?id=1")).await;
    assert_eq!(
        (known.attribute("#f-url", "value"), known.attribute("#f-user", "value")),
        (String::new(), String::new())
    );
    let fields = [("id", "1"), ("resource", "kabine-1"), ("name", "Privat"), ("tentative", "busy"), ("act", "look")];
    let page = desk.post(FORM, &fields).await;
    assert_eq!(page.count("#look input[name=blocks][checked]"), 1, "as it was chosen: {}", page.text);
    assert_eq!(page.words("#f-writes option[selected]"), "Kalender praxis");
    assert_eq!(page.words("#f-detail option[selected]"), "nur der Name");
}

#[tokio::test]
async fn what_is_wrong_with_an_account_is_said_at_its_field() {
    let server = AccountServer::start().await;
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let url = server.url("/");
    for (name, value, field) in [
        ("name", "", "name"),
        ("url", "", "url"),
        ("url", "ftp://example.org", "url"),
        ("user", "", "user"),
        ("password", "", "password"),
        ("password", "falsch", "url"),
        ("url", "http://127.0.0.1:9/", "url"),
    ] {
        let wrong: Vec<_> = fields(&url, "save")
            .into_iter()
            .map(|(known, old)| (known, if known == name { value } else { old }))
            .collect();
        let page = desk.post(FORM, &wrong).await;
        assert_eq!((page.status.as_u16(), page.count(&format!("#e-{field}"))), (422, 1), "{name}: {}", page.text);
    }
    assert_eq!(shop.count("SELECT count(*) FROM busy_calendars"), 0);
}

#[tokio::test]
async fn a_kept_password_is_not_sent_to_another_server() {
    let (server, other) = (AccountServer::start().await, AccountServer::start().await);
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    connect(&desk, &server).await;
    let url = other.url("/");
    let fields = [("id", "1"), ("resource", "kabine-1"), ("name", "Privat"), ("url", &url), ("act", "look")];
    let page = desk.post(FORM, &fields).await;
    assert_eq!((page.status.as_u16(), page.count("#e-user")), (422, 1), "{}", page.text);
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn the_start_page_asks_about_an_appointment_that_was_moved_elsewhere() {
    let server = AccountServer::start().await;
    let shop = TestApp::with("UPDATE resources SET online = 0 WHERE id = 'kabine-2'", true);
    let desk = Desk::owner(&shop).await;
    connect(&desk, &server).await;
    assert_eq!(shop.book(&booking("2022-01-19T10:00:00+01:00")).await.status, 201);
    shop.app.calendars.send_due().await.unwrap();
    let staff = Desk::staff(&shop).await;
    for (from, to, button, start) in [("T0900", "T1200", "put", "T0900"), ("T0900", "T1200", "take", "T1200")] {
        let later =
            |text: &str| text.replace("T100000Z", "T130000Z").replace(&format!("{from}00Z"), &format!("{to}00Z"));
        server.edit("praxis", later);
        shop.advance(MINUTES);
        shop.app.calendars.look_at_due().await.unwrap();
        let page = staff.get("/planner").await;
        let told = page.words("section[aria-labelledby=h-copies]");
        assert!(
            told.contains("„Privat“: dort auf Mittwoch, 19. Januar 2022, 13:00 bis 14:00 Uhr verschoben"),
            "{told}"
        );
        let copy = page.attribute("section[aria-labelledby=h-copies] input[name=copy]", "value");
        let version = page.attribute("section[aria-labelledby=h-copies] input[name=version]", "value");
        let stale = [("copy", copy.as_str()), ("version", "x"), ("do", button)];
        assert_eq!(staff.post("/planner/inbox/copies", &stale).await.status, 303);
        assert_eq!(staff.get("/planner").await.count("#h-copies"), 1, "who has seen something else decides nothing");
        let answer = [("copy", copy.as_str()), ("version", version.as_str()), ("do", button)];
        assert_eq!(staff.post("/planner/inbox/copies", &answer).await.status, 303);
        assert_eq!(staff.get("/planner").await.count("#h-copies"), 0);
        shop.app.calendars.send_due().await.unwrap();
        assert!(server.object("praxis").contains(&format!("DTSTART:20220119{start}00Z")), "{button}");
    }
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'rescheduled'"), 1, "its customer hears of it");
    let history = desk.get(&format!("/planner/appointments/{}", shop.count("SELECT key FROM appointments"))).await;
    assert!(history.text.contains("Termin im anderen Kalender zurückgesetzt"), "{}", history.text);
}

#[tokio::test]
async fn what_cannot_be_written_is_said_beside_the_account() {
    let server = AccountServer::start().await;
    let shop = TestApp::with("UPDATE resources SET online = 0 WHERE id = 'kabine-2'", true);
    let desk = Desk::owner(&shop).await;
    connect(&desk, &server).await;
    assert_eq!(shop.book(&booking("2022-01-19T10:00:00+01:00")).await.status, 201);
    server.fails(&[Fault::Status(403)]);
    shop.app.calendars.send_due().await.unwrap();
    assert!(desk.get(LIST).await.words("ul.list li").contains("1 Termin ließ sich nicht eintragen."));
    server.fails(&[Fault::Status(503)]);
    shop.advance(MINUTES);
    shop.app.calendars.send_due().await.unwrap();
    let line = desk.get(LIST).await.words("ul.list li");
    assert!(line.contains("Termine lassen sich gerade nicht eintragen. Der Server meldet einen Fehler."), "{line}");
}
