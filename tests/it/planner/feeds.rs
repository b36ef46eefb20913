//! Calendars to subscribe to: made in the planner or by the command line, read by anybody who has the address.

use super::desk::{Desk, add_user};
use crate::harness::{Answer, TestApp, booking, token};
use crate::page::Page;
use crate::seed;
use axum::body::Body;
use axum::http::Request;
use std::process::Command;
use std::time::Duration;
use terminplaner::domain::account::Role;

const PAGE: &str = "/planner/account/calendars";
const FIRST: &str = "2022-01-17T09:00:00+01:00";

/// The path of the address that a page shows.
fn shown(page: &Page) -> String {
    page.words("#address").strip_prefix("https://termine.example.de").unwrap_or_default().to_owned()
}

async fn make(desk: &Desk<'_>, label: &str, resource: &str, detail: &str) -> String {
    let page = desk.post(PAGE, &[("label", label), ("resource", resource), ("detail", detail)]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    shown(&page)
}

/// A booking with a phone number and a comment.
async fn book(shop: &TestApp) -> Answer {
    let mut body = booking(FIRST);
    body["customer"]["phone"] = "+49 711 123456".into();
    body["comment"] = "Bitte klingeln".into();
    let answer = shop.book(&body).await;
    assert_eq!(answer.status, 201);
    answer
}

/// The calendar with its lines unfolded.
async fn read(shop: &TestApp, path: &str) -> String {
    let answer = shop.get(path).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/calendar; charset=utf-8"));
    assert!(answer.text.split("\r\n").all(|line| line.len() <= 75), "{}", answer.text);
    answer.text.replace("\r\n ", "")
}

#[tokio::test]
async fn the_address_is_shown_once_and_holds_the_appointments_with_the_uids_of_the_mails() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let booked = book(&shop).await;
    let path = make(&desk, "Mein Telefon", "", "full").await;
    assert_eq!(path.len(), "/calendars/.ics".len() + 27, "160 bits: {path}");
    let list = desk.get(PAGE).await;
    assert!(list.words("ul.list").contains("Noch nicht verbunden") && !list.text.contains(&path), "{}", list.text);
    let calendar = read(&shop, &path).await;
    for line in [
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Hörakustik Muster",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
        "DTSTART:20220117T080000Z",
        "DTEND:20220117T090000Z",
        "SUMMARY:Anpassung – Erika Muster",
        "DESCRIPTION:+49 711 123456\\nBitte klingeln",
        "LOCATION:Kabine 1",
        "STATUS:CONFIRMED",
    ] {
        assert!(calendar.contains(&format!("\r\n{line}\r\n")), "{line}: {calendar}");
    }
    assert!(calendar.contains("\r\nURL:https://termine.example.de/planner/appointments/"), "{calendar}");
    let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    let own = shop.get(&format!("/t/{}/termin.ics", token(&booked))).await.text.replace("\r\n ", "");
    assert_eq!(uid(&calendar), uid(&own), "a calendar that has both shows it once");
    assert!(!calendar.contains(&token(&booked)), "the customer's link is not in it");
    assert!(desk.get(PAGE).await.words("ul.list").contains("zuletzt benutzt Freitag, 14. Januar 2022"));
}

#[tokio::test]
async fn less_is_shown_where_less_was_chosen() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    book(&shop).await;
    let names = read(&shop, &make(&desk, "Namen", "", "names").await).await;
    assert!(names.contains("\r\nSUMMARY:Erika Muster\r\n"), "{names}");
    let busy = read(&shop, &make(&desk, "Belegt", "", "busy").await).await;
    assert!(busy.contains("\r\nSUMMARY:Belegt\r\n"), "{busy}");
    for (calendar, secrets) in [
        (&names, &["711", "klingeln", "Anpassung", "/planner/"][..]),
        (&busy, &["711", "klingeln", "Anpassung", "/planner/", "Erika", "Kabine", "LOCATION"][..]),
    ] {
        secrets.iter().for_each(|secret| assert!(!calendar.contains(secret), "{secret}: {calendar}"));
    }
}

