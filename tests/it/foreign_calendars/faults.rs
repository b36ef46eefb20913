//! Calendars that cannot be read: what was busy stays busy, and it is told.

use super::server::CalendarServer;
use super::{WEDNESDAY, file, free, shop_with, state};
use crate::harness::booking;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn whatever_goes_wrong_the_last_state_holds_and_the_reason_is_kept() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let (shop, _) = shop_with(&server).await;
    let whole = file(&[]);
    let cut = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{}", whole.len(), &whole[..30]);
    let unsized_ = format!("HTTP/1.1 200 OK\r\n\r\n{}", &whole[..30]);
    let html = "<html><body>Bitte anmelden</body></html>";
    let html = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{html}", html.len());
    let empty = |status: &str| format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
    for (answer, fault) in [
        (empty("500 Internal Server Error"), "server"),
        (empty("503 Service Unavailable"), "server"),
        (empty("401 Unauthorized"), "refused"),
        (empty("403 Forbidden"), "refused"),
        (empty("404 Not Found"), "not_found"),
        (empty("410 Gone"), "not_found"),
        (empty("302 Found"), "redirects"),
        (empty("304 Not Modified"), "server"),
        (empty("200 OK"), "not_a_calendar"),
        (cut, "incomplete"),
        (unsized_, "incomplete"),
        (html, "not_a_calendar"),
        ("no HTTP at all".to_owned(), "unreachable"),
        ("HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ncontent-length: 0\r\n\r\n".to_owned(), "server"),
    ] {
        server.answers(answer);
        shop.advance(HOUR);
        assert_eq!(shop.app.calendars.look_at_due().await.unwrap(), 1);
        assert_eq!(state(&shop, "fault"), fault);
        assert!(!free(&shop).await.contains(&"10:00".to_owned()), "{fault}");
    }
    assert_eq!(state(&shop, "failures"), "14");
    server.serves(&whole);
    shop.advance(HOUR);
    shop.app.calendars.look_at_due().await.unwrap();
    assert_eq!((state(&shop, "fault"), state(&shop, "failures")), (String::new(), "0".to_owned()));
    assert!(free(&shop).await.contains(&"10:00".to_owned()));
}

#[tokio::test]
async fn what_fails_is_asked_less_and_less_often() {
    let server = CalendarServer::start().await;
    server.fails_with("500 Internal Server Error");
    let (shop, _) = shop_with(&server).await;
    for minutes in [5, 10, 20, 40, 60, 60] {
        shop.advance(Duration::from_secs(minutes * 60 - 1));
        assert_eq!(shop.app.calendars.look_at_due().await.unwrap(), 0, "{minutes}");
        shop.advance(Duration::from_secs(1));
        assert_eq!(shop.app.calendars.look_at_due().await.unwrap(), 1, "{minutes}");
    }
}

