//! How an appointment stands, in words.

use super::{Texts, dates, messages::planner::Appointment};
use crate::domain::appointment::Status;
use crate::domain::language::Language;
use crate::domain::time::Minute;
use chrono_tz::Tz;

/// A status in a word.
pub fn word(status: Status, language: Language) -> &'static str {
    let t = Texts::<Appointment>::of(language);
    match status {
        Status::Requested => t.requested(),
        Status::Confirmed => t.confirmed(),
        Status::Declined => t.declined(),
        Status::Cancelled => t.cancelled(),
        Status::Done => t.done(),
        Status::NoShow => t.no_show(),
    }
}

/// What is said of a booking that its customer has to confirm by mail. That is a day at most, so the time alone will do.
pub fn awaits(until: Minute, zone: Tz, language: Language) -> String {
    Texts::<Appointment>::of(language).awaits(dates::clock(until, zone, language))
}

/// What became of an appointment that changed hands, in a sentence: for a word of [`crate::domain::person::PersonChange::word`].
pub fn changed_hands(word: &str, language: Language) -> Option<&'static str> {
    let t = Texts::<Appointment>::of(language);
    Some(match word {
        "other_person" => t.other_person(),
        "other_person_told" => t.other_person_told(),
        "other_address" => t.other_address(),
        "other_address_told" => t.other_address_told(),
        _ => return None,
    })
}
