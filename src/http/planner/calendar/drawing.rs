//! What the calendar's script draws, as JSON: local times of the shop's wall clock, and words.

use crate::domain::shop::Language;
use crate::i18n::dates;
use chrono::NaiveDate;
use serde::Serialize;

/// "Di 18. Jan", as above a column.
pub fn day_head(date: NaiveDate, language: Language) -> String {
    let (weekday, of_month) = dates::day_head(date, language);
    format!("{weekday} {of_month}")
}

/// Everything of the dates shown. What has a `resource` belongs to its column; what has none is for pictures in which a
/// column is a whole day.
#[derive(Serialize)]
pub struct Entries {
    /// The wall clock now.
    pub now: String,
    /// The columns of each date.
    pub resources: Vec<Column>,
    /// The appointments.
    pub events: Vec<Event>,
    /// Closed time and buffers.
    pub shades: Vec<Shade>,
    /// What is said of whole dates.
    pub bands: Vec<BandOfDate>,
    /// What calendars kept elsewhere call busy.
    pub elsewhere: Vec<BusyEvent>,
    /// The first and last time of day that is drawn.
    pub from: String,
    pub to: String,
    /// The first and last of them at which anything is open or takes place.
    pub opens: String,
    pub closes: String,
}

/// A column of each date.
#[derive(Serialize)]
pub struct Column {
    pub id: String,
    pub title: String,
}

/// One appointment.
#[derive(Serialize)]
pub struct Event {
    pub id: String,
    /// What it occupies.
    pub resources: Vec<String>,
    /// The columns in which it stands.
    pub columns: Vec<String>,
    pub start: String,
    pub end: String,
    pub class: String,
    /// "Di 18. Jan".
    pub day: String,
    /// "09:00–10:00".
    pub time: String,
    pub title: String,
    /// The first name with which the title begins; empty where there is no last name after it.
    pub first: String,
    /// The names of what it occupies, and of these what has no column for it.
    pub places: String,
    pub label: String,
    pub detail: String,
    /// Why it is closed then; empty where it is not.
    pub closed: String,
    pub status: String,
    /// Where it takes place, if not in the shop: which sign, and what it says.
    pub venue: Option<Venue>,
    pub href: String,
    pub editable: bool,
    /// Whether its customer can be told of a change.
    pub mail: bool,
}

/// Where an appointment takes place that is not in the shop.
#[derive(Serialize)]
pub struct Venue {
    /// `customer`, `phone` or `video`.
    pub sign: &'static str,
    /// "per Video".
    pub words: String,
}

/// Closed time, or a buffer.
#[derive(Serialize)]
pub struct Shade {
    pub resource: Option<String>,
    pub start: String,
    pub end: String,
    pub class: &'static str,
}

/// What is said of a whole date.
#[derive(Serialize)]
pub struct BandOfDate {
    pub resource: Option<String>,
    pub date: String,
    pub words: String,
    /// Whether it closes.
    pub closes: bool,
}

/// What a calendar kept elsewhere calls busy.
#[derive(Serialize)]
pub struct BusyEvent {
    pub resource: String,
    pub start: String,
    pub end: String,
    /// "09:00–10:00".
    pub time: String,
    /// What the calendar is called.
    pub title: String,
    /// Whose it is.
    pub whose: String,
}
