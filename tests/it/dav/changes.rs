//! What programs write: appointments move, are cancelled and come back, times are blocked; what is taken is refused.

use super::client::{Client, addresses, between, object_of};
use crate::harness::{Answer, TestApp, at, booking};
use crate::planner::desk::Desk;
use crate::seed;
use terminplaner::domain::account::Role;
use terminplaner::domain::feed::Detail;

const FIRST: &str = "2022-01-17T09:00:00+01:00";
/// FIRST in minutes.
const MONDAY: i64 = 27_373_440;

/// An object with one event of these lines.
pub fn event(uid: &str, lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//\nBEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20220101T000000Z\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    .replace('\n', "\r\n")
}

/// The text of an object with another time.
fn moved(object: &Answer, start: &str, end: &str) -> String {
    let lines = object.text.split("\r\n").map(|line| match line.split(':').next() {
        Some("DTSTART") => format!("DTSTART:{start}"),
        Some("DTEND") => format!("DTEND:{end}"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\r\n")
}

/// Puts an object.
pub async fn put(client: &Client<'_>, path: &str, body: &str) -> Answer {
    client.send("PUT", path, &[("content-type", "text/calendar; charset=utf-8")], body).await
}

fn start_of(shop: &TestApp, key: i64) -> i64 {
    shop.count(&format!("SELECT starts_at FROM appointments WHERE key = {key}"))
}

async fn booked(shop: &TestApp) {
    assert_eq!(shop.book(&booking(FIRST)).await.status, 201);
    shop.execute("DELETE FROM outbox");
}

#[tokio::test]
async fn a_moved_event_moves_the_appointment_with_mail_and_history() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    booked(&shop).await;
    let path = object_of(&client, "kabine-1", 1);
    let object = client.send("GET", &path, &[], "").await;
    let tag = object.header("etag").to_owned();
    let body = moved(&object, "20220117T130000Z", "20220117T143000Z");
    let answer = client.send("PUT", &path, &[("if-match", &tag)], &body).await;
    assert_eq!((answer.status.as_u16(), answer.header("etag")), (204, ""), "{}", answer.text);
    assert_eq!(start_of(&shop, 1), MONDAY + 300);
    assert_eq!(shop.count("SELECT ends_at - starts_at FROM appointments"), 90);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'rescheduled' AND state = 'queued'"), 1);
    let history = Desk::closed(&shop).sign_in("erika@example.org").await.get("/planner/appointments/1").await;
    assert!(history.text.contains("Kalender auf einem Gerät"), "{}", history.text);
    let stale = client.send("PUT", &path, &[("if-match", &tag)], &body).await;
    assert_eq!(stale.status, 412, "the tag is of before");
    let again = client.send("GET", &path, &[], "").await;
    assert!(again.text.contains("DTSTART:20220117T130000Z") && again.header("etag") != tag);
}

#[tokio::test]
async fn mails_wait_two_minutes_and_the_last_change_is_the_one_that_is_told() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    booked(&shop).await;
    let path = object_of(&client, "kabine-1", 1);
    let object = client.send("GET", &path, &[], "").await;
    for hour in ["12", "13"] {
        let body = moved(&object, &format!("20220117T{hour}0000Z"), &format!("20220117T{hour}3000Z"));
        assert_eq!(put(&client, &path, &body).await.status, 204);
    }
    let waiting = "FROM outbox WHERE kind = 'rescheduled' AND state = 'queued'";
    assert_eq!(shop.count(&format!("SELECT count(*) {waiting}")), 1);
    assert_eq!(shop.count(&format!("SELECT not_before - created_at {waiting}")), 120);
    assert!(shop.text(&format!("SELECT payload {waiting}")).contains(&format!("{}", (MONDAY + 300))), "the last time");
}

#[tokio::test]
async fn what_is_taken_is_refused_and_the_inbox_says_so_once() {
    let shop = TestApp::with(&seed::appointment(7, "kabine-1", MONDAY + 120, 60, "confirmed"), true);
    let client = Client::full(&shop).await;
    booked(&shop).await;
    let key = shop.count("SELECT appointment_key FROM bookings");
    let path = object_of(&client, "kabine-1", key);
    let object = client.send("GET", &path, &[], "").await;
    let body = moved(&object, "20220117T103000Z", "20220117T113000Z");
    for _ in 0..3 {
        let answer = put(&client, &path, &body).await;
        assert_eq!(answer.status, 409, "{}", answer.text);
        assert!(answer.text.contains("<D:error") && answer.text.contains("<T:time-is-free/>"), "{}", answer.text);
    }
    assert_eq!(start_of(&shop, key), MONDAY, "nothing was written");
    let new = event("neu", "DTSTART:20220117T100000Z\nDTEND:20220117T110000Z\nSUMMARY:Pause");
    assert_eq!(put(&client, &format!("{}neu.ics", client.calendar("kabine-1")), &new).await.status, 409);
    let inbox = Desk::closed(&shop).sign_in("erika@example.org").await.get("/planner").await;
    assert_eq!(inbox.text.matches("Im Handy-Kalender sollte").count(), 2, "{}", inbox.text);
    assert!(inbox.text.contains("Nicht verschoben") && inbox.text.contains("Nicht gesperrt"));
    assert_eq!(shop.count("SELECT count(*) FROM outbox"), 0, "nobody is told");
}

#[tokio::test]
async fn a_deleted_event_cancels_and_the_inbox_takes_it_back() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    booked(&shop).await;
    let path = object_of(&client, "kabine-1", 1);
    assert_eq!(client.send("DELETE", &path, &[("if-match", "\"anders\"")], "").await.status, 412);
    assert_eq!(client.send("DELETE", &path, &[], "").await.status, 204);
    assert_eq!(shop.text("SELECT status FROM appointments"), "cancelled");
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'cancelled' AND state = 'queued'"), 1);
    assert_eq!(client.send("GET", &path, &[], "").await.status, 404);
    assert_eq!(client.send("DELETE", &path, &[], "").await.status, 204, "once more does nothing");
    let desk = Desk::closed(&shop).sign_in("erika@example.org").await;
    assert!(desk.get("/planner").await.text.contains("Im Handy-Kalender gelöscht"));
    let back = desk.post("/planner/appointments/1/status", &[("tell", "1"), ("to", "confirmed")]).await;
    assert_eq!(back.status, 303, "{}", back.text);
    assert_eq!(shop.text("SELECT status FROM appointments"), "confirmed");
    assert_eq!(client.send("GET", &path, &[], "").await.status, 200);
    assert_eq!(client.send("DELETE", &path.replace(".ics", "x.ics"), &[], "").await.status, 404);
}

