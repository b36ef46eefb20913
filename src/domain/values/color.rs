//! Colours.

use super::Invalid;
use super::checked::{Checked, Rule};

/// `#` and six hexadecimal digits, in lower case.
pub type Color = Checked<ColorRule>;

/// The rule of [`Color`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColorRule {}

impl Rule for ColorRule {
    const PERSONAL: bool = false;

    fn read(typed: &str) -> Result<String, Invalid> {
        match typed.strip_prefix('#') {
            Some(digits) if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Ok(typed.to_ascii_lowercase())
            }
            _ => Err(Invalid::NotAColor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_has_six_digits() {
        assert_eq!(Color::parse("#0B6478").as_deref(), Ok("#0b6478"));
        for bad in ["yellow", "#fff", "0b6478", "#gggggg", "#äöüa"] {
            assert_eq!(Color::parse(bad), Err(Invalid::NotAColor), "{bad}");
        }
    }
}
