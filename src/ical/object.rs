//! An object of a calendar as a program writes it (RFC 4791 section 4.1): one event, and what stands in it besides that is
//! given back to the program as it is.

use super::event::EventReader;
use super::repetition::Budget;
use super::text;
use super::zones::Zones;
use crate::domain::busy_calendar::Tentative;
use crate::domain::time::Minute;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarProperty as Property,
};
use calcard::{Entry, Parser};
use chrono::Duration;
use chrono_tz::Tz;

/// The longest UID, in bytes.
const UID_MAX: usize = 250;
/// Properties that are read from the event, or are nobody's but this program's. All others are kept.
const READ: [&str; 22] = [
    "ATTENDEE",
    "CLASS",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DURATION",
    "EXDATE",
    "EXRULE",
    "METHOD",
    "ORGANIZER",
    "RDATE",
    "RECURRENCE-ID",
    "REQUEST-STATUS",
    "RRULE",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TRANSP",
    "UID",
    "LAST-MODIFIED",
    "CREATED",
    "X-MICROSOFT-CDO-BUSYSTATUS",
];
/// Parts of an event that are kept.
const PARTS: [&str; 1] = ["VALARM"];

/// An event as a program writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenEvent {
    /// Its UID.
    pub uid: String,
    /// The minute it begins.
    pub start: Minute,
    /// The minute it ends, at least one later.
    pub end: Minute,
    /// What it is called; may be empty.
    pub title: String,
    /// Whether nobody else is to read that.
    pub is_private: bool,
    /// The lines besides, unfolded, each with its end.
    pub kept: String,
}

/// An object as a program writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its event; of one that repeats its first date.
    pub event: WrittenEvent,
    /// Whether it takes place on several dates.
    pub repeats: bool,
    /// All that was written, with the line ends of RFC 5545.
    pub text: String,
}

/// Why it is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectFault {
    /// It is no calendar file.
    NotACalendar,
    /// It holds another thing than an event.
    NotAnEvent,
    /// It holds several events, none, or a method.
    NotOneEvent,
}

/// Reads an object for a shop in the zone `zone`.
///
/// # Errors
/// Why it is not taken.
pub fn read(bytes: &[u8], zone: Tz) -> Result<Written, ObjectFault> {
    let text = text::decode(bytes).map_err(|_| ObjectFault::NotACalendar)?;
    let mut parser = Parser::new(&text);
    let Entry::ICalendar(file) = parser.entry() else { return Err(ObjectFault::NotACalendar) };
    if !matches!(parser.entry(), Entry::Eof) {
        return Err(ObjectFault::NotOneEvent);
    }
    let (event, has_exceptions) = the_event(&file)?;
    let anywhere = chrono::DateTime::UNIX_EPOCH.naive_utc();
    let zones = Zones::of(&file, zone, anywhere..anywhere + Duration::days(73_000));
    let mut reader = EventReader { zones: &zones, tentative: Tentative::Busy, budget: Budget::new() };
    let read = reader.event(event).ok_or(ObjectFault::NotACalendar)?;
    let has_rule = event.property(&Property::Rrule).is_some() || event.property(&Property::Rdate).is_some();
    let repeats = has_exceptions || has_rule || read.replaces.is_some();
    let uid = read.uid.map(str::trim).filter(|uid| is_uid(uid)).ok_or(ObjectFault::NotOneEvent)?;
    let start = Minute::of_second(read.start.instant());
    // The first minute that is free again.
    let end = Minute::of_second(read.length.end(&read.start).saturating_add(59)).max(start.plus(1));
    let word = |property: &Property| event.property(property).and_then(|entry| entry.values.first()?.as_text());
    let event = WrittenEvent {
        uid: uid.to_owned(),
        start,
        end,
        title: word(&Property::Summary).unwrap_or_default().trim().to_owned(),
        is_private: is_private(&text),
        kept: kept(&text),
    };
    Ok(Written { event, repeats, text: text.replace("\r\n", "\n").replace('\n', "\r\n") })
}

