//! Status changes offered on the appointment's page: cancelling asks first, and the message says whether a mail is
//! sent.

use super::{PHONE_CUSTOMER, book, make, newest, with};
use crate::harness::TestApp;
use crate::page::Page;
use crate::planner::desk::Desk;
use std::time::Duration;

const ADDRESS: (&str, &str) = ("email", "erika@example.org");

fn mails(shop: &TestApp, kind: &str) -> i64 {
    shop.count(&format!("SELECT count(*) FROM outbox WHERE kind = '{kind}'"))
}

fn page_of(shop: &TestApp) -> String {
    format!("/planner/appointments/{}", newest(shop))
}

/// The buttons that cancel, the default one first.
fn answers(page: &Page) -> Vec<String> {
    page.all(".ask-first form :is(button, a.button)")
}

#[tokio::test]
async fn cancelling_an_online_booking_asks_first_and_mails_the_customer() {
    let shop = TestApp::with("UPDATE shop SET email = 'praxis@example.org'", true);
    let desk = Desk::staff(&shop).await;
    book(&shop, "2022-01-18T09:00:00+01:00").await;
    let path = page_of(&shop);
    let page = desk.get(&path).await;
    assert_eq!(page.count(".head a[href*='date=2022-01-18']"), 1, "the calendar is gone back to on its date");
    assert_eq!(page.all("summary.danger"), ["Absagen"]);
    assert_eq!(page.count("form.panel"), 0, "nobody has been here before the day");
    assert_eq!(
        answers(&page),
        ["Absagen und Kunde informieren (E-Mail an erika@example.org)", "Absagen ohne E-Mail", "Termin behalten"]
    );
    let to = ("to", page.attribute(".ask-first input[name=to]", "value"));
    let page = desk.submit(&format!("{path}/status"), &[(to.0, &to.1), ("tell", "1")]).await;
    assert_eq!(
        page.words("[role=status].good"),
        "Abgesagt. Die E-Mail an Erika Muster wartet: E-Mail ist noch nicht eingerichtet."
    );
    assert_eq!(desk.get(&path).await.count("[role=status].good"), 0, "said once");
    assert_eq!((mails(&shop, "cancelled"), page.count(".ask-first")), (1, 0));
    assert_eq!(page.all("form.panel button"), ["Absage zurücknehmen, der Termin gilt wieder"]);
    assert_eq!(page.count("#f-tell[checked]"), 1);
    shop.name_mail_server();
    let page = desk.submit(&format!("{path}/status"), &[("to", "confirmed"), ("tell", "1")]).await;
    let said = page.words("[role=status].good");
    assert!(said.ends_with("Erika Muster bekommt eine E-Mail."), "{said}");
}

#[tokio::test]
async fn cancelling_without_a_mail_is_reported_too() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    book(&shop, "2022-01-18T09:00:00+01:00").await;
    let page = desk.submit(&format!("{}/status", page_of(&shop)), &[("to", "cancelled")]).await;
    assert_eq!((page.words("[role=status].good").as_str(), mails(&shop, "cancelled")), ("Abgesagt, ohne E-Mail.", 0));
}

#[tokio::test]
async fn a_customer_without_earlier_mails_is_mailed_on_demand() {
    let shop = TestApp::with("UPDATE shop SET reminder_hours = 24", true);
    let desk = Desk::staff(&shop).await;
    make(&desk, &[ADDRESS]).await;
    let path = page_of(&shop);
    let page = desk.get(&path).await;
    assert_eq!(page.words(".ask-first button.primary"), "Absagen ohne E-Mail");
    assert!(page.words(".ask-first form").contains("noch keine E-Mail bekommen"));
    let page = desk.submit(&format!("{path}/status"), &[("to", "cancelled"), ("tell", "1")]).await;
    assert!(page.words("[role=status].good").starts_with("Abgesagt. Die E-Mail an Telefon wartet"));
    assert_eq!(page.all("ul.list .grow"), ["Termin abgesagt erika@example.org"]);
    assert!(page.words(".facts").contains("08:00 Uhr, vom Team"), "{}", page.words(".facts"));
    desk.submit(&format!("{path}/status"), &[("to", "confirmed"), ("tell", "1")]).await;
    assert_eq!((mails(&shop, "confirmation"), mails(&shop, "reminder")), (1, 1));
}

