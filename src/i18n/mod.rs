//! Texts for people in their languages. No other module depends on a particular language.
//!
//! The messages are in `locales/<tag>/*.ftl` in Fluent's syntax, one file per kind of reader. The build generates
//! [`messages`] from them: a type for every file, a method for every message. So the compiler finds unknown messages,
//! wrong arguments and unused messages. Messages missing in a language are shown in English.
//!
//! - [`Texts`]: the messages of a file in one language
//! - [`dates`]: dates, times and durations, [`lists`]: several things in a sentence
//! - [`opening_hours`]: when something is open, in a sentence
//! - [`statuses`]: how an appointment stands, [`log_actions`]: what the audit log tells
//! - `invalid`: the sentence beside a field that is wrong
//! - [`placeholders`]: the words that a shop's own mail texts insert values by
//! - `holidays`, `user_agent`: names of holidays and devices
//! - `formatters`: what CLDR knows of a language, by ICU4X

pub mod dates;
mod holidays;
mod invalid;
pub mod lists;
pub mod log_actions;
pub mod opening_hours;
pub mod placeholders;
pub mod statuses;
#[cfg(test)]
mod tests;
mod texts;
mod user_agent;

pub use texts::formatters::Direction;
pub use texts::{Number, Texts, messages};

use crate::domain::language::Language;
use texts::formatters::Formatters;

/// The language's own name: "Deutsch".
pub fn own_name(language: Language) -> &'static str {
    Texts::<messages::Language>::of(language).name()
}

/// The direction in which it is written.
pub fn direction(language: Language) -> Direction {
    Formatters::of(language).direction
}