#[tokio::test]
async fn a_room_has_its_own_calendar_and_buffers_where_they_are_wanted() {
    let rows = seed::appointment(70, "kabine-2", 27_374_400, 60, "confirmed")
        + "UPDATE appointments SET buffer_before_minutes = 15, buffer_after_minutes = 10, note = 'Teambesprechung' WHERE key = 70;";
    let shop = TestApp::with(&rows, true);
    let desk = Desk::owner(&shop).await;
    book(&shop).await;
    let one = read(&shop, &make(&desk, "Kabine 1", "kabine-1", "full").await).await;
    assert_eq!((one.matches("BEGIN:VEVENT").count(), one.contains("Teambesprechung")), (1, false), "{one}");
    assert!(one.contains("\r\nX-WR-CALNAME:Kabine 1 – Hörakustik Muster\r\n"), "{one}");
    let fields = [("label", "Kabine 2"), ("resource", "kabine-2"), ("detail", "full"), ("buffers", "1")];
    let two = read(&shop, &shown(&desk.post(PAGE, &fields).await)).await;
    for line in ["DTSTART:20220117T234500Z", "DTEND:20220118T011000Z", "SUMMARY:Teambesprechung"] {
        assert!(two.contains(&format!("\r\n{line}\r\n")), "{line}: {two}");
    }
    let names = read(&shop, &make(&desk, "Namen", "kabine-2", "names").await).await;
    assert!(names.contains("\r\nSUMMARY:Gesperrt\r\n") && !names.contains("Teambesprechung"), "{names}");
}

#[tokio::test]
async fn cancelled_appointments_leave_and_old_ones_after_ninety_days() {
    let rows: String = [(1, -89), (2, -91), (3, 3_000)]
        .map(|(key, days)| seed::appointment(key, "kabine-1", 27_369_000 + days * 1_440, 30, "done"))
        .concat();
    let shop = TestApp::with(&rows, true);
    let desk = Desk::owner(&shop).await;
    let booked = book(&shop).await;
    let path = make(&desk, "Alles", "", "busy").await;
    let uids = |calendar: String| calendar.matches("BEGIN:VEVENT").count();
    assert_eq!(uids(read(&shop, &path).await), 3, "from 90 days back, and beyond the horizon");
    let cancel = Request::delete(format!("/api/v1/bookings/{}", token(&booked))).body(Body::empty()).unwrap();
    assert_eq!(shop.send(cancel).await.status, 200);
    assert_eq!(uids(read(&shop, &path).await), 2);
}

#[tokio::test]
async fn nothing_is_sent_again_until_something_changes() {
    let shop = TestApp::new();
    let path = make(&Desk::owner(&shop).await, "Telefon", "", "full").await;
    let first = shop.get(&path).await;
    let ask = |tag: String| shop.send(Request::get(&path).header("if-none-match", tag).body(Body::empty()).unwrap());
    shop.advance(Duration::from_secs(3_600));
    let again = ask(first.header("etag").to_owned()).await;
    assert_eq!((again.status.as_u16(), again.text.as_str(), again.header("etag")), (304, "", first.header("etag")));
    book(&shop).await;
    let changed = ask(first.header("etag").to_owned()).await;
    assert_eq!(changed.status, 200);
    assert_ne!(changed.header("etag"), first.header("etag"));
}

#[tokio::test]
async fn renewed_revoked_and_guessed_addresses_answer_alike() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let first = make(&desk, "Telefon", "", "names").await;
    let second = shown(&desk.post(&format!("{PAGE}/1/renew"), &[]).await);
    assert_ne!(first, second);
    assert_eq!(shop.get(&second).await.status, 200);
    let gone = shop.get(&first).await;
    assert_eq!((gone.status.as_u16(), gone.code()), (404, "not_found".into()));
    assert!(desk.submit(&format!("{PAGE}/1/remove"), &[]).await.words(".note.good").starts_with("Das Abo ist beendet"));
    for path in [second.as_str(), "/calendars/guessed.ics", "/calendars/.ics", "/calendars/x"] {
        let answer = shop.get(path).await;
        assert_eq!((answer.status, &answer.text), (gone.status, &gone.text), "{path}");
    }
    assert_eq!(desk.post(&format!("{PAGE}/1/remove"), &[]).await.status, 422, "it is gone already");
    let log = desk.get("/planner/settings/log").await.text;
    assert!(log.contains("Kalender-Abo beendet") && !log.contains(&second), "{log}");
}

