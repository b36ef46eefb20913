//! Bodies of programs that keep calendars: XML, and objects.

use super::{about, fuzz};
use crate::dav::client::{Client, SPACES};
use crate::harness::{TestApp, booking};
use quick_xml::Reader;
use quick_xml::events::Event;

/// What is asked by the name of the root element.
fn method(body: &str) -> &'static str {
    match body {
        body if body.starts_with("BEGIN:") => "PUT",
        body if body.contains("propfind") => "PROPFIND",
        body if body.contains("propertyupdate") => "PROPPATCH",
        _ => "REPORT",
    }
}

/// The names of elements in an answer, which must be whole XML.
fn elements(text: &str) -> usize {
    let (mut reader, mut count) = (Reader::from_str(text), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(_) | Event::Empty(_) => count += 1,
            Event::Eof => return count,
            _ => {}
        }
    }
}

#[test]
fn any_body_of_a_calendar_program_is_answered_in_whole_xml() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let shop = TestApp::new();
    let client = runtime.block_on(Client::full(&shop));
    assert_eq!(runtime.block_on(shop.book(&booking("2022-01-17T09:00:00+01:00"))).status, 201);
    let (calendar, object) = (client.calendar("kabine-1"), format!("{}a.ics", client.calendar("kabine-2")));
    let words = [
        SPACES,
        "<D:prop><D:getetag/></D:prop>",
        "<C:calendar-data/>",
        "<C:comp-filter name=\"VEVENT\">",
        "<C:time-range start=\"20220101T000000Z\"/>",
        "<![CDATA[x]]>",
        "&#x10FFFF;",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "xmlns:D=\"\"",
        "RRULE:FREQ=DAILY;COUNT=3\r\n",
        "EXDATE:20220118T080000Z\r\n",
        "RECURRENCE-ID:20220118T080000Z\r\n",
    ];
    fuzz("dav", &words, |bytes| {
        let body = String::from_utf8_lossy(bytes).into_owned();
        let method = method(&body);
        let path = if method == "PUT" { &object } else { &calendar };
        let answer = runtime.block_on(client.send(method, path, &[("depth", "1")], &body));
        assert!(answer.status.as_u16() < 500, "{answer:?}");
        let is_xml = answer.header("content-type").starts_with("application/xml");
        let count = if is_xml { elements(&answer.text) } else { 0 };
        let is_free_busy = method == "REPORT" && answer.text.starts_with("BEGIN:VCALENDAR");
        assert!(is_xml || is_free_busy || method == "PUT", "{answer:?}");
        format!("{method} {} {}", answer.status, about(count / 4))
    });
}
