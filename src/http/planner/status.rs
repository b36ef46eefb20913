//! An appointment's status as the operator reads it: a word, a sign and a colour, never the colour alone.

use crate::domain::appointment::Status;
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::i18n::dates;
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
    let (de, en, sign, class) = match status {
        Status::Requested => ("Angefragt", "Requested", "?", "warn"),
        Status::Confirmed => ("Bestätigt", "Confirmed", "✓", "good"),
        Status::Declined => ("Abgelehnt", "Declined", "✕", "wrong"),
        Status::Cancelled => ("Abgesagt", "Cancelled", "✕", "wrong"),
        Status::Done => ("Erschienen", "Attended", "✓✓", ""),
        Status::NoShow => ("Nicht erschienen", "Did not come", "–", "wrong"),
    };
    let word = language.pick(de, en);
    StatusChip { word, sign, class }
}

/// What is said of a booking that its customer has to confirm by mail. That is a day at most, so the time alone will do.
pub fn awaits(until: Minute, zone: Tz, language: Language) -> String {
    let until = dates::clock(until, zone, language);
    language.pick(
        format!("Wartet auf Bestätigung durch den Kunden bis {until}"),
        format!("Waits for the customer to confirm until {until}"),
    )
}
