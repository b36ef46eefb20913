//! What there is under `/dav/`, and what each place says of itself.

use super::client::{Client, addresses, between, object_of};
use crate::harness::{TestApp, booking};
use terminplaner::domain::account::Role;
use terminplaner::domain::feed::Detail;

const FIRST: &str = "2022-01-17T09:00:00+01:00";

#[tokio::test]
async fn the_way_from_the_host_to_the_calendars_is_found() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let well_known = client.send("PROPFIND", "/.well-known/caldav", &[], "").await;
    assert_eq!((well_known.status.as_u16(), well_known.header("location")), (301, "/dav/"));
    let root = client.find("/dav/", "0", "<D:current-user-principal/><D:resourcetype/>").await;
    let principal = between(&root.text, "<D:current-user-principal><D:href>", "</D:href>").unwrap();
    assert_eq!(principal, "/dav/principals/1/");
    let found =
        client.find(&principal, "0", "<C:calendar-home-set/><C:calendar-user-address-set/><D:displayname/>").await;
    assert_eq!(between(&found.text, "<C:calendar-home-set><D:href>", "<").unwrap(), "/dav/calendars/1/");
    assert!(found.text.contains("<D:href>mailto:erika@example.org</D:href>"), "{}", found.text);
    let home = client
        .find("/dav/calendars/1/", "1", "<D:resourcetype/><D:displayname/><C:supported-calendar-component-set/>")
        .await;
    assert_eq!(addresses(&home), ["/dav/calendars/1/", "/dav/calendars/1/kabine-1/", "/dav/calendars/1/kabine-2/"]);
    assert_eq!(home.text.matches("<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>").count(), 2);
    assert!(home.text.contains("<D:displayname>Kabine 2</D:displayname>"), "{}", home.text);
    assert_eq!(home.text.matches("<C:comp name=\"VEVENT\"/>").count(), 2);
}

#[tokio::test]
async fn options_tell_what_is_spoken_without_a_password() {
    let shop = TestApp::new();
    let answer = Client::with(&shop, 1, "").send("OPTIONS", "/dav/calendars/1/kabine-1/", &[], "").await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("dav").contains("calendar-access"), "{}", answer.header("dav"));
    assert!(answer.header("allow").contains("REPORT"));
}

#[tokio::test]
async fn an_appointment_is_an_object_with_the_uid_of_its_mails() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    assert_eq!(shop.book(&booking(FIRST)).await.status, 201);
    let path = object_of(&client, "kabine-1", 1);
    let list = client.find(&client.calendar("kabine-1"), "1", "<D:getetag/><D:getcontenttype/>").await;
    assert_eq!(addresses(&list), [client.calendar("kabine-1"), path.clone()]);
    let tag = between(&list.text, "<D:getetag>", "</D:getetag>").unwrap().replace("&quot;", "\"");
    let object = client.send("GET", &path, &[], "").await;
    assert_eq!((object.status.as_u16(), object.header("etag")), (200, tag.as_str()));
    assert_eq!(object.header("content-type"), "text/calendar; charset=utf-8; component=VEVENT");
    let unfolded = object.text.replace("\r\n ", "");
    let uid = format!("UID:{}", shop.text("SELECT calendar_uid FROM bookings"));
    for line in ["DTSTART:20220117T080000Z", "DTEND:20220117T090000Z", "SUMMARY:Anpassung – Erika Muster", &uid] {
        assert!(unfolded.contains(&format!("\r\n{line}\r\n")), "{line}: {unfolded}");
    }
    assert!(!unfolded.contains("METHOD") && !unfolded.contains("ORGANIZER") && !unfolded.contains("ATTENDEE"));
    assert_eq!(client.send("GET", &path, &[("if-none-match", &tag)], "").await.status, 304);
    assert_eq!(client.send("GET", &path, &[], "").await.text, object.text, "the same bytes again");
    assert_eq!(client.send("GET", &object_of(&client, "kabine-2", 1), &[], "").await.status, 404, "of another room");
}

#[tokio::test]
async fn a_device_sees_no_more_than_was_chosen_for_it() {
    let shop = TestApp::new();
    let mut body = booking(FIRST);
    body["customer"]["phone"] = "+49 711 123456".into();
    body["comment"] = "Bitte klingeln".into();
    assert_eq!(shop.book(&body).await.status, 201);
    let full = Client::full(&shop).await;
    let names = Client::another(&shop, full.user, "erika@example.org", "Namen", Detail::Names).await;
    let busy = Client::another(&shop, full.user, "erika@example.org", "Belegt", Detail::Busy).await;
    let path = object_of(&full, "kabine-1", 1);
    let text = async |client: &Client<'_>| client.send("GET", &path, &[], "").await.text;
    let (full, names, busy) = (text(&full).await, text(&names).await, text(&busy).await);
    assert!(full.contains("711") && full.contains("klingeln"));
    assert!(names.contains("Erika Muster") && busy.contains("SUMMARY:Belegt"));
    for secret in ["711", "klingeln", "Anpassung", "/planner/"] {
        assert!(!names.contains(secret) && !busy.contains(secret), "{secret}");
    }
    assert!(!busy.contains("Erika"));
}

