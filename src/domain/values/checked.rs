//! A string that was validated once, when it was parsed; its type guarantees the rule from then on.

use super::Invalid;
use serde::{Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// The validation rule of one kind of value.
pub trait Rule: Clone {
    /// Whether the values are personal data: `Debug` then prints none of them.
    const PERSONAL: bool;

    /// Validates a text that is not blank, and returns its stored form.
    ///
    /// # Errors
    /// Why it is invalid.
    fn read(typed: &str) -> Result<String, Invalid>;
}

/// A string that satisfies the rule `R`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Checked<R> {
    text: String,
    rule: PhantomData<R>,
}

impl<R> Checked<R> {
    /// A value as the database has it. It is not validated again, so that a stricter rule applies to changed values only.
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self { text: text.into(), rule: PhantomData }
    }

    /// The string.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<R: Rule> Checked<R> {
    /// Parses typed input.
    ///
    /// # Errors
    /// Why it is invalid; [`Invalid::Required`] if it is blank.
    pub fn parse(typed: &str) -> Result<Self, Invalid> {
        if typed.trim().is_empty() { Err(Invalid::Required) } else { R::read(typed).map(Self::from_stored) }
    }

    /// Parses typed input that may be blank: `None`.
    ///
    /// # Errors
    /// Why it is invalid.
    pub fn parse_optional(typed: &str) -> Result<Option<Self>, Invalid> {
        if typed.trim().is_empty() { Ok(None) } else { Self::parse(typed).map(Some) }
    }

    /// As [`Checked::parse_optional`], but input equal to the present value is not validated.
    ///
    /// # Errors
    /// Why it is invalid.
    pub fn parse_over(kept: Option<&Self>, typed: &str) -> Result<Option<Self>, Invalid> {
        match kept.filter(|kept| is_unchanged(kept, typed)) {
            Some(kept) => Ok(Some(kept.clone())),
            None => Self::parse_optional(typed),
        }
    }

    /// As [`Checked::parse_over`], for a value that there must be.
    ///
    /// # Errors
    /// Why it is invalid; [`Invalid::Required`] if it is blank.
    pub fn parse_required_over(kept: Option<&Self>, typed: &str) -> Result<Self, Invalid> {
        Self::parse_over(kept, typed)?.ok_or(Invalid::Required)
    }
}

/// Whether a form sends back the value it was filled with. Browsers end lines with CR LF and some trim.
fn is_unchanged(kept: &str, typed: &str) -> bool {
    !kept.is_empty() && kept.replace("\r\n", "\n").trim() == typed.replace("\r\n", "\n").trim()
}

/// The string of an optional value; empty if there is none.
pub fn shown<T: AsRef<str>>(value: &Option<T>) -> String {
    value.as_ref().map(|value| value.as_ref().to_owned()).unwrap_or_default()
}

/// Empty: the value of what is new, until something was entered.
impl<R> Default for Checked<R> {
    fn default() -> Self {
        Self::from_stored("")
    }
}

impl<R> Deref for Checked<R> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl<R> AsRef<str> for Checked<R> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<R> From<Checked<R>> for String {
    fn from(checked: Checked<R>) -> Self {
        checked.text
    }
}

impl<R> Serialize for Checked<R> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(to)
    }
}

impl<R> PartialEq<&str> for Checked<R> {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl<R> fmt::Display for Checked<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<R: Rule> fmt::Debug for Checked<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if R::PERSONAL { f.write_str("…") } else { fmt::Debug::fmt(&self.text, f) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Email, Invalid, ShopAddress, ShortName};

    #[test]
    fn what_is_blank_is_required_or_left_out() {
        assert_eq!(Email::parse(" "), Err(Invalid::Required));
        assert_eq!(Email::parse_optional(" "), Ok(None));
        assert_eq!(Email::parse_optional("erika"), Err(Invalid::NotAnEmail));
    }

    #[test]
    fn what_tells_who_somebody_is_stays_out_of_logs() {
        assert_eq!(format!("{:?}", Email::parse("erika@example.org")), "Ok(…)");
        assert_eq!(format!("{:?}", ShortName::parse("Room 1")), "Ok(\"Room 1\")");
    }

    #[test]
    fn what_was_not_changed_is_not_judged() {
        let kept = ShopAddress::from_stored(format!("a\nb{}", "c".repeat(1_000)));
        assert_eq!(ShopAddress::parse_over(Some(&kept), &kept.replace('\n', "\r\n")), Ok(Some(kept.clone())));
        assert_eq!(ShopAddress::parse_over(Some(&kept), &format!("{kept}d")), Err(Invalid::TooLong(500)));
        assert_eq!(ShopAddress::parse_over(Some(&kept), ""), Ok(None));
        assert_eq!(ShopAddress::parse_required_over(Some(&kept), &kept), Ok(kept.clone()));
        assert_eq!(ShopAddress::parse_required_over(Some(&kept), " "), Err(Invalid::Required));
    }

    #[test]
    fn what_the_file_holds_is_not_judged_again() {
        assert_eq!(Email::from_stored("erika").as_str(), "erika");
    }
}
