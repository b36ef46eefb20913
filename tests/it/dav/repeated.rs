//! Objects that repeat: blocked times in the planner, and given back as they were written.

use super::changes::{event, put};
use super::client::{Client, addresses, between};
use crate::harness::{Answer, TestApp, booking};
use crate::planner::desk::{Desk, add_user};
use crate::seed;
use std::time::Duration;
use terminplaner::domain::account::Role;
use terminplaner::domain::feed::Detail;
use terminplaner::operations::caldav::prolong;

/// Monday, 17 January 2022, 9:00 in Berlin, in minutes.
const MONDAY: i64 = 27_373_440;
const WEEK: i64 = 7 * 1_440;
const WEEKLY: &str = "DTSTART;TZID=Europe/Berlin:20220117T090000\nDTEND;TZID=Europe/Berlin:20220117T100000\nRRULE:FREQ=WEEKLY\nSUMMARY:Pause\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM";
const BLOCKS: &str = "FROM appointments WHERE status = 'confirmed' AND note IS NOT NULL";

async fn get(client: &Client<'_>, path: &str) -> Answer {
    client.send("GET", path, &[], "").await
}

fn starts(shop: &TestApp) -> Vec<i64> {
    let found = shop
        .text(&format!("SELECT group_concat(starts_at) FROM (SELECT starts_at {BLOCKS} ORDER BY starts_at LIMIT 4)"));
    found.split(',').map(|start| start.parse().unwrap()).collect()
}

#[tokio::test]
async fn a_repeated_event_blocks_its_dates_and_is_given_back_as_it_was_written() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let path = format!("{}pause.ics", client.calendar("kabine-1"));
    let body = event("pause", WEEKLY);
    let made = put(&client, &path, &body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(shop.count(&format!("SELECT count(*) {BLOCKS}")), 57, "400 days");
    assert_eq!(shop.count("SELECT count(DISTINCT series) FROM appointments"), 1);
    assert_eq!(starts(&shop)[..2], [MONDAY, MONDAY + WEEK]);
    let summer = MONDAY + 26 * WEEK - 60;
    assert_eq!(
        shop.count(&format!("SELECT count(*) FROM appointments WHERE starts_at = {summer}")),
        1,
        "the wall clock holds"
    );
    let object = get(&client, &path).await;
    assert_eq!(object.text, body);
    assert_eq!(object.header("etag"), made.header("etag"), "it is what was sent");
    assert!(!made.header("etag").is_empty());
    let (all, token) = client.sync(&client.calendar("kabine-1"), "").await;
    assert_eq!(addresses(&all), std::slice::from_ref(&path), "one object");
    assert_eq!(
        shop.book(&booking("2022-01-24T09:00:00+01:00")).await.json()["status"],
        "confirmed",
        "in the other room"
    );
    assert_eq!(shop.book(&booking("2022-01-24T09:00:00+01:00")).await.status, 409);
    let log = Desk::closed(&shop).sign_in("erika@example.org").await.get("/planner/settings/log").await;
    assert!(log.text.contains("Serie angelegt"), "{}", log.text);
    assert_eq!(client.send("DELETE", &path, &[("if-match", object.header("etag"))], "").await.status, 204);
    assert_eq!(shop.count(&format!("SELECT count(*) {BLOCKS}")), 0);
    let (gone, _) = client.sync(&client.calendar("kabine-1"), &token).await;
    assert!(addresses(&gone).contains(&path) && !gone.text.contains("200 OK"), "{}", gone.text);
    assert_eq!(client.send("DELETE", &path, &[], "").await.status, 204, "once more does nothing");
    assert_eq!(put(&client, &path, &body).await.status, 201, "the UID is free again");
}

