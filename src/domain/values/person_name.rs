//! First and last names.

use super::Invalid;
use super::checked::{Checked, Rule};
use super::text::is_directional;
use super::visitor_name;

/// Maximum length, in characters.
const LENGTH: usize = 100;

/// A first or last name: 1 to 100 characters after trimming, none of them for control or direction.
pub type PersonName = Checked<PersonNameRule>;

/// The rule of [`PersonName`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonNameRule {}

impl Rule for PersonNameRule {
    const PERSONAL: bool = true;

    fn read(typed: &str) -> Result<String, Invalid> {
        let name = typed.trim();
        if name.chars().count() > LENGTH {
            return Err(Invalid::TooLong(LENGTH));
        }
        if name.chars().any(|c| c.is_control() || is_directional(c)) {
            return Err(Invalid::ForbiddenCharacters);
        }
        Ok(name.to_owned())
    }
}

impl PersonName {
    /// Parses a name from the public form or the API: links and invisible characters are refused, since it may appear in a
    /// mail from the shop.
    ///
    /// # Errors
    /// As [`Checked::parse`]; [`Invalid::InvisibleCharacters`], [`Invalid::LooksLikeLink`].
    pub fn parse_strangers(typed: &str) -> Result<Self, Invalid> {
        let name = Self::parse(typed)?;
        visitor_name::check(&name)?;
        Ok(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(PersonName::parse("  Erika ").as_deref(), Ok("Erika"));
        assert_eq!(PersonName::parse("   "), Err(Invalid::Required));
        assert_eq!(PersonName::parse(&"ä".repeat(100)).as_deref(), Ok(&*"ä".repeat(100)));
        assert_eq!(PersonName::parse(&"ä".repeat(101)), Err(Invalid::TooLong(100)));
    }

    #[test]
    fn names_hold_no_control_or_direction_characters() {
        for hostile in ["a\r\nBcc: x", "a\0b", "a\u{202E}b", "a\u{2066}b", "a\u{2028}b"] {
            assert_eq!(PersonName::parse(hostile), Err(Invalid::ForbiddenCharacters), "{hostile:?}");
        }
    }
}
