//! Lists in a sentence: "Anna, Jonas und Kabine 1".

use super::texts::formatters::Formatters;
use crate::domain::language::Language;

/// "Anna, Jonas und Kabine 1": all of them.
pub fn and<T: AsRef<str>>(items: &[T], language: Language) -> String {
    Formatters::of(language).and.format(items.iter().map(AsRef::as_ref)).to_string()
}

/// "Anna, Jonas oder Kabine 1": one of them.
pub fn or<T: AsRef<str>>(items: &[T], language: Language) -> String {
    Formatters::of(language).or.format(items.iter().map(AsRef::as_ref)).to_string()
}
