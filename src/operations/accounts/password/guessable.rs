//! Refuses passwords that are guessed first: common ones, keyboard patterns, and those derived from public data of
//! the account (NIST SP 800-63B, section 5.1.1.2).
//!
//! A password is normalized as a guesser would build it: a word with digits and symbols around it, some letters
//! replaced by them. Words of the account (its name, the shop's) are removed; the rest must be strong enough by
//! itself.

use super::MIN_CHARACTERS;
use crate::domain::person::folded;
use std::sync::LazyLock;

/// Common passwords without the file's comment, sorted for binary search.
static COMMON: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Keys and characters typed one after the other, in either direction.
const WALKS: [&str; 13] = [
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertzuiop",
    "qwertyuiop",
    "azertyuiop",
    "asdfghjkl",
    "yxcvbnm",
    "zxcvbnm",
    "1q2w3e4r5t6z7u8i9o0p",
    "5t6y7u",
    "1qay2wsx3edc4rfv5tgb6zhn7ujm8ik",
    "1qaz2wsx",
    "!\"§$%&/()=",
];

/// Minimum number of characters that do not follow from the preceding one; fewer can be tried exhaustively.
const FEWEST_SURPRISES: usize = 5;
/// Minimum length of an account's word, in characters; shorter ones occur in too many other words.
const SHORTEST_KNOWN_WORD: usize = 3;
/// Minimum length without letters, in characters: shorter ones are dates or telephone numbers.
const FEWEST_CHARACTERS_WITHOUT_LETTERS: usize = 16;

/// Whether `password` would be guessed early by somebody who knows the texts `known`: the shop's name, the account's
/// data.
pub(super) fn is_guessable(password: &str, known: &[&str]) -> bool {
    let mut left = folded(password);
    for word in words_of(known) {
        left = without(&left, &word);
    }
    left.trim().chars().count() < MIN_CHARACTERS || is_common(&left)
}

fn is_common(text: &str) -> bool {
    let unit = repeated_part(text);
    unit.chars().count() < MIN_CHARACTERS && unit.len() < text.len()
        || surprises(text) < FEWEST_SURPRISES
        || (!text.chars().any(char::is_alphabetic) && text.chars().count() < FEWEST_CHARACTERS_WITHOUT_LETTERS)
        || readings(text).iter().any(|word| COMMON.binary_search(&repeated_part(word)).is_ok())
}

/// The words of `texts`, and each text as one word; the longest first, so that a short word does not cut a longer
/// one.
fn words_of(texts: &[&str]) -> Vec<String> {
    let mut words = Vec::new();
    for text in texts {
        let text: String = folded(text).chars().map(letter_for).collect();
        let parts = text.split(|c: char| !c.is_alphanumeric());
        words.extend(parts.clone().map(str::to_owned));
        words.push(parts.collect());
    }
    words.retain(|word: &String| word.chars().count() >= SHORTEST_KNOWN_WORD);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// `text` without `word`, also where digits and symbols replace letters.
fn without(text: &str, word: &str) -> String {
    let (written, word): (Vec<char>, Vec<char>) = (text.chars().collect(), word.chars().collect());
    let read: Vec<char> = written.iter().copied().map(letter_for).collect();
    let (mut left, mut at) = (String::new(), 0);
    while at < written.len() {
        if read[at..].starts_with(&word) {
            at += word.len();
        } else {
            left.push(written[at]);
            at += 1;
        }
    }
    left
}

/// The letter a digit or symbol stands for.
const fn letter_for(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        '9' => 'g',
        '|' => 'l',
        other => other,
    }
}

/// The words `text` may have been made of: its letters, with or without the characters at its ends, symbols read as
/// the letters they replace.
fn readings(text: &str) -> Vec<String> {
    let outer = |c: char| !c.is_alphabetic();
    let parts = [text, text.trim_end_matches(outer), text.trim_start_matches(outer), text.trim_matches(outer)];
    let read = |part: &str, one: char| -> String {
        let letters = part.chars().map(|c| if c == '1' { one } else { letter_for(c) });
        letters.filter(|c| c.is_alphabetic()).collect()
    };
    let plain = text.chars().filter(|c| c.is_alphabetic()).collect();
    let replaced = parts.iter().flat_map(|part| [read(part, 'i'), read(part, 'l')]);
    std::iter::once(plain).chain(replaced).collect()
}

