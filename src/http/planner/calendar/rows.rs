//! The appointments of some dates as a list: the list view, the day on paper, and what is shown where no script runs.

use super::address_of;
use super::words::Words;
use crate::domain::appointment::Status;
use crate::domain::time::LocalDay;
use crate::operations::calendar::CalendarEntry;
use chrono::NaiveDate;

/// One date of the list.
pub struct Day {
    /// "Montag, 17. Januar 2022".
    pub title: String,
    /// Its appointments, in order of time.
    pub rows: Vec<Row>,
}

/// One appointment of the list.
pub struct Row {
    pub href: String,
    pub time: String,
    pub service: String,
    /// The class of its colour.
    pub tone: String,
    pub name: String,
    pub phone: Option<String>,
    pub resources: String,
    pub status: &'static str,
    /// That it waits for its customer, and until when.
    pub awaits: Option<String>,
    /// The class of its status.
    pub status_class: &'static str,
    pub note: Option<String>,
    pub comment: Option<String>,
}

/// The list of those dates. What reaches over midnight stands on each date it touches.
pub fn days(entries: &[CalendarEntry], dates: &[NaiveDate], words: Words<'_>) -> Vec<Day> {
    let zone = words.calendar.shop.time_zone;
    let day_of = |date: NaiveDate| {
        let day = LocalDay::of(date, zone);
        let touching =
            entries.iter().filter(move |entry| entry.appointment.start < day.end && entry.appointment.end > day.start);
        Day { title: words.date(date), rows: touching.map(|entry| row(entry, words)).collect() }
    };
    dates.iter().map(|date| day_of(*date)).collect()
}

fn row(entry: &CalendarEntry, words: Words<'_>) -> Row {
    let appointment = &entry.appointment;
    let names: Vec<String> = entry.resources.iter().map(|id| words.resource(id.as_str())).collect();
    Row {
        href: address_of(appointment.key),
        time: words.span(appointment.start, appointment.end),
        service: words.service(appointment),
        tone: tone(entry, words),
        name: appointment.customer.full_name(),
        phone: appointment.customer.phone.clone().map(String::from),
        resources: names.join(", "),
        status: if appointment.is_block() { words.t.blocked() } else { words.status(appointment.status) },
        awaits: words.awaits(entry),
        status_class: status_class(entry),
        note: appointment.note.clone().map(String::from),
        comment: entry.comment.clone(),
    }
}

/// The class that gives an entry its service's colour.
pub fn tone(entry: &CalendarEntry, words: Words<'_>) -> String {
    let service = entry.appointment.service.as_ref();
    let place = service.and_then(|id| words.calendar.services.iter().position(|service| service.id == *id));
    place.map_or_else(|| "tone-none".to_owned(), |place| format!("tone-{place}"))
}

/// The class that tells its status apart by more than colour.
pub fn status_class(entry: &CalendarEntry) -> &'static str {
    match entry.appointment.status {
        _ if entry.appointment.is_block() && entry.appointment.status.blocks() => "is-block",
        Status::Requested => "is-requested",
        Status::Confirmed => "is-confirmed",
        Status::Declined | Status::Cancelled => "is-off",
        Status::Done => "is-done",
        Status::NoShow => "is-no-show",
    }
}
