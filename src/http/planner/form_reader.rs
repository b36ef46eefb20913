//! What was typed into a form, read into values: every field is looked at, and what is wrong is kept with its field.

use crate::domain::shop::Language;
use crate::domain::values::Problem;

/// What is wrong with the fields of a form, in the reader's words.
#[derive(Clone, Debug, Default)]
pub struct Errors(Vec<(String, String)>);

impl Errors {
    /// What is wrong with a field; empty where nothing is.
    pub fn of(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, sentence)| sentence)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes a sentence at a field.
    pub fn add(&mut self, field: &str, sentence: impl Into<String>) {
        self.0.push((field.to_owned(), sentence.into()));
    }
}

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
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, Problem>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(problem) => {
                self.errors.add(field, problem.message(self.language));
                None
            }
        }
    }

    /// A value that may be left out.
    pub fn take_optional<T>(
        &mut self,
        field: &str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        if text.is_empty() { None } else { self.take(field, parse(text)) }
    }
}
