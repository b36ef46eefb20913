//! Small shops for tests of the rules.

use super::foreign::ForeignBusy;
use super::ids::{ResourceId, ServiceId};
use super::shop::*;
use super::snapshot::{AppointmentKey, BusySpan, CalendarSnapshot, Occupancy};
use super::time::Minute;
use super::values::ShortName;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use std::sync::Arc;

/// A shop in Berlin without lead time. Its only service takes an hour and needs one of `resources`: rooms with a
/// start time every half hour, without opening hours.
pub fn calendar(resources: &[&str]) -> Calendar {
    Calendar {
        shop: shop(chrono_tz::Europe::Berlin),
        resources: resources.iter().map(|id| resource(id)).collect(),
        services: vec![service(&[resources])],
        availabilities: Vec::new(),
        exceptions: Vec::new(),
    }
}

fn shop(time_zone: Tz) -> Shop {
    Shop {
        name: ShortName::from_stored("Hörakustik Muster"),
        location: ShortName::from_stored("Stuttgart"),
        time_zone,
        language: Language::default(),
        languages: vec![Language::default()],
        ..Shop::default()
    }
}

fn resource(id: &str) -> Resource {
    Resource { name: ShortName::from_stored(id), ..Resource::new(id.into()) }
}

/// An hour that needs one resource of each list.
pub fn service(needs: &[&[&str]]) -> Service {
    Service {
        texts: ServiceTexts { name: ShortName::from_stored("Anpassung"), ..ServiceTexts::default() },
        duration_minutes: 60,
        needs: needs.iter().map(|need| need.iter().map(|id| ResourceId::from(*id)).collect()).collect(),
        ..Service::new("anpassung".into())
    }
}

/// Every day of the week from `from` to `to`.
pub fn daily(resource: &str, from: &str, to: &str) -> Availability {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    Availability {
        resource: resource.into(),
        on: Days::Weekdays(vec![Mon, Tue, Wed, Thu, Fri, Sat, Sun]),
        hours: hours(from, to),
        step_minutes: None,
        valid_from: None,
        valid_until: None,
        every_weeks: 1,
    }
}

/// Hours of a date; `24:00` is midnight.
pub fn hours(from: &str, to: &str) -> Hours {
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    Hours { from: time(from), to: if to == "24:00" { NaiveTime::MIN } else { time(to) } }
}

/// Special hours on one date; no spans: closed. No resource: the whole shop.
pub fn exception(resource: Option<&str>, on: &str, spans: &[(&str, &str)]) -> Exception {
    Exception {
        resource: resource.map(ResourceId::from),
        from_date: date(on),
        to_date: date(on),
        hours: spans.iter().map(|(from, to)| hours(from, to)).collect(),
        note: None,
    }
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// The instant of a local time such as `2022-01-17T09:00` in the calendar's zone.
pub fn at(calendar: &Calendar, local: &str) -> Minute {
    super::time::instant_of(format!("{local}:00").parse().unwrap(), calendar.shop.time_zone)
}

pub fn planning(calendar: Calendar) -> CalendarSnapshot {
    CalendarSnapshot { calendar: Arc::new(calendar), occupancy: Occupancy::default(), foreign: ForeignBusy::default() }
}

/// Calls a resource busy elsewhere from `from` to `to`, and at no other time.
pub fn busy_elsewhere(planning: &mut CalendarSnapshot, resource: &str, from: &str, to: &str) {
    let span = at(&planning.calendar, from)..at(&planning.calendar, to);
    planning.foreign.set(&resource.into(), Some(vec![span]));
}

/// Books `resources` from `from` to `to`, as an appointment of the shop's first service.
pub fn book(planning: &mut CalendarSnapshot, key: AppointmentKey, resources: &[&str], from: &str, to: &str) {
    let calendar = Arc::clone(&planning.calendar);
    let (start, end) = (at(&calendar, from), at(&calendar, to));
    for resource in resources {
        planning.occupancy.occupy(&ResourceId::from(*resource), BusySpan { start, end, appointment: key });
    }
    planning.occupancy.start(&ServiceId::from("anpassung"), start, key);
}
