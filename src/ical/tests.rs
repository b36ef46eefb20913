//! Calendar files of all kinds, each made for its test.

mod damaged;
mod entries;
mod kinds;
mod repeating;
mod zones;

use super::busy::{Busy, Reading, read};
use super::unreadable::Unreadable;
use crate::domain::busy_calendar::Tentative;
use crate::domain::time::Minute;
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Europe::Berlin;

/// The first instant of the window: the 17th of January 2022 in Berlin, a Monday.
const FROM: &str = "2022-01-17T00:00:00+01:00";

fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn reading(tentative: Tentative) -> Reading<'static> {
    let from = instant(FROM);
    let window = Minute::floor(from)..Minute::floor(from + Duration::days(401));
    Reading { window, zone: Berlin, tentative, is_own: &|uid| uid == "own@termine.example.org" }
}

fn file(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n{}END:VCALENDAR\r\n", crlf(events))
}

fn crlf(text: &str) -> String {
    text.lines().map(|line| format!("{}\r\n", line.strip_prefix("        ").unwrap_or(line))).collect()
}

/// An event of these lines.
fn event(lines: &str) -> String {
    file(&format!("BEGIN:VEVENT\n{}\nEND:VEVENT", lines.trim_start_matches('\n').trim_end()))
}

fn busy(text: &str) -> Busy {
    read(text.as_bytes(), &reading(Tentative::Busy)).unwrap()
}

fn refused(text: &[u8]) -> Unreadable {
    read(text, &reading(Tentative::Busy)).unwrap_err()
}

/// The spans on the wall clock of Berlin, such as `01-17 09:00–10:00`; the end with its date where that is another.
fn spans(busy: &Busy) -> Vec<String> {
    let told = |span: &std::ops::Range<Minute>| {
        let (start, end) = (span.start.in_zone(Berlin), span.end.in_zone(Berlin));
        let format = if start.date_naive() == end.date_naive() { "%H:%M" } else { "%m-%d %H:%M" };
        format!("{}–{}", start.format("%m-%d %H:%M"), end.format(format))
    };
    busy.spans.iter().map(told).collect()
}

/// The spans of a file that can be read as a whole.
fn of(text: &str) -> Vec<String> {
    let busy = busy(text);
    assert_eq!(busy.unread, 0, "{text}");
    spans(&busy)
}
