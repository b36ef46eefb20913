//! The languages of the program's texts. Each has a folder with its messages in `locales/`.

use std::fmt;

/// A language with texts: an index into `LANGUAGES`. The first one is spoken where nothing else is known.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Language(u8);

/// Who is offered a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Customers and the people of the shop.
    Everybody,
    /// Customers; the people of the shop read English.
    Customers,
    /// Tests: not offered to anybody, and only in debug builds.
    Tests,
}

/// All languages: to add one, make its folder in `locales/` and a row here.
const LANGUAGES: &[(&str, Audience)] = &[
    ("de", Audience::Everybody),
    ("en", Audience::Everybody),
    ("fr", Audience::Customers),
    ("it", Audience::Customers),
    #[cfg(test_language)]
    ("he", Audience::Tests),
];

impl Language {
    /// Fallback for missing texts and unknown preferences.
    pub const ENGLISH: Self = Self(1);

    /// German, for tests.
    #[cfg(test)]
    pub const GERMAN: Self = Self(0);

    /// Every language, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len()).filter_map(|place| Some(Self(u8::try_from(place).ok()?)))
    }

    /// Those that a shop may speak.
    pub fn offered() -> impl Iterator<Item = Self> {
        Self::all().filter(|language| language.audience() != Audience::Tests)
    }

    /// The primary subtag, such as `de`.
    pub const fn tag(self) -> &'static str {
        LANGUAGES[self.0 as usize].0
    }

    /// Who is offered it.
    pub const fn audience(self) -> Audience {
        LANGUAGES[self.0 as usize].1
    }

    /// Whether the people of the shop find everything said in it.
    pub fn is_for_staff(self) -> bool {
        self.audience() != Audience::Customers
    }

    /// The language in which the people of the shop read what customers read in this one.
    pub fn for_staff(self) -> Self {
        if self.is_for_staff() { self } else { Self::ENGLISH }
    }

    /// Reads a language tag by its primary subtag: `de-AT` is German. `None`: no texts in that language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::all().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_by_its_primary_subtag_in_any_case() {
        assert_eq!(Language::from_tag("de-AT"), Some(Language::GERMAN));
        assert_eq!(Language::from_tag("EN_gb"), Some(Language::ENGLISH));
        assert_eq!(Language::from_tag("xx"), None);
        assert_eq!(Language::from_tag(""), None);
    }

    #[test]
    fn every_language_is_read_back_by_its_tag() {
        assert!(Language::all().all(|language| Language::from_tag(language.tag()) == Some(language)));
    }
}
