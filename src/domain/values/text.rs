//! Free texts and their maximum lengths, in characters.

use super::Invalid;
use super::checked::{Checked, Rule};

/// The name of a shop, a place, a resource, a service or a group of services.
pub type ShortName = Checked<Line<200>>;
/// The description of a service.
pub type Description = Checked<Lines<5_000>>;
/// The shop's postal address.
pub type ShopAddress = Checked<Lines<500>>;
/// The note of a closing time or special opening.
pub type ExceptionNote = Checked<Lines<1_000>>;
/// The subject of a mail template.
pub type MailSubject = Checked<Lines<200>>;
/// The body of a mail template.
pub type MailBody = Checked<Lines<4_000>>;
/// The customer's comment on a booking.
pub type Comment = Checked<FreeText<2_000>>;
/// The shop's note on an appointment.
pub type AppointmentNote = Checked<FreeText<10_000>>;
/// What the shop writes to a customer about a change of their appointment. Browsers count a line break as one of 500 characters,
/// and send two.
pub type MailWords = Checked<FreeText<1_000>>;
/// The shop's note on a customer, or their postal address.
pub type CustomerNote = Checked<FreeText<2_000>>;

/// A customer's postal address, for an appointment at their place.
pub type PostalAddress = Checked<FreeText<500>>;

/// A single line without control and direction characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line<const MOST: usize> {}

/// Several lines without other control characters and without direction characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lines<const MOST: usize> {}

/// Several lines in any script, trimmed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FreeText<const MOST: usize> {}

impl<const MOST: usize> Rule for Line<MOST> {
    const PERSONAL: bool = false;

    fn read(typed: &str) -> Result<String, Invalid> {
        bounded(typed, MOST, |c| !c.is_control() && !is_directional(c))
    }
}

impl<const MOST: usize> Rule for Lines<MOST> {
    const PERSONAL: bool = false;

    fn read(typed: &str) -> Result<String, Invalid> {
        // Browsers end the lines of a form so.
        bounded(&typed.replace("\r\n", "\n"), MOST, |c| is_plain(c) && !is_directional(c))
    }
}

impl<const MOST: usize> Rule for FreeText<MOST> {
    const PERSONAL: bool = true;

    fn read(typed: &str) -> Result<String, Invalid> {
        bounded(typed.trim(), MOST, is_plain)
    }
}

fn bounded(text: &str, most: usize, allowed: impl Fn(char) -> bool) -> Result<String, Invalid> {
    if !text.chars().all(allowed) {
        return Err(Invalid::ForbiddenCharacters);
    }
    if text.chars().count() > most { Err(Invalid::TooLong(most)) } else { Ok(text.to_owned()) }
}

fn is_plain(c: char) -> bool {
    !c.is_control() || matches!(c, '\n' | '\r' | '\t')
}

/// Whether a character changes the direction of text, breaks lines or is invisible: it could make a name read as another.
pub fn is_directional(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_of_so_many_characters() {
        assert_eq!(ShortName::parse(&"ä".repeat(200)).as_deref(), Ok(&*"ä".repeat(200)));
        assert_eq!(ShortName::parse(&"ä".repeat(201)), Err(Invalid::TooLong(200)));
        for hidden in ["a\nb", "a\u{202e}b", "a\u{feff}b"] {
            assert_eq!(ShortName::parse(hidden), Err(Invalid::ForbiddenCharacters), "{hidden:?}");
        }
    }

    #[test]
    fn lines_end_in_one_way() {
        assert_eq!(ShopAddress::parse("a\r\nb").as_deref(), Ok("a\nb"));
        assert_eq!(ShopAddress::parse("a\u{202e}b"), Err(Invalid::ForbiddenCharacters));
        assert_eq!(ShopAddress::parse(&"x".repeat(501)), Err(Invalid::TooLong(500)));
    }

    #[test]
    fn comments_may_have_lines() {
        assert_eq!(Comment::parse(" a\r\nb\tc").as_deref(), Ok("a\r\nb\tc"));
        assert_eq!(Comment::parse("a\u{7}b"), Err(Invalid::ForbiddenCharacters));
        assert_eq!(Comment::parse(&"x".repeat(2_001)), Err(Invalid::TooLong(2_000)));
    }
}
