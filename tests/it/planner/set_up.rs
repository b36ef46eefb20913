//! The guided set-up: from an empty database to the first booking, with steps skipped and repeated.

use super::desk::{Desk, PASSWORD, cookie_of};
use crate::harness::{TestApp, booking};
use serde_json::json;
use terminplaner::http::planner::set_up_address;

/// An empty database.
fn empty() -> TestApp {
    TestApp::with(
        "DELETE FROM availabilities; DELETE FROM services; DELETE FROM resources;
         UPDATE shop SET name = '', location = '', email = NULL, lead_time_hours = 0",
        true,
    )
}

async fn start(shop: &TestApp) -> String {
    let address = set_up_address(&shop.app).await.unwrap().unwrap();
    address.strip_prefix("https://termine.example.de").unwrap().to_owned()
}

const FIRST: [(&str, &str); 3] = [("name", "Erika Muster"), ("email", "erika@example.org"), ("password", PASSWORD)];

/// Creates the first account, signed in.
async fn begun(shop: &TestApp) -> Desk<'_> {
    let page = Desk::closed(shop).post(&start(shop).await, &FIRST).await;
    assert_eq!(page.headers["location"], "/planner/set-up", "{}", page.text);
    Desk::with_cookie(shop, &cookie_of(&page))
}

const SHOP: [(&str, &str); 10] = [
    ("name", "Hörakustik Muster"),
    ("location", "Stuttgart"),
    ("email", "praxis@example.org"),
    ("phone", "0711 123456"),
    ("address", "Königstraße 1\r\n70173 Stuttgart"),
    ("website", "www.example.org"),
    ("privacy_url", ""),
    ("imprint_url", "www.example.org/impressum"),
    ("time_zone", "Europe/Berlin"),
    ("language", "de"),
];

#[tokio::test]
async fn the_address_of_the_first_account_works_until_there_is_one() {
    let shop = empty();
    let stranger = Desk::closed(&shop);
    assert!(stranger.get("/planner/sign-in").await.words(".note.info").contains("noch kein Konto"));
    for wrong in ["/planner/set-up/start/guessed", &start(&shop).await[..60]] {
        let page = stranger.get(wrong).await;
        assert_eq!(
            (page.status.as_u16(), page.words("h1"), page.count("form")),
            (404, "Diese Adresse gilt nicht".into(), 0)
        );
        assert_eq!(stranger.post(wrong, &FIRST).await.status, 404);
    }
    assert_eq!(shop.count("SELECT count(*) FROM users"), 0);
    let address = start(&shop).await;
    let page = stranger.get(&address).await;
    assert_eq!((page.status.as_u16(), page.words("h1")), (200, "Willkommen".into()));
    let page = stranger.post(&address, &[("name", "Erika"), ("email", "erika@example"), ("password", "short")]).await;
    assert_eq!(
        (page.status.as_u16(), page.count(".is-wrong #f-email"), page.count(".is-wrong #f-password")),
        (422, 1, 1)
    );
    assert_eq!(
        (page.attribute("#f-name", "value"), page.attribute("[autofocus]", "value")),
        ("Erika".into(), "erika@example".into()),
        "everything at once, and the first of it is where one goes on"
    );
    begun(&shop).await;
    assert_eq!(set_up_address(&shop.app).await.unwrap(), None);
    assert_eq!(stranger.get(&address).await.headers["location"], "/planner/set-up");
    assert_eq!(stranger.post(&address, &FIRST).await.headers["location"], "/planner/set-up");
    assert_eq!(shop.count("SELECT count(*) FROM users WHERE role = 'owner'"), 1);
    assert_eq!(stranger.get("/planner/sign-in").await.count(".note.info"), 0);
}

