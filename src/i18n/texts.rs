//! The messages of a file in one language, as plain text: pages escape them like any other text.

pub(super) mod formatters;
pub mod messages;

use crate::domain::language::Language;
use formatters::Formatters;
use icu_plurals::PluralCategory;
use messages::TAGS;
use std::fmt::{Display, Write};
use std::marker::PhantomData;

/// The messages of the file `F` in one language, each a method. Cheap to copy and to create.
#[derive(Debug)]
pub struct Texts<F> {
    language: Language,
    /// Index of the language in the tables of messages.
    place: usize,
    file: PhantomData<F>,
}

impl<F> Clone for Texts<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Texts<F> {}

/// A number in a message: formatted for the language, and used to choose a plural form.
#[derive(Clone, Copy, Debug)]
pub struct Number(i64);

/// A part of a message with arguments.
pub enum Part {
    /// Literal text.
    Text(&'static str),
    /// An argument, by index.
    Argument(usize),
    /// A text chosen by a number: variants for exact numbers precede those for plural categories.
    Selection { argument: usize, variants: &'static [(Key, &'static [Part])], other: &'static [Part] },
}

/// The key of a variant.
pub enum Key {
    /// An exact number.
    Exactly(i64),
    /// A plural category of the language.
    Category(PluralCategory),
}

/// The value of an argument.
pub enum Argument<'a> {
    /// A number.
    Number(Number),
    /// Anything that can be formatted.
    Text(&'a dyn Display),
}

impl<F> Texts<F> {
    /// The messages in that language.
    pub fn of(language: Language) -> Self {
        Self { language, place: place(language), file: PhantomData }
    }

    /// The language asked for; some messages may be missing in it.
    pub fn language(self) -> Language {
        self.language
    }

    /// The text in this language.
    pub(super) fn pick<T: Copy>(self, texts: &[T]) -> T {
        texts[self.place]
    }

    /// The message in this language with its arguments.
    pub(super) fn fill(self, texts: &[&[Part]], arguments: &[Argument]) -> String {
        let mut filled = String::with_capacity(64);
        Filling { formatters: Formatters::of(self.language), arguments }.write(texts[self.place], &mut filled);
        filled
    }
}

/// Index of a language in the tables of messages; that of English if it is not included.
pub(super) fn place(language: Language) -> usize {
    let of = |tag: &str| TAGS.iter().position(|other| *other == tag);
    of(language.tag()).or_else(|| of(Language::ENGLISH.tag())).unwrap_or_default()
}

struct Filling<'a> {
    formatters: &'static Formatters,
    arguments: &'a [Argument<'a>],
}

impl Filling<'_> {
    fn write(&self, parts: &[Part], into: &mut String) {
        for part in parts {
            match part {
                Part::Text(text) => into.push_str(text),
                Part::Argument(place) => self.write_argument(&self.arguments[*place], into),
                Part::Selection { argument, variants, other } => {
                    self.write(self.chosen(&self.arguments[*argument], variants, other), into);
                }
            }
        }
    }

    /// In a right-to-left language, arguments in another script must not reorder the text around them: each is
    /// isolated between the characters "first strong isolate" and "pop directional isolate".
    fn write_argument(&self, argument: &Argument, into: &mut String) {
        // Writing to a string cannot fail.
        let _ = match argument {
            Argument::Number(number) => write!(into, "{}", self.formatters.number(number.0)),
            Argument::Text(text) if self.formatters.direction.is_rtl() => write!(into, "\u{2068}{text}\u{2069}"),
            Argument::Text(text) => write!(into, "{text}"),
        };
    }

    fn chosen<'t>(&self, argument: &Argument, variants: &[(Key, &'t [Part])], other: &'t [Part]) -> &'t [Part] {
        let Argument::Number(Number(number)) = argument else { return other };
        let exact = variants.iter().find(|(key, _)| matches!(key, Key::Exactly(one) if one == number));
        let category = self.formatters.plural(*number);
        let by_category = || variants.iter().find(|(key, _)| matches!(key, Key::Category(one) if *one == category));
        exact.or_else(by_category).map_or(other, |(_, parts)| parts)
    }
}

macro_rules! numbers {
    ($($type:ty),*) => {
        $(impl From<$type> for Number {
            fn from(number: $type) -> Self {
                Self(i64::try_from(number).unwrap_or(i64::MAX))
            }
        })*
    };
}

numbers!(i32, i64, u32, u64, usize);