/// The part that `text` repeats; `text` itself if it repeats nothing.
fn repeated_part(text: &str) -> &str {
    let ends = text.char_indices().map(|(at, _)| at).skip(1).take_while(|at| at * 2 <= text.len());
    let mut parts = ends.map(|at| &text[..at]);
    parts.find(|part| text.bytes().eq(part.bytes().cycle().take(text.len()))).unwrap_or(text)
}

/// The number of characters that neither repeat the preceding one nor are next to it on the keyboard or in the
/// alphabet.
fn surprises(text: &str) -> usize {
    let characters: Vec<char> = text.chars().collect();
    let follows = |pair: &&[char]| pair[0] == pair[1] || WALKS.iter().any(|walk| is_step(walk, pair[0], pair[1]));
    characters.len() - characters.windows(2).filter(follows).count()
}

fn is_step(walk: &str, from: char, to: char) -> bool {
    let mut pairs = walk.chars().zip(walk.chars().skip(1));
    pairs.any(|pair| pair == (from, to) || pair == (to, from))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 5] =
        ["terminplaner", "Hörakustik Muster", "termine.hoeren.example", "erika@example.org", "Erika Muster"];

    #[test]
    fn what_is_tried_first_is_refused() {
        for guess in [
            "passwort12",
            "Passwort123!",
            "P@ssw0rt2024",
            "$ommer2024$",
            "Sommer-2024",
            "qwertzuiop",
            "1q2w3e4r5t",
            "1qay2wsx3edc",
            "abcdefghij",
            "1234567890",
            "0987654321",
            "aaaaaaaaaaaa",
            "qwertz123456",
            "hallohallo",
            "schatzschatzschatz",
            "abc4abc4abc4",
            "ichliebedich",
            "Ich liebe dich!",
            "11111980",
            "01.01.1980",
            "0711 1234567",
            "Weihnachten24",
            "FCBayern1900",
            "MaxMustermann1",
            "letmein2024",
            "Schweinsteiger7",
            "Hallo Welt 1",
            "he11ow0r1d99",
            "Müllermüller",
        ] {
            assert!(is_guessable(guess, &[]), "{guess}");
        }
    }

    #[test]
    fn what_belongs_to_the_account_counts_for_nothing() {
        for guess in [
            "Terminplaner2024",
            "t3rm1nplaner!!",
            "Hoerakustik-Muster",
            "hörakustik2024",
            "erika.muster.1975",
            "Erika@example.org",
            "erika-passwort-2024",
            "termine.hoeren.example",
            "MusterErikaMuster",
        ] {
            assert!(is_guessable(guess, &KNOWN), "{guess}");
        }
        assert!(!is_guessable("Erika mag blaue Fahrräder", &KNOWN), "enough is left");
    }

    #[test]
    fn what_nobody_guesses_is_taken() {
        for password in [
            "correct horse battery",
            "vier zufällige Wörter sind gut",
            "Lampe Regen Zug Eiche",
            "hund katze sonne mond",
            "quite another one",
            "kJ8#mz!qPw",
            "xkvrtjwzpm",
            "Пароль из слов кот",
            "3141592653589793",
            "k2vq9x4mz7",
        ] {
            assert!(!is_guessable(password, &KNOWN), "{password}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_holds_words_as_they_are_looked_up() {
        assert!(COMMON.len() > 3_000);
        assert!(COMMON.is_sorted_by(|one, next| one < next));
        let plain = |word: &&&str| word.bytes().all(|byte| byte.is_ascii_lowercase()) && folded(word) == ***word;
        let strange: Vec<_> = COMMON.iter().filter(|word| !plain(word)).collect();
        assert!(strange.is_empty(), "{strange:?}");
    }
}