#[tokio::test]
async fn a_new_event_blocks_its_time_and_is_called_as_the_program_called_it() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let path = format!("{}0F1E-2D.ics", client.calendar("kabine-1"));
    let lines = "DTSTART;TZID=Europe/Berlin:20220117T090000\nDTEND;TZID=Europe/Berlin:20220117T100000\nSUMMARY:Zahnarzt\nCATEGORIES:Privat\nX-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM";
    let created = client.send("PUT", &path, &[("if-none-match", "*")], &event("0F1E-2D", lines)).await;
    assert_eq!((created.status.as_u16(), created.header("etag")), (201, ""), "{}", created.text);
    assert_eq!(start_of(&shop, 1), MONDAY);
    assert_eq!(shop.text("SELECT note || status FROM appointments"), "Zahnarztconfirmed");
    assert_eq!(shop.book(&booking(FIRST)).await.json()["status"], "confirmed", "in the other room");
    assert_eq!(shop.book(&booking(FIRST)).await.status, 409, "both are taken");
    let object = client.send("GET", &path, &[], "").await.text;
    for line in [
        "UID:0F1E-2D",
        "SUMMARY:Zahnarzt",
        "CATEGORIES:Privat",
        "TRIGGER:-PT15M",
        "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC",
    ] {
        assert!(object.contains(&format!("\r\n{line}\r\n")), "{line}: {object}");
    }
    let twice = client.send("PUT", &path, &[("if-none-match", "*")], &event("0F1E-2D", lines)).await;
    assert_eq!(twice.status, 412);
    let other = Client::of(&shop, "max@example.org", Role::Staff, Detail::Full).await;
    let theirs = other.send("GET", &path.replace("/1/", &format!("/{}/", other.user)), &[], "").await.text;
    assert!(theirs.contains("SUMMARY:Zahnarzt") && !theirs.contains("TRIGGER"), "alarms are one's own: {theirs}");
    let without = event("0F1E-2D", "DTSTART:20220117T080000Z\nDTEND:20220117T083000Z\nSUMMARY:Arzt");
    assert_eq!(put(&client, &path, &without).await.status, 204);
    let object = client.send("GET", &path, &[], "").await.text;
    assert!(object.contains("SUMMARY:Arzt") && !object.contains("TRIGGER"), "{object}");
    assert_eq!(client.send("DELETE", &path, &[], "").await.status, 204);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed'"), 1);
}

