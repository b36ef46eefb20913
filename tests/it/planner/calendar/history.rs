//! An appointment's history: what its customer, the shop and the program did, in one order, by the same log.

use super::newest;
use crate::harness::{TestApp, booking, token};
use crate::page::Page;
use crate::planner::desk::Desk;
use axum::http::Method;
use serde_json::json;
use std::time::Duration;
use terminplaner::operations::shop_file::{self, Format};

const NINE: &str = "2022-01-18T09:00:00+01:00";

async fn page(shop: &TestApp, desk: &Desk<'_>) -> Page {
    desk.get(&format!("/planner/appointments/{}", newest(shop))).await
}

/// What was done, and who did it, without the time.
fn history(page: &Page) -> Vec<String> {
    let lines = page.all("section[aria-labelledby=h-history] li");
    lines.into_iter().map(|line| line.rsplit_once(", ").map_or(line.clone(), |(said, _)| said.to_owned())).collect()
}

#[tokio::test]
async fn what_customers_do_stands_in_it_beside_what_the_shop_does() {
    let shop = TestApp::with("UPDATE shop SET cancel_until_hours = 0", true);
    let desk = Desk::owner(&shop).await;
    let path = format!("/api/v1/bookings/{}", token(&shop.book(&booking(NINE)).await));
    shop.advance(Duration::from_secs(60));
    shop.send_json(Method::PATCH, &path, &json!({ "start": "2022-01-19T10:00:00+01:00" })).await;
    shop.advance(Duration::from_secs(60));
    desk.post(&format!("/planner/appointments/{}/status", newest(&shop)), &[("to", "requested")]).await;
    shop.advance(Duration::from_secs(60));
    shop.send_json(Method::DELETE, &path, &json!({})).await;
    let lines = history(&page(&shop, &desk).await).join("; ");
    let told = [
        "online gebucht Kunde",
        "verschoben: Dienstag, 18. Januar 2022, 09:00 Uhr → Mittwoch, 19. Januar 2022, 10:00 Uhr Kunde",
        "selbst abgesagt Kunde",
    ];
    let mut rest = lines.as_str();
    for words in told {
        rest = rest.split_once(words).unwrap_or_else(|| panic!("{words} is not in {lines}")).1;
    }
    let log = desk.get("/planner/settings/log").await;
    assert_eq!(log.all("tbody td:nth-child(2)")[0], "Kunde");
    assert_eq!(
        log.all("tbody td:last-child")[0],
        "Termin vom Kunden abgesagt: Mittwoch, 19. Januar 2022, 10:00 Uhr (Angefragt → Abgesagt)"
    );
}

#[tokio::test]
async fn an_import_tells_each_appointment_what_it_changed_and_the_log_once() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let id = shop.book(&booking(NINE)).await.json()["id"].as_str().unwrap().to_owned();
    let mails = "SELECT count(*) FROM outbox";
    let before = shop.count(mails);
    let import = |text: String| shop_file::apply(&mut shop.file(), &text, Format::Toml, shop.clock.now()).unwrap();
    let new = "{ id = 'new', resources = ['kabine-1'], start = '2022-01-20T09:00:00+01:00', end = '2022-01-20T10:00:00+01:00' }";
    let file = |start: &str, end: &str, status: &str| {
        format!("appointments = [{{ id = '{id}', start = '{start}', end = '{end}', status = '{status}' }}, {new}]")
    };
    import(file(NINE, "2022-01-18T10:00:00+01:00", "confirmed"));
    import(file("2022-01-18T11:00:00+01:00", "2022-01-18T12:00:00+01:00", "done"));
    import(file("2022-01-18T11:00:00+01:00", "2022-01-18T12:00:00+01:00", "done"));
    let key = |id: &str| shop.count(&format!("SELECT key FROM appointments WHERE id = '{id}'"));
    let of = async |id: &str| history(&desk.get(&format!("/planner/appointments/{}", key(id))).await);
    assert_eq!(of("new").await.len(), 1, "{:?}", of("new").await);
    assert!(of("new").await[0].starts_with("importiert Import"), "{:?}", of("new").await);
    let told = of(&id).await;
    let words = [
        "online gebucht Kunde",
        "Status: Bestätigt → Erschienen Import",
        "verschoben: Dienstag, 18. Januar 2022, 09:00 → 11:00 Uhr Import",
    ];
    assert_eq!(told.len(), words.len(), "what a file leaves as it was is not told: {told:?}");
    assert!(words.iter().zip(&told).all(|(words, line)| line.starts_with(words)), "{told:?}");
    let log = desk.get("/planner/settings/log").await.all("tbody td:last-child");
    assert_eq!(log.iter().filter(|line| line.contains("Daten importiert")).count(), 2, "{log:?}");
    assert_eq!(log.iter().filter(|line| line.contains("Termin ")).count(), 1, "only what the customer did: {log:?}");
    assert_eq!(shop.count(mails), before, "an import sends no mail");
}

#[tokio::test]
async fn only_what_was_a_request_can_be_one_again() {
    for (settings, buttons) in [("", 1), ("UPDATE services SET status_on_booking = 'requested'", 2)] {
        let shop = TestApp::with(settings, true);
        let desk = Desk::staff(&shop).await;
        let path = format!("/api/v1/bookings/{}", token(&shop.book(&booking(NINE)).await));
        shop.send_json(Method::DELETE, &path, &json!({})).await;
        let page = page(&shop, &desk).await;
        assert_eq!(page.all("form.panel button").len(), buttons, "{:?}", page.all("form.panel button"));
    }
}

#[tokio::test]
async fn it_holds_nothing_that_somebody_typed() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let token = token(&shop.book(&booking(NINE)).await);
    shop.send_json(Method::DELETE, &format!("/api/v1/bookings/{token}"), &json!({})).await;
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE actor = 'customer' AND user_id IS NULL"), 2);
    let typed = "SELECT count(*) FROM audit WHERE lower(details || subject) LIKE '%erika%'
                 OR lower(details || subject) LIKE '%muster%' OR details LIKE '%@%'";
    assert_eq!(shop.count(typed), 0);
    assert_eq!(page(&shop, &desk).await.status, 200);
}