#[tokio::test]
async fn nobody_looks_at_the_places_of_another_account() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let other = Client::of(&shop, "max@example.org", Role::Staff, Detail::Full).await;
    for path in ["/dav/principals/1/", "/dav/calendars/1/", "/dav/calendars/1/kabine-1/", "/dav/calendars/9/"] {
        assert_eq!(other.send("PROPFIND", path, &[("depth", "0")], "").await.status, 404, "{path}");
    }
    let principals = client.find("/dav/principals/", "1", "<D:displayname/>").await;
    assert_eq!(addresses(&principals), ["/dav/principals/", "/dav/principals/1/"]);
    assert_eq!(client.send("PROPFIND", "/dav/calendars/1/keine/", &[("depth", "0")], "").await.status, 404);
}

#[tokio::test]
async fn unknown_properties_are_told_apart_or_left_out() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let answer = client.find("/dav/", "0", "<D:resourcetype/><x:y xmlns:x=\"urn:a&amp;b\"/><D:getetag/>").await;
    let missing = between(&answer.text, "</D:propstat><D:propstat>", "</D:propstat>").unwrap();
    assert!(missing.contains("<X:y xmlns:X=\"urn:a&amp;b\"/>") && missing.contains("404"), "{}", answer.text);
    let body = "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:getetag/></D:prop></D:propfind>";
    let brief = client.send("PROPFIND", "/dav/", &[("depth", "0"), ("prefer", "return=minimal")], body).await;
    assert!(!brief.text.contains("404"), "{}", brief.text);
    for (body, known) in [("", true), ("<D:propfind xmlns:D=\"DAV:\"><D:propname/></D:propfind>", false)] {
        let all = client.send("PROPFIND", "/dav/calendars/1/kabine-1/", &[("depth", "0")], body).await;
        assert_eq!(all.text.contains("<D:displayname>Kabine 1</D:displayname>"), known, "{}", all.text);
        assert_eq!(all.text.contains("<C:supported-calendar-data/>"), !known);
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_with_its_condition() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let calendar = client.calendar("kabine-1");
    for (method, path, headers, status, condition) in [
        ("PROPFIND", "/dav/", &[][..], 403, "<D:propfind-finite-depth/>"),
        ("PROPFIND", "/dav/", &[("depth", "infinity")], 403, "<D:propfind-finite-depth/>"),
        ("MKCALENDAR", "/dav/calendars/1/neu/", &[], 404, ""),
        ("MKCALENDAR", &calendar, &[], 403, "<C:calendar-collection-location-ok/>"),
        ("LOCK", &calendar, &[], 405, ""),
        ("REPORT", "/dav/", &[], 400, ""),
        ("GET", "/dav/nichts/", &[], 404, ""),
    ] {
        let answer = client.send(method, path, headers, "").await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(answer.text.contains("<D:error") && answer.text.contains(condition), "{method}: {}", answer.text);
    }
    let slashless = client.send("PROPFIND", "/dav/calendars/1", &[("depth", "0")], "").await;
    assert_eq!((slashless.status.as_u16(), slashless.header("location")), (301, "/dav/calendars/1/"));
}

#[tokio::test]
async fn bodies_are_bounded_and_entities_never_expanded() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let send = async |body: &str| client.send("PROPFIND", "/dav/", &[("depth", "0")], body).await.status.as_u16();
    let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;\">]><propfind xmlns=\"DAV:\"><prop>&c;</prop></propfind>";
    assert_eq!(send(laughs).await, 400);
    assert_eq!(send(&format!("<a>{}</a>", "x".repeat(1_100_000))).await, 413);
    let many: String = (0..200).map(|number| format!("<p{number}/>")).collect();
    assert_eq!(send(&format!("<propfind xmlns=\"DAV:\"><prop>{many}</prop></propfind>")).await, 400);
    assert_eq!(send(&"<a>".repeat(5_000)).await, 400);
    assert_eq!(send("<propfind xmlns=\"DAV:\"><prop><a\"b/></prop></propfind>").await, 400, "no name of an element");
}

#[tokio::test]
async fn below_a_path_every_address_has_it() {
    let first = TestApp::new();
    let shop = first.restarted_at("https://www.example.de/termine");
    let client = Client::full(&shop).await;
    let root = client.find("/termine/dav/", "0", "<D:current-user-principal/>").await;
    assert!(root.text.contains("<D:href>/termine/dav/principals/1/</D:href>"), "{}", root.text);
    let well_known = client.send("GET", "/termine/.well-known/caldav", &[], "").await;
    assert_eq!(well_known.header("location"), "/termine/dav/");
}
