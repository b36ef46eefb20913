//! What became of an appointment that changed hands, in a sentence: on its page, in its history and in the log.

use crate::domain::language::Language;
use crate::i18n::{Texts, messages::planner::Appointment};

/// The sentence for a word of [`crate::domain::person::PersonChange::word`].
pub fn sentence(word: &str, language: Language) -> Option<&'static str> {
    let t = Texts::<Appointment>::of(language);
    Some(match word {
        "other_person" => t.other_person(),
        "other_person_told" => t.other_person_told(),
        "other_address" => t.other_address(),
        "other_address_told" => t.other_address_told(),
        _ => return None,
    })
}
