//! The system clock is set forwards and backwards.

use crate::harness::{NOW, TestApp, at, booking};
use crate::mail::fixture::{Office, notice};
use axum::http::StatusCode;
use chrono::Duration;
use terminplaner::delivery::transport::SendError;
use terminplaner::domain::notice::NoticeKind;
use terminplaner::domain::shop::Language;
use terminplaner::store::StoreError;

const NINE: &str = "2022-01-17T09:00:00+01:00";

/// A single room, so that a booking takes the slot.
fn one_room() -> TestApp {
    TestApp::with("UPDATE resources SET online = 0 WHERE id = 'kabine-2'", true)
}

async fn is_free(app: &TestApp) -> bool {
    let page = app.get("/api/v1/availability?service=anpassung&from=2022-01-17&days=1").await.json();
    let slots = page["days"][0]["slots"].as_array().unwrap().clone();
    slots.iter().find(|slot| slot["start"] == NINE).unwrap()["free"] == true
}

#[tokio::test]
async fn a_snapshot_loaded_while_the_clock_was_ahead_is_reloaded_when_it_is_set_back() {
    let app = one_room();
    assert_eq!(app.book(&booking(NINE)).await.status, StatusCode::CREATED);
    app.clock.put(at("2022-06-14T08:00:00+02:00"));
    let import = app.app.store.write(|tx| -> Result<(), StoreError> { tx.calendar_changed() });
    import.await.unwrap();
    app.clock.put(at(NOW));
    app.app.store.write::<(), StoreError>(|_| Ok(())).await.unwrap();
    assert!(!is_free(&app).await, "the booking of January is known again");
}

#[tokio::test]
async fn a_clock_set_back_repeats_no_booking() {
    let app = one_room();
    let first = app.book_with_key(&booking(NINE), "k").await;
    assert_eq!(first.status, StatusCode::CREATED);
    app.clock.put(at(NOW) - Duration::days(3));
    let again = app.book_with_key(&booking(NINE), "k").await;
    assert_eq!((again.status, &again.json()["id"]), (StatusCode::CREATED, &first.json()["id"]));
    assert_eq!(app.book(&booking(NINE)).await.code(), "slot_taken");
    assert_eq!(app.count("SELECT count(*) FROM appointments"), 1);
}

#[tokio::test]
async fn a_clock_set_forward_removes_slots_and_set_back_restores_them() {
    let app = one_room();
    assert!(is_free(&app).await);
    app.clock.put(at("2022-01-17T10:00:00+01:00"));
    assert_eq!(app.book(&booking(NINE)).await.code(), "not_offered");
    app.clock.put(at(NOW));
    assert!(is_free(&app).await);
    assert_eq!(app.book(&booking(NINE)).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn mail_queued_while_the_clock_was_ahead_is_sent_when_it_is_set_back() {
    let (office, memory) = Office::in_memory().await;
    let right = office.clock.now();
    let far = || {
        let mut far = notice(NoticeKind::Confirmation, Language::default());
        (far.facts.start, far.facts.end) = (far.facts.start.plus(60 * 24 * 60), far.facts.end.plus(60 * 24 * 60));
        far
    };
    // Failed once while the clock was right, and again while it was ahead.
    office.owe(vec![far()], None).await;
    memory.fail_next(SendError::TryLater("451 later".into()));
    office.pass().await;
    office.clock.put(right + Duration::days(2));
    memory.fail_next(SendError::TryLater("451 later".into()));
    office.pass().await;
    let mut written_ahead = far();
    written_ahead.due_at = office.clock.now();
    office.owe(vec![written_ahead], None).await;
    office.clock.put(right + Duration::minutes(10));
    assert_eq!(office.pass().await.sent, 2);
    let dates: Vec<_> = memory.sent().iter().map(|mail| mail.file_name[..8].to_owned()).collect();
    assert_eq!(dates, ["20220114", "20220114"], "none is dated ahead");
}

#[tokio::test]
async fn mail_expired_while_the_clock_was_ahead_is_sent_when_it_is_set_back() {
    let (office, memory) = Office::in_memory().await;
    let right = office.clock.now();
    let ids = office.owe(vec![notice(NoticeKind::Confirmation, Language::default())], None).await;
    office.clock.put(right + Duration::days(30));
    assert_eq!(office.pass().await.expired, 1);
    assert_eq!(office.state(ids[0]).await, "expired");
    office.clock.put(right + Duration::minutes(1));
    assert_eq!(office.pass().await.sent, 1);
    assert_eq!(memory.sent().len(), 1);
    office.advance_minutes(60 * 24 * 30);
    assert_eq!(office.pass().await.expired, 0, "and that is the end of it");
}
