//! Simple shops for tests, with the default values of the shop file.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use terminplaner::domain::shop::{Availability, Calendar, Days, Hours, Resource, Service, ServiceTexts, Shop};
use terminplaner::domain::time::Minute;
use terminplaner::domain::values::ShortName;

/// A shop without resources, services and hours.
pub fn calendar(time_zone: Tz) -> Calendar {
    let shop = Shop {
        name: ShortName::from_stored("Hörakustik Muster"),
        location: ShortName::from_stored("Stuttgart"),
        time_zone,
        ..Shop::default()
    };
    Calendar { shop, resources: vec![], services: vec![], availabilities: vec![], exceptions: vec![] }
}

/// A room with half-hour start times.
pub fn resource(id: &str) -> Resource {
    Resource { name: ShortName::from_stored(id), ..Resource::new(id.into()) }
}

/// A service of an hour without needs.
pub fn service(id: &str) -> Service {
    let texts = ServiceTexts { name: ShortName::from_stored(id), ..ServiceTexts::default() };
    Service { texts, duration_minutes: 60, ..Service::new(id.into()) }
}

/// A weekly availability on these days; `to` may be `24:00`.
pub fn weekly(resource: &str, weekdays: &[Weekday], from: &str, to: &str) -> Availability {
    Availability {
        resource: resource.into(),
        on: Days::Weekdays(weekdays.to_vec()),
        hours: hours(from, to),
        step_minutes: None,
        valid_from: None,
        valid_until: None,
        every_weeks: 1,
    }
}

/// Hours such as `09:00` to `24:00`.
pub fn hours(from: &str, to: &str) -> Hours {
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").expect("tests write times as HH:MM");
    Hours { from: time(from), to: if to == "24:00" { NaiveTime::MIN } else { time(to) } }
}

/// A date such as `2026-03-29`.
pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("tests write dates as YYYY-MM-DD")
}

/// An instant such as `2022-01-14T08:00:00+01:00`.
pub fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("tests write instants as RFC 3339").to_utc()
}

/// The same in whole minutes.
pub fn minute(text: &str) -> Minute {
    Minute::floor(instant(text))
}
