//! The single entries of a calendar file, each date of a series one of its own.

use super::busy::{Reading, whole_minutes};
use super::event::Event;
use super::unreadable::Unreadable;
use super::walk::{Counts, walk};
use crate::domain::time::Minute;
use calcard::icalendar::{
    ICalendarEntry, ICalendarParameterName as Parameter, ICalendarParticipationStatus as Answer,
    ICalendarProperty as Property,
};
use calcard::icalendar::{ICalendarParameterValue, ICalendarUserTypes};
use std::ops::Range;

/// Somebody invited.
#[derive(Clone, PartialEq, Eq)]
pub struct Guest {
    /// The name, as the file has it; may be empty.
    pub name: String,
    /// The e-mail address, as the file has it.
    pub email: String,
}

/// An entry that takes time. `Debug` tells nothing of what was written.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarItem {
    /// The name of the event, which all dates of a series share; may be empty.
    pub uid: String,
    /// The time it takes.
    pub span: Range<Minute>,
    /// Whether it takes whole days.
    pub is_whole_days: bool,
    /// What it is called; may be empty.
    pub title: String,
    /// What else is written about it; may be empty.
    pub description: String,
    /// The first who is invited and has not declined, without whom it is organized by.
    pub guest: Option<Guest>,
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// Those that take time within the window, in order of time.
    pub items: Vec<CalendarItem>,
    /// Events that could not be read, or not as a whole.
    pub unread: usize,
}

impl std::fmt::Debug for CalendarItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CalendarItem({:?})", self.span)
    }
}

/// Reads the entries of a file, as far as they touch the window, as a whole each. At most `most`.
///
/// # Errors
/// If it cannot be read at all, or holds more. Single events that cannot be read are counted instead.
pub fn read(bytes: &[u8], reading: &Reading<'_>, most: usize) -> Result<Entries, Unreadable> {
    let (mut items, mut too_many) = (Vec::new(), false);
    let Counts { unread, .. } = walk(bytes, reading, &mut |span, event| {
        let (span, Some(event)) = (whole_minutes(&span), event) else { return };
        if span.end <= reading.window.start || span.start >= reading.window.end {
            return;
        }
        too_many |= items.len() >= most;
        if !too_many {
            items.push(item(span, event));
        }
    })?;
    if too_many {
        return Err(Unreadable::TooLarge);
    }
    items.sort_by(|one: &CalendarItem, other| (one.span.start, &one.uid).cmp(&(other.span.start, &other.uid)));
    Ok(Entries { items, unread })
}

fn item(span: Range<Minute>, event: &Event<'_>) -> CalendarItem {
    CalendarItem {
        uid: event.uid.unwrap_or_default().to_owned(),
        span,
        is_whole_days: event.start.is_date,
        title: text(event, &Property::Summary),
        description: text(event, &Property::Description),
        guest: guest(event),
    }
}

fn text(event: &Event<'_>, property: &Property) -> String {
    let value = event.part.property(property).and_then(|entry| entry.values.first()?.as_text());
    value.unwrap_or_default().trim().to_owned()
}

fn guest(event: &Event<'_>) -> Option<Guest> {
    let organizer = event.part.property(&Property::Organizer).and_then(ICalendarEntry::calendar_address);
    let address = |entry: &ICalendarEntry| Some(entry.calendar_address()?.trim().to_owned());
    event.part.properties(&Property::Attendee).find_map(|entry| {
        let email = address(entry).filter(|email| email.contains('@'))?;
        let is_organizer = organizer.is_some_and(|organizer| organizer.eq_ignore_ascii_case(&email));
        if is_organizer || !is_invited(entry) {
            return None;
        }
        let name = entry.parameter(&Parameter::Cn).and_then(ICalendarParameterValue::as_text).unwrap_or_default();
        // Some programs write the address in place of a name.
        let name = if name.contains('@') { "" } else { name };
        Some(Guest { name: name.trim().to_owned(), email })
    })
}

/// Whether it is a person, who has not declined.
fn is_invited(entry: &ICalendarEntry) -> bool {
    entry.params.iter().all(|parameter| match &parameter.value {
        ICalendarParameterValue::Partstat(answer) => *answer != Answer::Declined,
        ICalendarParameterValue::Cutype(kind) => *kind == ICalendarUserTypes::Individual,
        _ => true,
    })
}