#[tokio::test]
async fn addresses_are_each_accounts_own_and_go_with_it() {
    let shop = TestApp::new();
    let owner = Desk::owner(&shop).await;
    let staff = Desk::staff(&shop).await;
    let path = make(&staff, "Telefon", "", "full").await;
    assert!(owner.get(PAGE).await.words("main").contains("Noch keins."));
    assert_eq!(owner.post(&format!("{PAGE}/1/renew"), &[]).await.status, 422);
    assert_eq!(owner.post(&format!("{PAGE}/1/remove"), &[]).await.status, 422);
    assert_eq!(shop.get(&path).await.status, 200);
    make(&owner, "Telefon", "", "full").await;
    owner.post("/planner/accounts/2/remove", &[]).await;
    assert_eq!((shop.get(&path).await.status.as_u16(), shop.count("SELECT count(*) FROM feeds")), (404, 1));
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    make(&desk, "Telefon", "", "names").await;
    for (label, resource, detail, field, words) in [
        ("", "", "names", "label", "Pflichtfeld"),
        ("Telefon", "", "names", "label", "So heißt schon ein Abo"),
        ("Neu", "nowhere", "names", "resource", ""),
        ("Neu", "", "all of it", "detail", ""),
    ] {
        let page = desk.post(PAGE, &[("label", label), ("resource", resource), ("detail", detail)]).await;
        assert_eq!((page.status.as_u16(), page.count(&format!("#e-{field}"))), (422, 1), "{field}: {}", page.text);
        assert!(words == "Pflichtfeld" || page.words(&format!("#e-{field}")).starts_with(words), "{}", page.text);
        assert_eq!(page.attribute("#f-label", "value"), label, "nothing typed is lost");
    }
    assert_eq!(shop.count("SELECT count(*) FROM feeds"), 1);
}

#[tokio::test]
async fn secrets_are_kept_as_hashes() {
    let shop = TestApp::new();
    let path = make(&Desk::owner(&shop).await, "Telefon", "", "names").await;
    let secret = path.trim_start_matches("/calendars/").trim_end_matches(".ics");
    shop.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    let file = std::fs::read(&shop.db).unwrap();
    assert!(!file.windows(secret.len()).any(|window| window == secret.as_bytes()));
}

/// Exit status, output and errors of `feed`.
fn feed(shop: &TestApp, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_terminplaner"))
        .arg("feed")
        .args(args)
        .env("TERMINPLANER_DB", &shop.db)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[tokio::test]
async fn the_command_prints_an_address_alone_lists_and_revokes() {
    let shop = TestApp::new();
    add_user(&shop, "erika@example.org", Role::Staff).await;
    book(&shop).await;
    let url = ["--public-url", "https://termine.example.de"];
    let make = [&url[..], &["--resource", "kabine-1", "--detail", "full", "Erika@example.org", "Tablet"]].concat();
    let (status, address, said) = feed(&shop, &make);
    assert_eq!((status, said.as_str()), (0, ""));
    let path = address.trim_end().strip_prefix("https://termine.example.de").unwrap();
    assert!(read(&shop, path).await.contains("Erika Muster"));
    let (status, _, said) = feed(&shop, &make);
    assert!(status == 1 && said.contains("an address of that label"), "{said}");
    let (_, list, _) = feed(&shop, &["--list", "erika@example.org"]);
    assert_eq!(list, "Tablet\tkabine-1\tfull\tlast used on 2022-01-14\n");
    let (status, _, said) = feed(&shop, &["--revoke", "Tablet", "erika@example.org"]);
    assert_eq!((status, shop.get(path).await.status.as_u16()), (0, 404), "{said}");
    for (args, words) in [
        (vec!["--revoke", "Tablet", "erika@example.org"], "no address of that label"),
        ([&url[..], &["nobody@example.org", "x"]].concat(), "nobody signs in with"),
        ([&url[..], &["--resource", "nowhere", "erika@example.org", "x"]].concat(), "no room or person of that id"),
    ] {
        let (status, _, said) = feed(&shop, &args);
        assert!(status == 1 && said.contains(words), "{said}");
    }
    assert_eq!(feed(&shop, &["erika@example.org", "x"]).0, 2, "without the public address");
}