#[tokio::test]
async fn dates_that_are_taken_are_left_out_in_the_object_and_named_in_the_inbox() {
    let taken = seed::appointment(7, "kabine-1", MONDAY + WEEK, 60, "confirmed");
    let shop = TestApp::with(&taken, true);
    let client = Client::full(&shop).await;
    let path = format!("{}pause.ics", client.calendar("kabine-1"));
    assert_eq!(put(&client, &path, &event("pause", WEEKLY)).await.status, 201);
    assert_eq!(starts(&shop)[..2], [MONDAY, MONDAY + 2 * WEEK]);
    let object = get(&client, &path).await.text;
    assert!(object.contains("\r\nEXDATE;TZID=Europe/Berlin:20220124T090000\r\n"), "{object}");
    let inbox = Desk::closed(&shop).sign_in("erika@example.org").await.get("/planner").await;
    assert_eq!(inbox.text.matches("Im Handy-Kalender sollte").count(), 1, "{}", inbox.text);
    let alone = event("alone", &WEEKLY.replace("20220117", "20220124").replace("WEEKLY", "WEEKLY;COUNT=1"));
    let refused = put(&client, &path.replace("pause", "alone"), &alone).await;
    assert!(
        refused.status == 409 && refused.text.contains("<T:time-is-free/>"),
        "nothing would be left: {}",
        refused.text
    );
    let exception = object.replace("END:VCALENDAR", "BEGIN:VEVENT\r\nUID:pause\r\nDTSTAMP:20220101T000000Z\r\nRECURRENCE-ID;TZID=Europe/Berlin:20220117T090000\r\nDTSTART:20220124T080000Z\r\nDTEND:20220124T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR");
    let refused = put(&client, &path, &exception).await;
    assert_eq!(refused.status, 409, "who moves one there is told: {}", refused.text);
    assert_eq!(starts(&shop)[..2], [MONDAY, MONDAY + 2 * WEEK], "nothing was written");
}

#[tokio::test]
async fn what_the_planner_changes_of_one_date_stands_in_the_object() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let path = format!("{}pause.ics", client.calendar("kabine-1"));
    assert_eq!(put(&client, &path, &event("pause", WEEKLY)).await.status, 201);
    let (_, token) = client.sync(&client.calendar("kabine-1"), "").await;
    let before = get(&client, &path).await;
    let desk = Desk::closed(&shop).sign_in("erika@example.org").await;
    assert_eq!(desk.post("/planner/appointments/1/status", &[("to", "cancelled")]).await.status, 303);
    shop.execute(&format!(
        "UPDATE appointments SET starts_at = {0}, ends_at = {0} + 30, note = 'Kürzer' WHERE key = 2",
        MONDAY + WEEK + 60
    ));
    shop.execute("UPDATE claims SET resource_id = 'kabine-2' WHERE appointment_key = 3");
    let object = get(&client, &path).await;
    assert_ne!(object.header("etag"), before.header("etag"));
    for line in [
        "EXDATE;TZID=Europe/Berlin:20220117T090000",
        "EXDATE;TZID=Europe/Berlin:20220131T090000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20220124T090000",
        "DTSTART:20220124T090000Z",
        "DTEND:20220124T093000Z",
        "SUMMARY:Kürzer",
        "TRIGGER:-PT15M",
    ] {
        assert!(object.text.contains(&format!("\r\n{line}\r\n")), "{line}: {}", object.text);
    }
    let (changed, _) = client.sync(&client.calendar("kabine-1"), &token).await;
    assert_eq!(addresses(&changed), std::slice::from_ref(&path), "{}", changed.text);
    let (there, _) = client.sync(&client.calendar("kabine-2"), "").await;
    assert_eq!(addresses(&there).len(), 1, "it stands alone in the other room");
    assert_eq!(put(&client, &path, &object.text).await.status, 204, "what was read is written back");
    assert_eq!(starts(&shop)[..2], [MONDAY + WEEK + 60, MONDAY + 2 * WEEK]);
    assert_eq!(shop.count(&format!("SELECT count(*) {BLOCKS}")), 56, "nothing is doubled");
}

