//! Accounts: what is in their calendars blocks, and appointments are written to one of them.

use super::account_server::{AccountServer, Fault};
use super::{WEDNESDAY, file, free, state};
use crate::harness::{TestApp, booking, token};
use axum::http::Method;
use serde_json::json;
use std::time::Duration;
use terminplaner::domain::account_calendar::{Chosen, CopyId};
use terminplaner::domain::busy_calendar::{BusyCalendarKey, Tentative};
use terminplaner::domain::feed::Detail;
use terminplaner::domain::notice::AT_ONCE;
use terminplaner::domain::shop::Language;
use terminplaner::domain::values::ShortName;
use terminplaner::operations::booking::ActionContext;
use terminplaner::operations::busy_calendars::{self, Draft};
use terminplaner::operations::calendar_copies::{self, Answer};

const MINUTE: Duration = Duration::from_secs(60);

/// A shop with one room, whose account has "privat", which blocks, and "praxis", which appointments are written to.
pub async fn shop_with(server: &AccountServer, detail: Detail) -> (TestApp, BusyCalendarKey) {
    let shop = TestApp::with(
        "UPDATE resources SET online = 0 WHERE id = 'kabine-2';
         INSERT INTO users (id, email, name, role, password_hash, created_at)
         VALUES (1, 'chefin@example.org', 'Erika Muster', 'owner', 'x', 0);",
        true,
    );
    let key = busy_calendars::add(&shop.app.store, draft(server, Some(detail)), 1).await.unwrap();
    shop.app.calendars.look_now(key).await;
    (shop, key)
}

fn draft(server: &AccountServer, detail: Option<Detail>) -> Draft {
    let chosen = |name: &str, detail: Option<Detail>| Chosen {
        url: server.calendar(name),
        name: name.to_owned(),
        blocks: true,
        detail,
    };
    Draft {
        resource: "kabine-1".into(),
        name: ShortName::from_stored("Privat"),
        tentative: Tentative::Busy,
        access: Some(server.access()),
        calendars: Some(vec![chosen("privat", None), chosen("praxis", detail)]),
    }
}

pub async fn look(shop: &TestApp) {
    shop.advance(5 * MINUTE);
    shop.app.calendars.look_at_due().await.unwrap();
}

pub async fn send(shop: &TestApp) {
    shop.app.calendars.send_due().await.unwrap();
}

/// Books the 19th at ten, and brings it there.
pub async fn booked(shop: &TestApp) -> String {
    let answer = shop.book(&booking("2022-01-19T10:00:00+01:00")).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    send(shop).await;
    token(&answer)
}

async fn cancel(shop: &TestApp, token: &str) {
    let path = format!("/api/v1/bookings/{token}");
    let answer = shop.send_json(Method::DELETE, &path, &json!({})).await;
    assert!(answer.status.is_success(), "{}", answer.text);
}

fn act() -> ActionContext {
    let terms = AT_ONCE.clone();
    ActionContext {
        by: 1,
        accepted: Vec::new(),
        tell: true,
        language: Language::from_tag("de").unwrap(),
        terms,
        by_calendar: false,
    }
}

