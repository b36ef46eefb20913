//! Data export and erasure, by hand and by retention: erased data is deleted from the tables and from the file.

use super::super::desk::Desk;
use super::key;
use crate::harness::{TestApp, booking, token};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use terminplaner::operations::customers::retention;
use terminplaner::store::StoreError;
use tokio::sync::watch;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Words that occur only in this person's data.
const TRACES: [&str; 7] =
    ["Quirinia", "Zwackelmann", "quirinia@zwackel.example", "0711987654", "Hörschwelle", "Kellertreppe", "Hinterhaus"];

pub(super) fn her_booking(start: &str) -> Value {
    let mut body = booking(start);
    body["customer"] = json!({
        "first_name": "Quirinia", "last_name": "Zwackelmann", "email": "quirinia@zwackel.example", "phone": "0711987654",
    });
    body["comment"] = json!("Hörschwelle prüfen");
    body
}

fn traces(shop: &TestApp) -> Vec<&'static str> {
    traces_in(&shop.db)
}

/// Which of these words occur in the bytes of a database or its write-ahead log.
pub(super) fn traces_in(db: &Path) -> Vec<&'static str> {
    let mut bytes = std::fs::read(db).unwrap();
    let mut log = db.as_os_str().to_owned();
    log.push("-wal");
    bytes.extend(std::fs::read(log).unwrap_or_default());
    let folded = String::from_utf8_lossy(&bytes).to_lowercase();
    TRACES.into_iter().filter(|trace| folded.contains(&trace.to_lowercase())).collect()
}

/// Books twice, creates and edits her record with an address and notes; returns the record's path.
pub(super) async fn known(shop: &TestApp, desk: &Desk<'_>) -> String {
    shop.book_with_key(&her_booking("2022-01-17T09:00:00+01:00"), "a-key").await;
    let path = format!("/planner/appointments/{}/customer", key(shop));
    desk.post(&path, &[("create", "1")]).await;
    shop.book(&her_booking("2022-01-18T09:00:00+01:00")).await;
    let record = format!("/planner/customers/{}", shop.count("SELECT id FROM customers"));
    let fields = [
        ("first_name", "Quirinia"),
        ("last_name", "Zwackelmann"),
        ("email", "quirinia@zwackel.example"),
        ("phone", "0711987654"),
        ("address", "Kellertreppe 9"),
        ("note", "Hörschwelle"),
    ];
    desk.post(&format!("{record}/edit"), &fields).await;
    shop.execute("UPDATE appointments SET note = 'Kellertreppe', address = 'Hinterhaus 3'");
    record
}

#[tokio::test]
async fn the_data_export_has_everything_held_on_a_person() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let record = known(&shop, &desk).await;
    let page = desk.get(&format!("{record}/export")).await;
    assert_eq!(page.count("article"), 2, "linked, and of the same address");
    for words in
        ["Kellertreppe 9", "Hörschwelle prüfen", "Buchungsbestätigung · quirinia@zwackel.example · noch nicht gesendet"]
    {
        assert!(page.words("main").contains(words), "{words}");
    }
    let page = desk.get(&format!("{record}/export.json")).await;
    assert!(page.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let json: Value = serde_json::from_str(&page.text).unwrap();
    assert_eq!(json["customer"]["address"], "Kellertreppe 9");
    assert_eq!(json["appointments"][0]["start"], "2022-01-18T09:00:00+01:00");
    assert_eq!(
        (json["appointments"][0]["linked"].as_bool(), json["appointments"][1]["linked"].as_bool()),
        (Some(false), Some(true))
    );
    assert_eq!(json["appointments"][1]["booking"]["comment"], "Hörschwelle prüfen");
    assert_eq!(json["appointments"][1]["mails"][0]["kind"], "confirmation");
    assert!(!page.text.contains("/t/") && !page.text.contains("token"));
}

#[tokio::test]
async fn erased_data_is_gone_from_every_byte_of_the_file_and_the_appointments_stay() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let link = format!("/t/{}", token(&shop.book(&her_booking("2022-01-19T09:00:00+01:00")).await));
    let path = format!("/planner/appointments/{}/customer", key(&shop));
    desk.post(&path, &[("create", "1")]).await;
    let record = format!("/planner/customers/{}", shop.count("SELECT id FROM customers"));
    let fields = [
        ("last_name", "Zwackelmann"),
        ("email", "Quirinia@zwackel.example"),
        ("phone", "0711987654"),
        ("address", "Kellertreppe 9"),
        ("note", "Hörschwelle"),
    ];
    desk.post(&format!("{record}/edit"), &fields).await;
    shop.book_with_key(&her_booking("2022-01-18T09:00:00+01:00"), "a-key").await;
    shop.execute("UPDATE appointments SET note = 'Kellertreppe', address = 'Hinterhaus 3'");
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    assert_eq!(traces(&shop), TRACES, "she is there before");

    let ask = desk.get(&format!("{record}/erase")).await;
    assert!(ask.words("main").contains("2 Termine") && ask.count(".note.warn") == 1, "{}", ask.words("main"));
    let page = desk.submit(&format!("{record}/erase"), &[]).await;
    assert!(page.words(".note.good").contains("auch aus 2 Terminen"), "{}", page.words(".note.good"));

    assert_eq!(traces(&shop), Vec::<&str>::new());
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE last_name IS NULL AND status = 'confirmed'"), 2);
    assert_eq!(shop.count("SELECT count(*) FROM claims WHERE blocking = 1"), 3, "their time stays taken");
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE state = 'queued' AND address = ''"), 0);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE state = 'withdrawn'"), 4);
    let other = "SELECT count(*) FROM appointments WHERE email = 'erika@example.org'";
    assert_eq!(shop.count(other), 1, "nobody else is touched");
    assert_eq!(shop.get(&link).await.status, 404, "the old link leads nowhere");
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'customer.erased'"), 1);
    assert_eq!(desk.get("/planner").await.status, 200);
}

