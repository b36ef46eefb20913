//! What customers and staff notice.

use super::server::CalendarServer;
use super::{WEDNESDAY, attach, file, free, shop_with, state};
use crate::harness::{booking, token};
use crate::planner::calendar::make;
use crate::planner::desk::Desk;
use axum::http::Method;
use serde_json::json;
use std::time::{Duration, Instant};

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_private_event_takes_the_time_from_customers_and_gives_it_back() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[]));
    let (shop, _) = shop_with(&server).await;
    let before = free(&shop).await;
    assert!(before.contains(&"10:00".to_owned()));
    server.serves(&file(&[WEDNESDAY]));
    shop.advance(5 * MINUTE);
    assert_eq!(shop.app.calendars.look_at_due().await.unwrap(), 1);
    let with_event = free(&shop).await;
    let taken: Vec<&String> = before.iter().filter(|time| !with_event.contains(time)).collect();
    assert_eq!(taken, ["09:30", "10:00", "10:30", "11:00"]);
    server.serves(&file(&[]));
    shop.advance(5 * MINUTE);
    shop.app.calendars.look_at_due().await.unwrap();
    assert_eq!(free(&shop).await, before);
}

#[tokio::test]
async fn a_booking_looks_once_more_where_the_last_look_is_older_than_a_minute() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[]));
    let (shop, _) = shop_with(&server).await;
    server.serves(&file(&[WEDNESDAY]));
    shop.advance(MINUTE);
    assert_eq!(shop.book(&booking("2022-01-19T12:00:00+01:00")).await.status, 201);
    assert_eq!(server.count(), 1, "a look of a minute ago is good enough");
    shop.advance(Duration::from_secs(1));
    let answer = shop.book(&booking("2022-01-19T10:00:00+01:00")).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (409, "slot_taken"));
    assert!(!answer.json()["alternatives"].as_array().unwrap().is_empty());
    assert_eq!(server.count(), 2);
    assert!(!free(&shop).await.contains(&"10:00".to_owned()), "everybody sees it now");
}

#[tokio::test]
async fn moving_a_booking_looks_once_more_too() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[]));
    let (shop, _) = shop_with(&server).await;
    let token = token(&shop.book(&booking("2022-01-19T14:00:00+01:00")).await);
    server.serves(&file(&[WEDNESDAY]));
    shop.advance(2 * MINUTE);
    let path = format!("/api/v1/bookings/{token}");
    let answer = shop.send_json(Method::PATCH, &path, &json!({"start": "2022-01-19T10:00:00+01:00"})).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (409, "slot_taken"));
}

#[tokio::test]
async fn a_server_that_does_not_answer_delays_a_booking_by_three_seconds_and_the_last_state_holds() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let (shop, _) = shop_with(&server).await;
    attach(&shop, "kabine-1", &server.url("/zweiter.ics")).await;
    server.is_silent();
    shop.advance(2 * MINUTE);
    let start = Instant::now();
    assert_eq!(shop.book(&booking("2022-01-19T14:00:00+01:00")).await.status, 201);
    let waited = start.elapsed();
    assert!((Duration::from_secs(2)..Duration::from_secs(5)).contains(&waited), "all at once: {waited:?}");
    assert!(!free(&shop).await.contains(&"10:00".to_owned()), "what was busy is busy");
}

#[tokio::test]
async fn a_grid_that_is_looked_at_is_refreshed_once_a_minute() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[]));
    let (shop, _) = shop_with(&server).await;
    server.serves(&file(&[WEDNESDAY]));
    shop.advance(2 * MINUTE);
    let mut changes = shop.app.store.changes();
    free(&shop).await;
    let change = changes.recv().await.unwrap();
    assert_eq!(change.dates.map(|dates| dates.len()), Some(1), "open grids hear which day has changed");
    assert!(!free(&shop).await.contains(&"10:00".to_owned()));
    free(&shop).await;
    assert_eq!(server.count(), 2, "not more than once a minute");
}

#[tokio::test]
async fn an_appointment_of_the_shop_that_comes_back_does_not_block() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[]));
    let (shop, _) = shop_with(&server).await;
    let token = token(&shop.book(&booking("2022-01-19T10:00:00+01:00")).await);
    let sql = "SELECT id || '@termine.example.de' FROM appointments";
    let uid: String = shop.file().query_row(sql, [], |row| row.get(0)).unwrap();
    server.serves(&file(&[(&uid, "20220119T090000Z", "20220119T100000Z")]));
    shop.advance(5 * MINUTE);
    shop.app.calendars.look_at_due().await.unwrap();
    assert_eq!(shop.count("SELECT count(*) FROM busy_spans"), 0);
    assert_eq!(shop.count("SELECT count(*) FROM busy_overlaps"), 0);
    let path = format!("/api/v1/bookings/{token}");
    let moved = shop.send_json(Method::PATCH, &path, &json!({"start": "2022-01-19T09:30:00+01:00"})).await;
    assert_eq!(moved.status, 200, "{}", moved.text);
}

