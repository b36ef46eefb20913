//! Time zones of a calendar file. A name that the IANA database or Windows knows means that zone, whatever the file says
//! of it (`CalConnect` CC/R 0602); any other is read from the file's own `VTIMEZONE`.

use super::repetition::{self, Budget};
use crate::domain::time::instant_of;
use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz as KnownZone;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarProperty as Property, ICalendarValue,
};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike};
use chrono_tz::Tz;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// A zone: what a local time means.
#[derive(Clone, Debug)]
pub enum Zone {
    /// One of the IANA database.
    Known(Tz),
    /// A fixed offset in seconds.
    Fixed(i64),
    /// As the file describes it.
    Described(Rc<Description>),
}

/// The offsets of a zone in order of time.
#[derive(Debug)]
pub struct Description {
    /// The offset before the first change, in seconds.
    first: i64,
    /// Each change: its instant and the offset from then on, both in seconds.
    changes: Vec<(i64, i64)>,
}

impl Description {
    fn offset_at(&self, instant: i64) -> i64 {
        let place = self.changes.partition_point(|(at, _)| *at <= instant);
        place.checked_sub(1).map_or(self.first, |last| self.changes[last].1)
    }

    /// As RFC 5545 section 3.3.5 reads local times: the first of two, and the offset before a gap.
    fn instant(&self, local: i64) -> i64 {
        let mut before = self.first;
        for (at, after) in &self.changes {
            if local - before < *at || local - after < *at {
                return local - before;
            }
            before = *after;
        }
        local - before
    }
}

impl Zone {
    /// The instant of a local time, in seconds since 1970.
    pub fn instant(&self, local: NaiveDateTime) -> i64 {
        match self {
            Self::Known(zone) => {
                let second = i64::from(local.second());
                let minute = local.with_second(0).and_then(|local| local.with_nanosecond(0)).unwrap_or(local);
                instant_of(minute, *zone).since_epoch() * 60 + second
            }
            Self::Fixed(offset) => local.and_utc().timestamp() - offset,
            Self::Described(description) => description.instant(local.and_utc().timestamp()),
        }
    }

    /// The local time of an instant in seconds since 1970; `None` beyond the range of dates.
    pub fn local(&self, instant: i64) -> Option<NaiveDateTime> {
        let utc = chrono::DateTime::from_timestamp(instant, 0)?.naive_utc();
        let offset = match self {
            Self::Known(zone) => i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()),
            Self::Fixed(offset) => *offset,
            Self::Described(description) => description.offset_at(instant),
        };
        utc.checked_add_signed(Duration::seconds(offset))
    }
}

/// The zones of a file.
pub struct Zones<'a> {
    shop: Tz,
    described: HashMap<&'a str, &'a ICalendarComponent>,
    file: &'a ICalendar,
    around: Range<NaiveDateTime>,
    known: RefCell<HashMap<String, Option<Zone>>>,
}

impl<'a> Zones<'a> {
    /// The zones of `file` for a shop in the zone `shop`; descriptions are unfolded as far as `around` needs.
    pub fn of(file: &'a ICalendar, shop: Tz, around: Range<NaiveDateTime>) -> Self {
        let named = file.timezones().filter_map(|zone| {
            let id = zone.property(&Property::Tzid)?.values.first()?.as_text()?;
            Some((id, zone))
        });
        Self { shop, described: named.collect(), file, around, known: RefCell::default() }
    }

    /// The shop's own zone, for floating times and whole days.
    pub fn shop(&self) -> Zone {
        Zone::Known(self.shop)
    }

    /// The zone of that name; `None`: nobody knows it.
    pub fn named(&self, name: &str, budget: &mut Budget) -> Option<Zone> {
        if let Some(zone) = self.known.borrow().get(name) {
            return zone.clone();
        }
        let described = self.described.get(name);
        let known = name.parse().ok().or_else(|| described.and_then(|one| one.timezone()).map(|(_, zone)| zone));
        let zone = match known {
            Some(KnownZone::Tz(zone)) => Some(Zone::Known(zone)),
            Some(KnownZone::Fixed(offset)) => Some(Zone::Fixed(i64::from(offset.local_minus_utc()))),
            Some(KnownZone::Floating) | None => described.and_then(|one| self.describe(one, budget)),
        };
        self.known.borrow_mut().insert(name.to_owned(), zone.clone());
        zone
    }

