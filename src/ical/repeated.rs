//! An object of a calendar that repeats, as a program has written it: on which dates it takes place, and its text with what was
//! changed here.
//!
//! The text stays as it was written. What has changed here since is put into it where it is given back: dates that are left out,
//! and exceptions for those that take place otherwise.

use super::busy::whole_minutes;
use super::event::{Event, EventReader, Length, Moment};
use super::object::{escaped, lines, name_of};
use super::repetition::Budget;
use super::series;
use super::zones::Zones;
use crate::domain::busy_calendar::Tentative;
use crate::domain::time::{Minute, start_of_day};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarProperty as Property,
    ICalendarStatus as Status, ICalendarValue as Value,
};
use calcard::{Entry, Parser};
use chrono::{DateTime, Duration};
use chrono_tz::Tz;
use std::ops::Range;

/// A date of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// The instant that names it in its series, in seconds since 1970.
    pub of_series: i64,
    /// When it takes place.
    pub span: Range<Minute>,
    /// What it is called; may be empty.
    pub title: String,
    /// Whether the program has written it by itself.
    pub is_exception: bool,
}

/// What has become of a date here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The instant that names it in its series, in seconds since 1970.
    pub of_series: i64,
    /// When it takes place, and what it is called where that is another title; `None`: it does not.
    pub becomes: Option<(Range<Minute>, Option<String>)>,
}

/// The dates of an object that touch `window`, in order of time; `None`: a part of it cannot be read.
pub fn dates(text: &str, zone: Tz, window: &Range<Minute>) -> Option<Vec<WrittenDate>> {
    let file = parsed(text)?;
    let zones = anywhere(&file, zone);
    let mut reader = EventReader { zones: &zones, tentative: Tentative::Busy, budget: Budget::new() };
    let events = events(&file, &mut reader)?;
    let seconds = window.start.since_epoch() * 60..window.end.since_epoch() * 60;
    let mut found = Vec::new();
    let damaged = series::unfold(&events, &seconds, &mut reader.budget, &mut |of_series, span, event| {
        let span = whole_minutes(&span);
        if span.start < window.end && span.end > window.start {
            let title = event.part.property(&Property::Summary).and_then(|entry| entry.values.first()?.as_text());
            let title = title.unwrap_or_default().trim().to_owned();
            found.push(WrittenDate { of_series, span, title, is_exception: event.replaces.is_some() });
        }
    });
    found.sort_by_key(|date| (date.span.start, date.of_series));
    (damaged == 0).then_some(found)
}

fn parsed(text: &str) -> Option<ICalendar> {
    match Parser::new(text).entry() {
        Entry::ICalendar(file) => Some(file),
        _ => None,
    }
}

fn anywhere(file: &ICalendar, zone: Tz) -> Zones<'_> {
    let from = DateTime::UNIX_EPOCH.naive_utc();
    Zones::of(file, zone, from..from + Duration::days(73_000))
}

/// The events of a file, as an object's: whatever they say of being free, they block their time.
fn events<'a>(file: &'a ICalendar, reader: &mut EventReader<'a, '_>) -> Option<Vec<Event<'a>>> {
    let parts = file.components.iter().filter(|part| part.component_type == Component::VEvent);
    parts
        .map(|part| {
            let mut event = reader.event(part)?;
            event.blocks = !is_cancelled(part);
            if event.length == Length::default() {
                event.length.seconds = 60;
            }
            Some(event)
        })
        .collect()
}

fn is_cancelled(part: &ICalendarComponent) -> bool {
    let status = part.property(&Property::Status).and_then(|entry| entry.values.first());
    matches!(status, Some(Value::Status(Status::Cancelled)))
}

