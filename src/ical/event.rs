//! One event of a calendar file, as far as busy times depend on it.

use super::repetition::Budget;
use super::zones::{Read, Zone, Zones, read};
use crate::domain::busy_calendar::Tentative;
use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName as Parameter, ICalendarPeriod,
    ICalendarProperty as Property, ICalendarRecurrenceRule, ICalendarStatus as Status, ICalendarTransparency,
    ICalendarValue as Value,
};
use chrono::{Duration, NaiveDateTime};

/// A point in time of a series.
#[derive(Clone, Debug)]
pub struct Moment {
    /// On the wall clock of its zone; of a date its midnight.
    pub local: NaiveDateTime,
    /// Its zone; of a date the shop's.
    pub zone: Zone,
    /// Whether it is a date.
    pub is_date: bool,
}

impl Moment {
    /// Seconds since 1970.
    pub fn instant(&self) -> i64 {
        self.zone.instant(self.local)
    }

    /// The same moment of a series on another local time.
    pub fn at(&self, local: NaiveDateTime) -> Self {
        Self { local, ..self.clone() }
    }
}

/// How long something lasts: days on the wall clock, then seconds (RFC 5545 section 3.8.2.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Days.
    pub days: i64,
    /// Seconds after them.
    pub seconds: i64,
}

impl Length {
    /// The end of what begins at `start`, in seconds since 1970.
    pub fn end(self, start: &Moment) -> i64 {
        let days = if self.days == 0 { None } else { start.local.checked_add_signed(Duration::days(self.days)) };
        days.map_or_else(|| start.instant(), |local| start.zone.instant(local)) + self.seconds
    }

    /// An upper bound of it in seconds.
    pub const fn at_most(self) -> i64 {
        (self.days + 1) * 86_400 + self.seconds
    }
}

/// An event, or an exception of a series.
pub struct Event<'a> {
    /// All that the file says of it.
    pub part: &'a ICalendarComponent,
    /// The name it shares with its exceptions.
    pub uid: Option<&'a str>,
    /// The number of its revision.
    pub sequence: i64,
    /// When it begins.
    pub start: Moment,
    /// How long it lasts.
    pub length: Length,
    /// How it repeats.
    pub rules: Vec<(&'a ICalendarRecurrenceRule, Option<NaiveDateTime>)>,
    /// Further dates.
    pub added: Vec<(Moment, Option<Length>)>,
    /// Dates that are left out.
    pub removed: Vec<Moment>,
    /// The date of the series that it takes the place of, and whether of all later ones too.
    pub replaces: Option<(Moment, bool)>,
    /// Whether it blocks.
    pub blocks: bool,
    /// Whether a part of it could not be read.
    pub is_damaged: bool,
}

/// Reads events of one file.
pub struct EventReader<'a, 'b> {
    /// The file's zones.
    pub zones: &'b Zones<'a>,
    /// What tentative events do.
    pub tentative: Tentative,
    /// The steps left.
    pub budget: Budget,
}