#[tokio::test]
async fn what_a_program_changes_of_one_date_and_of_all_changes_the_blocked_times() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let path = format!("{}pause.ics", client.calendar("kabine-1"));
    let four = WEEKLY.replace("FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=4");
    assert_eq!(put(&client, &path, &event("pause", &four)).await.status, 201);
    let one = event("pause", &format!("{four}\nEXDATE;TZID=Europe/Berlin:20220124T090000")).replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\r\nUID:pause\r\nDTSTAMP:20220101T000000Z\r\nRECURRENCE-ID:20220131T080000Z\r\nDTSTART:20220131T150000Z\r\nDTEND:20220131T153000Z\r\nSUMMARY:Spaeter\r\nEND:VEVENT\r\nEND:VCALENDAR",
    );
    let written = put(&client, &path, &one).await;
    assert_eq!((written.status.as_u16(), written.header("etag").is_empty()), (204, false), "{}", written.text);
    assert_eq!(starts(&shop), [MONDAY, MONDAY + 2 * WEEK + 420, MONDAY + 3 * WEEK]);
    assert_eq!(shop.text("SELECT note FROM appointments WHERE key = 3"), "Spaeter");
    assert_eq!(shop.text("SELECT status FROM appointments WHERE key = 2"), "cancelled");
    let later = event("pause", &four.replace("T090000", "T110000").replace("T100000", "T120000"));
    assert_eq!(put(&client, &path, &later).await.status, 204);
    assert_eq!(starts(&shop), [0, 1, 2, 3].map(|weeks| MONDAY + 120 + weeks * WEEK));
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 5, "they were moved, the one left out came back");
    let daily = four.replace("WEEKLY", "DAILY").replace("T090000", "T110000").replace("T100000", "T120000");
    assert_eq!(put(&client, &path, &event("pause", &daily)).await.status, 204);
    let next_day = daily.replace("20220117", "20220118");
    assert_eq!(put(&client, &path, &event("pause", &next_day)).await.status, 204);
    assert_eq!(starts(&shop), [1, 2, 3, 4].map(|days| MONDAY + 120 + days * 1_440), "each takes the place of the next");
    let once = event("pause", "DTSTART:20220118T080000Z\nDTEND:20220118T090000Z\nSUMMARY:Einmal");
    assert_eq!(put(&client, &path, &once).await.status, 204);
    assert_eq!(starts(&shop), [MONDAY + 1_440]);
    assert_eq!(get(&client, &path).await.text, once, "it repeats no more");
}

#[tokio::test]
async fn a_blocked_time_begins_to_repeat_and_an_appointment_does_not() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let path = format!("{}neu.ics", client.calendar("kabine-1"));
    let once = event("neu", "DTSTART:20220117T080000Z\nDTEND:20220117T090000Z\nSUMMARY:Einmal");
    assert_eq!(put(&client, &path, &once).await.status, 201);
    let often = event("neu", "DTSTART:20220117T080000Z\nDTEND:20220117T090000Z\nSUMMARY:Oft\nRRULE:FREQ=DAILY;COUNT=3");
    assert_eq!(put(&client, &path, &often).await.status, 204);
    assert_eq!(starts(&shop), [0, 1, 2].map(|days| MONDAY + days * 1_440));
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 3, "the first one is the one there was");
    assert_eq!(get(&client, &path).await.text, often);
    let (all, _) = client.sync(&client.calendar("kabine-1"), "").await;
    assert_eq!(addresses(&all), std::slice::from_ref(&path));
    assert_eq!(shop.book(&booking("2022-01-17T10:00:00+01:00")).await.status, 201);
    let (_, there) = client.sync(&client.calendar("kabine-1"), "").await;
    assert!(!there.is_empty());
    let booked = super::client::object_of(&client, "kabine-1", 4);
    let text = get(&client, &booked).await.text.replace("END:VEVENT", "RRULE:FREQ=WEEKLY\r\nEND:VEVENT");
    let refused = put(&client, &booked, &text).await;
    assert!(refused.status == 403 && refused.text.contains("<T:does-not-repeat/>"), "{}", refused.text);
}

