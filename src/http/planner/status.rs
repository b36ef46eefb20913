//! An appointment's status as the operator reads it: a word, a sign and a colour, never the colour alone.

use crate::domain::appointment::Status;
use crate::domain::language::Language;
use crate::domain::time::Minute;
use crate::i18n::messages::planner::Appointment;
use crate::i18n::{Texts, dates};
use chrono_tz::Tz;

/// A status as it is shown.
pub struct StatusChip {
    /// The word.
    pub word: &'static str,
    /// A sign of its own for each.
    pub sign: &'static str,
    /// The class that gives it its colour; may be empty.
    pub class: &'static str,
}

/// How a status is shown in that language.
pub fn chip(status: Status, language: Language) -> StatusChip {
    let t = Texts::<Appointment>::of(language);
    let (word, sign, class) = match status {
        Status::Requested => (t.requested(), "?", "warn"),
        Status::Confirmed => (t.confirmed(), "✓", "good"),
        Status::Declined => (t.declined(), "✕", "wrong"),
        Status::Cancelled => (t.cancelled(), "✕", "wrong"),
        Status::Done => (t.done(), "✓✓", ""),
        Status::NoShow => (t.no_show(), "–", "wrong"),
    };
    StatusChip { word, sign, class }
}

/// What is said of a booking that its customer has to confirm by mail. That is a day at most, so the time alone will do.
pub fn awaits(until: Minute, zone: Tz, language: Language) -> String {
    Texts::<Appointment>::of(language).awaits(dates::clock(until, zone, language))
}