#[tokio::test]
async fn whole_days_stay_whole_days() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let path = format!("{}frei.ics", client.calendar("kabine-1"));
    let lines = "DTSTART;VALUE=DATE:20220120\nDTEND;VALUE=DATE:20220122\nSUMMARY:Frei\nTRANSP:TRANSPARENT";
    assert_eq!(put(&client, &path, &event("frei", lines)).await.status, 201);
    assert_eq!(shop.count("SELECT ends_at - starts_at FROM appointments"), 2 * 1_440);
    let object = client.send("GET", &path, &[], "").await.text;
    for line in ["DTSTART;VALUE=DATE:20220120", "DTEND;VALUE=DATE:20220122", "TRANSP:OPAQUE"] {
        assert!(object.contains(&format!("\r\n{line}\r\n")), "{line}: {object}");
    }
}

#[tokio::test]
async fn a_private_title_is_read_by_its_author_and_owners() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let path = format!("{}p.ics", client.calendar("kabine-1"));
    let lines = "DTSTART:20220117T080000Z\nDTEND:20220117T090000Z\nSUMMARY:Geheim\nCLASS:PRIVATE";
    assert_eq!(put(&client, &path, &event("p", lines)).await.status, 201);
    let own = client.send("GET", &path, &[], "").await.text;
    assert!(own.contains("\r\nSUMMARY:Geheim\r\n") && own.contains("\r\nCLASS:PRIVATE\r\n"), "{own}");
    assert_eq!(own.matches("SUMMARY").count(), 1);
    let other = Client::of(&shop, "max@example.org", Role::Staff, Detail::Full).await;
    let theirs_at = path.replace("/1/", &format!("/{}/", other.user));
    let theirs = other.send("GET", &theirs_at, &[], "").await.text;
    assert!(theirs.contains("SUMMARY:Privat") && !theirs.contains("Geheim"), "{theirs}");
    assert_eq!(put(&other, &theirs_at, &theirs.replace("T080000", "T083000")).await.status, 204);
    assert_eq!(shop.text("SELECT note || private FROM appointments"), "Geheim1", "who cannot read it leaves it");
    let owner = Client::of(&shop, "erna@example.org", Role::Owner, Detail::Full).await;
    let seen = owner.send("GET", &path.replace("/1/", &format!("/{}/", owner.user)), &[], "").await.text;
    assert!(seen.contains("SUMMARY:Geheim"), "owners read it: {seen}");
    let busy = Client::another(&shop, client.user, "erika@example.org", "Belegt", Detail::Busy).await;
    assert!(!busy.send("GET", &path, &[], "").await.text.contains("Geheim"));
    let open = event("p", "DTSTART:20220117T080000Z\nDTEND:20220117T090000Z\nSUMMARY:Geheim");
    assert_eq!(put(&client, &path, &open).await.status, 204);
    assert!(other.send("GET", &theirs_at, &[], "").await.text.contains("SUMMARY:Geheim"), "it is private no more");
}

#[tokio::test]
async fn an_event_put_into_another_calendar_and_deleted_in_its_own_changes_the_room_once() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    booked(&shop).await;
    let from = object_of(&client, "kabine-1", 1);
    let (_, token) = client.sync(&client.calendar("kabine-1"), "").await;
    let object = client.send("GET", &from, &[], "").await;
    let to = format!("{}anders.ics", client.calendar("kabine-2"));
    assert_eq!(put(&client, &to, &object.text).await.status, 201);
    assert_eq!(client.send("DELETE", &from, &[], "").await.status, 204);
    assert_eq!(shop.text("SELECT resource_id FROM claims"), "kabine-2");
    assert_eq!(shop.text("SELECT status FROM appointments"), "confirmed");
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action LIKE 'appointment.moved'"), 1);
    let (left, _) = client.sync(&client.calendar("kabine-1"), &token).await;
    assert!(addresses(&left).contains(&from) && !left.text.contains("200 OK"), "{}", left.text);
    let (came, _) = client.sync(&client.calendar("kabine-2"), "").await;
    assert_eq!(addresses(&came), std::slice::from_ref(&to));
    let destination = format!("https://termine.example.de{from}");
    let moved = client.send("MOVE", &to, &[("destination", &destination)], "").await;
    assert_eq!(moved.status, 201, "{}", moved.text);
    assert_eq!(shop.text("SELECT resource_id FROM claims"), "kabine-1");
    assert_eq!(client.send("GET", &from, &[], "").await.status, 200);
}