#[tokio::test]
async fn a_series_goes_to_another_calendar_once() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let (from, to) = (format!("{}p.ics", client.calendar("kabine-1")), format!("{}q.ics", client.calendar("kabine-2")));
    let body = event("p", &WEEKLY.replace("FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=3"));
    assert_eq!(put(&client, &from, &body).await.status, 201);
    let (_, token) = client.sync(&client.calendar("kabine-1"), "").await;
    assert_eq!(put(&client, &to, &body).await.status, 201);
    assert_eq!(client.send("DELETE", &from, &[], "").await.status, 204);
    assert_eq!(shop.text("SELECT group_concat(resource_id) FROM claims WHERE blocking"), "kabine-2,kabine-2,kabine-2");
    let (left, _) = client.sync(&client.calendar("kabine-1"), &token).await;
    assert!(addresses(&left).contains(&from) && !left.text.contains("200 OK"), "{}", left.text);
    let back = client.send("MOVE", &to, &[("destination", &format!("https://termine.example.de{from}"))], "").await;
    assert_eq!(back.status, 201, "{}", back.text);
    assert_eq!(get(&client, &from).await.text, body);
    assert_eq!(shop.count("SELECT count(*) FROM claims WHERE resource_id = 'kabine-1' AND blocking"), 3);
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 3);
}

#[tokio::test]
async fn an_endless_series_is_prolonged_unless_its_end_was_called_off() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let path = format!("{}pause.ics", client.calendar("kabine-1"));
    assert_eq!(put(&client, &path, &event("pause", WEEKLY)).await.status, 201);
    assert_eq!(prolong::run_once(&shop.app.store).await.unwrap(), 0, "the day is not over");
    let etag = get(&client, &path).await.header("etag").to_owned();
    let last = shop.count(&format!("SELECT max(starts_at) {BLOCKS}"));
    shop.advance(Duration::from_secs(15 * 86_400));
    assert_eq!(prolong::run_once(&shop.app.store).await.unwrap(), 1);
    assert_eq!(prolong::run_once(&shop.app.store).await.unwrap(), 0);
    assert_eq!(shop.count(&format!("SELECT max(starts_at) {BLOCKS}")), last + 2 * WEEK);
    assert_eq!(get(&client, &path).await.header("etag"), etag, "the object is the same");
    shop.execute(&format!("UPDATE appointments SET status = 'cancelled' WHERE starts_at > {last}"));
    shop.advance(Duration::from_secs(30 * 86_400));
    assert_eq!(prolong::run_once(&shop.app.store).await.unwrap(), 1);
    assert_eq!(shop.count(&format!("SELECT max(starts_at) {BLOCKS}")), last, "nobody wants more");
}

