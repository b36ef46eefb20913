//! Messages for invalid values.

use super::messages;
use super::texts::Texts;
use crate::domain::language::Language;
use crate::domain::values::Invalid;

impl Invalid {
    /// A sentence that says what to do.
    pub fn message(self, language: Language) -> String {
        let t = Texts::<messages::Invalid>::of(language);
        match self {
            Self::TooLong(most) => return t.too_long(most),
            Self::OutOfRange(least, most) => return t.out_of_range(least, most),
            Self::Required => t.required(),
            Self::ForbiddenCharacters => t.forbidden_characters(),
            Self::InvisibleCharacters => t.invisible_characters(),
            Self::LooksLikeLink => t.looks_like_link(),
            Self::NotAnEmail => t.not_an_email(),
            Self::NotAPhone => t.not_a_phone(),
            Self::NotAnInstant => t.not_an_instant(),
            Self::Unknown => t.unknown(),
            Self::NotALanguage => t.not_a_language(),
            Self::NotAccepted => t.not_accepted(),
            Self::NotADate => t.not_a_date(),
            Self::NotATime => t.not_a_time(),
            Self::NotAColor => t.not_a_color(),
            Self::NotAUrl => t.not_a_url(),
            Self::NotAnOrigin => t.not_an_origin(),
            Self::BeforeStart => t.before_start(),
            Self::NeedsFirstDate => t.needs_first_date(),
            Self::NoneChosen => t.none_chosen(),
        }
        .to_owned()
    }
}
