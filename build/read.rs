//! Parses the `.ftl` files of a language. Supported are texts, arguments, references to messages and terms of the
//! same file, and selections by a number; any other syntax is refused by name.

use super::catalog::{Key, Language, Messages, Part, Text};
use fluent_syntax::ast::{
    Comment, Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource, Variant, VariantKey,
};
use fluent_syntax::parser;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Maximum depth of references; deeper ones are circular.
const DEEPEST: usize = 8;

/// All languages in a folder, by tag.
pub fn languages(folder: &Path) -> Result<Vec<Language>, String> {
    let folders = entries(folder)?.into_iter().filter(|path| path.is_dir());
    folders.map(|path| language(&path)).collect()
}

fn language(folder: &Path) -> Result<Language, String> {
    let mut language = Language { tag: name_of(folder), files: BTreeMap::new() };
    let mut open = entries(folder)?;
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(entries(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "ftl") {
            let inside = path.strip_prefix(folder).map_err(|fault| fault.to_string())?.with_extension("");
            let messages = messages(&path).map_err(|fault| format!("{}: {fault}", path.display()))?;
            language.files.insert(inside.to_string_lossy().replace('\\', "/"), messages);
        }
    }
    Ok(language)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let read = fs::read_dir(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    let mut paths: Vec<PathBuf> = read.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn messages(path: &Path) -> Result<Messages, String> {
    let text = fs::read_to_string(path).map_err(|fault| fault.to_string())?;
    let resource = parser::parse(text.as_str()).map_err(|(_, faults)| syntax_fault(&text, &faults))?;
    let source = source(&resource)?;
    let text = |message: &Message<&str>| {
        let id = message.id.name;
        let parts = source.parts(source.messages[id], DEEPEST).map_err(|fault| format!("{id}: {fault}"))?;
        Ok(Text { id: id.to_owned(), parts, offered: message.comment.as_ref().map(offered).unwrap_or_default() })
    };
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    messages.map(text).collect()
}

/// The messages and terms of a file; duplicates are refused.
fn source<'a>(resource: &'a Resource<&'a str>) -> Result<Source<'a>, String> {
    let mut source = Source::default();
    for entry in &resource.body {
        let (id, value, attributes, known) = match entry {
            Entry::Message(it) => (it.id.name, it.value.as_ref(), &it.attributes, &mut source.messages),
            Entry::Term(it) => (it.id.name, Some(&it.value), &it.attributes, &mut source.terms),
            _ => continue,
        };
        let Some(pattern) = value.filter(|_| attributes.is_empty()) else {
            return Err(format!("{id}: a message is one text, without attributes"));
        };
        if known.insert(id, pattern).is_some() {
            return Err(format!("{id}: stands twice"));
        }
    }
    Ok(source)
}

/// The arguments declared in a comment: `$count`.
fn offered(comment: &Comment<&str>) -> Vec<String> {
    let words = comment.content.iter().flat_map(|line| line.split_whitespace());
    let names = words.filter_map(|word| word.strip_prefix('$'));
    names.map(|name| name.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned()).collect()
}

fn syntax_fault(text: &str, faults: &[parser::ParserError]) -> String {
    let Some(first) = faults.first() else { return "is no Fluent".to_owned() };
    let line = text.as_bytes()[..first.pos.start].iter().filter(|byte| **byte == b'\n').count() + 1;
    format!("line {line}: {}", first.kind)
}

/// The messages and terms of a file, to resolve references.
#[derive(Default)]
struct Source<'a> {
    messages: BTreeMap<&'a str, &'a Pattern<&'a str>>,
    terms: BTreeMap<&'a str, &'a Pattern<&'a str>>,
}

impl Source<'_> {
    fn parts(&self, pattern: &Pattern<&str>, depth: usize) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => parts.push(Part::Text((*value).to_owned())),
                PatternElement::Placeable { expression } => parts.extend(self.placeable(expression, depth)?),
            }
        }
        Ok(joined(parts))
    }

    fn placeable(&self, expression: &Expression<&str>, depth: usize) -> Result<Vec<Part>, String> {
        let depth = depth.checked_sub(1).ok_or("its references lead in circles")?;
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants, .. } => {
                return Ok(vec![self.selection(selector, variants, depth)?]);
            }
        };
        Ok(match inline {
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                vec![Part::Text((*value).to_owned())]
            }
            InlineExpression::VariableReference { id } => vec![Part::Argument(id.name.to_owned())],
            InlineExpression::MessageReference { id, attribute: None } => {
                self.parts(self.messages.get(id.name).ok_or(format!("no message {}", id.name))?, depth)?
            }
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.parts(self.terms.get(id.name).ok_or(format!("no term -{}", id.name))?, depth)?
            }
            InlineExpression::Placeable { expression } => self.placeable(expression, depth)?,
            _ => return Err("functions, attributes and arguments of terms are not supported".to_owned()),
        })
    }

    fn selection(
        &self,
        selector: &InlineExpression<&str>,
        variants: &[Variant<&str>],
        depth: usize,
    ) -> Result<Part, String> {
        let InlineExpression::VariableReference { id } = selector else {
            return Err("only an argument can select".to_owned());
        };
        let (mut chosen, mut other) = (Vec::new(), Vec::new());
        for variant in variants {
            let parts = self.parts(&variant.value, depth)?;
            if variant.default {
                other = parts;
                continue;
            }
            chosen.push((key(&variant.key)?, parts));
        }
        Ok(Part::Selection { argument: id.name.to_owned(), variants: chosen, other })
    }
}

fn key(key: &VariantKey<&str>) -> Result<Key, String> {
    match key {
        VariantKey::NumberLiteral { value } => {
            value.parse().map(Key::Exactly).map_err(|_| format!("[{value}] is no whole number"))
        }
        VariantKey::Identifier { name } => Key::category(name).ok_or(format!("[{name}] is no plural category")),
    }
}

/// Joins adjacent texts.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    parts.into_iter().fold(Vec::new(), |mut joined, part| {
        match (joined.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (_, part) => joined.push(part),
        }
        joined
    })
}
