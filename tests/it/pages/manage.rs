//! The customer's page behind the token.

use super::booking::{ERIKA, monday_at_nine};
use super::shop::Shop;
use super::visitor::Visitor;
use crate::page::Page;
use std::time::Duration;

/// The path of a new booking's page.
async fn booked(visitor: &Visitor<'_>) -> String {
    let form = monday_at_nine(visitor).await;
    let done = visitor.submit(&form, &ERIKA, "button.main").await;
    done.attribute("a.manage", "href").split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn it_speaks_the_bookings_language_and_is_nobody_elses() {
    let shop = Shop::new().await;
    let path = booked(&Visitor::new(&shop)).await;
    let page = Visitor::speaking(&shop, "en").get(&path).await;
    assert_eq!(page.words("h1"), "Ihr Termin");
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(!page.text.contains("Erika") && !page.text.contains("erika@"), "a link shows no data of the customer's");
    let english = Visitor::new(&shop).get(&format!("{path}?lang=en")).await;
    assert_eq!(english.words("h1"), "Your appointment");
}

#[tokio::test]
async fn looking_changes_nothing() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let path = booked(&visitor).await;
    let week = visitor.get(&format!("{path}/move")).await;
    let before = visitor.get(&path).await.text;
    for step in ["", "/cancel", "/move", "/move?from=2022-01-20", "?note=cancelled", "?note=moved"] {
        visitor.get(&format!("{path}{step}")).await;
    }
    visitor.follow(&week, "a.slot[aria-label^='11:00']").await;
    assert_eq!(visitor.get(&path).await.text, before);
    assert_eq!(week.words("tbody td"), "09:00 Bisher", "its own time is shown, first of its week, and is no choice");
    let own = visitor.get(&format!("{path}/move?start=2022-01-17T09:00:00%2B01:00")).await;
    assert_eq!(own.words("h1"), "Termin verschieben");
}

#[tokio::test]
async fn the_calendar_file_holds_the_appointment_in_the_bookings_language() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let form = monday_at_nine(&visitor).await;
    let done = visitor.submit(&form, &ERIKA, "button.main").await;
    let file = visitor.follow(&done, "a.calendar").await;
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    for line in ["METHOD:PUBLISH", "DTSTART:20220117T080000Z", "STATUS:CONFIRMED", "SEQUENCE:0", "Telefon +49 711"] {
        assert!(file.text.contains(line), "{line} in {}", file.text);
    }
    assert!(!file.text.contains("Erika"), "a link shows no data of the customer's");
    let page = visitor.follow(&done, "a.manage").await;
    assert!(visitor.follow(&page, "a.calendar").await.text.contains("DTSTART:20220117T080000Z"));
    assert_eq!(visitor.get("/t/unknown/termin.ics").await.status, 404);
}

#[tokio::test]
async fn the_calendar_file_follows_the_appointment() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let path = booked(&visitor).await;
    let asked = visitor.get(&format!("{path}/cancel")).await;
    let cancelled = visitor.submit(&asked, &[], "button.danger").await;
    assert_eq!(cancelled.count("a.calendar"), 0);
    let file = visitor.get(&format!("{path}/termin.ics")).await;
    assert!(file.text.contains("STATUS:CANCELLED") && file.text.contains("SEQUENCE:1"), "{}", file.text);
}

#[tokio::test]
async fn past_the_limit_it_says_so_and_gives_the_telephone() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let path = booked(&visitor).await;
    let asked = visitor.get(&format!("{path}/cancel")).await;
    shop.clock.advance(Duration::from_secs(60 * 60 * 60));
    let late = visitor.submit(&asked, &[], "button.danger").await;
    assert_eq!(late.words(".badge"), "bestätigt");
    assert!(late.words(".notice").contains("nicht mehr online. Rufen Sie uns an: +49 711 123456"));
    assert_eq!(late.count("a[href*='/move'], a[href*='/cancel']"), 0);
    for step in ["/move", "/cancel"] {
        assert_eq!(visitor.get(&format!("{path}{step}")).await.status, 303);
    }
    shop.clock.advance(Duration::from_secs(24 * 60 * 60));
    assert_eq!(visitor.get(&path).await.words(".notice p"), "Dieser Termin liegt in der Vergangenheit.");
}

#[tokio::test]
async fn a_time_lost_while_moving_offers_others() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let path = booked(&visitor).await;
    let start = "?start=2022-01-17T10:00:00%2B01:00";
    let confirm = visitor.get(&format!("{path}/move{start}")).await;
    let form = visitor.get(&format!("/{start}&service=hoertest")).await;
    visitor.submit(&form, &ERIKA, "button.main").await;
    let lost: Page = visitor.submit(&confirm, &[], "button.main").await;
    assert_eq!(lost.status, 409);
    assert_eq!(lost.all(".notice .time")[0], "Montag, 17. Januar, 09:00 Uhr");
    let stale = visitor.get(&format!("{path}/move{start}")).await;
    assert_eq!(stale.words(".notice b"), "Diese Uhrzeit ist gerade vergeben worden.");
    assert_eq!(visitor.get(&path).await.words(".when"), "Montag, 17. Januar 2022 09:00 bis 10:00 Uhr");
}
