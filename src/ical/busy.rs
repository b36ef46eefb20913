//! The busy times of a calendar file.

use super::event::{Event, EventReader};
use super::repetition::Budget;
use super::series;
use super::text;
use super::unreadable::Unreadable;
use super::zones::Zones;
use crate::domain::busy_calendar::Tentative;
use crate::domain::foreign::merged;
use crate::domain::time::Minute;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarFreeBusyType as BusyType,
    ICalendarParameterName, ICalendarParameterValue, ICalendarProperty as Property, ICalendarValue as Value,
};
use calcard::{Entry, Parser};
use chrono_tz::Tz;
use std::collections::HashMap;
use std::ops::Range;

/// The events that a file may hold.
const EVENTS_MAX: usize = 100_000;
/// The busy spans that a file may hold, before they are merged.
const SPANS_MAX: usize = 1_000_000;

pub use text::SIZE_MAX;

/// How a file is read.
pub struct Reading<'a> {
    /// The span that is asked for.
    pub window: Range<Minute>,
    /// The shop's zone: for whole days, and times without a zone.
    pub zone: Tz,
    /// What tentative events do.
    pub tentative: Tentative,
    /// Whether the event of a UID is an appointment of the shop, which never counts.
    pub is_own: &'a dyn Fn(&str) -> bool,
}

/// What a file calls busy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Busy {
    /// The spans within the window: disjoint, in order of time.
    pub spans: Vec<Range<Minute>>,
    /// Events in the file, without the shop's own.
    pub events: usize,
    /// Those of them that could not be read, or not as a whole.
    pub unread: usize,
}

/// Reads the busy times of a file.
///
/// # Errors
/// If it cannot be read at all. Single events that cannot be read are counted instead.
pub fn read(bytes: &[u8], reading: &Reading<'_>) -> Result<Busy, Unreadable> {
    let text = text::decode(bytes)?;
    let mut parser = Parser::new(&text);
    let (mut found, mut budget) = (Found::default(), Budget::new());
    let mut is_calendar = false;
    loop {
        match parser.entry() {
            Entry::ICalendar(file) => {
                is_calendar = true;
                budget = found.add(&file, reading, budget)?;
            }
            Entry::Eof => break,
            Entry::TooManyComponents => return Err(Unreadable::TooLarge),
            Entry::UnterminatedComponent(_) => return Err(Unreadable::Incomplete),
            // Lines between calendars, and what is none.
            _ => {}
        }
    }
    if is_calendar { Ok(found.finish(&reading.window)) } else { Err(Unreadable::NotACalendar) }
}

#[derive(Default)]
struct Found {
    /// In seconds since 1970.
    spans: Vec<Range<i64>>,
    events: usize,
    unread: usize,
}

impl Found {
    fn add(&mut self, file: &ICalendar, reading: &Reading<'_>, budget: Budget) -> Result<Budget, Unreadable> {
        if file.components.len() > 4 * EVENTS_MAX {
            return Err(Unreadable::TooLarge);
        }
        let window = seconds(&reading.window);
        let utc = |minute: Minute| minute.to_utc().naive_utc();
        let zones = Zones::of(file, reading.zone, utc(reading.window.start)..utc(reading.window.end));
        let mut reader = EventReader { zones: &zones, tentative: reading.tentative, budget };
        let mut groups: HashMap<&str, Vec<Event<'_>>> = HashMap::new();
        for part in &file.components {
            match part.component_type {
                Component::VEvent => self.add_event(part, &mut reader, reading, &mut groups, &window),
                Component::VFreebusy => self.add_free_busy(part, &mut reader, reading.tentative),
                _ => {}
            }
            if self.events > EVENTS_MAX || self.spans.len() > SPANS_MAX {
                return Err(Unreadable::TooLarge);
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        // The same file has the same result, also where the steps do not suffice for all of it.
        groups.sort_unstable_by_key(|(uid, _)| *uid);
        for (_, events) in groups {
            self.unread += series::unfold(&events, &window, &mut reader.budget, &mut self.spans);
            if self.spans.len() > SPANS_MAX {
                return Err(Unreadable::TooLarge);
            }
        }
        Ok(reader.budget)
    }

    fn add_event<'a>(
        &mut self,
        part: &'a ICalendarComponent,
        reader: &mut EventReader<'a, '_>,
        reading: &Reading<'_>,
        groups: &mut HashMap<&'a str, Vec<Event<'a>>>,
        window: &Range<i64>,
    ) {
        let uid = part.property(&Property::Uid).and_then(|entry| entry.values.first()?.as_text());
        if uid.is_some_and(|uid| (reading.is_own)(uid)) {
            return;
        }
        self.events += 1;
        match reader.event(part) {
            Some(event) => match event.uid.filter(|uid| !uid.is_empty()) {
                Some(uid) => groups.entry(uid).or_default().push(event),
                None => self.unread += series::unfold(&[event], window, &mut reader.budget, &mut self.spans),
            },
            None => self.unread += 1,
        }
    }

    /// Published free/busy times (RFC 5545 section 3.6.4).
    fn add_free_busy<'a>(
        &mut self,
        part: &'a ICalendarComponent,
        reader: &mut EventReader<'a, '_>,
        tentative: Tentative,
    ) {
        for entry in part.properties(&Property::Freebusy) {
            let kind = entry.params.iter().find(|parameter| parameter.name == ICalendarParameterName::Fbtype);
            let blocks = match kind.map(|parameter| &parameter.value) {
                Some(ICalendarParameterValue::Fbtype(BusyType::Free)) => false,
                Some(ICalendarParameterValue::Fbtype(BusyType::BusyTentative)) => tentative == Tentative::Busy,
                _ => true,
            };
            for value in entry.values.iter().filter(|_| blocks) {
                self.events += 1;
                let mut is_damaged = false;
                let period = match value {
                    Value::Period(period) => reader.period(entry, period, &mut is_damaged),
                    _ => None,
                };
                is_damaged |= period.is_none();
                self.unread += usize::from(is_damaged);
                self.spans.extend(period.map(|(start, end)| start.instant()..end));
            }
        }
    }

    fn finish(self, window: &Range<Minute>) -> Busy {
        let within = |span: Range<i64>| {
            let start = Minute::of_second(span.start).max(window.start);
            // The first minute that is free again.
            let end = Minute::of_second(span.end.saturating_add(59)).min(window.end);
            (start < end).then_some(start..end)
        };
        let spans = merged(self.spans.into_iter().filter_map(within).collect());
        Busy { spans, events: self.events, unread: self.unread }
    }
}

fn seconds(window: &Range<Minute>) -> Range<i64> {
    window.start.since_epoch() * 60..window.end.since_epoch() * 60
}
