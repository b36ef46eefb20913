//! What was typed into a form, read into values: every field is looked at, and what is wrong is kept with its field.

use crate::domain::shop::Language;
use crate::domain::values::{Faults, Invalid};

/// What is wrong with the fields of a form, in the reader's words.
pub type Errors = Faults<String>;

/// Reads fields one by one.
pub struct FormReader {
    language: Language,
    /// What was wrong so far.
    pub errors: Errors,
}

impl FormReader {
    /// Tells what is wrong in `language`.
    pub fn new(language: Language) -> Self {
        Self { language, errors: Errors::default() }
    }

    /// A value that must be there.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, Invalid>) -> Option<T> {
        self.errors.take(field.to_owned(), parsed.map_err(|invalid| invalid.message(self.language)))
    }

    /// A value that may be left out.
    pub fn take_optional<T>(
        &mut self,
        field: &str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        if text.is_empty() { None } else { self.take(field, parse(text)) }
    }
}
