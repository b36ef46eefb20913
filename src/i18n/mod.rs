//! What people read, in their languages: the only place that knows one from another.
//!
//! The messages stand in `locales/<tag>/*.ftl` in Fluent's syntax, a file for each kind of reader. The build turns them into
//! [`messages`]: a type for every file, a method for every message. So a message that does not exist, a wrong argument
//! and a message that nobody uses are found by the compiler. What a language lacks is read in English.
//!
//! - [`Texts`]: the messages of a file in one language
//! - [`dates`]: dates, times and durations, [`lists`]: several things in a sentence
//! - `invalid`: the sentence beside a field that is wrong
//! - `formatters`: what CLDR knows of a language, by ICU4X

pub mod dates;
mod formatters;
mod invalid;
pub mod lists;
pub mod messages;
#[cfg(test)]
mod tests;
mod texts;

pub use formatters::Direction;
pub use texts::{Number, Texts};

use crate::domain::language::Language;
use formatters::Formatters;

/// The language's own name: "Deutsch".
pub fn own_name(language: Language) -> &'static str {
    Texts::<messages::Language>::of(language).name()
}

/// The direction in which it is written.
pub fn direction(language: Language) -> Direction {
    Formatters::of(language).direction
}
