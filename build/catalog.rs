//! The messages of all languages, checked against English, which has every one of them.

use std::collections::{BTreeMap, BTreeSet};

/// The language that has every message, and is read where another has none.
pub const REFERENCE: &str = "en";

/// What every table of texts has already, or what Rust expects to be something else.
const TAKEN: [&str; 3] = ["language", "new", "of"];

/// Words of Rust.
const KEYWORDS: [&str; 22] = [
    "as", "break", "const", "else", "enum", "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod",
    "move", "return", "self", "true", "type", "use", "where",
];

/// The messages of a file, in its order.
pub type Messages = Vec<Text>;

/// A message in one language.
pub struct Text {
    pub id: String,
    pub parts: Vec<Part>,
    /// Arguments that the comment above it names as `$name`: other languages may use them, too.
    pub offered: Vec<String>,
}

/// One folder of `locales/`.
pub struct Language {
    pub tag: String,
    /// By their paths without the ending: `planner/hours`.
    pub files: BTreeMap<String, Messages>,
}

/// A piece of a message.
#[derive(Clone)]
pub enum Part {
    Text(String),
    Argument(String),
    Selection { argument: String, variants: Vec<(Key, Vec<Part>)>, other: Vec<Part> },
}

/// What a number is compared with.
#[derive(Clone, PartialEq)]
pub enum Key {
    Exactly(i64),
    /// A plural category, as ICU's enum calls it.
    Category(&'static str),
}

impl Key {
    /// Reads CLDR's name of a category. `other` is everywhere the default.
    pub fn category(name: &str) -> Option<Self> {
        let all = [("zero", "Zero"), ("one", "One"), ("two", "Two"), ("few", "Few"), ("many", "Many")];
        all.into_iter().find(|(word, _)| *word == name).map(|(_, category)| Self::Category(category))
    }
}

/// All languages, message by message.
pub struct Catalog {
    pub tags: Vec<String>,
    pub files: Vec<File>,
    /// Messages that a language lacks, as `fr/planner/hours/save`: there the English one is read.
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
    /// Its arguments in the order of the alphabet, and which are numbers.
    pub arguments: Vec<(String, bool)>,
    /// The message in each language, in the order of the tags.
    pub texts: Vec<Vec<Part>>,
}

/// Puts the languages side by side, and refuses what English does not have.
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

/// The arguments of a text, wherever they stand in it.
fn arguments(parts: &[Part]) -> BTreeSet<String> {
    collect(parts, &|part| match part {
        Part::Argument(name) | Part::Selection { argument: name, .. } => Some(name.clone()),
        Part::Text(_) => None,
    })
}

/// The arguments by which a text selects: these are numbers.
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
