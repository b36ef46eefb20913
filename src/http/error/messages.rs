//! Error messages for people: a title, and a sentence that says what to do. Some codes have different texts for
//! customers and for users of the planner.

use super::super::middleware::request_context::Reader;
use super::Code;
use crate::domain::shop::Language;
use crate::i18n::Texts;
use crate::i18n::messages::{Error, planner};

/// A title and a sentence.
type Words = (&'static str, &'static str);

/// Title and sentence for a person. Codes that only programs receive share one.
pub fn words(code: Code, reader: Reader, language: Language) -> Words {
    match reader {
        Reader::Customer => customers_words(code, language),
        Reader::Operator => operators_words(code, language).unwrap_or_else(|| customers_words(code, language)),
    }
}

/// The link shown on an error page: URL and label.
pub fn home(code: Code, reader: Reader, language: Language) -> Words {
    match (reader, code) {
        (Reader::Customer, _) => ("/", Texts::<Error>::of(language).home()),
        (Reader::Operator, Code::SignInRequired) => {
            ("/planner/sign-in", Texts::<planner::Error>::of(language).sign_in())
        }
        (Reader::Operator, _) => ("/planner", Texts::<planner::Error>::of(language).home()),
    }
}

/// The label of the request id.
pub fn reference(language: Language) -> &'static str {
    Texts::<Error>::of(language).reference()
}

/// Texts for users of the planner only.
fn operators_words(code: Code, language: Language) -> Option<Words> {
    let t = Texts::<planner::Error>::of(language);
    Some(match code {
        Code::NotFound => (t.not_found_title(), t.not_found()),
        Code::SignInRequired => (t.sign_in_required_title(), t.sign_in_required()),
        Code::PasswordRequired => (t.password_required_title(), t.password_required()),
        Code::NotAllowed => (t.not_allowed_title(), t.not_allowed()),
        Code::MethodNotAllowed => (t.method_not_allowed_title(), t.method_not_allowed()),
        Code::BodyTooLarge => (t.body_too_large_title(), t.body_too_large()),
        Code::ForeignForm => (t.foreign_form_title(), t.foreign_form()),
        Code::SlotTaken | Code::NotOffered => (t.slot_taken_title(), t.slot_taken()),
        Code::Internal => (t.internal_title(), t.internal()),
        Code::RateLimited => (t.rate_limited_title(), t.rate_limited()),
        Code::UnknownService | Code::UnknownToken | Code::NotChangeable | Code::Busy | Code::Stopping => return None,
        _ => (t.unreadable_title(), t.unreadable()),
    })
}

fn customers_words(code: Code, language: Language) -> Words {
    let t = Texts::<Error>::of(language);
    match code {
        Code::NotFound => (t.not_found_title(), t.not_found()),
        Code::UnknownService => (t.unknown_service_title(), t.unknown_service()),
        Code::UnknownToken => (t.unknown_token_title(), t.unknown_token()),
        Code::SlotTaken | Code::NotOffered => (t.slot_taken_title(), t.slot_taken()),
        Code::TooManyBookings => (t.too_many_bookings_title(), t.too_many_bookings()),
        Code::TooLate => (t.too_late_title(), t.too_late()),
        Code::NotChangeable => (t.not_changeable_title(), t.not_changeable()),
        Code::RateLimited => (t.rate_limited_title(), t.rate_limited()),
        Code::NetworkLimit => (t.network_limit_title(), t.network_limit()),
        Code::Internal => (t.internal_title(), t.internal()),
        Code::Busy | Code::Stopping => (t.busy_title(), t.busy()),
        _ => (t.unreadable_title(), t.unreadable()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_for_everybody_in_every_language() {
        for (code, language) in Code::ALL.into_iter().flat_map(|code| Language::all().map(move |one| (code, one))) {
            for reader in [Reader::Customer, Reader::Operator] {
                let (title, sentence) = words(code, reader, language);
                assert!(!title.is_empty() && sentence.ends_with('.'), "{code:?} {reader:?} {language:?}");
                assert!(!sentence.contains("  "), "{code:?} {reader:?} {language:?}");
            }
        }
    }

    #[test]
    fn nobody_at_the_counter_is_asked_to_ring_the_shop() {
        for code in Code::ALL {
            let (_, sentence) = words(code, Reader::Operator, Language::GERMAN);
            assert!(!sentence.contains("rufen Sie uns an"), "{sentence}");
        }
    }
}