    fn describe(&self, zone: &ICalendarComponent, budget: &mut Budget) -> Option<Zone> {
        let parts = zone.component_ids.iter().filter_map(|id| self.file.components.get(*id as usize));
        let mut changes = Vec::new();
        for part in parts.filter(|part| matches!(part.component_type, Component::Standard | Component::Daylight)) {
            let (from, to) = (offset(part, &Property::Tzoffsetfrom)?, offset(part, &Property::Tzoffsetto)?);
            let start = part.property(&Property::Dtstart)?.values.first().and_then(date_time)?;
            let mut onsets = vec![start];
            for entry in part.properties(&Property::Rdate) {
                onsets.extend(entry.values.iter().filter_map(date_time));
            }
            for entry in part.properties(&Property::Rrule) {
                let Some(ICalendarValue::RecurrenceRule(rule)) = entry.values.first() else { return None };
                let until = rule.until.as_ref().and_then(read).map(|until| until.local);
                // The change before the span decides about its beginning.
                let within = self.around.start - Duration::days(800)..self.around.end + Duration::days(400);
                onsets.extend(repetition::dates(start, rule, until, &within, budget)?);
            }
            changes.extend(onsets.into_iter().map(|onset| (onset.and_utc().timestamp() - from, from, to)));
        }
        changes.sort_unstable();
        let first = changes.first()?.1;
        Some(Zone::Described(Rc::new(Description {
            first,
            changes: changes.into_iter().map(|(at, _, to)| (at, to)).collect(),
        })))
    }
}

/// An offset property, in seconds.
fn offset(part: &ICalendarComponent, property: &Property) -> Option<i64> {
    let Some(ICalendarValue::PartialDateTime(value)) = part.property(property)?.values.first() else { return None };
    offset_of(value)
}

fn offset_of(value: &PartialDateTime) -> Option<i64> {
    let seconds = i64::from(value.tz_hour?) * 3600 + i64::from(value.tz_minute.unwrap_or_default()) * 60;
    Some(if value.tz_minus { -seconds } else { seconds })
}

fn date_time(value: &ICalendarValue) -> Option<NaiveDateTime> {
    match value {
        ICalendarValue::PartialDateTime(value) => read(value).map(|read| read.local),
        _ => None,
    }
}

/// A date or a time as the file has it.
pub struct Read {
    /// The local time; of a date its midnight.
    pub local: NaiveDateTime,
    /// Whether it is a date.
    pub is_date: bool,
    /// Its own offset in seconds: zero where it is in UTC.
    pub offset: Option<i64>,
}

/// Reads a date or a time; `None` if it is not one.
pub fn read(value: &PartialDateTime) -> Option<Read> {
    let date = NaiveDate::from_ymd_opt(i32::from(value.year?), u32::from(value.month?), u32::from(value.day?))?;
    // Arithmetic with years far away would leave the range of instants.
    if !(1..=9_000).contains(&date.year()) {
        return None;
    }
    let Some(hour) = value.hour else {
        return Some(Read { local: date.and_time(NaiveTime::MIN), is_date: true, offset: None });
    };
    let (minute, second) = (value.minute.unwrap_or_default(), value.second.unwrap_or_default());
    let local = match (hour, minute, second) {
        // The end of the day, as ISO 8601 writes it and some programs do.
        (24, 0, 0) => date.succ_opt()?.and_time(NaiveTime::MIN),
        // A leap second.
        (hour, minute, second) => date.and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second.min(59)))?,
    };
    Some(Read { local, is_date: false, offset: value.tz_hour.and_then(|_| offset_of(value)) })
}
