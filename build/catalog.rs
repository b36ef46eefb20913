//! The messages of all languages, checked against English, which is complete.

use std::collections::{BTreeMap, BTreeSet};

/// The language that has every message, used where another lacks one.
pub const REFERENCE: &str = "en";

/// Names of methods that every type of messages already has, or with a meaning in Rust.
const TAKEN: [&str; 3] = ["language", "new", "of"];

/// Keywords of Rust.
const KEYWORDS: [&str; 22] = [
    "as", "break", "const", "else", "enum", "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod",
    "move", "return", "self", "true", "type", "use", "where",
];

/// The messages of a file, in order.
pub type Messages = Vec<Text>;

/// A message in one language.
pub struct Text {
    pub id: String,
    pub parts: Vec<Part>,
    /// Arguments declared as `$name` in the comment above it: other languages may use them, too.
    pub offered: Vec<String>,
}

/// A folder of `locales/`.
pub struct Language {
    pub tag: String,
    /// Messages by path without extension, such as `planner/hours`.
    pub files: BTreeMap<String, Messages>,
}

/// A part of a message.
#[derive(Clone)]
pub enum Part {
    Text(String),
    Argument(String),
    Selection { argument: String, variants: Vec<(Key, Vec<Part>)>, other: Vec<Part> },
}

/// The key of a variant.
#[derive(Clone, PartialEq)]
pub enum Key {
    Exactly(i64),
    /// A plural category, as named by ICU's enum.
    Category(&'static str),
}

impl Key {
    /// Reads CLDR's name of a category. `other` is always the default variant.
    pub fn category(name: &str) -> Option<Self> {
        let all = [("zero", "Zero"), ("one", "One"), ("two", "Two"), ("few", "Few"), ("many", "Many")];
        all.into_iter().find(|(word, _)| *word == name).map(|(_, category)| Self::Category(category))
    }
}

/// All languages, message by message.
pub struct Catalog {
    pub tags: Vec<String>,
    pub files: Vec<File>,
    /// Messages that a language lacks, such as `fr/planner/hours/save`: the English one is used.
    pub missing: Vec<String>,
}

/// A file in all languages.
pub struct File {
    pub path: String,
    pub messages: Vec<Message>,
}

/// A message in all languages.
pub struct Message {
    pub id: String,
    /// Its arguments in alphabetical order, and whether each is a number.
    pub arguments: Vec<(String, bool)>,
    /// The message in each language, ordered by tag.
    pub texts: Vec<Vec<Part>>,
}

/// Merges the languages; refuses messages that English does not have.
pub fn merged(languages: Vec<Language>) -> Result<Catalog, String> {
    let reference = languages.iter().find(|language| language.tag == REFERENCE).ok_or("there is no English")?;
    for language in &languages {
        check_files(language, reference)?;
    }
    let mut missing = Vec::new();
    let mut files = Vec::new();
    for (path, texts) in &reference.files {
        let messages = texts.iter().map(|text| message(path, text, &languages, &mut missing));
        files.push(File { path: path.clone(), messages: messages.collect::<Result<_, _>>()? });
    }
    let tags = languages.iter().map(|language| language.tag.clone()).collect();
    Ok(Catalog { tags, files, missing })
}

fn check_files(language: &Language, reference: &Language) -> Result<(), String> {
    for (path, texts) in &language.files {
        let known =
            reference.files.get(path).ok_or(format!("{}/{path}.ftl: English has no such file", language.tag))?;
        let is_unknown = |text: &&Text| !known.iter().any(|other| other.id == text.id);
        if let Some(text) = texts.iter().find(is_unknown) {
            return Err(format!("{}/{path}.ftl: {}: English has no such message", language.tag, text.id));
        }
    }
    Ok(())
}

fn message(path: &str, reference: &Text, languages: &[Language], missing: &mut Vec<String>) -> Result<Message, String> {
    let id = &reference.id;
    let mut known = arguments(&reference.parts);
    known.extend(reference.offered.iter().cloned());
    let mut names = known.iter().chain([id]).map(String::as_str);
    if let Some(word) = names.find(|name| KEYWORDS.contains(name) || (name == id && TAKEN.contains(name))) {
        return Err(format!("{REFERENCE}/{path}.ftl: {id}: the word {word} is taken, choose another"));
    }
    let (mut texts, mut numbers) = (Vec::new(), BTreeSet::new());
    for language in languages {
        let own = language.files.get(path).and_then(|texts| texts.iter().find(|other| other.id == *id));
        let parts = &own.unwrap_or(reference).parts;
        if own.is_none() {
            missing.push(format!("{}/{path}/{id}", language.tag));
        }
        if let Some(unknown) = arguments(parts).difference(&known).next() {
            return Err(format!("{}/{path}.ftl: {id}: English has no argument ${unknown}", language.tag));
        }
        numbers.extend(selectors(parts));
        texts.push(parts.clone());
    }
    let arguments = known.iter().map(|name| (name.clone(), numbers.contains(name))).collect();
    Ok(Message { id: id.clone(), arguments, texts })
}

/// The arguments used anywhere in a text.
fn arguments(parts: &[Part]) -> BTreeSet<String> {
    collect(parts, &|part| match part {
        Part::Argument(name) | Part::Selection { argument: name, .. } => Some(name.clone()),
        Part::Text(_) => None,
    })
}

/// The arguments used to select a variant: these are numbers.
fn selectors(parts: &[Part]) -> BTreeSet<String> {
    collect(parts, &|part| match part {
        Part::Selection { argument, .. } => Some(argument.clone()),
        Part::Text(_) | Part::Argument(_) => None,
    })
}

fn collect(parts: &[Part], look: &dyn Fn(&Part) -> Option<String>) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = parts.iter().filter_map(look).collect();
    for part in parts {
        if let Part::Selection { variants, other, .. } = part {
            let inner = variants.iter().map(|(_, parts)| parts).chain([other]);
            found.extend(inner.flat_map(|parts| collect(parts, look)));
        }
    }
    found
}