#[tokio::test]
async fn a_shop_is_set_up_by_its_forms_alone_to_its_first_booking() {
    let shop = empty();
    let desk = begun(&shop).await;
    let page = desk.submit("/planner/set-up", &[]).await;
    assert_eq!(page.status, 405);
    let page = desk.get("/planner/set-up").await;
    assert_eq!(page.headers["location"], "/planner/set-up/shop");
    let page = desk.get("/planner/set-up/shop").await;
    assert_eq!(page.attribute("#f-email", "value"), "erika@example.org", "whoever begins is asked no twice");
    assert_eq!(page.attribute("#f-retention_days", "value"), "1095", "three years are proposed");
    let page = desk.submit("/planner/set-up/shop", &SHOP).await;
    assert_eq!(page.words("h1"), "Räume und Personen");
    assert_eq!(page.attribute("#f-name-1", "value"), "Raum 1");
    let rows = [
        ("name", "Kabine 1"),
        ("kind", "room"),
        ("name", ""),
        ("kind", "room"),
        ("name", "Frau Beispiel"),
        ("kind", "person"),
    ];
    let page = desk.submit("/planner/set-up/resources", &rows).await;
    assert_eq!(page.words("h1"), "Leistungen");
    let ticked = [
        ("example", "fitting"),
        ("name", "Hausbesuch"),
        ("minutes", "90"),
        ("name", ""),
        ("minutes", "30"),
        ("occupies", "both"),
    ];
    let page = desk.submit("/planner/set-up/services", &ticked).await;
    assert_eq!(page.words("h1"), "Öffnungszeiten");
    let sent = page.form(&[], "button.primary");
    let fields: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = desk.submit("/planner/set-up/hours", &fields).await;
    assert_eq!(page.words("h1"), "E-Mail");
    let page = desk.submit("/planner/set-up/skip/mail", &[]).await;
    assert_eq!((page.words("h1"), page.count(".note.warn")), ("Ihre Kunden können jetzt buchen".into(), 0));
    assert_eq!(page.attribute(".button.primary", "href"), "https://termine.example.de/");
    assert_eq!(
        shop.app.planning().calendar.shop.imprint_url.as_deref(),
        Some("https://www.example.org/impressum"),
        "what is folded away is kept too"
    );
    assert_eq!(page.all(".steps .done").len(), 4);
    let mut body = booking("2022-01-17T14:00:00+01:00");
    body["service"] = json!("hoergeraete-anpassung");
    assert_eq!(shop.book(&body).await.status, 201);
    body["start"] = json!("2022-01-17T13:00:00+01:00");
    assert_eq!(shop.book(&body).await.code(), "not_offered", "a break is no opening");
    assert_eq!(shop.count("SELECT count(*) FROM claims"), 2, "a room and a person");
}

