//! An appointment's status as the operator reads it: a word, a sign and a colour, never the colour alone.

use crate::domain::appointment::Status;
use crate::domain::language::Language;
use crate::i18n::statuses;

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
    let (sign, class) = match status {
        Status::Requested => ("?", "warn"),
        Status::Confirmed => ("✓", "good"),
        Status::Declined | Status::Cancelled => ("✕", "wrong"),
        Status::Done => ("✓✓", ""),
        Status::NoShow => ("–", "wrong"),
    };
    StatusChip { word: statuses::word(status, language), sign, class }
}
