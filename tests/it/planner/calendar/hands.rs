//! An appointment gets another customer: what the previous one can still access, and what the new one sees.

use super::super::desk::Desk;
use super::{location, newest, with};
use crate::harness::{Answer, TestApp, booking, erika_is_known, token};
use crate::page::Page;
use crate::seed;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const NINE: &str = "2022-01-17T09:00:00+01:00";
const COMMENT: &str = "Ich höre links fast nichts.";

/// The form's values of the appointment made by [`booked`].
const ERIKA: &[(&str, &str)] = &[
    ("service", "anpassung"),
    ("date", "2022-01-17"),
    ("time", "09:00"),
    ("minutes", "60"),
    ("resource", "kabine-1"),
    ("first_name", "Erika"),
    ("last_name", "Muster"),
    ("email", "erika@example.org"),
];
const MAX: &[(&str, &str)] = &[("first_name", "Max"), ("last_name", "Beispiel"), ("email", "max@example.org")];

fn body() -> Value {
    let mut body = booking(NINE);
    body["comment"] = json!(COMMENT);
    body["privacy_accepted"] = json!(true);
    body
}

/// A shop with Erika's booking; its response and its key.
async fn booked() -> (TestApp, Answer, i64) {
    let shop = TestApp::with(
        "UPDATE shop SET reminder_hours = 24, cancel_until_hours = 0, privacy_url = 'https://example.org/privacy'",
        true,
    );
    let answer = shop.book_with_key(&body(), "first").await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let key = newest(&shop);
    (shop, answer, key)
}

fn mails_were_sent(shop: &TestApp) {
    shop.execute("UPDATE outbox SET state = 'sent', ended_at = 0 WHERE kind <> 'reminder'");
}

async fn edit(desk: &Desk<'_>, key: i64, changed: &[(&str, &str)]) -> Page {
    let page = desk.post(&format!("/planner/appointments/{key}/edit"), &with(ERIKA, changed)).await;
    assert_eq!(page.status, 303, "{}", page.text);
    page
}

fn text(shop: &TestApp, sql: &str) -> String {
    let file = rusqlite::Connection::open(&shop.db).unwrap();
    let text: Option<String> = file.query_row(sql, [], |row| row.get(0)).unwrap();
    text.unwrap_or_default()
}

fn mails(shop: &TestApp, kind: &str, address: &str) -> i64 {
    shop.count(&format!(
        "SELECT count(*) FROM outbox WHERE kind = '{kind}' AND address = '{address}' AND state = 'queued'"
    ))
}

