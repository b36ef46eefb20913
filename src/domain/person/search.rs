//! Finding people by what is typed while they are on the telephone: words of a name in any order, the beginning of an
//! address, the end of a number, a date of birth. Words are compared exactly first, then with a typing error or two.

use super::{Person, digits, folded};
use crate::domain::values::Email;
use chrono::{Datelike, NaiveDate};

/// The text by which a person is found and sorted: last name, first name, address, digits of the number; normalized.
pub fn search_text(person: &Person) -> String {
    let name = |name: Option<&str>| folded(name.unwrap_or_default());
    let email = person.email.as_ref().map(Email::folded).unwrap_or_default();
    let phone = person.phone.as_deref().map(digits).unwrap_or_default();
    format!("{} {} {email} {phone}", name(person.last_name.as_deref()), name(person.first_name.as_deref()))
}

/// What a search looks for. No `Debug`, as it holds personal data.
#[derive(Clone, Default)]
pub struct PersonQuery {
    /// Normalized words; all of them must match.
    words: Vec<Word>,
    /// The digits of a telephone number, without leading zeros; empty if none was typed.
    number: String,
    /// Possible dates of birth: two if the century is missing.
    born_on: Vec<NaiveDate>,
}

#[derive(Clone)]
struct Word {
    text: String,
    letters: u32,
    /// Typing errors that are allowed.
    slips: usize,
}

/// Words of address that are no part of a name.
const TITLES: [&str; 6] = ["frau", "herr", "dr", "dr.", "prof", "prof."];

/// Shorter words match at the beginning of a word only.
const INSIDE: usize = 3;

impl PersonQuery {
    /// Reads what was typed: a date of birth, a telephone number, or words separated by spaces or commas.
    pub fn parse(typed: &str) -> Self {
        let whole = typed.trim();
        let born_on = birth_dates(whole);
        if !born_on.is_empty() {
            return Self { born_on, ..Self::default() };
        }
        if is_number(whole) {
            return Self { number: digits(whole), ..Self::default() };
        }
        let mut query = Self::default();
        let mut titles = Vec::new();
        for token in whole.split(|c: char| c.is_whitespace() || c == ',' || c == ';') {
            let dates = birth_dates(token);
            if !dates.is_empty() {
                query.born_on.extend(dates);
            } else if is_number(token) {
                query.words.extend(Some(digits(token)).filter(|digits| !digits.is_empty()).map(Word::new));
            } else {
                for word in folded(token).split(' ').filter(|word| !word.is_empty()) {
                    let to = if TITLES.contains(&word) { &mut titles } else { &mut query.words };
                    to.push(Word::new(word.to_owned()));
                }
            }
        }
        if query.words.is_empty() && query.born_on.is_empty() {
            query.words = titles;
        }
        query
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.names_nobody() && self.born_on.is_empty()
    }

    /// Whether only a date of birth is looked for, or nothing.
    pub fn names_nobody(&self) -> bool {
        self.words.is_empty() && self.number.is_empty()
    }

    /// The dates of birth of which one must be the person's; any if empty.
    pub fn born_on(&self) -> &[NaiveDate] {
        &self.born_on
    }

