//! The database of a running program: full, moved, replaced, locked.

use crate::harness::{Answer, TestApp, booking, token};
use axum::http::StatusCode;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;
use terminplaner::cli::check;
use terminplaner::store::{Store, StoreError};

const NINE: &str = "2022-01-17T09:00:00+01:00";

/// Every hour of every weekday from Monday on, twice, since there are two rooms.
fn starts() -> impl Iterator<Item = String> {
    let days = ["17", "18", "19", "20", "21", "24", "25", "26", "27", "28"];
    days.into_iter().flat_map(|day| (9..17).map(move |hour| format!("2022-01-{day}T{hour:02}:00:00+01:00")))
}

fn assert_busy(answer: &Answer) {
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "busy"), "{answer:?}");
    assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
    assert!(!answer.text.contains(".db"), "the outside learns nothing of the file: {answer:?}");
}

/// Sets a pragma of the writing connection.
async fn set(app: &TestApp, pragma: &'static str, value: i64) {
    let set = app.app.store.write(move |tx| -> Result<(), StoreError> {
        Ok(tx.pragma_update_and_check(None, pragma, value, |_| Ok(()))?)
    });
    set.await.unwrap();
}

fn assert_sound(app: &TestApp) {
    assert_eq!(check::examine(&app.db, app.clock.now()).unwrap().faults, [""; 0]);
    let anew = Store::open(&app.db, app.clock.clone()).unwrap().planning();
    for resource in ["kabine-1", "kabine-2"] {
        assert_eq!(app.app.planning().occupancy.of(resource), anew.occupancy.of(resource));
    }
}

#[tokio::test]
async fn a_full_disk_refuses_writes_loses_nothing_and_recovers() {
    let app = TestApp::with("UPDATE shop SET max_open_per_email = 1000000", true);
    let pages = app.count("SELECT page_count FROM pragma_page_count");
    set(&app, "max_page_count", pages + 2).await;
    let (mut booked, mut refused) = (0, 0);
    for start in starts() {
        let body = booking(&start);
        let (one, other) = tokio::join!(app.book(&body), app.book(&body));
        for answer in [one, other] {
            match answer.status {
                StatusCode::CREATED => booked += 1,
                _ => {
                    assert_busy(&answer);
                    refused += 1;
                }
            }
        }
    }
    assert!(booked > 0 && refused > 0, "{booked} booked, {refused} refused");
    assert_eq!(app.count("SELECT count(*) FROM appointments"), booked);
    assert_eq!(app.count("SELECT count(*) FROM outbox WHERE kind = 'confirmation'"), booked);
    assert_eq!(
        app.get("/healthz").await.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "a shop that takes no booking is ill"
    );
    assert_eq!(app.get("/api/v1/shop").await.status, StatusCode::OK, "what is there can be read");
    assert_sound(&app);
    set(&app, "max_page_count", pages + 1_000).await;
    assert_eq!(app.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(app.book(&booking("2022-01-31T09:00:00+01:00")).await.status, StatusCode::CREATED);
    assert_sound(&app);
}

/// A path beside the database.
fn beside(app: &TestApp, name: &str) -> PathBuf {
    app.db.with_file_name(name)
}

async fn assert_nothing_works(app: &TestApp, manage: &str) {
    assert_busy(&app.book(&booking("2022-01-17T11:00:00+01:00")).await);
    assert_busy(&app.get(manage).await);
    assert_eq!(app.get("/healthz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(app.get("/api/v1/availability?service=anpassung").await.status, StatusCode::OK, "still shown");
}

#[tokio::test]
async fn a_file_that_was_moved_away_takes_no_booking_until_it_is_back() {
    let app = TestApp::new();
    let booked = app.book(&booking(NINE)).await;
    let manage = format!("/api/v1/bookings/{}", token(&booked));
    let away = beside(&app, "away.db");
    fs::rename(&app.db, &away).unwrap();
    assert_nothing_works(&app, &manage).await;
    assert!(!app.db.exists(), "no empty shop takes its place");
    fs::rename(&away, &app.db).unwrap();
    assert_eq!(app.get(&manage).await.status, StatusCode::OK);
    assert_eq!(app.book(&booking("2022-01-17T10:00:00+01:00")).await.status, StatusCode::CREATED);
    assert_eq!(app.count("SELECT count(*) FROM appointments"), 2);
    assert_sound(&app);
}

#[tokio::test]
async fn a_file_that_was_replaced_takes_no_booking_until_the_right_one_is_back() {
    let app = TestApp::new();
    let booked = app.book(&booking(NINE)).await;
    let manage = format!("/api/v1/bookings/{}", token(&booked));
    let (kept, other) = (beside(&app, "kept.db"), beside(&app, "other.db"));
    fs::hard_link(&app.db, &kept).unwrap();
    fs::copy(&app.db, &other).unwrap();
    fs::rename(&other, &app.db).unwrap();
    assert_nothing_works(&app, &manage).await;
    fs::rename(&kept, &app.db).unwrap();
    assert_eq!(app.book(&booking("2022-01-17T10:00:00+01:00")).await.status, StatusCode::CREATED);
    assert_sound(&app);
}

#[tokio::test]
async fn a_commit_to_a_file_that_has_just_gone_is_no_success() {
    let app = TestApp::new();
    let (db, away) = (app.db.clone(), beside(&app, "away.db"));
    let moved = away.clone();
    let outcome = app.app.store.write(move |tx| -> Result<(), StoreError> {
        tx.execute("UPDATE shop SET name = 'Neu'", [])?;
        fs::rename(&db, &moved).map_err(|error| StoreError::Unreadable(error.to_string()))
    });
    assert!(matches!(outcome.await, Err(StoreError::NotCommitted(_))));
    fs::rename(&away, &app.db).unwrap();
    // The write was done, and the snapshot shows it, too.
    app.app.store.write::<(), StoreError>(|_| Ok(())).await.unwrap();
    assert_eq!(app.app.planning().calendar.shop.name, "Neu");
}

#[tokio::test]
async fn a_foreign_lock_is_waited_for_once_per_batch_and_then_refused() {
    let app = TestApp::new();
    let brief = app.app.store.write(|tx| -> Result<(), StoreError> { Ok(tx.busy_timeout(Duration::from_millis(50))?) });
    brief.await.unwrap();
    let other = rusqlite::Connection::open(&app.db).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE shop SET name = 'Neu'").unwrap();
    let body = booking(NINE);
    let (one, two, three) = tokio::join!(app.book(&body), app.book(&body), app.book(&body));
    for answer in [one, two, three] {
        assert_busy(&answer);
    }
    assert_eq!(app.get("/healthz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(app.get("/api/v1/shop").await.status, StatusCode::OK, "reading waits for nobody");
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(app.book(&body).await.status, StatusCode::CREATED);
    assert_eq!(app.count("SELECT count(*) FROM appointments"), 1);
    assert_eq!(app.app.planning().calendar.shop.name, "Neu");
}