impl<'a> EventReader<'a, '_> {
    /// Reads an event; `None` if it cannot be read.
    pub fn event(&mut self, part: &'a ICalendarComponent) -> Option<Event<'a>> {
        let mut is_damaged = false;
        let replaces = part.property(&Property::RecurrenceId);
        let replaces = match replaces {
            Some(entry) => Some((self.first(entry, &mut is_damaged)?, is_this_and_future(entry))),
            None => None,
        };
        let start = match (part.property(&Property::Dtstart), &replaces) {
            (Some(entry), _) => self.first(entry, &mut is_damaged)?,
            // A cancelled date needs no start of its own.
            (None, Some((date, _))) => date.clone(),
            (None, None) => return None,
        };
        let mut event = Event {
            part,
            uid: part.property(&Property::Uid).and_then(|entry| entry.values.first()?.as_text()),
            sequence: part.property(&Property::Sequence).and_then(integer).unwrap_or_default(),
            length: self.length(part, &start, &mut is_damaged)?,
            rules: Vec::new(),
            added: Vec::new(),
            removed: Vec::new(),
            replaces,
            blocks: blocks(part, self.tentative),
            is_damaged,
            start,
        };
        self.repetitions(part, &mut event);
        Some(event)
    }

    fn repetitions(&mut self, part: &'a ICalendarComponent, event: &mut Event<'a>) {
        let mut is_damaged = event.is_damaged;
        for entry in &part.entries {
            match entry.name {
                Property::Rrule => match entry.values.first() {
                    Some(Value::RecurrenceRule(rule)) => {
                        let until = rule.until.as_ref().and_then(read).and_then(|until| until_of(&until, &event.start));
                        event.rules.push((rule, until));
                    }
                    _ => is_damaged = true,
                },
                Property::Rdate => {
                    for value in &entry.values {
                        match self.added(entry, value, &mut is_damaged) {
                            Some(added) => event.added.push(added),
                            None => is_damaged = true,
                        }
                    }
                }
                // One that cannot be read leaves a time blocked, which is not said: nothing is free by it.
                Property::Exdate => {
                    let moments = entry.values.iter().filter_map(|value| self.moment(entry, value, &mut false));
                    event.removed.extend(moments);
                }
                _ => {}
            }
        }
        event.is_damaged = is_damaged;
    }

    fn added(
        &mut self,
        entry: &'a ICalendarEntry,
        value: &Value,
        is_damaged: &mut bool,
    ) -> Option<(Moment, Option<Length>)> {
        match value {
            Value::Period(period) => {
                let (start, end) = self.period(entry, period, is_damaged)?;
                let length = Length { days: 0, seconds: end - start.instant() };
                Some((start, Some(length)))
            }
            value => Some((self.moment(entry, value, is_damaged)?, None)),
        }
    }

    /// The start of a period, and its end in seconds since 1970.
    pub fn period(
        &mut self,
        entry: &'a ICalendarEntry,
        period: &ICalendarPeriod,
        is_damaged: &mut bool,
    ) -> Option<(Moment, i64)> {
        let (start, end) = match period {
            ICalendarPeriod::Range { start, end } => {
                (self.placed(entry, &read(start)?, is_damaged), Some(self.placed(entry, &read(end)?, is_damaged)))
            }
            ICalendarPeriod::Duration { start, .. } => (self.placed(entry, &read(start)?, is_damaged), None),
        };
        let end = match (period, end) {
            (ICalendarPeriod::Duration { duration, .. }, _) => length_of(duration).end(&start),
            (_, end) => end?.instant(),
        };
        (end >= start.instant()).then_some((start, end))
    }

    fn first(&mut self, entry: &'a ICalendarEntry, is_damaged: &mut bool) -> Option<Moment> {
        self.moment(entry, entry.values.first()?, is_damaged)
    }

    fn moment(&mut self, entry: &'a ICalendarEntry, value: &Value, is_damaged: &mut bool) -> Option<Moment> {
        let Value::PartialDateTime(value) = value else { return None };
        Some(self.placed(entry, &read(value)?, is_damaged))
    }

    /// A time in its zone: its own offset, the one it names, or the shop's.
    fn placed(&mut self, entry: &'a ICalendarEntry, time: &Read, is_damaged: &mut bool) -> Moment {
        let zone = match (time.is_date, time.offset, entry.tz_id()) {
            (true, ..) | (_, None, None) => self.zones.shop(),
            (_, Some(0), _) => Zone::Known(chrono_tz::UTC),
            (_, Some(offset), _) => Zone::Fixed(offset),
            (_, None, Some(name)) => self.zones.named(name, &mut self.budget).unwrap_or_else(|| {
                *is_damaged = true;
                self.zones.shop()
            }),
        };
        Moment { local: time.local, zone, is_date: time.is_date }
    }

    fn length(&mut self, part: &'a ICalendarComponent, start: &Moment, is_damaged: &mut bool) -> Option<Length> {
        if let Some(entry) = part.property(&Property::Dtend) {
            let end = self.first(entry, is_damaged)?;
            if start.is_date && end.is_date {
                let days = (end.local.date() - start.local.date()).num_days();
                // Some programs write the last day, not the one after it.
                return (days >= 0).then_some(Length { days: days.max(1), seconds: 0 });
            }
            let seconds = end.instant() - start.instant();
            return (seconds >= 0).then_some(Length { days: 0, seconds });
        }
        match part.property(&Property::Duration).map(|entry| entry.values.first()) {
            Some(Some(Value::Duration(duration))) if !duration.neg => Some(length_of(duration)),
            Some(_) => None,
            None => Some(Length { days: i64::from(start.is_date), seconds: 0 }),
        }
    }
}

fn length_of(duration: &calcard::icalendar::ICalendarDuration) -> Length {
    let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
    let seconds = i64::from(duration.hours) * 3600 + i64::from(duration.minutes) * 60 + i64::from(duration.seconds);
    // More than a thousand years blocks as long as anybody asks.
    Length { days: days.min(400_000), seconds }
}

fn integer(entry: &ICalendarEntry) -> Option<i64> {
    match entry.values.first()? {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

fn is_this_and_future(entry: &ICalendarEntry) -> bool {
    entry.params.iter().any(|parameter| parameter.name == Parameter::Range)
}

/// The end of a rule on the wall clock of its series. A date means its whole day.
fn until_of(until: &Read, start: &Moment) -> Option<NaiveDateTime> {
    match until.offset {
        Some(offset) => start.zone.local(until.local.and_utc().timestamp() - offset),
        None if until.is_date => until.local.checked_add_signed(Duration::seconds(86_399)),
        None => Some(until.local),
    }
}

/// Whether an event blocks: it is not cancelled, not transparent, and not merely tentative where that does not count.
fn blocks(part: &ICalendarComponent, tentative: Tentative) -> bool {
    let mut is_tentative = false;
    for entry in &part.entries {
        match (&entry.name, entry.values.first()) {
            (Property::Status, Some(Value::Status(Status::Cancelled)))
            | (Property::Transp, Some(Value::Transparency(ICalendarTransparency::Transparent))) => return false,
            (Property::Status, Some(Value::Status(Status::Tentative))) => is_tentative = true,
            (Property::Other(name), Some(value)) if name.eq_ignore_ascii_case("X-MICROSOFT-CDO-BUSYSTATUS") => {
                match value.as_text().map(str::to_ascii_uppercase).as_deref() {
                    Some("FREE") => return false,
                    Some("TENTATIVE") => is_tentative = true,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    !(is_tentative && tentative == Tentative::Free)
}