#[tokio::test]
async fn the_previous_customers_link_no_longer_works() {
    let (shop, answer, key) = booked().await;
    let desk = Desk::staff(&shop).await;
    edit(&desk, key, &with(MAX, &[("tell", "1")])).await;
    let path = format!("/api/v1/bookings/{}", token(&answer));
    assert_eq!(shop.get(&path).await.status, StatusCode::NOT_FOUND);
    let moved = shop.send_json(Method::PATCH, &path, &json!({"start": "2022-01-18T09:00:00+01:00"})).await;
    assert_eq!(moved.status, StatusCode::NOT_FOUND);
    assert_eq!(shop.send_json(Method::DELETE, &path, &json!({})).await.status, StatusCode::NOT_FOUND);
    let page = format!("/t/{}", token(&answer));
    for path in [page.clone(), format!("{page}/termin.ics"), format!("{page}/move"), format!("{page}/cancel")] {
        assert_eq!(shop.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(text(&shop, "SELECT status FROM appointments"), "confirmed");
}

#[tokio::test]
async fn the_idempotency_key_of_the_booking_does_not_return_the_new_link() {
    let (shop, _, key) = booked().await;
    let desk = Desk::staff(&shop).await;
    edit(&desk, key, &with(MAX, &[("tell", "1")])).await;
    // The second room is free, so the repeated request is a new booking.
    let again = shop.book_with_key(&body(), "first").await;
    assert_eq!(again.status, StatusCode::CREATED);
    let new = text(&shop, &format!("SELECT token FROM bookings WHERE appointment_key = {key}"));
    assert!(!again.text.contains(&new) && newest(&shop) != key);
}

#[tokio::test]
async fn comment_consent_and_record_are_removed_with_the_customer() {
    let (shop, _, key) = booked().await;
    let desk = Desk::staff(&shop).await;
    shop.execute(&erika_is_known());
    shop.execute(&format!("UPDATE appointments SET customer_id = 1 WHERE key = {key}"));
    mails_were_sent(&shop);
    edit(&desk, key, &with(MAX, &[("tell", "1")])).await;
    let left = "SELECT count(*) FROM bookings WHERE comment IS NOT NULL OR consented_at IS NOT NULL OR online";
    assert_eq!(shop.count(left), 0);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE customer_id IS NOT NULL"), 0);
    let page = desk.get(&format!("/planner/appointments/{key}")).await;
    assert!(!page.text.contains(COMMENT) && page.text.contains("Max Beispiel"));
    let kept = "SELECT count(*) FROM outbox WHERE state <> 'queued' AND payload LIKE '%Muster%'";
    assert_eq!(shop.count(kept), 0, "nor in what was mailed");
}

#[tokio::test]
async fn a_mailed_previous_customer_gets_a_cancellation_and_the_next_one_a_confirmation() {
    let (shop, answer, key) = booked().await;
    let desk = Desk::staff(&shop).await;
    mails_were_sent(&shop);
    let old_token = token(&answer);
    let page = edit(&desk, key, &with(MAX, &[("tell", "1")])).await;
    assert_eq!(location(&page), format!("/planner/appointments/{key}"));
    assert_eq!(
        (mails(&shop, "cancelled", "erika@example.org"), mails(&shop, "confirmation", "max@example.org")),
        (1, 1)
    );
    assert_eq!((mails(&shop, "reminder", "erika@example.org"), mails(&shop, "reminder", "max@example.org")), (0, 1));
    let facts = |kind: &str| -> Value {
        let sql = format!("SELECT payload FROM outbox WHERE kind = '{kind}' AND state = 'queued'");
        serde_json::from_str(&text(&shop, &sql)).unwrap()
    };
    let (gone, new) = (facts("cancelled"), facts("confirmation"));
    assert_eq!((gone["status"].as_str(), gone["start"].as_i64()), (Some("cancelled"), Some(27_373_440)));
    assert_eq!(gone["appointment_id"], answer.json()["id"], "the same entry in the calendar");
    let (gone, new_sequence) = (gone["sequence"].as_u64().unwrap(), new["sequence"].as_u64().unwrap());
    assert!(gone > 0 && new_sequence > gone);
    assert_ne!(new["token"], json!(old_token));
    assert_eq!(new["comment"], Value::Null);
    let page = desk.get(&location(&page)).await;
    assert!(page.text.contains("Der Termin ist jetzt für jemand anderen"));
    assert!(page.words("ol.list").contains("die bisherige Adresse bekommt eine Absage"));
    let named = "SELECT count(*) FROM audit WHERE details LIKE '%example.org%' OR details LIKE '%Max%'";
    assert_eq!(shop.count(named), 0);
}

#[tokio::test]
async fn a_previous_customer_without_mails_gets_none() {
    let (shop, _, key) = booked().await;
    let desk = Desk::staff(&shop).await;
    let page = edit(&desk, key, MAX).await;
    assert_eq!(location(&page), format!("/planner/appointments/{key}"));
    let waiting = "SELECT count(*) FROM outbox WHERE state = 'queued' AND kind NOT LIKE 'shop%'";
    assert_eq!(shop.count(waiting), 0, "and the next person is told by the operator");
    assert_eq!(shop.count("SELECT count(*) FROM bookings"), 0, "who has no page then");
}

#[tokio::test]
async fn the_cancellation_to_a_stranger_has_no_free_text_and_no_link() {
    use terminplaner::domain::message::QueuedMessage;
    use terminplaner::store::outbox::{Due, next_due};
    let (shop, _, key) = booked().await;
    let desk = Desk::staff(&shop).await;
    mails_were_sent(&shop);
    edit(&desk, key, &with(MAX, &[("tell", "1")])).await;
    shop.execute("UPDATE outbox SET state = 'sent' WHERE kind <> 'cancelled'");
    let keys = shop.app.store.keys().clone();
    let found = shop
        .app
        .store
        .read(move |conn| next_due(conn, &keys, crate::harness::at(NINE), &Default::default()))
        .await
        .unwrap();
    let Some(Due::Mail(mail)) = found else { panic!("no mail is due") };
    let QueuedMessage::Appointment(notice) = mail.letter else { panic!("about an account") };
    assert_eq!(notice.address, "erika@example.org");
    assert_eq!((notice.facts.token, notice.facts.mail_secret.is_none(), notice.facts.comment), (None, true, None));
    assert_eq!(notice.facts.customer.full_name(), "");
}

#[tokio::test]
async fn a_correction_keeps_the_link_and_the_comment() {
    let (shop, answer, key) = booked().await;
    let desk = Desk::staff(&shop).await;
    mails_were_sent(&shop);
    let page = edit(&desk, key, &[("first_name", "Erica"), ("last_name", "Schmidt"), ("tell", "1")]).await;
    assert_eq!(location(&page), format!("/planner/appointments/{key}"));
    assert_eq!(shop.get(&format!("/t/{}", token(&answer))).await.status, StatusCode::OK);
    assert!(desk.get(&format!("/planner/appointments/{key}")).await.text.contains(COMMENT));
    assert_eq!(mails(&shop, "cancelled", "erika@example.org"), 0);
}

#[tokio::test]
async fn another_address_of_the_same_person_gets_a_new_link_and_keeps_the_comment() {
    let (shop, answer, key) = booked().await;
    let desk = Desk::staff(&shop).await;
    mails_were_sent(&shop);
    let secret = text(&shop, "SELECT mail_secret FROM bookings");
    let page = edit(&desk, key, &[("email", "erika.muster@example.org"), ("tell", "1")]).await;
    assert_eq!(location(&page), format!("/planner/appointments/{key}"));
    assert_eq!(shop.get(&format!("/t/{}", token(&answer))).await.status, StatusCode::NOT_FOUND);
    assert_ne!(text(&shop, "SELECT mail_secret FROM bookings"), secret);
    assert_eq!(text(&shop, "SELECT comment FROM bookings"), COMMENT);
    assert_eq!(mails(&shop, "cancelled", "erika@example.org"), 1);
    assert_eq!(mails(&shop, "confirmation", "erika.muster@example.org"), 1);
    assert_eq!(mails(&shop, "reminder", "erika.muster@example.org"), 1);
    let again = shop.book_with_key(&body(), "first").await;
    assert!(!again.text.contains(&text(&shop, &format!("SELECT token FROM bookings WHERE appointment_key = {key}"))));
}

#[tokio::test]
async fn removing_the_address_withdraws_the_mails_and_keeps_the_appointment() {
    let (shop, answer, key) = booked().await;
    let desk = Desk::staff(&shop).await;
    mails_were_sent(&shop);
    edit(&desk, key, &[("email", ""), ("phone", "0711 123456")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE state = 'queued'"), 0);
    assert_eq!(shop.get(&format!("/t/{}", token(&answer))).await.status, StatusCode::NOT_FOUND);
    assert_eq!(text(&shop, "SELECT comment FROM bookings"), COMMENT);
}

#[tokio::test]
async fn the_data_of_the_next_person_names_no_address_of_the_one_before_and_erasure_finds_it_all_the_same() {
    let (shop, _, key) = booked().await;
    let desk = Desk::owner(&shop).await;
    mails_were_sent(&shop);
    edit(&desk, key, &with(MAX, &[("tell", "1")])).await;
    shop.execute(&(erika_is_known() + &seed::customer(2, "Max", "Muster", "max@example.org")));
    let dossier = terminplaner::operations::customers::dossier(&shop.app.store, 2, Default::default()).await.unwrap();
    let addresses: Vec<_> = dossier.visits.iter().flat_map(|one| &one.mails).map(|mail| &mail.address).collect();
    assert!(addresses.iter().any(|address| *address == "max@example.org"), "{addresses:?}");
    assert!(!addresses.iter().any(|address| *address == "erika@example.org"), "{addresses:?}");
    let by = shop.count("SELECT min(id) FROM users");
    terminplaner::operations::customers::erase(&shop.app.store, 1, Default::default(), by, false).await.unwrap();
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE address LIKE 'erika%' OR payload LIKE '%Muster%'"), 0);
    assert_eq!(mails(&shop, "confirmation", "max@example.org"), 1);
}

#[tokio::test]
async fn nobody_agrees_to_a_reminder_for_somebody_else() {
    let (shop, _, key) = booked().await;
    shop.execute("UPDATE shop SET reminder_consent = 'ask'");
    let desk = Desk::staff(&shop).await;
    let ticked = |shop: &TestApp| shop.count("SELECT count(*) FROM appointments WHERE reminder_accepted_at > 0");
    edit(&desk, key, &[("reminder", "1")]).await;
    assert_eq!(ticked(&shop), 1);
    let page = desk.get(&format!("/planner/appointments/{key}/edit")).await;
    assert_eq!(page.count("#f-reminder[checked]"), 1);
    edit(&desk, key, &[MAX, &[("reminder", "1")]].concat()).await;
    assert_eq!(ticked(&shop), 0, "what Erika agreed to does not hold for Max");
    edit(&desk, key, &[MAX, &[("reminder", "1"), ("tell", "1")]].concat()).await;
    assert_eq!(ticked(&shop), 1, "Max agreed himself");
    edit(&desk, key, MAX).await;
    assert_eq!(ticked(&shop), 0);
}