/// The only copy that somebody has changed: its number and what was done to it.
fn question(shop: &TestApp) -> (CopyId, String) {
    let sql = "SELECT id, conflict FROM calendar_copies WHERE conflict IS NOT NULL";
    shop.file().query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

fn disputed(shop: &TestApp) -> i64 {
    shop.count("SELECT count(*) FROM calendar_copies WHERE conflict IS NOT NULL")
}

fn owed(shop: &TestApp) -> i64 {
    shop.count("SELECT count(*) FROM calendar_copies WHERE wanted > brought")
}

async fn resolve(shop: &TestApp, answer: Answer) -> Result<(), calendar_copies::Error> {
    let (id, _) = question(shop);
    let sql = "SELECT there_etag FROM calendar_copies WHERE conflict IS NOT NULL";
    let seen: Option<String> = shop.file().query_row(sql, [], |row| row.get(0)).unwrap();
    calendar_copies::resolve(&shop.app.store, id, seen, answer, act()).await.map(|_| ())
}

#[tokio::test]
async fn the_calendars_of_an_account_are_found_and_block_as_chosen() {
    let server = AccountServer::start().await;
    let shop = TestApp::new();
    let found = shop.app.calendars.calendars_of(&server.access()).await.unwrap();
    let names: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.url.clone())).collect();
    assert_eq!(names, [("Kalender praxis", server.calendar("praxis")), ("Kalender privat", server.calendar("privat"))]);
    let (shop, _) = shop_with(&server, Detail::Busy).await;
    let before = free(&shop).await;
    server.put("privat", "a.ics", &file(&[WEDNESDAY]));
    server.put("praxis", "b.ics", &file(&[("b", "20220119T130000Z", "20220119T140000Z")]));
    look(&shop).await;
    let with_events = free(&shop).await;
    let taken: Vec<&String> = before.iter().filter(|time| !with_events.contains(time)).collect();
    assert_eq!(taken, ["09:30", "10:00", "10:30", "11:00", "13:30", "14:00", "14:30"]);
    server.requests();
    look(&shop).await;
    let asked = server.requests();
    assert!(asked.iter().all(|one| one.starts_with("PROPFIND")), "an unchanged calendar is not read: {asked:?}");
    server.clear("privat");
    server.clear("praxis");
    look(&shop).await;
    assert_eq!(free(&shop).await, before);
}

#[tokio::test]
async fn a_wrong_password_is_said_and_what_was_busy_stays() {
    let server = AccountServer::start().await;
    server.put("privat", "a.ics", &file(&[WEDNESDAY]));
    let (shop, key) = shop_with(&server, Detail::Busy).await;
    let mut wrong = draft(&server, None);
    let access = wrong.access.as_mut().unwrap();
    access.login.as_mut().unwrap().1 = "falsch".to_owned();
    assert!(busy_calendars::change(&shop.app.store, key, wrong, 1).await.unwrap());
    look(&shop).await;
    assert_eq!(state(&shop, "fault"), "refused");
    assert!(!free(&shop).await.contains(&"10:00".to_owned()));
}

#[tokio::test]
async fn an_appointment_is_written_moved_and_taken_out_and_does_not_block_itself() {
    let server = AccountServer::start().await;
    let (shop, _) = shop_with(&server, Detail::Names).await;
    let token = booked(&shop).await;
    let text = server.object("praxis");
    assert!(text.contains("DTSTART:20220119T090000Z") && text.contains("SUMMARY:"), "{text}");
    for nobody in ["ORGANIZER", "ATTENDEE", "METHOD", "DESCRIPTION"] {
        assert!(!text.contains(nobody), "{nobody}: {text}");
    }
    look(&shop).await;
    assert_eq!(shop.count("SELECT count(*) FROM busy_spans"), 0, "it is the shop's own");
    let path = format!("/api/v1/bookings/{token}");
    let moved = shop.send_json(Method::PATCH, &path, &json!({"start": "2022-01-19T09:30:00+01:00"})).await;
    assert_eq!(moved.status, 200, "{}", moved.text);
    send(&shop).await;
    assert!(server.object("praxis").contains("DTSTART:20220119T083000Z"));
    cancel(&shop, &token).await;
    send(&shop).await;
    assert_eq!(server.objects("praxis"), []);
    assert_eq!(shop.count("SELECT count(*) FROM calendar_copies"), 0);
}

#[tokio::test]
async fn a_copy_says_no_more_than_was_chosen() {
    for (detail, has_name, is_full) in
        [(Detail::Full, true, true), (Detail::Names, true, false), (Detail::Busy, false, false)]
    {
        let server = AccountServer::start().await;
        let (shop, _) = shop_with(&server, detail).await;
        booked(&shop).await;
        let text = server.object("praxis").replace("\r\n ", "");
        let name = shop.text("SELECT last_name FROM appointments");
        let leads_here = text.contains("/planner/appointments/");
        assert_eq!((text.contains(&name), leads_here), (has_name, is_full), "{detail:?} {text}");
    }
}

