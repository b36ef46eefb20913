//! The calendar file, parsed by an independent parser.

use super::fixture::{PUBLIC_URL, calendar_file, notice, now, rendered, shop};
use terminplaner::delivery::calendar_file::{CalendarFile, Method};
use terminplaner::domain::appointment::Status;
use terminplaner::domain::notice::NoticeKind;
use terminplaner::domain::shop::Language;

/// A content line: name, parameters as written, value.
#[derive(Debug, PartialEq)]
pub struct Line {
    pub name: String,
    pub parameters: Vec<(String, String)>,
    pub value: String,
}

/// Parses a calendar file by RFC 5545; fails the test if it is invalid.
pub fn parse(file: &str) -> Vec<Line> {
    assert!(file.ends_with("\r\n"), "the last line has no end");
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count(), "a bare line feed");
    assert_eq!(file.matches('\r').count(), file.matches("\r\n").count(), "a bare carriage return");
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "longer than 75 octets: {line}");
        assert!(!line.chars().any(|c| c.is_control() && c != '\t'), "control character in {line:?}");
    }
    file.replace("\r\n ", "").split_terminator("\r\n").map(content_line).collect()
}

fn content_line(line: &str) -> Line {
    let mut quoted = false;
    let mut parts = vec![String::new()];
    let mut rest = line.chars();
    for c in rest.by_ref() {
        match c {
            '"' => quoted = !quoted,
            ':' if !quoted => break,
            ';' if !quoted => parts.push(String::new()),
            c => parts.last_mut().unwrap().push(c),
        }
    }
    assert!(!quoted, "a quote without end: {line}");
    let name = parts.remove(0);
    let parameters =
        parts.iter().map(|part| part.split_once('=').unwrap()).map(|(k, v)| (k.into(), v.into())).collect();
    Line { name, parameters, value: rest.collect() }
}

pub fn names(lines: &[Line]) -> String {
    lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>().join(" ")
}

fn value<'a>(lines: &'a [Line], name: &str) -> &'a str {
    let mut found = lines.iter().filter(|line| line.name == name);
    let value = &found.next().unwrap_or_else(|| panic!("no {name}")).value;
    assert!(found.next().is_none(), "{name} twice");
    value
}

fn of(kind: NoticeKind) -> Vec<Line> {
    parse(&calendar_file(&rendered(notice(kind, Language::default()), &shop())))
}

#[test]
fn a_booking_and_its_cancellation_are_what_calendars_understand() {
    for kind in [NoticeKind::Confirmation, NoticeKind::Cancelled, NoticeKind::ShopBooked] {
        let file = calendar_file(&rendered(notice(kind, Language::default()), &shop()));
        insta::assert_snapshot!(format!("{}.ics", kind.word()), file.replace('\r', ""));
    }
}

#[test]
fn the_method_follows_the_message() {
    use NoticeKind as K;
    for kind in K::ALL.into_iter().filter(|kind| kind.has_calendar_file() && !kind.is_of_series()) {
        let expected = match kind {
            K::Declined | K::Cancelled => ("CANCEL", "CANCELLED"),
            K::RequestReceived => ("REQUEST", "TENTATIVE"),
            K::ShopCancelled | K::ShopDisowned => ("PUBLISH", "CANCELLED"),
            K::ShopBooked | K::ShopRescheduled => ("PUBLISH", "CONFIRMED"),
            _ => ("REQUEST", "CONFIRMED"),
        };
        let lines = of(kind);
        assert_eq!((value(&lines, "METHOD"), value(&lines, "STATUS")), expected, "{kind:?}");
    }
}

#[test]
fn an_appointment_keeps_its_uid_while_its_sequence_rises() {
    let first = of(NoticeKind::Confirmation);
    let moved = of(NoticeKind::Rescheduled);
    assert_eq!(value(&first, "UID"), "a1b2c3@termine.example.de");
    assert_eq!(value(&first, "UID"), value(&moved, "UID"));
    assert_eq!((value(&first, "SEQUENCE"), value(&moved, "SEQUENCE")), ("0", "1"));
}

#[test]
fn times_are_utc_and_the_stamp_is_the_clock_of_the_program() {
    let lines = of(NoticeKind::Confirmation);
    assert_eq!(value(&lines, "DTSTART"), "20220117T080000Z");
    assert_eq!(value(&lines, "DTEND"), "20220117T090000Z");
    assert_eq!(value(&lines, "DTSTAMP"), "20220114T080000Z");
}

#[test]
fn organizer_and_attendee_are_named_and_no_reply_is_requested() {
    let lines = of(NoticeKind::Cancelled);
    let line = |name: &str| lines.iter().find(|line| line.name == name).unwrap();
    assert_eq!(line("ORGANIZER").value, "mailto:post@hoerakustik-muster.de");
    assert_eq!(line("ATTENDEE").value, "mailto:erika@example.org");
    let parameters = &line("ATTENDEE").parameters;
    assert!(parameters.contains(&("CN".into(), "Erika Muster".into())), "{parameters:?}");
    assert!(parameters.contains(&("RSVP".into(), "FALSE".into())), "{parameters:?}");
}

#[test]
fn the_file_of_the_customers_page_is_published_and_names_no_attendee() {
    let notice = notice(NoticeKind::Confirmation, Language::ENGLISH);
    let mut facts = notice.facts;
    (facts.status, facts.mail_secret) = (Status::Requested, None);
    let file = CalendarFile {
        method: Method::Publish,
        shop: &shop(),
        facts: &facts,
        language: Language::ENGLISH,
        public_url: PUBLIC_URL,
        for_shop: false,
        stamp: now(),
    };
    let lines = parse(&file.write());
    assert_eq!((value(&lines, "METHOD"), value(&lines, "STATUS")), ("PUBLISH", "TENTATIVE"));
    assert_eq!(value(&lines, "SUMMARY"), "Request: Anpassung – Hörakustik Muster", "it is not confirmed yet");
    assert_eq!((value(&lines, "ACTION"), value(&lines, "TRIGGER")), ("DISPLAY", "-PT7200S"));
    assert_eq!(value(&lines, "URL"), "https://termine.example.de/t/geheimes-token");
    assert!(!lines.iter().any(|line| line.name == "ATTENDEE"), "{}", names(&lines));
}

#[test]
fn an_invitation_carries_no_alarm_and_a_title_that_says_whether_it_holds() {
    for (kind, title) in [
        (NoticeKind::RequestReceived, "Anfrage: Anpassung – Hörakustik Muster"),
        (NoticeKind::Confirmed, "Anpassung – Hörakustik Muster"),
        (NoticeKind::Cancelled, "Anpassung – Hörakustik Muster"),
    ] {
        let lines = of(kind);
        assert_eq!(value(&lines, "SUMMARY"), title, "{kind:?}");
        assert!(!lines.iter().any(|line| line.value == "VALARM"), "{kind:?}");
    }
}
