//! Goes through the events of a calendar file within bounds.

use super::event::{Event, EventReader};
use super::repetition::Budget;
use super::series;
use super::text;
use super::unreadable::Unreadable;
use super::zones::Zones;
use crate::domain::busy_calendar::Tentative;
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
/// The busy spans that a file may hold.
const SPANS_MAX: usize = 1_000_000;

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

/// What a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Events, without the shop's own.
    pub events: usize,
    /// Those of them that could not be read, or not as a whole.
    pub unread: usize,
}

/// Takes a busy span in seconds since 1970, and the event that it is a date of: the series, or its exception. Published free/busy
/// times have none. Spans may lie outside of the window.
pub type Sink<'s> = dyn FnMut(Range<i64>, Option<&Event<'_>>) + 's;

/// Reads a file.
///
/// # Errors
/// If it cannot be read at all. Single events that cannot be read are counted instead.
pub fn walk(bytes: &[u8], reading: &Reading<'_>, sink: &mut Sink<'_>) -> Result<Counts, Unreadable> {
    let text = text::decode(bytes)?;
    let mut parser = Parser::new(&text);
    let mut walk = Walk { reading, sink, spans: 0, counts: Counts::default() };
    let mut budget = Budget::new();
    let mut is_calendar = false;
    loop {
        match parser.entry() {
            Entry::ICalendar(file) => {
                is_calendar = true;
                budget = walk.calendar(&file, budget)?;
            }
            Entry::Eof => break,
            Entry::TooManyComponents => return Err(Unreadable::TooLarge),
            Entry::UnterminatedComponent(_) => return Err(Unreadable::Incomplete),
            // Lines between calendars, and what is none.
            _ => {}
        }
    }
    if is_calendar { Ok(walk.counts) } else { Err(Unreadable::NotACalendar) }
}

struct Walk<'r, 's> {
    reading: &'r Reading<'r>,
    sink: &'r mut Sink<'s>,
    spans: usize,
    counts: Counts,
}

impl Walk<'_, '_> {
    fn calendar(&mut self, file: &ICalendar, budget: Budget) -> Result<Budget, Unreadable> {
        if file.components.len() > 4 * EVENTS_MAX {
            return Err(Unreadable::TooLarge);
        }
        let reading = self.reading;
        let utc = |minute: Minute| minute.to_utc().naive_utc();
        let zones = Zones::of(file, reading.zone, utc(reading.window.start)..utc(reading.window.end));
        let mut reader = EventReader { zones: &zones, tentative: reading.tentative, budget };
        let mut groups: HashMap<&str, Vec<Event<'_>>> = HashMap::new();
        for part in &file.components {
            match part.component_type {
                Component::VEvent => self.event(part, &mut reader, &mut groups),
                Component::VFreebusy => self.free_busy(part, &mut reader),
                _ => {}
            }
            self.ensure_bounded()?;
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        // The same file has the same result, also where the steps do not suffice for all of it.
        groups.sort_unstable_by_key(|(uid, _)| *uid);
        for (_, events) in groups {
            self.unfold(&events, &mut reader.budget);
            self.ensure_bounded()?;
        }
        Ok(reader.budget)
    }

    fn event<'a>(
        &mut self,
        part: &'a ICalendarComponent,
        reader: &mut EventReader<'a, '_>,
        groups: &mut HashMap<&'a str, Vec<Event<'a>>>,
    ) {
        let uid = part.property(&Property::Uid).and_then(|entry| entry.values.first()?.as_text());
        if uid.is_some_and(|uid| (self.reading.is_own)(uid)) {
            return;
        }
        self.counts.events += 1;
        match reader.event(part) {
            Some(event) => match event.uid.filter(|uid| !uid.is_empty()) {
                Some(uid) => groups.entry(uid).or_default().push(event),
                None => self.unfold(&[event], &mut reader.budget),
            },
            None => self.counts.unread += 1,
        }
    }

    fn unfold(&mut self, events: &[Event<'_>], budget: &mut Budget) {
        let window = &self.reading.window;
        let window = window.start.since_epoch() * 60..window.end.since_epoch() * 60;
        let (sink, spans) = (&mut self.sink, &mut self.spans);
        self.counts.unread += series::unfold(events, &window, budget, &mut |_, span, event| {
            *spans += 1;
            sink(span, Some(event));
        });
    }

    /// Published free/busy times (RFC 5545 section 3.6.4).
    fn free_busy<'a>(&mut self, part: &'a ICalendarComponent, reader: &mut EventReader<'a, '_>) {
        for entry in part.properties(&Property::Freebusy) {
            let kind = entry.params.iter().find(|parameter| parameter.name == ICalendarParameterName::Fbtype);
            let blocks = match kind.map(|parameter| &parameter.value) {
                Some(ICalendarParameterValue::Fbtype(BusyType::Free)) => false,
                Some(ICalendarParameterValue::Fbtype(BusyType::BusyTentative)) => {
                    self.reading.tentative == Tentative::Busy
                }
                _ => true,
            };
            for value in entry.values.iter().filter(|_| blocks) {
                self.counts.events += 1;
                let mut is_damaged = false;
                let period = match value {
                    Value::Period(period) => reader.period(entry, period, &mut is_damaged),
                    _ => None,
                };
                is_damaged |= period.is_none();
                self.counts.unread += usize::from(is_damaged);
                if let Some((start, end)) = period {
                    self.spans += 1;
                    (self.sink)(start.instant()..end, None);
                }
            }
        }
    }

    const fn ensure_bounded(&self) -> Result<(), Unreadable> {
        let is_bounded = self.counts.events <= EVENTS_MAX && self.spans <= SPANS_MAX;
        if is_bounded { Ok(()) } else { Err(Unreadable::TooLarge) }
    }
}