#[tokio::test]
async fn what_there_was_before_is_written_when_it_is_chosen_and_taken_out_when_it_no_longer_is() {
    let server = AccountServer::start().await;
    let (shop, key) = shop_with(&server, Detail::Names).await;
    assert!(busy_calendars::change(&shop.app.store, key, draft(&server, None), 1).await.unwrap());
    booked(&shop).await;
    assert_eq!(server.objects("praxis"), []);
    assert!(busy_calendars::change(&shop.app.store, key, draft(&server, Some(Detail::Busy)), 1).await.unwrap());
    send(&shop).await;
    let name = shop.text("SELECT last_name FROM appointments");
    assert!(!server.object("praxis").contains(&name));
    assert!(busy_calendars::change(&shop.app.store, key, draft(&server, Some(Detail::Names)), 1).await.unwrap());
    send(&shop).await;
    assert!(server.object("praxis").contains(&name));
    assert!(busy_calendars::change(&shop.app.store, key, draft(&server, None), 1).await.unwrap());
    send(&shop).await;
    assert_eq!(server.objects("praxis"), []);
}

#[tokio::test]
async fn a_server_that_fails_is_tried_again_and_a_lost_answer_writes_nothing_twice() {
    for fault in [Fault::Status(500), Fault::Status(429), Fault::LostAnswer] {
        let server = AccountServer::start().await;
        let (shop, _) = shop_with(&server, Detail::Names).await;
        server.fails(&[fault, fault]);
        let token = booked(&shop).await;
        assert_eq!(owed(&shop), 1, "{fault:?}");
        send(&shop).await;
        assert_eq!(server.requests().iter().filter(|one| one.starts_with("PUT")).count(), 1, "it waits: {fault:?}");
        for _ in 0..4 {
            shop.advance(10 * MINUTE);
            send(&shop).await;
        }
        assert_eq!((owed(&shop), disputed(&shop)), (0, 0), "{fault:?}");
        assert!(server.object("praxis").contains("DTSTART:20220119T090000Z"));
        server.fails(&[fault]);
        cancel(&shop, &token).await;
        send(&shop).await;
        shop.advance(10 * MINUTE);
        send(&shop).await;
        assert_eq!((server.objects("praxis").len(), owed(&shop)), (0, 0), "{fault:?}");
    }
}

#[tokio::test]
async fn an_account_whose_server_asks_for_patience_is_left_alone_for_so_long() {
    let server = AccountServer::start().await;
    let (shop, _) = shop_with(&server, Detail::Names).await;
    server.fails(&[Fault::Busy(3 * 3600)]);
    booked(&shop).await;
    server.requests();
    shop.advance(2 * 60 * MINUTE);
    send(&shop).await;
    look(&shop).await;
    assert_eq!((server.requests(), owed(&shop)), (Vec::<String>::new(), 1));
    shop.advance(2 * 60 * MINUTE);
    send(&shop).await;
    assert_eq!((server.objects("praxis").len(), owed(&shop)), (1, 0));
}

#[tokio::test]
async fn one_appointment_that_is_not_taken_holds_up_no_other() {
    let server = AccountServer::start().await;
    let (shop, key) = shop_with(&server, Detail::Names).await;
    server.fails(&[Fault::Status(403)]);
    assert_eq!(shop.book(&booking("2022-01-19T10:00:00+01:00")).await.status, 201);
    assert_eq!(shop.book(&booking("2022-01-19T12:00:00+01:00")).await.status, 201);
    send(&shop).await;
    assert!(server.object("praxis").contains("DTSTART:20220119T110000Z"));
    let (state, refused) = calendar_copies::send_state(&shop.app.store, key).await.unwrap();
    assert_eq!((state.fault, refused), (None, 1));
    shop.advance(2 * MINUTE);
    send(&shop).await;
    assert_eq!((server.objects("praxis").len(), owed(&shop)), (2, 0));
}

