//! Files that are damaged, cut off, oddly encoded, or large.

use super::*;
use proptest::prelude::*;

const GOOD: &str = "UID:1\nDTSTART:20220117T080000Z\nDTEND:20220117T090000Z";

#[test]
fn what_is_no_calendar_or_cut_off_is_refused() {
    assert_eq!(refused(b""), Unreadable::NotACalendar);
    assert_eq!(refused(b"<!DOCTYPE html><html><body>Bitte anmelden</body></html>"), Unreadable::NotACalendar);
    let whole = event(GOOD);
    for end in [whole.len() - 4, whole.len() - 20, whole.len() - 60, 20] {
        assert_eq!(refused(&whole.as_bytes()[..end]), Unreadable::Incomplete, "{end}");
    }
    assert_eq!(of(&format!("{whole}\r\n \0")), ["01-17 09:00–10:00"]);
    assert_eq!(refused(&vec![b' '; super::super::busy::SIZE_MAX + 1]), Unreadable::TooLarge);
}

#[test]
fn every_encoding_is_read() {
    let text = event(&format!("{GOOD}\nSUMMARY:Zahnarzt für Jürgen"));
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let little: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let marked = format!("\u{feff}{text}").into_bytes();
    let old = text.replace("\r\n", "\r").into_bytes();
    let unix = text.replace("\r\n", "\n").into_bytes();
    for bytes in [latin, little, big, marked, old, unix] {
        let busy = read(&bytes, &reading(Tentative::Busy)).unwrap();
        assert_eq!((spans(&busy), busy.unread), (vec!["01-17 09:00–10:00".to_owned()], 0), "{:?}", &bytes[..20]);
    }
}

#[test]
fn what_cannot_be_read_is_counted_and_the_rest_blocks() {
    for bad in [
        "UID:2\nDTSTART:morgen",
        "UID:2\nSUMMARY:Ohne Zeit",
        "UID:2\nDTSTART:20220117T080000Z\nDTEND:20220117T070000Z",
        "UID:2\nDTSTART:20220117T080000Z\nDTEND:bald",
        "UID:2\nDTSTART:20220117T080000Z\nDURATION:lange",
        "UID:2\nDTSTART:20220131T080000Z\nDURATION:PT1H\nRRULE:FREQ=OFT",
        "UID:2\nDTSTART:20220117T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=13",
        "UID:2\nDTSTART:20220117T080000Z\nDURATION:PT1H\nRRULE:RSCALE=HEBREW;FREQ=YEARLY",
        "UID:2\nDTSTART:20220117T080000Z\nDURATION:PT1H\nRDATE:übermorgen",
        "UID:2\nDTSTART:00000000T080000Z\nDURATION:PT1H",
    ] {
        let text = file(&format!("BEGIN:VEVENT\n{GOOD}\nEND:VEVENT\nBEGIN:VEVENT\n{bad}\nEND:VEVENT"));
        let busy = busy(&text);
        assert_eq!((busy.events, busy.unread), (2, 1), "{bad}");
        assert_eq!(spans(&busy)[0], "01-17 09:00–10:00", "{bad}");
    }
}

#[test]
fn odd_structure_loses_no_event() {
    for text in [
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{GOOD}\nEND:VCALENDAR"),
        format!("begin:vcalendar\nbegin:vevent\n{}\nend:vevent\nend:vcalendar", GOOD.to_lowercase()),
        format!("BEGIN:VCALENDAR\nBEGIN:X-GROUP\nBEGIN:VEVENT\n{GOOD}\nEND:VEVENT\nEND:X-GROUP\nEND:VCALENDAR"),
        format!("X-JUNK\n\nBEGIN:VCALENDAR\n:\n;\nBEGIN:VEVENT\n{GOOD}\nno colon here\nEND:VEVENT\nEND:VCALENDAR"),
    ] {
        assert_eq!(of(&text), ["01-17 09:00–10:00"], "{text}");
    }
}

