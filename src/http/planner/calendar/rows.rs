//! The appointments of some dates as a list: the list view, the day on paper, and what is shown where no script runs.

use super::bands;
use super::view_state::ViewState;
use crate::domain::appointment::Status;
use crate::domain::closings::closing_around;
use crate::domain::time::{LocalDay, Minute};
use crate::operations::calendar::words::Words;
use crate::operations::calendar::{BusyTime, CalendarEntry, Found};
use chrono::NaiveDate;
use std::ops::Range;

/// One date of the list.
pub struct Day<'a> {
    /// "Montag, 17. Januar 2022".
    pub title: String,
    /// That it is closed and why, who is away.
    pub bands: Vec<String>,
    /// What takes place, in order of time.
    pub lines: Vec<Line<'a>>,
}

/// One line of a date.
pub enum Line<'a> {
    /// An appointment.
    Entry(&'a CalendarEntry),
    /// What a calendar kept elsewhere calls busy.
    Busy(&'a BusyTime),
}

impl Line<'_> {
    fn span(&self) -> Range<Minute> {
        match self {
            Self::Entry(entry) => entry.appointment.start..entry.appointment.end,
            Self::Busy(busy) => busy.span.clone(),
        }
    }
}

/// The list of the dates at that place. What reaches over midnight stands on each date it touches.
pub fn days<'a>(found: &'a Found, place: &ViewState, words: Words<'_>) -> Vec<Day<'a>> {
    let day_of = |date: NaiveDate| {
        let day = LocalDay::of(date, words.calendar.shop.time_zone);
        let touches = |line: &Line<'_>| line.span().start < day.end && line.span().end > day.start;
        let entries = found.entries.iter().map(Line::Entry);
        let mut lines: Vec<_> = entries.chain(found.elsewhere.iter().map(Line::Busy)).filter(touches).collect();
        lines.sort_by_key(|line| line.span().start);
        let bands = bands::of_date(date, place.resource.as_ref(), words);
        Day { title: words.date(date), bands: bands.iter().map(|band| band.told(words)).collect(), lines }
    };
    place.dates().into_iter().map(day_of).collect()
}

/// Whose an appointment is; what it is where nobody is named.
pub fn title(entry: &CalendarEntry, words: Words<'_>) -> String {
    let name = entry.appointment.customer.full_name();
    if name.is_empty() { words.service(&entry.appointment) } else { name }
}

/// What it is for: its service, or the note of blocked time.
pub fn detail(entry: &CalendarEntry, words: Words<'_>) -> String {
    let appointment = &entry.appointment;
    match (&appointment.note, appointment.is_block()) {
        (Some(note), true) => note.to_string(),
        (None, true) if appointment.private => words.t.private_title().to_owned(),
        (None, true) => String::new(),
        _ => words.service(appointment),
    }
}

/// Why it is closed while that appointment takes place; `None`: it is not.
pub fn closed_words(entry: &CalendarEntry, words: Words<'_>) -> Option<String> {
    let it = &entry.appointment;
    if it.is_block() || !it.status.is_open() {
        return None;
    }
    let closing = closing_around(words.calendar, &entry.resources, &(it.start..it.end))?;
    Some(bands::why_closed(closing, words))
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