#[tokio::test]
async fn deleted_first_and_then_put_elsewhere_it_takes_place_there() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    booked(&shop).await;
    let from = object_of(&client, "kabine-1", 1);
    let object = client.send("GET", &from, &[], "").await;
    assert_eq!(client.send("DELETE", &from, &[], "").await.status, 204);
    let to = format!("{}anders.ics", client.calendar("kabine-2"));
    let answer = put(&client, &to, &object.text).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    assert_eq!(
        shop.text("SELECT status || resource_id FROM appointments JOIN claims ON appointment_key = key"),
        "confirmedkabine-2"
    );
}

#[tokio::test]
async fn objects_that_are_none_and_names_that_are_taken_are_refused() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let calendar = client.calendar("kabine-1");
    let times = "DTSTART:20220117T080000Z\nDTEND:20220117T090000Z";
    assert_eq!(put(&client, &format!("{calendar}a.ics"), &event("a", times)).await.status, 201);
    let todo = event("t", times).replace("VEVENT", "VTODO");
    for (name, body, condition) in [
        ("b.ics", "hello", "<C:valid-calendar-data/>"),
        ("b.ics", &todo, "<C:supported-calendar-component/>"),
        ("b.ics", &event("a", times), "<C:no-uid-conflict><D:href>/dav/calendars/1/kabine-1/a.ics</D:href>"),
        ("a.ics", &event("b", times), "<C:no-uid-conflict/>"),
    ] {
        let answer = put(&client, &format!("{calendar}{name}"), body).await;
        assert_eq!(answer.status, 403, "{condition}");
        assert!(answer.text.contains(condition), "{condition}: {}", answer.text);
    }
    let other = client.send("PUT", &format!("{calendar}c.ics"), &[("content-type", "text/plain")], "x").await;
    assert!(other.status == 403 && other.text.contains("<C:supported-calendar-data/>"));
    let large = event("l", &format!("{times}\nX-LARGE:{}", "x".repeat(70_000)));
    assert!(put(&client, &format!("{calendar}l.ics"), &large).await.text.contains("<C:max-resource-size/>"));
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 1);
}

#[tokio::test]
async fn who_sees_only_that_times_are_busy_changes_nothing() {
    let shop = TestApp::new();
    let client = Client::of(&shop, "erika@example.org", Role::Owner, Detail::Busy).await;
    booked(&shop).await;
    let path = object_of(&client, "kabine-1", 1);
    let rights = client.find(&path, "0", "<D:current-user-privilege-set/>").await.text;
    assert!(!rights.contains("write") && !rights.contains("bind"), "{rights}");
    let body = event("neu", "DTSTART:20220118T080000Z\nDTEND:20220118T090000Z");
    for (method, path) in [
        ("PUT", path.as_str()),
        ("PUT", &format!("{}n.ics", client.calendar("kabine-1"))),
        ("DELETE", &path),
        ("MOVE", &path),
    ] {
        let answer = client.send(method, path, &[("destination", "/dav/calendars/1/kabine-2/x.ics")], &body).await;
        assert_eq!(answer.status, 403, "{method}");
        assert!(answer.text.contains("<D:need-privileges/>"), "{}", answer.text);
    }
    assert_eq!(shop.text("SELECT status || starts_at FROM appointments"), format!("confirmed{MONDAY}"));
}

#[tokio::test]
async fn what_devices_have_written_goes_with_the_person() {
    let shop = TestApp::with("UPDATE shop SET retention_days = 30", true);
    let client = Client::full(&shop).await;
    booked(&shop).await;
    let path = object_of(&client, "kabine-1", 1);
    let object = client.send("GET", &path, &[], "").await.text;
    let body = object.replace("END:VEVENT", "X-NOTE:Frau Muster\r\nEND:VEVENT");
    assert_eq!(put(&client, &path, &body).await.status, 204);
    assert!(client.send("GET", &path, &[], "").await.text.contains("X-NOTE:Frau Muster"));
    assert_eq!(shop.count("SELECT count(*) FROM calendar_lines"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM outbox"), 0, "an alarm is no news to the customer");
    terminplaner::store::erasure::forget_person(&shop.file(), 1, at("2022-03-01T00:00:00Z")).unwrap();
    assert_eq!(shop.count("SELECT count(*) FROM calendar_lines"), 0);
    assert!(between(&object, "SUMMARY:", "\r\n").is_some());
}