#[tokio::test]
async fn a_server_that_asks_for_patience_is_left_alone_for_so_long() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let (shop, key) = shop_with(&server).await;
    let busy = |more: &str| format!("HTTP/1.1 503 Service Unavailable\r\n{more}content-length: 0\r\n\r\n");
    // Two hours by the server's own clock, which is a day late.
    let told = "date: Thu, 13 Jan 2022 06:00:00 GMT\r\nretry-after: Thu, 13 Jan 2022 08:00:00 GMT\r\n";
    for (told, start) in [("retry-after: 7200\r\n", "14:00"), (told, "15:30")] {
        server.answers(busy(told));
        shop.advance(HOUR);
        assert_eq!(shop.app.calendars.look_at_due().await.unwrap(), 1);
        let asked = server.count();
        shop.advance(HOUR + HOUR / 2);
        assert_eq!(shop.app.calendars.look_at_due().await.unwrap(), 0);
        let booked = shop.book(&booking(&format!("2022-01-19T{start}:00+01:00"))).await;
        assert_eq!(booked.status, 201, "on what was known: {}", booked.text);
        assert_eq!(server.count(), asked, "nor does a booking ask: {told}");
        assert!(!free(&shop).await.contains(&"10:00".to_owned()));
        assert_eq!(state(&shop, "failures"), "1");
        server.serves(&file(&[WEDNESDAY]));
        shop.advance(HOUR);
        assert_eq!(shop.app.calendars.look_at_due().await.unwrap(), 1);
        assert_eq!((state(&shop, "fault"), server.count()), (String::new(), asked + 1));
    }
    // What is asked for is no reason to ask more often than otherwise.
    server.answers(busy("retry-after: 1\r\n"));
    shop.advance(HOUR);
    shop.app.calendars.look_at_due().await.unwrap();
    shop.advance(Duration::from_secs(240));
    assert_eq!(shop.app.calendars.look_at_due().await.unwrap(), 0);
    // Whoever enters the calendar anew asks nobody either, and the worker does not turn in circles.
    server.answers(busy("retry-after: 7200\r\n"));
    shop.advance(HOUR);
    shop.app.calendars.look_at_due().await.unwrap();
    let asked = server.count();
    shop.execute("UPDATE busy_calendars SET next_at = NULL, failures = 0, fault = NULL");
    shop.app.calendars.look_now(key).await;
    assert_eq!((server.count(), state(&shop, "fault").as_str()), (asked, "server"));
    assert_eq!(shop.app.calendars.look_at_due().await.unwrap(), 0);
}

#[tokio::test]
async fn after_a_day_the_owners_get_one_mail_and_the_next_failure_another() {
    let server = CalendarServer::start().await;
    server.fails_with("404 Not Found");
    let (shop, _) = shop_with(&server).await;
    shop.execute(
        "INSERT INTO users (id, email, name, role, password_hash, created_at)
         VALUES (2, 'team@example.org', 'Max Muster', 'staff', 'x', 0), (3, 'neu@example.org', 'Neu', 'owner', '', 0)",
    );
    let mails = || shop.count("SELECT count(*) FROM outbox WHERE kind = 'calendar_failing'");
    for _ in 0..23 {
        shop.advance(HOUR);
        shop.app.calendars.look_at_due().await.unwrap();
    }
    assert_eq!(mails(), 0);
    for _ in 0..30 {
        shop.advance(HOUR);
        shop.app.calendars.look_at_due().await.unwrap();
    }
    assert_eq!(mails(), 1, "once, to the owner who has a password");
    let to: String = shop.file().query_row("SELECT address FROM outbox", [], |row| row.get(0)).unwrap();
    assert_eq!(to, "chefin@example.org");
    server.serves(&file(&[]));
    shop.advance(HOUR);
    shop.app.calendars.look_at_due().await.unwrap();
    server.fails_with("404 Not Found");
    for _ in 0..26 {
        shop.advance(HOUR);
        shop.app.calendars.look_at_due().await.unwrap();
    }
    assert_eq!(mails(), 2);
}

#[tokio::test]
async fn events_that_cannot_be_read_are_counted_and_the_others_block() {
    let server = CalendarServer::start().await;
    let broken = ("kaputt@example.org", "irgendwann", "20220119T103000Z");
    server.serves(&file(&[WEDNESDAY, broken]));
    let (shop, _) = shop_with(&server).await;
    assert_eq!(state(&shop, "unread"), "1");
    assert!(!free(&shop).await.contains(&"10:00".to_owned()));
}

#[tokio::test]
async fn an_address_whose_key_is_gone_is_told_and_keeps_blocking() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let (shop, _) = shop_with(&server).await;
    std::fs::remove_file(terminplaner::store::key_file::beside(&shop.db)).unwrap();
    let again = shop.restarted();
    again.advance(HOUR);
    again.app.calendars.look_at_due().await.unwrap();
    assert_eq!(state(&again, "fault"), "locked");
    assert!(!free(&again).await.contains(&"10:00".to_owned()));
    assert_eq!(server.count(), 1);
}