#[tokio::test]
async fn a_customer_without_address_is_to_be_called() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    make(&desk, &[]).await;
    let page = desk.get(&page_of(&shop)).await;
    assert_eq!(answers(&page), ["Absagen ohne E-Mail", "Termin behalten"]);
    assert!(page.words(".ask-first form").contains("keine E-Mail-Adresse bekannt. Bitte rufen Sie an: 0711 123456"));
    assert_eq!(page.attribute(".ask-first a.num", "href"), "tel:0711123456");
    let page = desk.submit(&format!("{}/status", page_of(&shop)), &[("to", "cancelled"), ("tell", "1")]).await;
    assert_eq!(page.words("[role=status].good"), "Abgesagt, ohne E-Mail.");
    make(&desk, &[("phone", "")]).await;
    let page = desk.get(&page_of(&shop)).await;
    assert!(page.words(".ask-first form").contains("weder E-Mail-Adresse noch Telefonnummer"));
}

#[tokio::test]
async fn the_outcome_can_be_set_from_the_day_of_the_appointment_on() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    book(&shop, "2022-01-18T09:00:00+01:00").await;
    let path = page_of(&shop);
    shop.advance(Duration::from_hours(4 * 24));
    let page = desk.get(&path).await;
    assert_eq!(page.words("form.panel h2"), "War der Kunde da?");
    assert_eq!(page.all("form.panel button"), ["Erschienen", "Nicht erschienen"]);
    assert_eq!(page.count("#f-tell"), 0, "nobody is written to about that");
    let page = desk.submit(&format!("{path}/status"), &[("to", "done")]).await;
    assert_eq!(page.words("[role=status].good"), "Als „Erschienen“ vermerkt.");
    assert_eq!(page.all("form.panel button"), ["Vermerk zurücknehmen", "Nicht erschienen"]);
    desk.post(&format!("{path}/status"), &[("to", "confirmed")]).await;
    shop.advance(Duration::from_hours(24));
    let page = desk.get(&path).await;
    assert!(page.words(".ask-first form").contains("Der Termin ist vorbei"), "{}", page.words(".ask-first form"));
    assert_eq!(answers(&page), ["Absagen ohne E-Mail", "Termin behalten"]);
}

#[tokio::test]
async fn only_a_former_request_can_become_one_again() {
    let shop = TestApp::with("UPDATE services SET status_on_booking = 'requested'", true);
    let desk = Desk::staff(&shop).await;
    book(&shop, "2022-01-18T09:00:00+01:00").await;
    let path = page_of(&shop);
    let page = desk.get(&path).await;
    assert_eq!(page.all("form.panel :is(h2, button)"), ["Anfrage beantworten", "Bestätigen"]);
    assert_eq!(page.all("summary.danger"), ["Ablehnen", "Absagen"]);
    let page = desk.submit(&format!("{path}/status"), &[("to", "confirmed"), ("tell", "1")]).await;
    assert_eq!(page.all("form.panel button"), ["Bestätigung zurücknehmen, wieder offene Anfrage"]);
    let page = desk.submit(&format!("{path}/status"), &[("to", "requested")]).await;
    assert_eq!(page.words("[role=status].good"), "Wieder eine offene Anfrage, ohne E-Mail.");
    let page = desk.submit(&format!("{path}/status"), &[("to", "declined")]).await;
    assert_eq!(page.words("[role=status].good"), "Abgelehnt, ohne E-Mail.");
    assert_eq!(page.all("form.panel button"), ["Wieder offene Anfrage", "Doch bestätigen"]);
}

#[tokio::test]
async fn the_log_tells_the_time_that_an_appointment_had_then() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    make(&desk, &[("time", "14:00")]).await;
    let key = shop.count("SELECT key FROM appointments");
    let path = format!("/planner/appointments/{key}");
    desk.post(&format!("{path}/edit"), &with(PHONE_CUSTOMER, &[("time", "15:00"), ("note", "Brille")])).await;
    desk.post(&format!("{path}/edit"), &with(PHONE_CUSTOMER, &[("time", "15:00")])).await;
    desk.post(&format!("{path}/status"), &[("to", "cancelled")]).await;
    let log = async || desk.get("/planner/settings/log").await.all("tbody td:last-child");
    let day = "Dienstag, 18. Januar 2022";
    assert_eq!(
        log().await[..4],
        [
            format!("Terminstatus geändert: {day}, 15:00 Uhr (Bestätigt → Abgesagt)"),
            format!("Termin geändert: {day}, 15:00 Uhr"),
            format!("Termin verschoben: {day}, 14:00 → 15:00 Uhr"),
            format!("Termin angelegt: {day}, 14:00 Uhr"),
        ]
    );
    // As written by older versions.
    shop.execute("UPDATE audit SET details = '{}' WHERE action = 'appointment.created'");
    assert_eq!(log().await[3], format!("Termin angelegt: jetzt {day}, 15:00 Uhr"));
}