/// The text with what has become of its dates here.
pub fn changed(text: &str, zone: Tz, differences: &[Difference]) -> String {
    let Some(file) = parsed(text).filter(|_| !differences.is_empty()) else { return text.to_owned() };
    let zones = anywhere(&file, zone);
    let mut reader = EventReader { zones: &zones, tentative: Tentative::Busy, budget: Budget::new() };
    let Some(events) = events(&file, &mut reader) else { return text.to_owned() };
    let names: Vec<Option<i64>> =
        events.iter().map(|event| event.replaces.as_ref().map(|(date, _)| date.instant())).collect();
    let Some(place) = names.iter().position(Option::is_none).or(if names.is_empty() { None } else { Some(0) }) else {
        return text.to_owned();
    };
    let form = Form::of(text, place, &events[place].start, zone);
    let is_changed = |name: i64| differences.iter().any(|one| one.of_series == name);
    let (mut written, mut number, mut leaves_out) = (String::with_capacity(text.len()), 0, false);
    for line in text.split_inclusive("\r\n") {
        let word = line.trim_end().to_ascii_uppercase();
        if word == "BEGIN:VEVENT" {
            leaves_out = names.get(number).copied().flatten().is_some_and(is_changed);
            number += 1;
        }
        if word == "END:VEVENT" && number == place + 1 && names[place].is_none() {
            let left_out = differences.iter().filter(|one| one.becomes.is_none());
            left_out.for_each(|one| written.push_str(&form.line("EXDATE", one.of_series)));
        }
        if word == "END:VCALENDAR" {
            differences.iter().for_each(|one| written.push_str(&form.exception(one)));
        }
        if !leaves_out {
            written.push_str(line);
        }
        leaves_out &= word != "END:VEVENT";
    }
    written
}

/// The dates of a text that touch `within`, each an event of its own in UTC. Not folded.
pub fn expanded(text: &str, zone: Tz, within: &Range<Minute>) -> String {
    let utc = |at: Minute| format!(":{}", at.to_utc().format("%Y%m%dT%H%M%SZ"));
    let day = |at: Minute| format!(";VALUE=DATE:{}", at.local_date(zone).format("%Y%m%d"));
    let own = event_lines(text, 0);
    let line = |name: &str| own.iter().find(|line| name_of(line) == name).cloned().unwrap_or_default();
    let start = line("DTSTART");
    let is_date = start.rsplit_once(':').is_some_and(|(_, value)| value.len() == 8);
    let mut written = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Terminplaner//Terminplaner//DE\r\n".to_owned();
    for date in dates(text, zone, within).unwrap_or_default() {
        let at = |name: &str, at: Minute| format!("{name}{}\r\n", if is_date { day(at) } else { utc(at) });
        written.push_str(&format!("BEGIN:VEVENT\r\n{}\r\nDTSTAMP:19700101T000000Z\r\n", line("UID")));
        written.push_str(&at("RECURRENCE-ID", Minute::of_second(date.of_series)));
        written.push_str(&at("DTSTART", date.span.start));
        written.push_str(&at("DTEND", date.span.end));
        written.push_str(&format!("SUMMARY:{}\r\nEND:VEVENT\r\n", escaped(&date.title)));
    }
    written.push_str("END:VCALENDAR\r\n");
    written
}

/// How a series writes its times, and what its exceptions take over from it.
struct Form<'m> {
    zone: Tz,
    /// The first date.
    start: &'m Moment,
    /// The parameters of its start, with their semicolon.
    parameters: String,
    is_utc: bool,
    /// The lines of UID, title and class.
    lines: Vec<String>,
}

impl<'m> Form<'m> {
    fn of(text: &str, place: usize, start: &'m Moment, zone: Tz) -> Self {
        let own = event_lines(text, place);
        let line = own.iter().find(|line| name_of(line) == "DTSTART").cloned().unwrap_or_default();
        let (head, value) = line.rsplit_once(':').unwrap_or_default();
        let parameters = head.find(';').map(|at| head[at..].to_owned()).unwrap_or_default();
        let is_taken = |line: &&String| ["UID", "SUMMARY", "CLASS"].contains(&name_of(line).as_str());
        let lines = own.iter().filter(is_taken).cloned().collect();
        Self { zone, start, parameters, is_utc: value.ends_with(['Z', 'z']), lines }
    }

    /// A line that names a date of the series.
    fn line(&self, name: &str, of_series: i64) -> String {
        let local = self.start.zone.local(of_series).unwrap_or(self.start.local);
        let value = if self.start.is_date {
            local.format("%Y%m%d").to_string()
        } else if self.is_utc {
            format!("{}Z", local.format("%Y%m%dT%H%M%S"))
        } else {
            local.format("%Y%m%dT%H%M%S").to_string()
        };
        format!("{name}{}:{value}\r\n", self.parameters)
    }