#[tokio::test]
async fn whole_days_are_days_and_too_many_dates_are_refused() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let path = format!("{}frei.ics", client.calendar("kabine-1"));
    let days = event(
        "frei",
        "DTSTART;VALUE=DATE:20220120\nDTEND;VALUE=DATE:20220122\nRRULE:FREQ=MONTHLY;COUNT=2\nSUMMARY:Frei",
    );
    assert_eq!(put(&client, &path, &days).await.status, 201);
    assert_eq!(shop.count(&format!("SELECT sum(ends_at - starts_at) {BLOCKS}")), 4 * 1_440);
    assert_eq!(get(&client, &path).await.text, days);
    for (rule, condition) in
        [("RRULE:FREQ=HOURLY", "<C:max-instances/>"), ("RRULE:FREQ=OFTEN", "<C:valid-calendar-data/>")]
    {
        let body = event("viel", &format!("DTSTART:20220301T080000Z\nDTEND:20220301T081000Z\n{rule}"));
        let refused = put(&client, &path.replace("frei", "viel"), &body).await;
        assert!(refused.status == 403 && refused.text.contains(condition), "{rule}: {}", refused.text);
    }
    let past = event("alt", "DTSTART:20200101T080000Z\nDTEND:20200101T090000Z\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:Alt");
    let old = path.replace("frei", "alt");
    assert_eq!(put(&client, &old, &past).await.status, 201, "what is over blocks nothing");
    let within = |from: &str, to: &str| {
        format!(
            "<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\"><C:time-range start=\"{from}\" end=\"{to}\"/></C:comp-filter></C:comp-filter></C:filter>"
        )
    };
    let calendar = client.calendar("kabine-1");
    for (from, to, found) in [
        ("20200102T000000Z", "20200103T000000Z", vec![&old]),
        ("20200105T000000Z", "20200106T000000Z", vec![]),
        ("20220220T000000Z", "20220221T000000Z", vec![&path]),
        ("20220320T000000Z", "20220321T000000Z", vec![]),
    ] {
        let answer = client.report(&calendar, "C:calendar-query", &within(from, to)).await;
        assert_eq!(addresses(&answer).iter().collect::<Vec<_>>(), found, "{from}: {}", answer.text);
    }
}

#[tokio::test]
async fn others_see_the_times_of_a_series_and_a_private_title_stays_with_its_author() {
    let shop = TestApp::new();
    let client = Client::of(&shop, "max@example.org", Role::Staff, Detail::Full).await;
    let path = format!("{}p.ics", client.calendar("kabine-1"));
    let body = event("p", &format!("CLASS:PRIVATE\n{}", WEEKLY.replace("Pause", "Geheim")));
    assert_eq!(put(&client, &path, &body).await.status, 201);
    let other = Client::of(&shop, "erna@example.org", Role::Staff, Detail::Full).await;
    let theirs = path.replace(&format!("/{}/", client.user), &format!("/{}/", other.user));
    let seen = get(&other, &theirs).await.text;
    assert!(seen.contains("RRULE:FREQ=WEEKLY") && seen.contains("SUMMARY:Privat"), "{seen}");
    assert!(!seen.contains("Geheim") && !seen.contains("VALARM"), "{seen}");
    let moved = seen.replace("T090000", "T093000");
    assert_eq!(put(&other, &theirs, &moved).await.status, 204);
    assert_eq!(starts(&shop)[0], MONDAY + 30);
    assert_eq!(shop.text("SELECT DISTINCT note || private FROM appointments"), "Geheim1");
    let own = get(&client, &path).await.text;
    assert!(own.contains("SUMMARY:Geheim") && own.contains("T093000"), "{own}");
    let busy = Client::another(&shop, client.user, "max@example.org", "Belegt", Detail::Busy).await;
    let seen = get(&busy, &path).await.text;
    assert!(between(&seen, "SUMMARY:", "\r\n").is_some_and(|title| title == "Belegt"), "{seen}");
}

#[tokio::test]
async fn the_text_of_a_series_that_is_over_goes_with_the_titles() {
    let shop = TestApp::with("UPDATE shop SET retention_days = 30", true);
    let client = Client::full(&shop).await;
    let path = format!("{}p.ics", client.calendar("kabine-1"));
    let body = event("p", &WEEKLY.replace("FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=2").replace("Pause", "Frau Muster"));
    assert_eq!(put(&client, &path, &body).await.status, 201);
    let now = crate::harness::at("2022-03-15T00:00:00Z");
    terminplaner::store::erasure::forget_person(&shop.file(), 1, now).unwrap();
    assert_eq!(shop.count("SELECT count(*) FROM calendar_series WHERE text LIKE '%Frau Muster%'"), 1);
    terminplaner::store::erasure::forget_person(&shop.file(), 2, now).unwrap();
    assert_eq!(shop.count("SELECT count(*) FROM calendar_series WHERE text LIKE '%Frau Muster%'"), 0);
    assert_eq!(get(&client, &path).await.status, 404);
}