#[tokio::test]
async fn a_half_done_set_up_is_resumed_and_finished() {
    let shop = empty();
    let desk = begun(&shop).await;
    desk.post("/planner/set-up/shop", &SHOP).await;
    let page = desk.get("/planner").await;
    assert_eq!(page.attribute(".note.info a", "href"), "/planner/set-up");
    assert_eq!(desk.get("/planner/set-up").await.headers["location"], "/planner/set-up/resources");
    desk.post("/planner/set-up/skip/hours", &[]).await;
    assert_eq!(desk.get("/planner/set-up").await.headers["location"], "/planner/set-up/mail");
    assert_eq!(desk.submit("/planner/set-up/finish", &[]).await.count(".note.info"), 0);
    assert_eq!(desk.get("/planner/set-up").await.headers["location"], "/planner/set-up/finish");
    assert_eq!(desk.post("/planner/set-up/skip/nothing", &[]).await.status, 404);
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_is_written() {
    let shop = empty();
    let desk = begun(&shop).await;
    let mut fields = SHOP;
    (fields[0].1, fields[2].1, fields[5].1) = ("", "nobody", "javascript:alert(1)");
    let page = desk.post("/planner/set-up/shop", &fields).await;
    assert_eq!((page.status.as_u16(), page.count(".is-wrong")), (422, 3));
    assert_eq!(page.attribute("#f-location", "value"), "Stuttgart");
    assert_eq!(page.count("details[open] .is-wrong #f-website"), 1, "what is wrong is never folded away");
    let rows = [("name", "Kabine 1"), ("kind", "room"), ("name", "a\u{202e}b"), ("kind", "person")];
    let page = desk.post("/planner/set-up/resources", &rows).await;
    assert_eq!((page.status.as_u16(), page.count(".field.is-wrong")), (422, 1));
    let page = desk.post("/planner/set-up/services", &[("example", "fitting")]).await;
    assert_eq!(
        (page.status.as_u16(), page.attribute(".note.warn a", "href")),
        (422, "/planner/set-up/resources".into())
    );
    assert!(desk.get("/planner/set-up/hours").await.words(".note.warn").contains("mindestens einen Raum"));
    assert_eq!(shop.count("SELECT (SELECT count(*) FROM resources) + (SELECT count(*) FROM services)"), 0);
}

#[tokio::test]
async fn hours_that_make_no_sense_are_refused_and_those_edited_in_detail_are_left_alone() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/set-up/hours").await;
    assert_eq!(page.attribute("input[name=sat_to]", "value"), "18:00", "the week that all have is shown");
    for (from, to, from2, to2) in [
        ("18:00", "09:00", "", ""),
        ("09:00", "12:00", "11:00", "13:00"),
        ("09:00", "", "", ""),
        ("09:00", "12:00", "13:00", ""),
    ] {
        let fields = [("mon_open", "1"), ("mon_from", from), ("mon_to", to), ("mon_from2", from2), ("mon_to2", to2)];
        let page = desk.post("/planner/set-up/hours", &fields).await;
        assert_eq!((page.status.as_u16(), page.count(".weekday.is-wrong")), (422, 1), "{fields:?}");
    }
    assert_eq!(shop.count("SELECT count(*) FROM availabilities"), 2);
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let page =
        desk.post("/planner/set-up/hours", &[("tue_open", "1"), ("tue_from", "09:00"), ("tue_to", "24:00")]).await;
    assert_eq!((page.status.as_u16(), page.attribute(".note.wrong a", "href")), (422, "/planner/hours".into()));
    shop.execute("UPDATE availabilities SET valid_from = '2022-01-01' WHERE resource_id = 'kabine-1'");
    while shop.app.planning().calendar.availabilities[0].valid_from.is_none() {
        tokio::task::yield_now().await;
    }
    let page = desk.get("/planner/set-up/hours").await;
    assert_eq!((page.attribute(".note.info a", "href"), page.count("input[type=time]")), ("/planner/hours".into(), 0));
    desk.post("/planner/set-up/hours", &[]).await;
    assert_eq!(shop.count("SELECT count(*) FROM availabilities"), 2);
}

#[tokio::test]
async fn a_step_can_be_done_again_and_offers_only_what_is_missing() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.post("/planner/set-up/services", &[("example", "hearing-test"), ("example", "hearing-test")]).await;
    let page = desk.get("/planner/set-up/services").await;
    assert_eq!((page.count("#f-hearing-test"), page.count("#f-fitting")), (0, 1));
    assert_eq!(page.all(".chip").len(), 2);
    let page = desk.submit("/planner/set-up/mail", &[("host", "a b"), ("encryption", "tls")]).await;
    assert_eq!((page.status.as_u16(), page.count(".is-wrong #f-host")), (422, 1));
    let server = [("host", "127.0.0.1"), ("port", "1"), ("encryption", "none"), ("test", "1")];
    let page = desk.submit("/planner/set-up/mail", &server).await;
    assert!(page.words("[role=alert]").starts_with("An diesem Port antwortet niemand."), "{}", page.text);
    assert_eq!(desk.post("/planner/set-up/mail", &server[..3]).await.headers["location"], "/planner/set-up/finish");
}