    fn exception(&self, of: &Difference) -> String {
        let Some((span, title)) = &of.becomes else { return String::new() };
        let mut event = "BEGIN:VEVENT\r\n".to_owned();
        for line in &self.lines {
            match title {
                Some(title) if name_of(line) == "SUMMARY" => event.push_str(&format!("SUMMARY:{}", escaped(title))),
                _ => event.push_str(line),
            }
            event.push_str("\r\n");
        }
        event.push_str("DTSTAMP:19700101T000000Z\r\n");
        event.push_str(&self.line("RECURRENCE-ID", of.of_series));
        event.push_str(&self.at("DTSTART", span.start, span));
        event.push_str(&self.at("DTEND", span.end, span));
        event.push_str("END:VEVENT\r\n");
        event
    }

    /// Whole days stay days.
    fn at(&self, name: &str, at: Minute, span: &Range<Minute>) -> String {
        let is_day = |at: Minute| start_of_day(at.local_date(self.zone), self.zone) == at;
        if self.start.is_date && is_day(span.start) && is_day(span.end) {
            return format!("{name};VALUE=DATE:{}\r\n", at.local_date(self.zone).format("%Y%m%d"));
        }
        format!("{name}:{}\r\n", at.to_utc().format("%Y%m%dT%H%M%SZ"))
    }
}

/// The lines of an event itself, unfolded, without those of its parts.
fn event_lines(text: &str, place: usize) -> Vec<String> {
    let mut number = 0;
    let mut found = Vec::new();
    for (open, line) in lines(text) {
        if open.len() == 2 && open[1] == "VEVENT" {
            number += usize::from(line.eq_ignore_ascii_case("BEGIN:VEVENT"));
            if number == place + 1 {
                found.push(line);
            }
        }
    }
    found
}

