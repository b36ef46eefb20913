//! Reads the tables of a shop file key by key. An absent key keeps the stored value; an invalid one is reported with
//! its path, and reading continues; keys that were never asked for are reported as unknown.

use super::document::{Node, Value};
use super::problem::{Problem, Problems};
use super::validation_error::ValidationError;
use super::values::{Parsed, quoted, told};
use crate::domain::values::{Checked, Rule};
use std::cell::RefCell;
use std::ops::RangeInclusive;

/// A table of the file.
pub struct Table<'a> {
    entries: &'a [(String, Node)],
    path: String,
    line: Option<usize>,
    problems: &'a Problems,
    asked: RefCell<Vec<&'static str>>,
}

/// A value of the file and its path.
pub struct Field<'a> {
    node: &'a Node,
    /// Its path, such as `shop.name`.
    pub path: String,
    problems: &'a Problems,
}

impl<'a> Table<'a> {
    /// The value of a key, marking the key as known.
    pub fn field(&self, key: &'static str) -> Option<Field<'a>> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        let (_, node) = self.entries.iter().find(|(name, _)| name == key)?;
        Some(Field { node, path: join(&self.path, key), problems: self.problems })
    }

    /// Whether the key is present.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name == key)
    }

    /// The unparsed string of a key; `None` if it is absent or empty.
    pub fn raw(&self, key: &str) -> Option<&'a str> {
        match &self.entries.iter().find(|(name, _)| name == key)?.1.value {
            Value::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Overwrites `target` if the key is present and valid.
    pub fn set<T>(&self, target: &mut T, key: &'static str, read: impl FnOnce(&Field<'a>) -> Option<T>) {
        if let Some(value) = self.field(key).and_then(|field| read(&field)) {
            *target = value;
        }
    }

    /// As [`Table::set`], for an optional value: `null` and a blank string remove it.
    pub fn set_optional<T>(
        &self,
        target: &mut Option<T>,
        key: &'static str,
        read: impl FnOnce(&Field<'a>) -> Option<T>,
    ) {
        let Some(field) = self.field(key) else { return };
        match &field.node.value {
            Value::Null => *target = None,
            Value::Text(text) if text.trim().is_empty() => *target = None,
            _ => {
                if let Some(value) = read(&field) {
                    *target = Some(value);
                }
            }
        }
    }

    /// As [`Table::set_optional`], for a validated string. A value equal to the present one is not validated.
    pub fn set_value<R: Rule>(&self, target: &mut Option<Checked<R>>, key: &'static str) {
        let kept = target.clone();
        let read = |text: &str| Checked::parse_over(kept.as_ref(), text).map_err(|invalid| told(text, invalid));
        self.set_optional(target, key, |field| field.parsed(read).flatten());
    }

    /// As [`Table::set_value`], for a string that there must be.
    pub fn set_required<R: Rule>(&self, target: &mut Checked<R>, key: &'static str) {
        let kept = target.clone();
        let read = |text: &str| Checked::parse_required_over(Some(&kept), text).map_err(|invalid| told(text, invalid));
        self.set(target, key, |field| field.parsed(read));
    }

    /// Reports which of these keys, required for a new entry, are absent.
    pub fn require(&self, keys: &[&str]) {
        for key in keys.iter().filter(|key| !self.has(key)) {
            self.refuse(key, ValidationError::Missing);
        }
    }

    /// Reports an error at a key of this table, present or not.
    pub fn refuse(&self, key: &str, wrong: ValidationError) {
        let line = self.entries.iter().find(|(name, _)| name == key).map_or(self.line, |(_, node)| node.line);
        self.problems.add(Problem::new(join(&self.path, key), line, wrong));
    }

    /// Reports every key that was never asked for.
    pub fn finish(self) {
        let asked = self.asked.borrow();
        for (key, node) in self.entries.iter().filter(|(key, _)| !asked.contains(&key.as_str())) {
            let wrong = ValidationError::UnknownKey(asked.join(", "));
            self.problems.add(Problem::new(join(&self.path, key), node.line, wrong));
        }
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

impl<'a> Field<'a> {
    /// The whole file.
    pub fn root(node: &'a Node, problems: &'a Problems) -> Self {
        Self { node, path: String::new(), problems }
    }

    /// The value.
    pub fn value(&self) -> &'a Value {
        &self.node.value
    }

    /// Reports an error here; always returns `None`.
    pub fn refuse<T>(&self, wrong: ValidationError) -> Option<T> {
        self.problems.add(Problem::new(self.path.clone(), self.node.line, wrong));
        None
    }

    /// A table.
    pub fn table(&self) -> Option<Table<'a>> {
        let Value::Table(entries) = &self.node.value else { return self.refuse(ValidationError::NotATable) };
        let (path, line) = (self.path.clone(), self.node.line);
        Some(Table { entries, path, line, problems: self.problems, asked: RefCell::default() })
    }

    /// A list of at most `most` items.
    pub fn list(&self, most: usize) -> Option<Vec<Field<'a>>> {
        let Value::List(items) = &self.node.value else { return self.refuse(ValidationError::NotAList) };
        if items.len() > most {
            return self.refuse(ValidationError::TooManyEntries(items.len(), most));
        }
        let field = |(at, node)| Field { node, path: format!("{}[{at}]", self.path), problems: self.problems };
        Some(items.iter().enumerate().map(field).collect())
    }

    /// A list; `None` if any item is invalid, after all of them were reported.
    pub fn list_of<T>(&self, most: usize, read: impl FnMut(&Field<'a>) -> Option<T>) -> Option<Vec<T>> {
        let items: Vec<_> = self.list(most)?.iter().map(read).collect();
        items.into_iter().collect()
    }

    /// A list of at most `most` tables.
    pub fn tables(&self, most: usize) -> Vec<Table<'a>> {
        self.list(most).unwrap_or_default().iter().filter_map(Field::table).collect()
    }

    /// A string, unchanged.
    pub fn text(&self) -> Option<&'a str> {
        match &self.node.value {
            Value::Text(text) => Some(text),
            _ => self.refuse(ValidationError::NotAText),
        }
    }

    /// A string parsed by `parse`.
    pub fn parsed<T>(&self, parse: impl FnOnce(&str) -> Parsed<T>) -> Option<T> {
        match parse(self.text()?) {
            Ok(value) => Some(value),
            Err(wrong) => self.refuse(wrong),
        }
    }

    /// One of the words in `choices`.
    pub fn word<T>(&self, choices: &[&str], from_word: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.parsed(|text| {
            let known = choices.contains(&text).then(|| from_word(text)).flatten();
            known.ok_or_else(|| ValidationError::NotAWord(quoted(text), choices.join(", ")))
        })
    }

    /// A whole number in that range.
    pub fn number(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let (least, most) = (range.start(), range.end());
        match self.node.value {
            Value::Integer(number) => match u32::try_from(number) {
                Ok(number) if range.contains(&number) => Some(number),
                _ => self.refuse(ValidationError::OutOfRange(number, *least, *most)),
            },
            _ => self.refuse(ValidationError::NotANumber(*least, *most)),
        }
    }

    /// True or false.
    pub fn boolean(&self) -> Option<bool> {
        match self.node.value {
            Value::Boolean(flag) => Some(flag),
            _ => self.refuse(ValidationError::NotABoolean),
        }
    }
}
