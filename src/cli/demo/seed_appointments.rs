//! Seeds the appointments of a busy shop around any date: the next days full, later weeks less so.
//!
//! Each weekday has a plan; each line of it says for how many weeks from today it is booked. Times that both people
//! have are shown as taken (`x`). The customers are invented.

use super::closed_days::ClosedDay;
use crate::domain::shop::{Calendar, Service};
use crate::domain::time;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use serde_json::{Value, json};

/// Range of seeded days around today.
const BACK: u64 = 14;
const AHEAD: u64 = 56;

/// A line of a day's plan: who, when, which service, and for how many weeks from today it is booked.
struct Line(Person, &'static str, &'static str, i64);

#[derive(Clone, Copy)]
enum Person {
    Anna,
    Jonas,
}
use Person::{Anna, Jonas};

const MONDAY: &[Line] = &[
    Line(Anna, "09:00", "erstberatung", 6),
    Line(Anna, "10:30", "anpassung", 3),
    Line(Anna, "13:30", "anpassung", 5),
    Line(Anna, "16:30", "erstberatung", 2),
    Line(Jonas, "09:30", "hoertest", 4),
    Line(Jonas, "11:00", "wartung", 2),
    Line(Jonas, "14:00", "hoertest", 1),
    Line(Jonas, "16:00", "hausbesuch", 3),
];
const TUESDAY: &[Line] = &[
    Line(Anna, "09:30", "anpassung", 4),
    Line(Anna, "11:00", "hoertest", 2),
    Line(Anna, "14:30", "erstberatung", 5),
    Line(Anna, "17:00", "wartung", 1),
    Line(Jonas, "09:00", "erstberatung", 2),
    Line(Jonas, "11:00", "hausbesuch", 6),
    Line(Jonas, "15:00", "hoertest", 3),
];
const WEDNESDAY: &[Line] = &[
    Line(Anna, "09:00", "hoertest", 3),
    Line(Anna, "10:00", "erstberatung", 4),
    Line(Jonas, "09:00", "wartung", 1),
    Line(Jonas, "10:30", "anpassung", 2),
];
const THURSDAY: &[Line] = &[
    Line(Anna, "10:00", "hoertest", 5),
    Line(Anna, "11:00", "erstberatung", 3),
    Line(Anna, "14:00", "anpassung", 2),
    Line(Anna, "16:00", "erstberatung", 4),
    Line(Jonas, "10:00", "anpassung", 3),
    Line(Jonas, "11:30", "hoertest", 1),
    Line(Jonas, "14:30", "wartung", 1),
    Line(Jonas, "15:30", "anpassung", 5),
];
const FRIDAY: &[Line] = &[
    Line(Anna, "09:00", "anpassung", 4),
    Line(Anna, "10:30", "erstberatung", 5),
    Line(Anna, "15:00", "anpassung", 2),
    Line(Anna, "16:30", "hoertest", 1),
    Line(Jonas, "09:30", "wartung", 2),
    Line(Jonas, "10:30", "hoertest", 3),
    Line(Jonas, "13:30", "hausbesuch", 4),
    Line(Jonas, "15:00", "hoertest", 1),
    Line(Jonas, "16:30", "anpassung", 2),
];
const SATURDAY: &[Line] = &[Line(Jonas, "09:00", "hoertest", 2), Line(Jonas, "10:30", "erstberatung", 4)];

const CUSTOMERS: [(&str, &str); 17] = [
    ("Erika", "Mustermann"),
    ("Max", "Mustermann"),
    ("Otto", "Normal"),
    ("Lieselotte", "Beispiel"),
    ("Hans", "Probe"),
    ("Karin", "Exempel"),
    ("Walter", "Musterfrau"),
    ("Ingrid", "Vorlage"),
    ("Dieter", "Modell"),
    ("Renate", "Platzhalter"),
    ("Klaus", "Beispielmann"),
    ("Gisela", "Mustermeier"),
    ("Emine", "Beispiel"),
    ("Giovanni", "Esempio"),
    ("Hannelore", "Probst-Muster"),
    ("Heinz", "Normalverbraucher"),
    ("Petra", "Testfall"),
];

/// The appointments around `now`, as shop-file entries. None on closed days.
pub fn around(calendar: &Calendar, now: DateTime<Utc>, closed: &[ClosedDay]) -> Vec<Value> {
    let today = time::today(now, calendar.shop.time_zone);
    let days = (today - Days::new(BACK)).iter_days().take((BACK + AHEAD) as usize);
    let open_days = days.filter(|date| closed.iter().all(|day| day.date != *date));
    let lines = open_days.flat_map(|date| plan(date).iter().map(move |line| (date, line)));
    let taken = lines.filter(|(date, line)| (*date - today).num_days() < line.3 * 7);
    taken.enumerate().filter_map(|(number, (date, line))| entry(calendar, now, number, date, line)).collect()
}

fn plan(date: NaiveDate) -> &'static [Line] {
    match date.weekday() {
        Weekday::Mon => MONDAY,
        Weekday::Tue => TUESDAY,
        Weekday::Wed => WEDNESDAY,
        Weekday::Thu => THURSDAY,
        Weekday::Fri => FRIDAY,
        Weekday::Sat => SATURDAY,
        Weekday::Sun => &[],
    }
}

fn entry(calendar: &Calendar, now: DateTime<Utc>, number: usize, date: NaiveDate, line: &Line) -> Option<Value> {
    let Line(person, at, service, _) = *line;
    let service = calendar.service(service)?;
    let zone = calendar.shop.time_zone;
    let start = time::instant_of(date.and_time(NaiveTime::parse_from_str(at, "%H:%M").ok()?), zone);
    let end = start.plus(i64::from(service.duration_minutes));
    let (first_name, last_name) = CUSTOMERS[number % CUSTOMERS.len()];
    Some(json!({
        "service": service.id.as_str(),
        "resources": resources(person, service),
        "start": start.to_rfc3339(zone),
        "end": end.to_rfc3339(zone),
        "buffer_before_minutes": service.buffer_before_minutes,
        "buffer_after_minutes": service.buffer_after_minutes,
        "status": status(number, end.to_utc() - now),
        "customer": {
            "first_name": first_name,
            "last_name": last_name,
            "email": format!("{}.{}@example.org", first_name.to_lowercase(), last_name.to_lowercase()),
            // From a range of numbers reserved for films and television.
            "phone": format!("+49 171 39200{:02}", number % 100),
            "address": address(number, service),
        },
    }))
}

/// Where a home visit leads.
fn address(number: usize, service: &Service) -> Option<String> {
    service.place.needs_address().then(|| format!("Beispielweg {}\n70173 Stuttgart", number % 40 + 1))
}

/// Resources of an appointment: a person, and a room except for home visits and maintenance.
fn resources(person: Person, service: &Service) -> Vec<&'static str> {
    let both = match person {
        Anna => ["anna-beispiel", "hoerkabine-1"],
        Jonas => ["jonas-muster", "hoerkabine-2"],
    };
    both.into_iter().take(service.needs.len()).collect()
}

/// Past appointments are done, and no request is left open: the open ones are seeded as activity.
fn status(number: usize, until_end: TimeDelta) -> &'static str {
    match () {
        () if until_end <= TimeDelta::zero() && number % 11 == 5 => "no_show",
        () if until_end <= TimeDelta::zero() => "done",
        () => "confirmed",
    }
}