/// The only event of a file, which holds nothing else but zones and exceptions of it; whether there are such.
fn the_event(file: &ICalendar) -> Result<(&ICalendarComponent, bool), ObjectFault> {
    let mut events = Vec::new();
    for part in &file.components {
        match part.component_type {
            Component::VEvent => events.push(part),
            Component::VTodo | Component::VJournal | Component::VFreebusy => return Err(ObjectFault::NotAnEvent),
            Component::VCalendar if part.property(&Property::Method).is_some() => return Err(ObjectFault::NotOneEvent),
            _ => {}
        }
    }
    let is_exception = |event: &ICalendarComponent| event.property(&Property::RecurrenceId).is_some();
    let uid = |event: &ICalendarComponent| {
        let uid = event.property(&Property::Uid).and_then(|entry| entry.values.first()?.as_text());
        uid.map(|uid| uid.trim().to_owned())
    };
    let event = events.iter().find(|event| !is_exception(event)).or(events.first());
    let event = *event.ok_or(ObjectFault::NotOneEvent)?;
    let alone = events.iter().filter(|event| !is_exception(event)).count() <= 1;
    if alone && events.iter().all(|other| uid(other) == uid(event)) {
        Ok((event, events.len() > 1))
    } else {
        Err(ObjectFault::NotOneEvent)
    }
}

fn is_uid(uid: &str) -> bool {
    !uid.is_empty() && uid.len() <= UID_MAX && !uid.chars().any(char::is_control)
}

/// The lines of a text, unfolded, with the components that each stands in.
pub(super) fn lines(text: &str) -> Vec<(Vec<String>, String)> {
    let mut open = Vec::new();
    let mut found: Vec<(Vec<String>, String)> = Vec::new();
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    for line in unfolded.split('\n').map(str::trim_end).filter(|line| !line.is_empty()) {
        let upper = line.to_ascii_uppercase();
        if let Some(name) = upper.strip_prefix("BEGIN:") {
            open.push(name.to_owned());
            found.push((open.clone(), line.to_owned()));
        } else {
            found.push((open.clone(), line.to_owned()));
            if upper.starts_with("END:") {
                open.pop();
            }
        }
    }
    found
}

/// The name of a property, in capitals.
pub(super) fn name_of(line: &str) -> String {
    line.split([':', ';']).next().unwrap_or_default().to_ascii_uppercase()
}

fn line_value(text: &str, name: &str) -> Option<String> {
    let found =
        lines(text).into_iter().find(|(open, line)| open.len() == 2 && open[1] == "VEVENT" && name_of(line) == name);
    found.and_then(|(_, line)| line.split_once(':').map(|(_, value)| value.trim().to_owned()))
}

