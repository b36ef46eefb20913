//! The appointments of some dates as a list: the list view, the day on paper, and what is shown where no script runs.

use crate::domain::appointment::Status;
use crate::domain::time::LocalDay;
use crate::operations::calendar::CalendarEntry;
use crate::operations::calendar::words::Words;
use chrono::NaiveDate;

/// One date of the list.
pub struct Day<'a> {
    /// "Montag, 17. Januar 2022".
    pub title: String,
    /// Its appointments, in order of time.
    pub entries: Vec<&'a CalendarEntry>,
}

/// The list of those dates. What reaches over midnight stands on each date it touches.
pub fn days<'a>(entries: &'a [CalendarEntry], dates: &[NaiveDate], words: Words<'_>) -> Vec<Day<'a>> {
    let day_of = |date: &NaiveDate| {
        let day = LocalDay::of(*date, words.calendar.shop.time_zone);
        let touches = |entry: &&CalendarEntry| entry.appointment.start < day.end && entry.appointment.end > day.start;
        Day { title: words.date(*date), entries: entries.iter().filter(touches).collect() }
    };
    dates.iter().map(day_of).collect()
}

/// The word for how an entry stands.
pub fn status_word(entry: &CalendarEntry, words: &Words<'_>) -> &'static str {
    let is_block = entry.appointment.is_block() && entry.appointment.status.blocks();
    if is_block { words.t.blocked() } else { words.status(entry.appointment.status) }
}

/// The class that gives an entry its service's colour.
pub fn tone(entry: &CalendarEntry, words: &Words<'_>) -> String {
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