#[test]
fn twenty_thousand_events_are_read() {
    let events: String = (0..20_000)
        .map(|number| {
            let (day, minute) = (number / 48 % 28 + 1, number % 48 * 30);
            format!(
                "BEGIN:VEVENT\nUID:{number}@example.org\nDTSTART:2022{:02}{day:02}T{:02}{:02}00Z\nDURATION:PT20M\n\
                 SUMMARY:Termin {number}\nDESCRIPTION:{}\nEND:VEVENT\n",
                number / 1_344 % 12 + 1,
                minute / 60,
                minute % 60,
                "Lorem ipsum ".repeat(10)
            )
        })
        .collect();
    let busy = busy(&file(&events));
    assert_eq!((busy.events, busy.unread), (20_000, 0));
    assert!(busy.spans.len() > 10_000, "{}", busy.spans.len());
}

#[test]
fn events_without_number_are_refused() {
    let one = "BEGIN:VEVENT\nEND:VEVENT\n";
    assert_eq!(refused(file(&one.repeat(100_001)).as_bytes()), Unreadable::TooLarge);
}

/// Lines that events are made of, right and wrong.
fn line() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("FREQ=DAILY"),
        Just("FREQ=WEEKLY"),
        Just("FREQ=MONTHLY"),
        Just("FREQ=YEARLY"),
        Just("FREQ=HOURLY"),
        Just("FREQ=SECONDLY"),
        Just("INTERVAL=0"),
        Just("INTERVAL=65535"),
        Just("COUNT=0"),
        Just("COUNT=4294967295"),
        Just("UNTIL=99991231T235959Z"),
        Just("UNTIL=00010101"),
        Just("BYDAY=5MO,-53SU,TU"),
        Just("BYMONTHDAY=-31,31,0"),
        Just("BYYEARDAY=366,-366"),
        Just("BYWEEKNO=53"),
        Just("BYSETPOS=-366"),
        Just("BYHOUR=24"),
        Just("BYSECOND=60"),
        Just("WKST=SU"),
        Just("RSCALE=CHINESE"),
        Just("="),
        Just(";"),
    ];
    let time = prop_oneof![
        Just("20220117T080000Z"),
        Just("20220117"),
        Just("00010101T000000"),
        Just("99991231T235959Z"),
        Just("16010101T000000"),
        Just("20220327T023000"),
        Just("20221301"),
        Just("T"),
        Just(""),
    ];
    let rule = proptest::collection::vec(part, 0..6).prop_map(|parts| format!("RRULE:{}", parts.join(";")));
    let name = prop_oneof![
        Just("DTSTART"),
        Just("DTEND"),
        Just("RECURRENCE-ID"),
        Just("RECURRENCE-ID;RANGE=THISANDFUTURE"),
        Just("EXDATE"),
        Just("RDATE"),
        Just("DTSTART;VALUE=DATE"),
        Just("DTSTART;TZID=Europe/Berlin"),
        Just("DTSTART;TZID=Nirgendwo"),
    ];
    let timed = (name, time).prop_map(|(name, time)| format!("{name}:{time}"));
    let duration = prop_oneof![
        Just("DURATION:PT1H"),
        Just("DURATION:-P1D"),
        Just("DURATION:P4294967295W"),
        Just("DURATION:P9999999999D"),
        Just("RDATE;VALUE=PERIOD:20220117T080000Z/P99999999W"),
        Just("UID:1"),
        Just("UID:2"),
        Just("SEQUENCE:-1"),
        Just("BEGIN:VEVENT"),
        Just("END:VEVENT"),
        Just("BEGIN:VTIMEZONE"),
        Just("TZID:Nirgendwo"),
        Just("BEGIN:STANDARD"),
        Just("TZOFFSETFROM:+9999"),
        Just("TZOFFSETTO:-9999"),
        Just("END:STANDARD"),
        Just("END:VTIMEZONE"),
    ];
    prop_oneof![3 => rule, 4 => timed, 3 => duration.prop_map(str::to_owned), 1 => "\\PC{0,40}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_file_brings_it_down(lines in proptest::collection::vec(line(), 0..25)) {
        let text = file(&format!("BEGIN:VEVENT\n{}\nEND:VEVENT", lines.join("\n")));
        if let Ok(busy) = read(text.as_bytes(), &reading(Tentative::Busy)) {
            prop_assert!(busy.spans.windows(2).all(|pair| pair[0].end < pair[1].start));
            prop_assert!(busy.spans.iter().all(|span| span.start < span.end));
        }
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut text = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n".to_vec();
        text.extend(bytes);
        text.extend(b"\nEND:VEVENT\nEND:VCALENDAR");
        let _ = read(&text, &reading(Tentative::Busy));
    }
}