/// A text as a value of a property.
pub fn escaped(text: &str) -> String {
    let text: String = text.chars().filter(|sign| !sign.is_control() || *sign == '\n').collect();
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// The title of an object's first event; may be empty.
pub fn title_of(text: &str) -> String {
    let Entry::ICalendar(file) = Parser::new(text).entry() else { return String::new() };
    let Ok((event, _)) = the_event(&file) else { return String::new() };
    let title = event.property(&Property::Summary).and_then(|entry| entry.values.first()?.as_text());
    title.unwrap_or_default().trim().to_owned()
}

/// Whether an object says that nobody else is to read its title.
pub fn is_private(text: &str) -> bool {
    let class = line_value(text, "CLASS").unwrap_or_default();
    class.eq_ignore_ascii_case("PRIVATE") || class.eq_ignore_ascii_case("CONFIDENTIAL")
}

/// What is given back: properties that this program does not know, and alarms.
fn kept(text: &str) -> String {
    let mut kept = String::new();
    for (open, line) in lines(text) {
        let open: Vec<&str> = open.iter().map(String::as_str).collect();
        let is_kept = match open[..] {
            ["VCALENDAR", "VEVENT"] => {
                let name = name_of(&line);
                let is_name = !name.is_empty() && name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-');
                is_name && line.contains(':') && name != "BEGIN" && name != "END" && !READ.contains(&name.as_str())
            }
            ["VCALENDAR", "VEVENT", part] => PARTS.contains(&part),
            _ => false,
        };
        if is_kept {
            kept.extend(line.chars().filter(|sign| !sign.is_control() || *sign == '\t'));
            kept.push_str("\r\n");
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Berlin;

    fn object(lines: &str) -> String {
        let event = format!("BEGIN:VEVENT\nUID:a\nDTSTAMP:20220101T000000Z\n{lines}\nEND:VEVENT");
        format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{event}\nEND:VCALENDAR\n").replace('\n', "\r\n")
    }

    fn times(lines: &str) -> (String, String) {
        let event = read(object(lines).as_bytes(), Berlin).unwrap().event;
        (event.start.to_rfc3339(Berlin), event.end.to_rfc3339(Berlin))
    }

    #[test]
    fn times_are_read_in_every_form() {
        let at = |from: &str, to: &str| (format!("2022-01-{from}:00+01:00"), format!("2022-01-{to}:00+01:00"));
        for (lines, from, to) in [
            ("DTSTART:20220117T080000Z\nDTEND:20220117T090000Z", "17T09:00", "17T10:00"),
            ("DTSTART;TZID=Europe/Berlin:20220117T090000\nDURATION:PT90M", "17T09:00", "17T10:30"),
            ("DTSTART:20220117T090000\nDTEND:20220117T100030", "17T09:00", "17T10:01"),
            ("DTSTART;VALUE=DATE:20220117\nDTEND;VALUE=DATE:20220119", "17T00:00", "19T00:00"),
            ("DTSTART;VALUE=DATE:20220117", "17T00:00", "18T00:00"),
            ("DTSTART:20220117T090000", "17T09:00", "17T09:01"),
        ] {
            assert_eq!(times(lines), at(from, to), "{lines}");
        }
    }

    #[test]
    fn what_this_program_does_not_know_is_kept_and_what_concerns_others_is_not() {
        let text = object(
            "DTSTART:20220117T080000Z\nSUMMARY:Arzt\\, privat\nCLASS:PRIVATE\nCATEGORIES:Rot,\n  Blau\nX-FOO;A=\"b:c\":d\nATTENDEE:mailto:x@example.org\nORGANIZER:mailto:y@example.org\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM",
        );
        let event = read(text.as_bytes(), Berlin).unwrap().event;
        assert_eq!((event.title.as_str(), event.is_private), ("Arzt, privat", true));
        let alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n";
        assert_eq!(event.kept, format!("CATEGORIES:Rot, Blau\r\nX-FOO;A=\"b:c\":d\r\n{alarm}"));
    }

    #[test]
    fn what_is_no_single_event_is_refused() {
        let start = "DTSTART:20220117T080000Z";
        let two = object(&format!("{start}\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\n{start}"));
        let todo = object(start).replace("VEVENT", "VTODO");
        let method = object(start).replace("PRODID:x", "METHOD:REQUEST");
        for (text, fault) in [
            ("hello", ObjectFault::NotACalendar),
            (&object("SUMMARY:ohne Zeit"), ObjectFault::NotACalendar),
            (&two, ObjectFault::NotOneEvent),
            (&todo, ObjectFault::NotAnEvent),
            (&method, ObjectFault::NotOneEvent),
            (&object(start).replace("UID:a\r\n", ""), ObjectFault::NotOneEvent),
        ] {
            assert_eq!(read(text.as_bytes(), Berlin), Err(fault), "{text}");
        }
    }

    #[test]
    fn what_repeats_is_one_object_with_its_exceptions() {
        let start = "DTSTART:20220117T080000Z";
        let exception = object(&format!("{start}\nRECURRENCE-ID:20220124T080000Z"));
        let both =
            object(&format!("{start}\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20220124T080000Z\n{start}"));
        for (text, repeats) in [
            (object(start), false),
            (object(&format!("{start}\nRRULE:FREQ=DAILY")), true),
            (object(&format!("{start}\nRDATE:20220118T080000Z")), true),
            (exception, true),
            (both, true),
        ] {
            let written = read(text.replace("\r\n", "\n").as_bytes(), Berlin).unwrap();
            assert_eq!((written.repeats, &written.text), (repeats, &text));
        }
    }
}
