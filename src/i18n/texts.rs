//! The messages of a file in one language. They are plain text: a page escapes them as it does everything else.

use super::formatters::Formatters;
use super::messages::TAGS;
use crate::domain::language::Language;
use icu_plurals::PluralCategory;
use std::fmt::{Display, Write};
use std::marker::PhantomData;

/// The messages of the file `F` in one language; each is a method. Cheap to copy and to make.
#[derive(Debug)]
pub struct Texts<F> {
    language: Language,
    /// Where the language stands in the tables of messages.
    place: usize,
    file: PhantomData<F>,
}

impl<F> Clone for Texts<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Texts<F> {}

/// A number in a message: written as the language writes it, and its plural form chosen by it.
#[derive(Clone, Copy, Debug)]
pub struct Number(i64);

/// A piece of a message with arguments.
pub enum Part {
    /// As it stands there.
    Text(&'static str),
    /// An argument by its place.
    Argument(usize),
    /// One of several texts, chosen by a number; what the number is stands first, what kind of number later.
    Selection { argument: usize, variants: &'static [(Key, &'static [Part])], other: &'static [Part] },
}

/// What a number is compared with.
pub enum Key {
    /// That number.
    Exactly(i64),
    /// A plural form of the language.
    Category(PluralCategory),
}

/// What stands for an argument.
pub enum Argument<'a> {
    /// A number.
    Number(Number),
    /// Anything that can be written.
    Text(&'a dyn Display),
}

impl<F> Texts<F> {
    /// The messages in that language.
    pub fn of(language: Language) -> Self {
        Self { language, place: place(language), file: PhantomData }
    }

    /// The language that was asked for, in which perhaps not everything is said.
    pub fn language(self) -> Language {
        self.language
    }

    /// This language's text.
    pub(super) fn pick<T: Copy>(self, texts: &[T]) -> T {
        texts[self.place]
    }

    /// This language's message with its arguments.
    pub(super) fn fill(self, texts: &[&[Part]], arguments: &[Argument]) -> String {
        let mut filled = String::with_capacity(64);
        Filling { formatters: Formatters::of(self.language), arguments }.write(texts[self.place], &mut filled);
        filled
    }
}

/// Where a language stands in the tables of messages; English for one that is not there.
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

    /// Names and places of another script must not turn the words around them over: in a language that is written from
    /// right to left each is a piece of its own, between the characters "first strong isolate" and "pop directional isolate".
    fn write_argument(&self, argument: &Argument, into: &mut String) {
        // Writing into a String cannot fail.
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