    /// The words, normalized.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.text.as_str())
    }

    /// How well a [`search_text`] matches, 0 best; `None` if a word is missing. Does not compare dates of birth.
    pub fn rank(&self, text: &str) -> Option<u32> {
        let has = letters(text);
        let words = self.words.iter().map(|word| word.rank(text, has));
        words.chain(self.rank_number(text)).sum()
    }

    /// The same with typing errors: each word must match exactly, nearly, or sound like the last name, which `heard` says
    /// of the word with that index.
    pub fn rank_similar(&self, text: &str, heard: impl Fn(usize) -> bool) -> Option<u32> {
        let has = letters(text);
        // Addresses and numbers are no names.
        let is_name = |word: &&str| !word.bytes().any(|byte| byte == b'@' || byte.is_ascii_digit());
        let near = |(at, word): (usize, &Word)| {
            word.rank(text, has)
                .or_else(|| {
                    let may_be = word.lacks(has) <= word.slips;
                    (may_be && text.split(' ').take_while(is_name).any(|other| word.is_near(other))).then_some(10)
                })
                .or_else(|| heard(at).then_some(15))
        };
        self.words.iter().enumerate().map(near).chain(self.rank_number(text)).sum()
    }

    /// `None` if no number is looked for; `Some(None)` if the text has another one.
    fn rank_number(&self, text: &str) -> Option<Option<u32>> {
        if self.number.is_empty() {
            return None;
        }
        let own = text.rsplit(' ').next().filter(|own| own.bytes().all(|byte| byte.is_ascii_digit()));
        Some(own.filter(|own| !own.is_empty()).and_then(|own| match self.number.as_str() {
            typed if own.ends_with(typed) => Some(0),
            typed if own.contains(typed) => Some(2),
            typed if own.len() >= 7 && typed.len() <= own.len() + 3 && typed.ends_with(own) => Some(1),
            _ => None,
        }))
    }
}

impl Word {
    fn new(text: String) -> Self {
        let slips = match text.chars().count() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        Self { letters: letters(&text), slips, text }
    }

    /// How many of its letters are not among those; comparing them first is much quicker than comparing texts.
    fn lacks(&self, letters: u32) -> usize {
        (self.letters & !letters).count_ones() as usize
    }

    /// 0 and 1 at the beginning of the text, which is the last name; 2 and 3 at another word; 5 inside of one. `has` is
    /// the [`letters`] of the text.
    fn rank(&self, text: &str, has: u32) -> Option<u32> {
        if self.lacks(has) > 0 {
            return None;
        }
        let rank = |at: usize| {
            let is_whole = matches!(text.as_bytes().get(at + self.text.len()), None | Some(b' '));
            match at.checked_sub(1).map(|before| text.as_bytes()[before]) {
                None => Some(u32::from(!is_whole)),
                Some(b' ') => Some(2 + u32::from(!is_whole)),
                Some(_) => (self.text.len() >= INSIDE).then_some(5),
            }
        };
        text.match_indices(&self.text).filter_map(|(at, _)| rank(at)).min()
    }

    /// Whether a word, or its beginning, is this one with typing errors.
    fn is_near(&self, other: &str) -> bool {
        let length = self.text.chars().count();
        let beginning = |count: usize| other.char_indices().nth(count).map_or(other, |(end, _)| &other[..end]);
        let compared = beginning(length + 1);
        let own = letters(compared);
        // The longer beginning may have one letter more that stands for no error.
        let is_possible = self.slips > 0
            && self.lacks(own) <= self.slips
            && (own & !self.letters).count_ones() as usize <= self.slips + 1;
        is_possible
            && [compared, beginning(length)].iter().any(|part| strsim::osa_distance(&self.text, part) <= self.slips)
    }
}

/// Which of the letters a to z a word has; others count as one.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |mask, byte| mask | (1 << if byte.is_ascii_lowercase() { byte - b'a' } else { 26 }))
}

/// Whether that can be a telephone number: digits with separators.
pub(super) fn is_number(typed: &str) -> bool {
    typed.contains(|c: char| c.is_ascii_digit()) && typed.chars().all(|c| c.is_ascii_digit() || "+()/.- ".contains(c))
}