#[tokio::test]
async fn the_limit_of_open_bookings_counts_anew_after_an_erasure() {
    let shop = TestApp::with("UPDATE shop SET max_open_per_email = 2", true);
    let desk = Desk::owner(&shop).await;
    let record = known(&shop, &desk).await;
    assert_eq!(shop.book(&her_booking("2022-01-19T09:00:00+01:00")).await.code(), "too_many_bookings");
    desk.submit(&format!("{record}/erase"), &[]).await;
    for hour in ["10", "11"] {
        assert_eq!(shop.book(&her_booking(&format!("2022-01-19T{hour}:00:00+01:00"))).await.status, 201);
    }
    assert_eq!(shop.book(&her_booking("2022-01-19T12:00:00+01:00")).await.code(), "too_many_bookings");
    assert_eq!(
        shop.book_with_key(&her_booking("2022-01-20T09:00:00+01:00"), "a-key").await.code(),
        "too_many_bookings"
    );
}

#[tokio::test]
async fn past_appointments_are_anonymized_after_the_retention_period() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let record = known(&shop, &desk).await;
    let (_running, stopping) = watch::channel(false);
    let forget = async || retention::forget_past(&shop.app.store, &stopping).await.unwrap();
    shop.advance(DAY * 400);
    let desk = Desk::closed(&shop).sign_in("owner@example.org").await;
    assert_eq!(forget().await, 0, "the shop has set nothing");
    shop.execute("UPDATE shop SET retention_days = 396");
    let store = shop.app.store.clone();
    store.write::<(), StoreError>(|tx| tx.calendar_changed()).await.unwrap();
    assert_eq!(forget().await, 1, "the first of the two ended longer ago");
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE last_name IS NOT NULL"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE address = ''"), 2);
    let page = desk.get(&record).await;
    assert_eq!((page.status.as_u16(), page.count("section[aria-labelledby=h-past]")), (200, 0), "the record stays");
    shop.advance(DAY);
    assert_eq!((forget().await, forget().await), (1, 0));
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'appointments.forgotten' AND user_id IS NULL"), 2);
    desk.prove().await;
    desk.submit(&format!("{record}/erase"), &[]).await;
    assert_eq!(traces(&shop), Vec::<&str>::new());
}

#[tokio::test]
async fn many_past_appointments_are_all_anonymized_in_small_batches() {
    let shop = TestApp::with("UPDATE shop SET retention_days = 30", true);
    // Written by the program itself: another connection could leave copies in pages that were split.
    let past = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)
         INSERT INTO appointments (id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status, last_name)
         SELECT 'past-' || i, 1000 + i * 60, 1060 + i * 60, 0, 0, 'done', 'Zwackelmann' FROM n";
    let store = &shop.app.store;
    store.write::<_, StoreError>(move |tx| Ok(tx.execute(past, [])?)).await.unwrap();
    assert_eq!(traces(&shop), ["Zwackelmann"]);
    let (_running, stopping) = watch::channel(false);
    assert_eq!(retention::forget_past(&shop.app.store, &stopping).await.unwrap(), 450);
    assert_eq!(traces(&shop), Vec::<&str>::new());
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'done'"), 450);
}

#[tokio::test]
async fn idempotency_keys_are_kept_for_at_least_two_days_and_then_deleted() {
    let shop = TestApp::new();
    let kept = async || {
        retention::forget_keys(&shop.app.store).await.unwrap();
        shop.count("SELECT count(*) FROM idempotency_keys")
    };
    assert_eq!(shop.book_with_key(&her_booking("2022-01-17T09:00:00+01:00"), "a-key").await.status, 201);
    shop.advance(DAY * 2 - Duration::from_secs(1));
    assert_eq!(kept().await, 1, "a clock put back by a day would find it");
    shop.advance(Duration::from_secs(1));
    assert_eq!(kept().await, 0);
}