#[tokio::test]
async fn customers_are_reminded_unless_the_tick_is_taken_away() {
    let shop = TestApp::with("UPDATE shop SET email = 'erika@gmx.de'", true);
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/set-up/mail").await;
    assert_eq!((page.count("#f-remind[checked]"), page.attribute("#f-user", "value")), (1, "erika@gmx.de".into()));
    assert_eq!(page.attribute("#f-host", "value"), "mail.gmx.net", "the address tells the server");
    let asked = || shop.count("SELECT coalesce(reminder_hours, 0) FROM shop");
    let server = [("host", "mail.gmx.net"), ("encryption", "starttls"), ("remind", "1")];
    desk.post("/planner/set-up/mail", &server[..2]).await;
    assert_eq!(asked(), 0);
    assert_eq!(desk.get("/planner/set-up/mail").await.count("#f-remind[checked]"), 0, "who said no is not asked again");
    desk.post("/planner/set-up/mail", &server).await;
    assert_eq!(asked(), 24);
    shop.execute("UPDATE shop SET reminder_hours = 48");
    while shop.app.planning().calendar.shop.reminder_hours != Some(48) {
        tokio::task::yield_now().await;
    }
    assert_eq!(desk.get("/planner/set-up/mail").await.count("#f-remind[checked]"), 1);
    desk.post("/planner/set-up/mail", &server).await;
    assert_eq!(asked(), 48, "how long before is a setting of its own");
    let late = TestApp::new();
    let desk = Desk::owner(&late).await;
    assert_eq!(desk.get("/planner/settings/mail").await.count("#f-remind[checked]"), 1, "with the first server too");
    desk.post("/planner/settings/mail", &server).await;
    assert_eq!(late.count("SELECT reminder_hours FROM shop"), 24);
    assert_eq!(desk.get("/planner/settings/mail").await.count("#f-remind"), 0);
    let fresh = empty();
    let page = begun(&fresh).await.get("/planner/set-up/mail").await;
    assert_eq!(page.count("#f-remind[checked]"), 1, "a new shop reminds");
}

#[tokio::test]
async fn the_services_of_the_trade_are_offered_first() {
    let shop = empty();
    let desk = begun(&shop).await;
    let mut fields = SHOP;
    fields[0].1 = "Optik Muster";
    desk.post("/planner/set-up/shop", &fields).await;
    desk.post("/planner/set-up/resources", &[("name", "Raum 1"), ("kind", "room")]).await;
    let page = desk.get("/planner/set-up/services").await;
    assert_eq!(page.all("details[open] summary"), ["Augenoptik"]);
    assert_eq!(page.attribute("[autofocus]", "value"), "eye-test");
    let page = desk.post("/planner/set-up/services", &[("name", "Sehschule"), ("minutes", "0")]).await;
    assert_eq!(page.all("details[open] summary"), ["Augenoptik", "Etwas anderes"]);
}

#[tokio::test]
async fn the_set_up_keeps_the_language_english() {
    let shop = empty();
    let request = axum::http::Request::post(start(&shop).await)
        .header("accept-language", "en-GB,en;q=0.9")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(FIRST).finish();
    let page = Desk::closed(&shop).send(request, body.into()).await;
    let desk = Desk::with_cookie(&shop, &cookie_of(&page));
    let page = desk.get("/planner/set-up/shop").await;
    assert_eq!((page.words("h1"), page.attribute("option[lang=en]", "selected")), ("Shop".into(), String::new()));
    assert_eq!(page.count("option[lang=en][selected]"), 1, "and so may the shop");
}

#[tokio::test]
async fn a_shop_that_came_from_a_file_is_not_asked_to_be_set_up() {
    let shop = TestApp::new();
    let page = Desk::closed(&shop).post(&start(&shop).await, &FIRST).await;
    let desk = Desk::with_cookie(&shop, &cookie_of(&page));
    assert_eq!(desk.get("/planner/customers").await.count("main a[href='/planner/set-up']"), 0);
    let fresh = empty();
    assert_eq!(begun(&fresh).await.get("/planner/customers").await.count("main a[href='/planner/set-up']"), 1);
}
