//! Telephone numbers, as they are written.

use super::Invalid;
use super::checked::{Checked, Rule};

/// Maximum length, signs and spaces included.
const LENGTH: usize = 50;

/// A number of 5 to 20 digits with `+ ( ) / . -` and spaces. The spelling is kept.
pub type Phone = Checked<PhoneRule>;

/// The rule of [`Phone`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhoneRule {}

impl Rule for PhoneRule {
    const PERSONAL: bool = true;

    fn read(typed: &str) -> Result<String, Invalid> {
        let phone = typed.trim();
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let allowed = phone.chars().all(|c| c.is_ascii_digit() || "+()/.- ".contains(c));
        if allowed && (5..=20).contains(&digits) && phone.len() <= LENGTH {
            Ok(phone.to_owned())
        } else {
            Err(Invalid::NotAPhone)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_keep_their_spelling() {
        assert_eq!(Phone::parse("+49 (711) 12-34/56.7 ").as_deref(), Ok("+49 (711) 12-34/56.7"));
        for bad in ["1234", "123456789012345678901", "0711 CALL", "0711\n123456"] {
            assert_eq!(Phone::parse(bad), Err(Invalid::NotAPhone), "{bad:?}");
        }
    }
}
