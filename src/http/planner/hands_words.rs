//! What became of an appointment that changed hands, in a sentence: on its page, in its history and in the log.

use crate::domain::shop::Language;

/// By word, in German and English.
const SENTENCES: [(&str, &str, &str); 4] = [
    (
        "other_person",
        "Der Termin ist jetzt für jemand anderen: Der bisherige Link gilt nicht mehr.",
        "The appointment is somebody else’s now: the earlier link opens nothing any more.",
    ),
    (
        "other_person_told",
        "Der Termin ist jetzt für jemand anderen: Der bisherige Link gilt nicht mehr, und die bisherige Adresse bekommt eine Absage.",
        "The appointment is somebody else’s now: the earlier link opens nothing any more, and the earlier address gets a cancellation.",
    ),
    (
        "other_address",
        "Die E-Mail-Adresse ist eine andere: Der bisherige Link gilt nicht mehr.",
        "The e-mail address is another one: the earlier link opens nothing any more.",
    ),
    (
        "other_address_told",
        "Die E-Mail-Adresse ist eine andere: Der bisherige Link gilt nicht mehr, und die bisherige Adresse bekommt eine Absage.",
        "The e-mail address is another one: the earlier link opens nothing any more, and the earlier address gets a cancellation.",
    ),
];

/// The sentence for a word of [`crate::domain::person::PersonChange::word`].
pub fn sentence(word: &str, language: Language) -> Option<&'static str> {
    let (_, de, en) = SENTENCES.iter().find(|(known, _, _)| *known == word)?;
    Some(language.pick(de, en))
}