#[tokio::test]
async fn a_crash_between_writing_and_noting_is_no_change_of_somebody() {
    let server = AccountServer::start().await;
    let (shop, _) = shop_with(&server, Detail::Names).await;
    let token = booked(&shop).await;
    // As it was before the answer was noted; and then the appointment was moved.
    shop.execute("UPDATE calendar_copies SET brought = 0, etag = NULL, tried = written, written = NULL");
    let path = format!("/api/v1/bookings/{token}");
    shop.send_json(Method::PATCH, &path, &json!({"start": "2022-01-19T12:00:00+01:00"})).await;
    send(&shop).await;
    assert_eq!((owed(&shop), disputed(&shop)), (0, 0));
    assert!(server.object("praxis").contains("DTSTART:20220119T110000Z"));
    // The same for a change.
    let before = shop.text("SELECT etag || ' ' || written FROM calendar_copies");
    let (etag, written) = before.split_once(' ').unwrap();
    shop.send_json(Method::PATCH, &path, &json!({"start": "2022-01-19T09:30:00+01:00"})).await;
    send(&shop).await;
    shop.execute(&format!(
        "UPDATE calendar_copies SET brought = 0, tried = written, etag = '{etag}', written = '{written}'"
    ));
    shop.send_json(Method::PATCH, &path, &json!({"start": "2022-01-19T15:00:00+01:00"})).await;
    send(&shop).await;
    assert_eq!((owed(&shop), disputed(&shop)), (0, 0));
    assert!(server.object("praxis").contains("DTSTART:20220119T140000Z"));
}

#[tokio::test]
async fn a_server_that_tells_no_version_is_asked_for_it() {
    let server = AccountServer::start().await;
    server.is_silent();
    let (shop, _) = shop_with(&server, Detail::Names).await;
    booked(&shop).await;
    assert_eq!(owed(&shop), 0);
    look(&shop).await;
    look(&shop).await;
    assert_eq!(disputed(&shop), 0);
    server.edit("praxis", |text| text.replace("20220119T090000Z", "20220119T080000Z"));
    look(&shop).await;
    assert_eq!(question(&shop).1, "moved");
}

#[tokio::test]
async fn a_move_there_is_a_question_and_the_appointment_follows_if_the_shop_says_so() {
    let server = AccountServer::start().await;
    let (shop, _) = shop_with(&server, Detail::Names).await;
    booked(&shop).await;
    let start = || shop.count("SELECT starts_at FROM appointments");
    let before = start();
    let later = |text: &str| text.replace("T100000Z", "T130000Z").replace("T090000Z", "T120000Z");
    server.edit("praxis", later);
    look(&shop).await;
    assert_eq!((question(&shop).1.as_str(), start()), ("moved", before), "nothing happens by itself");
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'moved'"), 0);
    resolve(&shop, Answer::TakeOver).await.unwrap();
    assert_eq!(start(), before + 180);
    send(&shop).await;
    look(&shop).await;
    assert_eq!((disputed(&shop), owed(&shop)), (0, 0));
    assert!(server.object("praxis").contains("DTSTART:20220119T120000Z"));
}

#[tokio::test]
async fn a_move_there_is_put_back_if_the_shop_says_so() {
    let server = AccountServer::start().await;
    let (shop, _) = shop_with(&server, Detail::Names).await;
    booked(&shop).await;
    server.edit("praxis", |text| text.replace("SUMMARY:", "SUMMARY:Ganz anders "));
    look(&shop).await;
    assert_eq!(question(&shop).1, "changed");
    let refused = resolve(&shop, Answer::TakeOver).await;
    assert!(matches!(refused, Err(calendar_copies::Error::NotPossible)));
    resolve(&shop, Answer::PutBack).await.unwrap();
    send(&shop).await;
    assert!(!server.object("praxis").contains("Ganz anders"));
    look(&shop).await;
    assert_eq!((disputed(&shop), owed(&shop)), (0, 0));
}

#[tokio::test]
async fn a_deletion_there_is_a_question_too() {
    for answer in [Answer::TakeOver, Answer::PutBack] {
        let server = AccountServer::start().await;
        let (shop, _) = shop_with(&server, Detail::Names).await;
        booked(&shop).await;
        server.clear("praxis");
        look(&shop).await;
        assert_eq!(question(&shop).1, "deleted");
        send(&shop).await;
        assert_eq!(server.objects("praxis"), [], "it is not written again by itself");
        resolve(&shop, answer).await.unwrap();
        send(&shop).await;
        let (there, here) = match answer {
            Answer::TakeOver => (0, "cancelled"),
            Answer::PutBack => (1, "confirmed"),
        };
        assert_eq!(
            (server.objects("praxis").len(), shop.text("SELECT status FROM appointments").as_str()),
            (there, here)
        );
        assert_eq!((disputed(&shop), owed(&shop)), (0, 0));
    }
}

