//! Placeholders in the shop's own mail texts, such as `{Name}` and `{Datum}`: written in one language, read in any.

use super::messages::planner;
use super::texts::Texts;
use crate::domain::language::Language;
use crate::domain::mail_template::Placeholder;

impl Placeholder {
    /// The word between the braces.
    pub fn word(self, language: Language) -> &'static str {
        let t = Texts::<planner::Placeholders>::of(language);
        match self {
            Self::Name => t.name(),
            Self::FirstName => t.first_name(),
            Self::LastName => t.last_name(),
            Self::Service => t.service(),
            Self::Date => t.date(),
            Self::Time => t.time(),
            Self::Shop => t.shop(),
            Self::Location => t.location(),
            Self::Phone => t.phone(),
        }
    }

    /// Reads [`Placeholder::word`] in every language; case is ignored.
    fn from_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        let is = |one: &Self| Language::all().any(|language| one.word(language).to_lowercase() == word);
        Self::ALL.into_iter().find(is)
    }
}

/// Replaces every placeholder by what `value` returns for it. Unknown placeholders are kept. Where the value is empty
/// the preceding space is dropped: "Guten Tag {Name}," becomes "Guten Tag,".
pub fn fill(text: &str, value: impl Fn(Placeholder) -> String) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut begins_with_nothing = false;
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Braced { whole, word } => match Placeholder::from_word(word) {
                Some(placeholder) => match value(placeholder).as_str() {
                    "" => {
                        filled.truncate(filled.trim_end_matches(' ').len());
                        begins_with_nothing |= filled.is_empty();
                    }
                    said => filled.push_str(said),
                },
                None => filled.push_str(whole),
            },
        }
    }
    match begins_with_nothing {
        true => filled.trim_start_matches([' ', ',', ':']).to_owned(),
        false => filled,
    }
}

/// The unknown placeholders, as written.
pub fn unknown_placeholders(text: &str) -> Vec<&str> {
    let unknown = |piece| match piece {
        Piece::Braced { whole, word } if Placeholder::from_word(word).is_none() => Some(whole),
        _ => None,
    };
    pieces(text).into_iter().filter_map(unknown).collect()
}

enum Piece<'a> {
    Text(&'a str),
    Braced { whole: &'a str, word: &'a str },
}

/// Splits a text at its braces. An unpaired brace is text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        pieces.push(Piece::Text(&rest[..open]));
        let whole = &rest[open..=open + length];
        pieces.push(Piece::Braced { whole, word: &whole[1..length] });
        rest = &rest[open + length + 1..];
    }
    pieces.push(Piece::Text(rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(placeholder: Placeholder) -> String {
        format!("<{placeholder:?}>")
    }

    #[test]
    fn placeholders_are_filled_in_any_language_and_case() {
        assert_eq!(
            fill("Guten Tag {name}, am {DATUM} um { Uhrzeit }.", name),
            "Guten Tag <Name>, am <Date> um <Time>."
        );
        assert_eq!(fill("{first name} {Nachname}", name), "<FirstName> <LastName>");
    }

    #[test]
    fn what_is_no_placeholder_stays_and_is_named() {
        assert_eq!(fill("{Hund} {", name), "{Hund} {");
        assert_eq!(unknown_placeholders("{Name} {Hund} {} }{"), ["{Hund}", "{}"]);
        assert_eq!(unknown_placeholders("{Name}"), Vec::<&str>::new());
    }

    #[test]
    fn what_there_is_nothing_to_say_for_leaves_no_gap() {
        let nobody = |placeholder| if placeholder == Placeholder::Shop { "Muster".into() } else { String::new() };
        assert_eq!(fill("Guten Tag {Name}, Ihr {Betrieb}.", nobody), "Guten Tag, Ihr Muster.");
        assert_eq!(fill("{Vorname} {Nachname}: bis bald", nobody), "bis bald");
        assert_eq!(fill("Für {Vorname} {Nachname}", nobody), "Für");
    }

    #[test]
    fn a_value_is_not_read_for_placeholders_again() {
        assert_eq!(fill("{Name}", |_| "{Datum}".into()), "{Datum}");
    }
}
