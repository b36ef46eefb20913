//! Parsers of typed input. Invalid input is refused, never repaired.

mod faults;
mod link;
mod top_level;
mod visitor_name;

pub use faults::{Fault, Faults};
pub use visitor_name::visitor_name;

/// The longest name, in characters.
const NAME_MAX: usize = 100;
/// The longest e-mail address, in characters (RFC 5321's path limit).
const EMAIL_MAX: usize = 254;
/// The longest comment, in characters.
const COMMENT_MAX: usize = 2_000;
/// The longest telephone number as typed, signs and spaces included.
const PHONE_MAX: usize = 50;

/// Why a value is invalid. The module `i18n` has the sentence for whoever typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// It is empty.
    Required,
    /// It has more characters than this.
    TooLong(usize),
    /// It holds control or direction characters.
    ForbiddenCharacters,
    /// It holds invisible characters.
    InvisibleCharacters,
    /// It holds an address or a link.
    LooksLikeLink,
    /// It is not an e-mail address.
    NotAnEmail,
    /// It is not a telephone number.
    NotAPhone,
    /// It is not an instant in RFC 3339.
    NotAnInstant,
    /// No item has that id.
    Unknown,
    /// The shop does not offer that language.
    NotALanguage,
    /// The privacy policy must be accepted.
    NotAccepted,
    /// It is not a date.
    NotADate,
    /// It is not a time of day.
    NotATime,
    /// It is not a colour.
    NotAColor,
    /// It is not a web URL.
    NotAUrl,
    /// It is not a web origin.
    NotAnOrigin,
    /// It is not a whole number in this range, both ends inclusive.
    OutOfRange(u32, u32),
    /// The end date is before the start date.
    BeforeStart,
    /// An interval of several weeks needs a start date.
    NeedsFirstDate,
    /// The list is empty or has duplicates.
    NoneChosen,
}

impl Invalid {
    /// The stable word in the API's `fields`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required | Self::NeedsFirstDate | Self::NoneChosen => "required",
            Self::OutOfRange(..) => "out_of_range",
            Self::TooLong(_) => "too_long",
            Self::ForbiddenCharacters
            | Self::NotAnEmail
            | Self::NotAPhone
            | Self::NotAnInstant
            | Self::NotADate
            | Self::NotATime
            | Self::NotAColor
            | Self::NotAUrl
            | Self::NotAnOrigin
            | Self::BeforeStart => "invalid",
            Self::InvisibleCharacters | Self::LooksLikeLink => "looks_like_link",
            Self::Unknown => "unknown",
            Self::NotALanguage => "not_offered",
            Self::NotAccepted => "not_accepted",
        }
    }
}

/// A first or last name: 1 to 100 characters after trimming, without control and direction characters.
pub fn name(typed: &str) -> Result<String, Invalid> {
    let name = typed.trim();
    if name.is_empty() {
        return Err(Invalid::Required);
    }
    if name.chars().count() > NAME_MAX {
        return Err(Invalid::TooLong(NAME_MAX));
    }
    if name.chars().any(|c| c.is_control() || is_directional(c)) {
        return Err(Invalid::ForbiddenCharacters);
    }
    Ok(name.to_owned())
}

/// One e-mail address (RFC 5321, without quoted local parts and address literals) with a dot in its domain.
pub fn email(typed: &str) -> Result<String, Invalid> {
    if typed.trim().is_empty() {
        return Err(Invalid::Required);
    }
    if typed.chars().count() > EMAIL_MAX {
        return Err(Invalid::TooLong(EMAIL_MAX));
    }
    match typed.rsplit_once('@') {
        Some((local, domain)) if is_local_part(local) && is_domain(domain) => Ok(typed.to_owned()),
        _ => Err(Invalid::NotAnEmail),
    }
}

fn is_local_part(local: &str) -> bool {
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.chars().all(atom))
}

