//! A shop file as a tree of values, the same for TOML and JSON, with line numbers if the parser provides them.
//! Independent of the meaning of a shop file.

mod json;

use super::Format;
use super::problem::Problem;
use super::validation_error::ValidationError;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// A value and its position.
#[derive(Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// The line, counted from 1; `None` in JSON.
    pub line: Option<usize>,
}

/// A value of TOML or JSON.
#[derive(Debug)]
pub enum Value {
    /// JSON's `null`: removes the value of an optional key.
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number; never valid.
    Number,
    /// A string; also TOML's dates and times.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the file.
    Table(Vec<(String, Node)>),
}

/// Parses a file of at most `most` values, tables included. Both parsers limit the depth to about a hundred.
///
/// # Errors
/// The error that ended the parsing: too many values, or not TOML or JSON.
pub fn parse(text: &str, format: Format, most: usize) -> Result<Node, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        Format::Toml => parse_toml(text, most),
        Format::Json => json::parse(text, most),
    }
}

/// The error for a file with more than `most` values.
pub(super) fn too_many(most: usize) -> Problem {
    Problem::new("", None, ValidationError::TooManyValues(most))
}

fn parse_toml(text: &str, most: usize) -> Result<Node, Problem> {
    if toml_values(text).nth(most).is_some() {
        return Err(too_many(most));
    }
    let lines = Lines::of(text);
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map(|span| lines.at(span.start));
        Problem::new("", line, ValidationError::NotToml(one_line(error.message())))
    })?;
    Ok(table_node(table.get_ref(), Some(1), &lines))
}

/// The tokens that precede or follow a value or table, an estimate of their number. Counted before parsing, because
/// the parser has no limit and needs 150 bytes per value.
fn toml_values(text: &str) -> impl Iterator<Item = TokenKind> {
    use TokenKind::{Comma, Dot, Equals, LeftSquareBracket};
    let kinds = Source::new(text).lex().map(|token| token.kind());
    kinds.filter(|kind| matches!(kind, Equals | Comma | Dot | LeftSquareBracket))
}

/// A parser's message, without line breaks.
pub(super) fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The byte offsets at which lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect())
    }

    fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset) + 1
    }
}

fn table_node(table: &DeTable<'_>, line: Option<usize>, lines: &Lines) -> Node {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let entries = entries.into_iter().map(|(key, value)| (key.get_ref().to_string(), toml_node(value, lines)));
    Node { value: Value::Table(entries.collect()), line }
}

fn toml_node(value: &Spanned<DeValue<'_>>, lines: &Lines) -> Node {
    let line = Some(lines.at(value.span().start));
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Number, Value::Integer)
        }
        DeValue::Float(_) => Value::Number,
        DeValue::Boolean(flag) => Value::Boolean(*flag),
        DeValue::Datetime(at) => Value::Text(at.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| toml_node(item, lines)).collect()),
        DeValue::Table(table) => return table_node(table, line, lines),
    };
    Node { value, line }
}
