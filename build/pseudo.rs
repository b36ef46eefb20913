//! A language for tests: every English message in Hebrew letters, to check the right-to-left layout. Part of debug
//! builds only; its texts are meaningless.

use super::catalog::{Language, Messages, Part, REFERENCE, Text};

/// The tag of Hebrew, from which CLDR and browsers derive the direction.
const TAG: &str = "he";

/// CLDR patterns, which must not be rewritten.
const PATTERNS: [&str; 1] = ["head-day"];

/// Replacements for the letters a to z.
const LETTERS: [char; 26] = [
    'א', 'ב', 'צ', 'ד', 'ע', 'פ', 'ג', 'ה', 'י', 'ז', 'ק', 'ל', 'מ', 'נ', 'ו', 'ט', 'ח', 'ר', 'ש', 'ת', 'ו', 'ב', 'ם',
    'ס', 'י', 'ז',
];

/// Derives the language from English.
pub fn language(languages: &[Language]) -> Result<Language, String> {
    if languages.iter().any(|language| language.tag == TAG) {
        return Err(format!("{TAG} is a language now: tests need no other one"));
    }
    let english = languages.iter().find(|language| language.tag == REFERENCE).ok_or("there is no English")?;
    let files = english.files.iter().map(|(path, messages)| (path.clone(), rewritten(messages)));
    Ok(Language { tag: TAG.to_owned(), files: files.collect() })
}

fn rewritten(texts: &Messages) -> Messages {
    let parts = |text: &Text| match text.id.as_str() {
        "locale" => vec![Part::Text(TAG.to_owned())],
        pattern if PATTERNS.contains(&pattern) => text.parts.clone(),
        _ => text.parts.iter().map(rewrite).collect(),
    };
    texts.iter().map(|text| Text { id: text.id.clone(), parts: parts(text), offered: Vec::new() }).collect()
}

fn rewrite(part: &Part) -> Part {
    match part {
        Part::Text(text) => Part::Text(text.chars().map(letter).collect()),
        Part::Argument(name) => Part::Argument(name.clone()),
        Part::Selection { argument, variants, other } => Part::Selection {
            argument: argument.clone(),
            variants: variants.iter().map(|(key, parts)| (key.clone(), parts.iter().map(rewrite).collect())).collect(),
            other: other.iter().map(rewrite).collect(),
        },
    }
}

fn letter(from: char) -> char {
    let lower = from.to_ascii_lowercase();
    if lower.is_ascii_lowercase() { LETTERS[usize::from(lower as u8 - b'a')] } else { from }
}