fn is_domain(domain: &str) -> bool {
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let last_is_a_name = domain.rsplit('.').next().is_some_and(|last| !last.chars().all(|c| c.is_ascii_digit()));
    domain.contains('.') && last_is_a_name && domain.split('.').all(label)
}

/// A telephone number: 5 to 20 digits with `+ ( ) / . -` and spaces. `None` if empty.
pub fn phone(typed: &str) -> Result<Option<String>, Invalid> {
    let phone = typed.trim();
    if phone.is_empty() {
        return Ok(None);
    }
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let allowed = phone.chars().all(|c| c.is_ascii_digit() || "+()/.- ".contains(c));
    if allowed && (5..=20).contains(&digits) && phone.len() <= PHONE_MAX {
        Ok(Some(phone.to_owned()))
    } else {
        Err(Invalid::NotAPhone)
    }
}

/// A comment of at most 2,000 characters; line breaks are allowed, other control characters are not. `None` if empty.
pub fn comment(typed: &str) -> Result<Option<String>, Invalid> {
    let comment = typed.trim();
    if comment.chars().count() > COMMENT_MAX {
        return Err(Invalid::TooLong(COMMENT_MAX));
    }
    if comment.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Invalid::ForbiddenCharacters);
    }
    Ok(Some(comment.to_owned()).filter(|comment| !comment.is_empty()))
}

/// Whether a character changes the direction of text or breaks lines: it could make a name read as another.
fn is_directional(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(name("  Erika "), Ok("Erika".into()));
        assert_eq!(name("   "), Err(Invalid::Required));
        assert_eq!(name(&"ä".repeat(100)), Ok("ä".repeat(100)));
        assert_eq!(name(&"ä".repeat(101)), Err(Invalid::TooLong(100)));
    }

    #[test]
    fn names_hold_no_control_or_direction_characters() {
        for hostile in ["a\r\nBcc: x", "a\0b", "a\u{202E}b", "a\u{2066}b", "a\u{2028}b"] {
            assert_eq!(name(hostile), Err(Invalid::ForbiddenCharacters), "{hostile:?}");
        }
    }

    #[test]
    fn one_address_with_a_dot_in_its_domain() {
        for good in ["erika@example.org", "e.m+termin@sub.example.co", "o'neil@müller.example"] {
            assert_eq!(email(good), Ok(good.into()));
        }
        for bad in [
            "erika",
            "erika@example",
            "@example.org",
            "a@b@example.org",
            "a b@example.org",
            "a@example.org, b@example.org",
            "a@.org",
            "a@example..org",
            ".a@example.org",
            "a.@example.org",
            "a@-x.org",
            "a@1.2.3.4",
            "a@example.org ",
            "\"a\"@example.org",
            "a@example.org\r\nBcc: b@example.org",
            "<a@example.org>",
        ] {
            assert_eq!(email(bad), Err(Invalid::NotAnEmail), "{bad:?}");
        }
        assert_eq!(email(&format!("a@{}.org", "x.".repeat(130))), Err(Invalid::TooLong(254)));
    }

    #[test]
    fn telephone_numbers_keep_their_spelling() {
        assert_eq!(phone("+49 (711) 12-34/56.7"), Ok(Some("+49 (711) 12-34/56.7".into())));
        assert_eq!(phone(" "), Ok(None));
        for bad in ["1234", "123456789012345678901", "0711 CALL", "0711\n123456"] {
            assert_eq!(phone(bad), Err(Invalid::NotAPhone), "{bad:?}");
        }
    }

    #[test]
    fn comments_may_have_lines() {
        assert_eq!(comment("a\r\nb\tc"), Ok(Some("a\r\nb\tc".into())));
        assert_eq!(comment(" "), Ok(None));
        assert_eq!(comment("a\u{7}b"), Err(Invalid::ForbiddenCharacters));
        assert_eq!(comment(&"x".repeat(2_001)), Err(Invalid::TooLong(2_000)));
    }
}
