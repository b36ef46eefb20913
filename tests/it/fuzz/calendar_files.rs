//! Calendar files of foreign origin: read within bounds, or refused.

use super::{about, fuzz};
use chrono_tz::Europe::Berlin;
use terminplaner::domain::busy_calendar::{Tentative, kept};
use terminplaner::ical::busy::{self, Reading};
use terminplaner::ical::entries;

#[test]
fn any_calendar_file_is_read_or_refused() {
    let window = kept(crate::harness::at("2022-01-14T08:00:00+01:00"));
    let words = [
        "BEGIN:VEVENT\n",
        "END:VEVENT\n",
        "BEGIN:VTIMEZONE\n",
        "DTSTART;TZID=Europe/Berlin:20220117T090000\n",
        "DTSTART;VALUE=DATE:20220117\n",
        "DTEND:20220117T100000Z\n",
        "DURATION:P1W\n",
        "RRULE:FREQ=SECONDLY\n",
        "RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=2\n",
        "RDATE;VALUE=PERIOD:20220117T090000Z/PT1H\n",
        "EXDATE:20220117T090000\n",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20220117T090000\n",
    ];
    fuzz("calendar_file", &words, |bytes| {
        let reading = Reading { window: window.clone(), zone: Berlin, tentative: Tentative::Busy, is_own: &|_| false };
        let found = match busy::read(bytes, &reading) {
            Ok(found) => found,
            Err(refused) => return format!("{refused:?}"),
        };
        let spans = &found.spans;
        assert!(spans.iter().all(|span| reading.window.start <= span.start && span.start < span.end));
        assert!(spans.iter().all(|span| span.end <= reading.window.end), "within the window");
        assert!(spans.windows(2).all(|pair| pair[0].end < pair[1].start), "disjoint, in order");
        assert!(found.unread <= 2 * found.events, "each event is counted");
        let Ok(entries) = entries::read(bytes, &reading, 10_000) else { return "many".to_owned() };
        let is_busy = |item: &entries::CalendarItem| {
            let (from, to) = (item.span.start.max(reading.window.start), item.span.end.min(reading.window.end));
            spans.iter().any(|span| span.start <= from && to <= span.end)
        };
        assert!(entries.items.iter().all(is_busy), "both readings agree");
        format!("{} {} {}", about(spans.len()), about(found.unread), about(entries.items.len()))
    });
}
