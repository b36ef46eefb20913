//! Operations of the shop, and the guarantees of the store.

use crate::harness::{TestApp, booking};
use axum::http::StatusCode;
use terminplaner::domain::actor::Actor;
use terminplaner::domain::appointment::Status;
use terminplaner::domain::notice::MailTerms;
use terminplaner::operations::booking;
use terminplaner::operations::booking::{Error, Rejection};
use terminplaner::store::{StoreError, appointments};

const NINE: &str = "2022-01-17T09:00:00+01:00";

/// A shop whose bookings are requests, with one of them; returns its key.
async fn requested() -> (TestApp, i64) {
    let app = TestApp::with(
        "UPDATE services SET daily_limit = 9, status_on_booking = 'requested'; UPDATE shop SET reminder_hours = 24",
        true,
    );
    assert_eq!(app.book(&booking(NINE)).await.status, StatusCode::CREATED);
    let key = app.count("SELECT key FROM appointments");
    (app, key)
}

fn mails(app: &TestApp, kind: &str) -> i64 {
    app.count(&format!("SELECT count(*) FROM outbox WHERE kind = '{kind}' AND state = 'queued'"))
}

#[tokio::test]
async fn confirming_tells_the_customer_once_and_keeps_the_reminder() {
    let (app, key) = requested().await;
    for _ in 0..2 {
        let appointment = booking::confirm(&app.app.store, key, Actor::Program, MailTerms::default()).await.unwrap();
        assert_eq!(appointment.done.status, Status::Confirmed);
    }
    assert_eq!((mails(&app, "confirmed"), mails(&app, "reminder")), (1, 1));
}

#[tokio::test]
async fn declining_frees_the_time_and_withdraws_the_reminder() {
    let (app, key) = requested().await;
    for _ in 0..2 {
        booking::decline(&app.app.store, key, Actor::Program, MailTerms::default()).await.unwrap();
    }
    assert_eq!((mails(&app, "declined"), mails(&app, "reminder")), (1, 0));
    assert_eq!(app.count("SELECT count(*) FROM claims WHERE blocking = 1"), 0);
    let refused = booking::confirm(&app.app.store, key, Actor::Program, MailTerms::default()).await.err();
    assert!(matches!(refused, Some(Error::Rejected(Rejection::NotChangeable))));
}

#[tokio::test]
async fn a_cancelled_one_comes_back_only_where_its_time_is_still_free() {
    let (app, key) = requested().await;
    let set = async |status| {
        let written = app.app.store.write(move |tx| -> Result<(), StoreError> {
            appointments::set_status(tx, key, status)?;
            tx.appointment_changed(key);
            Ok(())
        });
        written.await
    };
    set(Status::Cancelled).await.unwrap();
    set(Status::Confirmed).await.unwrap();
    set(Status::Cancelled).await.unwrap();
    for _ in 0..2 {
        assert_eq!(app.book(&booking(NINE)).await.status, StatusCode::CREATED);
    }
    assert!(matches!(set(Status::Confirmed).await, Err(StoreError::Occupied)));
}

#[tokio::test]
async fn one_refused_operation_leaves_the_others_of_its_batch_untouched() {
    let app = TestApp::new();
    let store = &app.app.store;
    // The first operation blocks the writer until the others have queued, so that they share a transaction.
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let first = store.write::<(), StoreError>(move |_| {
        let _ = wait.recv();
        Ok(())
    });
    let note = |name: &'static str, keep: bool| {
        store.write(move |tx| {
            tx.execute("INSERT INTO exceptions (from_date, to_date, hours, note) VALUES ('2022-01-01', '2022-01-01', '[]', ?1)", [name])?;
            if keep { Ok(()) } else { Err(StoreError::Unreadable("refused".into())) }
        })
    };
    let release = async {
        tokio::task::yield_now().await;
        drop(go);
    };
    let (first, kept, refused, also_kept, ()) =
        tokio::join!(first, note("a", true), note("b", false), note("c", true), release);
    assert!(first.is_ok() && kept.is_ok() && also_kept.is_ok() && refused.is_err());
    assert_eq!(app.count("SELECT group_concat(note, '') = 'ac' FROM exceptions"), 1);
}

#[tokio::test]
async fn bookings_that_are_committed_together_see_one_another() {
    let app = TestApp::with("UPDATE services SET daily_limit = 1", true);
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let first = app.app.store.write::<(), StoreError>(move |_| {
        let _ = wait.recv();
        Ok(())
    });
    let (nine, ten) = (booking("2022-01-17T09:00:00+01:00"), booking("2022-01-17T10:00:00+01:00"));
    let (late, next_day) = (booking("2022-01-17T11:00:00+01:00"), booking("2022-01-18T09:00:00+01:00"));
    let release = async {
        tokio::task::yield_now().await;
        drop(go);
    };
    let booked = async { tokio::join!(app.book(&nine), app.book(&ten), app.book(&late), app.book(&next_day)) };
    let (_, (nine, ten, late, next_day), ()) = tokio::join!(first, booked, release);
    let statuses = [nine, ten, late, next_day].map(|answer| answer.status.as_u16());
    assert_eq!(statuses, [201, 409, 409, 201], "one a day");
}

#[tokio::test]
async fn the_published_planning_equals_one_read_anew() {
    let (app, key) = requested().await;
    app.book(&booking("2022-01-18T10:00:00+01:00")).await;
    booking::decline(&app.app.store, key, Actor::Program, MailTerms::default()).await.unwrap();
    app.book(&booking("2022-01-17T11:00:00+01:00")).await;
    let anew = terminplaner::store::Store::open(&app.db, app.clock.clone()).unwrap().planning();
    let published = app.app.planning();
    assert_eq!(published.calendar, anew.calendar);
    for resource in ["kabine-1", "kabine-2"] {
        assert_eq!(published.occupancy.of(resource), anew.occupancy.of(resource));
    }
    assert_eq!(published.occupancy.starts_of("anpassung"), anew.occupancy.starts_of("anpassung"));
}
