//! What devices ask one after the other when they are set up and used, in the way they are known to.

use super::changes::event;
use super::client::{Client, SPACES, addresses, between, object_of};
use crate::harness::{TestApp, booking};

const FIRST: &str = "2022-01-17T09:00:00+01:00";

#[tokio::test]
async fn an_iphone_is_set_up_and_reads_what_there_is() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    assert_eq!(shop.book(&booking(FIRST)).await.status, 201);
    let brief = [("depth", "0"), ("brief", "t"), ("content-type", "text/xml")];
    let ask = |inside: &str| format!("<A:propfind xmlns:A=\"DAV:\"><A:prop>{inside}</A:prop></A:propfind>");
    let whoami = ask("<A:current-user-principal/><A:principal-URL/><A:resourcetype/>");
    let first = client.send("PROPFIND", "/.well-known/caldav", &brief, &whoami).await;
    assert_eq!((first.status.as_u16(), first.header("location")), (301, "/dav/"));
    let root = client.send("PROPFIND", "/dav/", &brief, &whoami).await;
    let principal = between(&root.text, "<D:current-user-principal><D:href>", "<").unwrap();
    let who = ask(
        "<B:calendar-home-set xmlns:B=\"urn:ietf:params:xml:ns:caldav\"/><B:calendar-user-address-set xmlns:B=\"urn:ietf:params:xml:ns:caldav\"/>\
         <A:displayname/><C:dropbox-home-URL xmlns:C=\"http://calendarserver.org/ns/\"/><C:email-address-set xmlns:C=\"http://calendarserver.org/ns/\"/>\
         <B:schedule-inbox-URL xmlns:B=\"urn:ietf:params:xml:ns:caldav\"/><A:principal-collection-set/><A:resource-id/><A:supported-report-set/>",
    );
    let principal = client.send("PROPFIND", &principal, &brief, &who).await;
    assert!(principal.text.contains("<C:calendar-home-set>") && !principal.text.contains("404"), "{}", principal.text);
    let options = client.send("OPTIONS", "/dav/principals/1/", &[], "").await;
    assert!(
        options.header("dav").contains("calendar-access") && !options.header("dav").contains("calendar-auto-schedule")
    );
    let search = "<A:principal-search-property-set xmlns:A=\"DAV:\"/>";
    assert_eq!(client.send("REPORT", "/dav/principals/", &[("depth", "0")], search).await.status, 200);
    let home = ask(
        "<A:add-member/><D:calendar-color xmlns:D=\"http://apple.com/ns/ical/\"/><D:calendar-order xmlns:D=\"http://apple.com/ns/ical/\"/>\
         <A:current-user-privilege-set/><A:displayname/><C:getctag xmlns:C=\"http://calendarserver.org/ns/\"/><A:owner/><A:quota-used-bytes/>\
         <A:resourcetype/><B:supported-calendar-component-set xmlns:B=\"urn:ietf:params:xml:ns:caldav\"/><A:sync-token/><A:supported-report-set/>",
    );
    let listed = client.send("PROPFIND", "/dav/calendars/1/", &[("depth", "1"), ("brief", "t")], &home).await;
    assert_eq!(listed.text.matches("<C:calendar/>").count(), 2);
    assert_eq!(listed.text.matches("<D:write-content/>").count(), 2, "{}", listed.text);
    assert_eq!(listed.text.matches("<D:sync-collection/>").count(), 2);
    let calendar = client.calendar("kabine-1");
    let (changes, _) = client.sync(&calendar, "").await;
    let hrefs: String =
        addresses(&changes).iter().map(|href| format!("<A:href xmlns:A=\"DAV:\">{href}</A:href>")).collect();
    let inside = format!("<D:prop><D:getetag/><C:calendar-data/><CS:created-by/></D:prop>{hrefs}");
    let objects = client.report(&calendar, "C:calendar-multiget", &inside).await;
    assert!(objects.text.contains("SUMMARY:Anpassung – Erika Muster"), "{}", objects.text);
}

#[tokio::test]
async fn colours_that_a_mac_sets_and_calendars_that_it_makes_are_refused_politely() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    let calendar = client.calendar("kabine-1");
    let body = format!(
        "<D:propertyupdate {SPACES}><D:set><D:prop><A:calendar-color symbolic-color=\"custom\">#FF2968FF</A:calendar-color><A:calendar-order>3</A:calendar-order></D:prop></D:set></D:propertyupdate>"
    );
    let answer = client.send("PROPPATCH", &calendar, &[], &body).await;
    assert_eq!(answer.status, 207);
    assert!(answer.text.contains("<A:calendar-color/><A:calendar-order/>") && answer.text.contains("403 Forbidden"));
    let made = client.send("MKCALENDAR", &format!("{calendar}neu/"), &[], "").await;
    assert!(made.status.is_client_error() && made.text.contains("<D:error"), "{}", made.text);
    let expand = client.send("REPORT", "/dav/principals/1/", &[], "<D:expand-property xmlns:D=\"DAV:\"/>").await;
    assert!(expand.status == 403 && expand.text.contains("<D:supported-report/>"));
}

#[tokio::test]
async fn davx5_finds_reads_writes_and_moves() {
    let shop = TestApp::new();
    let client = Client::full(&shop).await;
    assert_eq!(shop.book(&booking(FIRST)).await.status, 201);
    let base = client
        .find("/dav/", "0", "<D:resourcetype/><D:displayname/><C:calendar-home-set/><D:current-user-principal/>")
        .await;
    assert!(base.text.contains("/dav/principals/1/"));
    let calendar = client.calendar("kabine-1");
    let known = client
        .find(&calendar, "0", "<CS:getctag/><D:sync-token/><C:max-resource-size/><D:supported-report-set/>")
        .await;
    let before = between(&known.text, "<CS:getctag>", "<").unwrap();
    let filter = "<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\"><C:time-range start=\"20211016T000000Z\"/></C:comp-filter></C:comp-filter></C:filter>";
    let query = client.report(&calendar, "C:calendar-query", filter).await;
    assert_eq!(addresses(&query), [object_of(&client, "kabine-1", 1)]);
    let new = format!("{calendar}b6a5.ics");
    let body =
        event("b6a5", "DTSTART;TZID=Europe/Berlin:20220118T120000\nDURATION:PT1H\nSUMMARY:Mittag\nX-RADICALE-NAME:a");
    let put = client
        .send("PUT", &new, &[("if-none-match", "*"), ("content-type", "text/calendar; charset=utf-8")], &body)
        .await;
    assert_eq!((put.status.as_u16(), put.header("etag")), (201, ""));
    let known = client.find(&calendar, "0", "<CS:getctag/>").await;
    assert_ne!(between(&known.text, "<CS:getctag>", "<").unwrap(), before, "it looks again");
    let tag = client.send("GET", &new, &[], "").await.header("etag").to_owned();
    assert_eq!(client.send("DELETE", &new, &[("if-match", &tag)], "").await.status, 204);
    assert_eq!(client.send("DELETE", &format!("{calendar}nie.ics"), &[("if-match", &tag)], "").await.status, 404);
}