#[tokio::test]
async fn staff_may_book_over_a_private_event_after_a_warning() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let (shop, _) = shop_with(&server).await;
    let desk = Desk::owner(&shop).await;
    let wanted = [("date", "2022-01-19"), ("resource", "kabine-1")];
    let page = make(&desk, &wanted).await;
    assert!(page.text.contains("Kabine 1 ist dann laut anderem Kalender belegt."), "{}", page.text);
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 0);
    let done = make(&desk, &[wanted[0], wanted[1], ("accept", "elsewhere:kabine-1")]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM busy_overlaps"), 0, "who has accepted it is not told again");
}

#[tokio::test]
async fn whatever_staff_enters_or_moves_looks_once_more_where_the_last_look_is_older_than_a_minute() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[]));
    let (shop, _) = shop_with(&server).await;
    let desk = Desk::owner(&shop).await;
    let elsewhere = "Kabine 1 ist dann laut anderem Kalender belegt.";
    let at = |time| [("date", "2022-01-19"), ("time", time), ("resource", "kabine-1")];
    assert_eq!(make(&desk, &at("14:00")).await.status, 303);
    assert_eq!(server.count(), 1, "a look of a minute ago is good enough");
    let key = shop.count("SELECT key FROM appointments");
    // Nobody has looked at what is new there until each of these does.
    let news = |event: &[(&str, &str, &str)]| {
        server.serves(&file(event));
        shop.advance(2 * MINUTE);
    };
    news(&[WEDNESDAY]);
    let page = make(&desk, &at("10:00")).await;
    assert!(page.text.contains(elsewhere), "entered: {}", page.text);
    news(&[]);
    let path = format!("/planner/appointments/{key}");
    let moved = desk.post(&format!("{path}/shift"), &[("start", "2022-01-19T10:00")]).await;
    assert_eq!(moved.status, 200, "what is free again is free: {}", moved.text);
    desk.post(&format!("{path}/shift"), &[("start", "2022-01-19T14:00")]).await;
    news(&[WEDNESDAY]);
    let moved = desk.post(&format!("{path}/shift"), &[("start", "2022-01-19T10:00")]).await;
    assert!(moved.status == 409 && moved.text.contains(elsewhere), "dragged: {}", moved.text);
    news(&[]);
    news(&[WEDNESDAY]);
    let several = desk.post("/planner/appointments/shift", &[("move", &format!("{key} 2022-01-19T10:00"))]).await;
    assert!(several.status == 409 && several.text.contains(elsewhere), "pasted: {}", several.text);
    let asked = server.count();
    shop.advance(2 * MINUTE);
    let edited = desk.fill(&format!("{path}/edit"), &at("10:00")[..2]).await;
    assert!(edited.text.contains(elsewhere), "changed: {}", edited.text);
    assert_eq!(server.count(), asked + 1);
}

#[tokio::test]
async fn a_server_that_does_not_answer_delays_staff_by_three_seconds_and_the_last_state_holds() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let (shop, _) = shop_with(&server).await;
    let desk = Desk::owner(&shop).await;
    server.is_silent();
    shop.advance(2 * MINUTE);
    let start = Instant::now();
    let wanted = [("date", "2022-01-19"), ("time", "10:00"), ("resource", "kabine-1")];
    let page = make(&desk, &wanted).await;
    assert!(page.text.contains("laut anderem Kalender belegt"), "{}", page.text);
    assert!(start.elapsed() >= Duration::from_secs(2), "{:?}", start.elapsed());
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 0);
}

#[tokio::test]
async fn why_a_time_cannot_be_booked_names_the_other_calendar() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let (shop, _) = shop_with(&server).await;
    let desk = Desk::owner(&shop).await;
    let why = desk.get("/planner/calendar/why?at=2022-01-19T10:30&resource=kabine-1").await;
    assert!(why.text.contains("Kabine 1: laut anderem Kalender belegt, 10:00–11:30"), "{}", why.text);
}

#[tokio::test]
async fn an_event_over_an_appointment_is_told_until_somebody_has_seen_it() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[]));
    let (shop, _) = shop_with(&server).await;
    assert_eq!(shop.book(&booking("2022-01-19T10:00:00+01:00")).await.status, 201);
    server.serves(&file(&[WEDNESDAY]));
    let look = async || {
        shop.advance(5 * MINUTE);
        shop.app.calendars.look_at_due().await.unwrap();
        shop.count("SELECT count(*) FROM busy_overlaps")
    };
    assert_eq!(look().await, 1);
    assert_eq!(shop.count("SELECT count(*) FROM claims WHERE blocking = 1"), 1, "the appointment stays");
    let key = shop.count("SELECT key FROM appointments");
    let seen = terminplaner::operations::busy_calendars::see_overlap(&shop.app.store, key).await;
    assert!(seen.unwrap());
    assert_eq!(look().await, 0, "the same event is not told twice");
    server.serves(&file(&[("privat-2@example.org", "20220119T093000Z", "20220119T104500Z")]));
    assert_eq!(look().await, 1 - 1, "what lies within the old one is nothing new for the appointment");
    assert_eq!(state(&shop, "fault"), "");
}