/// As much of a text as devices of other accounts see: when it takes place, and its title, unless another one is to stand
/// there. Not folded.
pub fn shared(text: &str, title: Option<&str>) -> String {
    const TIMES: [&str; 14] = [
        "BEGIN",
        "CLASS",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "DURATION",
        "END",
        "EXDATE",
        "RDATE",
        "RECURRENCE-ID",
        "RRULE",
        "SEQUENCE",
        "STATUS",
        "UID",
    ];
    let mut written = String::with_capacity(text.len());
    for (open, line) in lines(text) {
        let name = name_of(&line);
        let open: Vec<&str> = open.iter().map(String::as_str).collect();
        match open[..] {
            ["VCALENDAR"] if ["BEGIN", "END", "VERSION", "PRODID", "CALSCALE"].contains(&name.as_str()) => {}
            ["VCALENDAR", "VTIMEZONE", ..] => {}
            ["VCALENDAR", "VEVENT"] if TIMES.contains(&name.as_str()) => {}
            ["VCALENDAR", "VEVENT"] if name == "SUMMARY" && title.is_none() => {}
            _ => continue,
        }
        if let Some(title) = title.filter(|_| open.ends_with(&["VEVENT"]) && name == "END") {
            written.push_str(&format!("SUMMARY:{}\r\n", escaped(title)));
        }
        written.push_str(&line);
        written.push_str("\r\n");
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Berlin;

    fn object(events: &[&str]) -> String {
        let events = events.iter().map(|lines| format!("BEGIN:VEVENT\nUID:a\n{lines}\nEND:VEVENT\n"));
        let file = format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{}END:VCALENDAR\n", events.collect::<String>());
        file.replace('\n', "\r\n")
    }

    fn minute(text: &str) -> Minute {
        Minute::floor(DateTime::parse_from_rfc3339(text).unwrap().to_utc())
    }

    fn window() -> Range<Minute> {
        minute("2022-01-01T00:00:00Z")..minute("2022-06-01T00:00:00Z")
    }

    fn starts(text: &str) -> Vec<String> {
        let found = dates(text, Berlin, &window()).unwrap();
        found.iter().map(|date| date.span.start.to_rfc3339(Berlin)[5..16].to_owned()).collect()
    }

    const WEEKLY: &str = "DTSTART;TZID=Europe/Berlin:20220110T090000\nDTEND;TZID=Europe/Berlin:20220110T100000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Pause\nTRANSP:TRANSPARENT";

    #[test]
    fn dates_are_those_of_rule_exceptions_and_dates_left_out_whether_busy_or_not() {
        let text = object(&[
            &format!("{WEEKLY}\nEXDATE;TZID=Europe/Berlin:20220117T090000"),
            "RECURRENCE-ID:20220124T080000Z\nDTSTART:20220125T120000Z\nDTEND:20220125T123000Z\nSUMMARY:Anders",
            "RECURRENCE-ID:20220131T080000Z\nDTSTART:20220131T080000Z\nSTATUS:CANCELLED",
        ]);
        assert_eq!(starts(&text), ["01-10T09:00", "01-25T13:00"]);
        let found = dates(&text, Berlin, &window()).unwrap();
        assert_eq!((found[1].title.as_str(), found[1].is_exception), ("Anders", true));
        assert_eq!(found[1].of_series, minute("2022-01-24T08:00:00Z").since_epoch() * 60);
        assert!(dates(&object(&["DTSTART:20220110T090000Z\nRRULE:FREQ=NEVER"]), Berlin, &window()).is_none());
        assert_eq!(starts(&object(&["DTSTART:20220110T090000Z\nRRULE:FREQ=DAILY;COUNT=2"])).len(), 2, "of a minute");
    }

    #[test]
    fn what_changes_here_is_read_from_the_text_that_says_so() {
        for (master, first) in [
            (WEEKLY.to_owned(), "2022-01-10T08:00:00Z"),
            ("DTSTART:20220110T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4".to_owned(), "2022-01-10T08:00:00Z"),
            ("DTSTART;VALUE=DATE:20220110\nRRULE:FREQ=WEEKLY;COUNT=4".to_owned(), "2022-01-09T23:00:00Z"),
        ] {
            let exception = "RECURRENCE-ID:20220131T080000Z\nDTSTART:20220131T150000Z\nDURATION:PT1H\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:PT0S\nEND:VALARM";
            let text = object(&[&master, exception]);
            let name = |weeks: i64| (minute(first).since_epoch() + weeks * 7 * 1_440) * 60;
            let moved = minute("2022-01-18T10:00:00Z")..minute("2022-01-18T11:00:00Z");
            let differences = [
                Difference { of_series: name(1), becomes: Some((moved, Some("Zahn;arzt".to_owned()))) },
                Difference { of_series: name(2), becomes: None },
                Difference { of_series: minute("2022-01-31T08:00:00Z").since_epoch() * 60, becomes: None },
            ];
            let written = changed(&text, Berlin, &differences);
            let found = starts(&written);
            assert_eq!(found.len(), 2, "{written}");
            assert_eq!((&found[0][..5], found[1].as_str()), ("01-10", "01-18T11:00"), "{written}");
            assert!(!written.contains("VALARM"), "the exception is gone: {written}");
        }
        assert_eq!(changed(&object(&[WEEKLY]), Berlin, &[]), object(&[WEEKLY]), "nothing has changed");
    }

    #[test]
    fn others_read_times_and_the_title_that_is_meant_for_them() {
        let text = object(&[&format!(
            "{WEEKLY}\nDESCRIPTION:Geheim\nATTENDEE:mailto:x@example.org\nBEGIN:VALARM\nSUMMARY:x\nEND:VALARM"
        )]);
        let seen = shared(&text, None);
        assert!(seen.contains("SUMMARY:Pause") && seen.contains("RRULE"), "{seen}");
        for word in ["Geheim", "ATTENDEE", "VALARM", "TRANSP"] {
            assert!(!seen.contains(word), "{word}: {seen}");
        }
        let hidden = shared(&text, Some("Belegt, ja"));
        assert!(hidden.contains("\r\nSUMMARY:Belegt\\, ja\r\n") && !hidden.contains("Pause"), "{hidden}");
        assert_eq!(starts(&hidden), starts(&text));
    }
}