#[tokio::test]
async fn whoever_has_seen_something_else_decides_nothing() {
    let server = AccountServer::start().await;
    let (shop, _) = shop_with(&server, Detail::Names).await;
    booked(&shop).await;
    server.edit("praxis", |text| text.replace("T100000Z", "T110000Z"));
    look(&shop).await;
    let (id, _) = question(&shop);
    let stale = Some("\"0\"".to_owned());
    let decided = calendar_copies::resolve(&shop.app.store, id, stale, Answer::TakeOver, act()).await;
    assert!(matches!(decided, Err(calendar_copies::Error::Decided)));
    // It was put back there: nothing is left to decide.
    server.edit("praxis", |text| text.replace("T110000Z", "T100000Z"));
    look(&shop).await;
    assert_eq!(disputed(&shop), 0);
}

#[tokio::test]
async fn whoever_is_called_off_goes_whatever_was_done_there_and_a_change_before_the_next_look_is_noticed() {
    let server = AccountServer::start().await;
    let (shop, _) = shop_with(&server, Detail::Names).await;
    let token = booked(&shop).await;
    let path = format!("/api/v1/bookings/{token}");
    server.edit("praxis", |text| text.replace("T100000Z", "T110000Z"));
    shop.send_json(Method::PATCH, &path, &json!({"start": "2022-01-19T12:00:00+01:00"})).await;
    send(&shop).await;
    assert_eq!(question(&shop).1, "moved", "what somebody wrote there is not written over");
    assert!(server.object("praxis").contains("T110000Z"));
    cancel(&shop, &token).await;
    send(&shop).await;
    assert_eq!((server.objects("praxis").len(), disputed(&shop), owed(&shop)), (0, 0, 0));
}

#[tokio::test]
async fn a_change_there_is_noticed_also_while_something_is_owed_that_changes_nothing_there() {
    let server = AccountServer::start().await;
    let (shop, key) = shop_with(&server, Detail::Names).await;
    booked(&shop).await;
    server.edit("praxis", |text| text.replace("T100000Z", "T110000Z"));
    assert!(busy_calendars::change(&shop.app.store, key, draft(&server, Some(Detail::Names)), 1).await.unwrap());
    assert_eq!(owed(&shop), 1);
    look(&shop).await;
    send(&shop).await;
    assert_eq!((question(&shop).1.as_str(), owed(&shop)), ("moved", 0));
    assert!(server.object("praxis").contains("T110000Z"), "it is not written over");
}

#[tokio::test]
async fn alarms_that_a_program_sets_stay_and_are_no_question() {
    let server = AccountServer::start().await;
    let (shop, _) = shop_with(&server, Detail::Names).await;
    let token = booked(&shop).await;
    let alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n";
    server.edit("praxis", |text| text.replace("END:VEVENT", &format!("{alarm}END:VEVENT")));
    look(&shop).await;
    assert_eq!(disputed(&shop), 0);
    let path = format!("/api/v1/bookings/{token}");
    shop.send_json(Method::PATCH, &path, &json!({"start": "2022-01-19T12:00:00+01:00"})).await;
    send(&shop).await;
    let text = server.object("praxis");
    assert!(text.contains("DTSTART:20220119T110000Z") && text.contains(alarm), "{text}");
}

#[tokio::test]
async fn an_erased_person_is_erased_there_too() {
    let server = AccountServer::start().await;
    let (shop, _) = shop_with(&server, Detail::Full).await;
    booked(&shop).await;
    let name = shop.text("SELECT last_name FROM appointments");
    assert!(server.object("praxis").contains(&name));
    shop.advance(Duration::from_secs(30 * 24 * 3600));
    let key = shop.count("SELECT key FROM appointments");
    let erased = shop.app.store.write(move |tx| terminplaner::store::erasure::forget_person(tx, key, tx.now));
    erased.await.unwrap();
    send(&shop).await;
    assert!(!server.object("praxis").contains(&name));
}

#[tokio::test]
async fn nothing_of_an_account_is_readable_in_the_file() {
    let server = AccountServer::start().await;
    let (shop, _) = shop_with(&server, Detail::Full).await;
    let sealed = shop.count("SELECT count(*) FROM account_calendars WHERE instr(url, 'dav/erika') > 0");
    assert_eq!(sealed, 0);
    let stored = shop.count("SELECT count(*) FROM account_calendars");
    assert_eq!(stored, 2);
}