#[tokio::test]
async fn a_private_title_is_hidden_in_the_planner_too() {
    let shop = TestApp::new();
    let client = Client::of(&shop, "max@example.org", Role::Staff, Detail::Full).await;
    let path = format!("{}p.ics", client.calendar("kabine-1"));
    let body = event("p", "DTSTART:20220114T140000Z\nDTEND:20220114T150000Z\nSUMMARY:Geheim\nCLASS:PRIVATE");
    assert_eq!(put(&client, &path, &body).await.status, 201);
    add_user(&shop, "erna@example.org", Role::Staff).await;
    add_user(&shop, "erika@example.org", Role::Owner).await;
    for (who, reads) in [("max@example.org", true), ("erna@example.org", false), ("erika@example.org", true)] {
        let desk = Desk::closed(&shop).sign_in(who).await;
        for page in [
            "/planner",
            "/planner/calendar?view=day&date=2022-01-14",
            "/planner/calendar/entries?view=day&date=2022-01-14",
            "/planner/appointments/1",
            "/planner/appointments/1/edit",
        ] {
            let answer = desk.get(page).await;
            assert_eq!(answer.status, 200, "{page}");
            assert_eq!(answer.text.contains("Geheim"), reads, "{who} {page}: {}", answer.text);
            assert!(reads || page.ends_with("edit") || answer.text.contains("Privat"), "{page}: {}", answer.text);
        }
    }
    let kept = Desk::closed(&shop).sign_in("erna@example.org").await;
    let form = [("resource", "kabine-1"), ("date", "2022-01-14"), ("from", "16:00"), ("to", "17:00"), ("note", "")];
    let saved = kept.post("/planner/appointments/1/edit", &form).await;
    assert_eq!(shop.text("SELECT note FROM appointments"), "Geheim", "{}", saved.text);
}

#[tokio::test]
async fn a_part_of_the_text_is_answered_and_each_date_by_itself() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let path = format!("{}pause.ics", client.calendar("kabine-1"));
    assert_eq!(put(&client, &path, &event("pause", WEEKLY)).await.status, 201);
    let ask =
        |inside: &str| format!("<D:prop><C:calendar-data>{inside}</C:calendar-data></D:prop><D:href>{path}</D:href>");
    let calendar = client.calendar("kabine-1");
    let some = "<C:comp name=\"VCALENDAR\"><C:prop name=\"VERSION\"/><C:comp name=\"VEVENT\"><C:prop name=\"SUMMARY\"/><C:prop name=\"RRULE\" novalue=\"yes\"/></C:comp></C:comp>";
    let answer = client.report(&calendar, "C:calendar-multiget", &ask(some)).await;
    let text = between(&answer.text, "<C:calendar-data>", "</C:calendar-data>").unwrap().replace("&#13;", "\r");
    let lines: Vec<&str> = text.split_whitespace().collect();
    let expected =
        ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "RRULE:", "SUMMARY:Pause", "END:VEVENT", "END:VCALENDAR"];
    assert_eq!(lines, expected, "{}", answer.text);
    let expand = "<C:expand start=\"20220120T000000Z\" end=\"20220205T000000Z\"/>";
    let answer = client.report(&calendar, "C:calendar-multiget", &ask(expand)).await;
    assert_eq!(answer.text.matches("BEGIN:VEVENT").count(), 2, "{}", answer.text);
    for line in ["RECURRENCE-ID:20220124T080000Z", "DTSTART:20220131T080000Z", "DTEND:20220131T090000Z"] {
        assert!(answer.text.contains(line), "{line}: {}", answer.text);
    }
    assert!(!answer.text.contains("RRULE"), "{}", answer.text);
    let wrong = client.report(&calendar, "C:calendar-multiget", &ask("<C:expand start=\"x\"/>")).await;
    assert_eq!(wrong.status, 403, "{}", wrong.text);
}