/// The dates that `31.12.1950`, `31.12.50` or `1950-12-31` may mean.
pub(super) fn birth_dates(typed: &str) -> Vec<NaiveDate> {
    let numbers = |sign| {
        let parts: Vec<&str> = typed.split(sign).collect();
        let is_digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (parts.len() == 3 && parts.iter().all(is_digits)).then_some(parts)
    };
    let (years, month, day) = if let Some(parts) = numbers('-').filter(|parts| parts[0].len() == 4) {
        (vec![parts[0].parse().ok()], parts[1].parse().ok(), parts[2].parse().ok())
    } else if let Some(parts) = numbers('.') {
        let years = match parts[2].len() {
            4 => vec![parts[2].parse().ok()],
            2 => ["19", "20"].iter().map(|century| format!("{century}{}", parts[2]).parse().ok()).collect(),
            _ => return Vec::new(),
        };
        (years, parts[1].parse().ok(), parts[0].parse().ok())
    } else {
        return Vec::new();
    };
    let date = |year: Option<i32>| NaiveDate::from_ymd_opt(year?, month?, day?);
    years.into_iter().filter_map(date).filter(|date| (1880..=2200).contains(&date.year())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ERIKA: &str = "mueller muster erika erika@example.org 49711123456";

    fn found(typed: &str) -> bool {
        PersonQuery::parse(typed).rank(ERIKA).is_some()
    }

    fn nearly(typed: &str) -> bool {
        PersonQuery::parse(typed).rank_similar(ERIKA, |_| false).is_some()
    }

    #[test]
    fn words_are_found_in_any_order_and_by_their_beginning() {
        for typed in [
            "Müller",
            "MUELLER erika",
            "Müller-Muster, Erika",
            "erika mül",
            "eri mus",
            "Frau Müller",
            "erika@ex",
            "example.org",
            "ster",
            "E M",
        ] {
            assert!(found(typed), "{typed}");
        }
        for typed in ["Müller Max", "ri", "Schmidt", "Herr Schmidt"] {
            assert!(!found(typed), "{typed}");
        }
    }

    #[test]
    fn numbers_are_found_by_their_end_or_a_part() {
        for typed in ["123456", "0711 / 12-34", "+49 711 123456", "0049711123456", "Müller 0711", "456"] {
            assert!(found(typed), "{typed}");
        }
        assert!(PersonQuery::parse("0049 711 123456").rank("muster eva  711123456").is_some(), "without country code");
        assert!(!found("0721 123456") && !found("999"));
    }

    #[test]
    fn typing_errors_are_found_after_exact_words() {
        for typed in ["Muller", "Mueler", "Erkia Mueller", "Mustr", "Erica", "Mulle"] {
            assert!(!found(typed) && nearly(typed), "{typed}");
        }
        for typed in ["Eva", "Schmidt", "Mister Schmidt", "Erika Meier"] {
            assert!(!nearly(typed), "{typed}");
        }
        assert!(PersonQuery::parse("Meyr").rank_similar("maier eva  ", |_| true).is_some(), "heard alike");
    }

    #[test]
    fn the_last_name_comes_first() {
        let rank = |text: &str| PersonQuery::parse("anton").rank(text).unwrap();
        assert!(rank("anton eva  ") < rank("antonius eva  "));
        assert!(rank("antonius eva  ") < rank("muster anton  "));
        assert!(rank("muster anton  ") < rank("santoni eva  "));
    }

    #[test]
    fn dates_of_birth_are_read_as_people_write_them() {
        let dates =
            |typed: &str| PersonQuery::parse(typed).born_on().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(dates("31.12.1950"), ["1950-12-31"]);
        assert_eq!(dates("1950-12-31"), ["1950-12-31"]);
        assert_eq!(dates("1.2.50"), ["1950-02-01", "2050-02-01"]);
        assert_eq!(dates("Muster 31.12.1950"), ["1950-12-31"]);
        assert_eq!(dates("0711.123.45"), Vec::<String>::new());
        assert_eq!(dates("31.2.1950"), Vec::<String>::new());
        let query = PersonQuery::parse("31.12.1950");
        assert!(query.names_nobody() && !query.is_empty());
    }

    #[test]
    fn nothing_is_looked_for_by_spaces_and_signs() {
        for typed in ["", "  ", " , ", "000"] {
            assert!(PersonQuery::parse(typed).is_empty(), "{typed:?}");
        }
        assert!(!PersonQuery::parse("Herr").is_empty(), "it may be a name");
    }
}
