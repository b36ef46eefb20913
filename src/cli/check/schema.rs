//! Compares a file's schema with the program's. Definitions are compared by tokens: an upgraded file may have its
//! columns in another order, and other comments and line breaks.

use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence for every table, index or trigger that is missing, unknown or different.
pub fn differences(conn: &Connection, fresh: &Connection) -> rusqlite::Result<Vec<String>> {
    let (is, wanted) = (schema_of(conn)?, schema_of(fresh)?);
    let mut sentences = Vec::new();
    for (name, definition) in &wanted {
        match is.get(name) {
            None => sentences.push(format!("the schema lacks the {name}")),
            Some(other) if other != definition => {
                sentences.push(format!("the schema has another {name} than this program's"));
            }
            Some(_) => {}
        }
    }
    let unknown = is.keys().filter(|name| !wanted.contains_key(*name));
    sentences.extend(unknown.map(|name| format!("the schema has an unknown {name}")));
    Ok(sentences)
}

/// Definitions by type and name. Litestream keeps two tables of its own in the file.
fn schema_of(conn: &Connection) -> rusqlite::Result<BTreeMap<String, Definition>> {
    let mut statement = conn.prepare(
        "SELECT type || ' ' || name, type = 'table', coalesce(sql, '') FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_litestream\\_%' ESCAPE '\\'",
    )?;
    let rows = statement.query_map([], |row| {
        let sql: String = row.get(2)?;
        let definition = if row.get(1)? { Definition::of_table(&sql) } else { Definition::of_other(&sql) };
        Ok((row.get(0)?, definition))
    })?;
    rows.collect()
}

/// A parsed CREATE statement.
#[derive(Debug, PartialEq, Eq)]
struct Definition {
    /// All tokens except those in `parts`.
    around: String,
    /// The columns and constraints of a table, in any order.
    parts: BTreeSet<String>,
}

impl Definition {
    fn of_other(sql: &str) -> Self {
        Self { around: tokens(sql).join(" "), parts: BTreeSet::new() }
    }

    fn of_table(sql: &str) -> Self {
        let (mut around, mut parts, mut part) = (Vec::new(), BTreeSet::new(), Vec::new());
        let mut depth = 0_u32;
        for token in tokens(sql) {
            match token {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            let ends_part = (depth == 1 && token == ",") || (depth == 0 && token == ")");
            let begins_parts = depth == 1 && token == "(";
            if ends_part {
                parts.insert(part.join(" "));
                part.clear();
            } else if depth == 0 {
                around.push(token);
            } else if !begins_parts {
                part.push(token);
            }
        }
        Self { around: around.join(" "), parts }
    }
}

/// The words, quoted strings and symbols of a statement, without spaces and comments. Quoted names are unquoted.
fn tokens(sql: &str) -> Vec<&str> {
    let (mut tokens, mut rest) = (Vec::new(), sql.trim_start());
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '\'' | '"' | '`' => quoted(rest, first),
            _ if is_word(first) => rest.find(|sign| !is_word(sign)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        if !token.starts_with("--") && !token.starts_with("/*") {
            tokens.push(plain_name(token));
        }
        rest = after.trim_start();
    }
    tokens
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_' || sign == '.'
}

/// The length of a quoted string. A doubled quote is treated as the end of one string and the start of another, which
/// compares equally.
fn quoted(rest: &str, quote: char) -> usize {
    rest[1..].find(quote).map_or(rest.len(), |end| end + 2)
}

/// Unquotes a name: `ALTER TABLE … RENAME` quotes names.
fn plain_name(token: &str) -> &str {
    let inner = token.strip_prefix('"').and_then(|token| token.strip_suffix('"'));
    inner.filter(|inner| !inner.is_empty() && inner.chars().all(is_word)).unwrap_or(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_comments_and_the_order_of_columns_say_nothing() {
        let written = "CREATE TABLE visits (
            id    INTEGER PRIMARY KEY, -- a key, of course
            state TEXT NOT NULL CHECK (state IN ('on, off', 'a -- b')), /* two */
            at    INTEGER,
            CHECK (at > 0)
        ) STRICT, WITHOUT ROWID";
        let altered = "CREATE TABLE \"visits\" (at INTEGER, id INTEGER PRIMARY KEY, CHECK(at>0), \
                       state TEXT NOT NULL CHECK (state IN ('on, off','a -- b'))) STRICT,WITHOUT ROWID";
        assert_eq!(Definition::of_table(written), Definition::of_table(altered));
        assert_eq!(Definition::of_table(written).parts.len(), 4);
    }

    #[test]
    fn whatever_else_differs_is_seen() {
        let table = "CREATE TABLE t (a TEXT CHECK (a IN ('x', 'y')), b INTEGER) STRICT";
        for other in [
            "CREATE TABLE t (a TEXT CHECK (a IN ('x', 'y')), b INTEGER)",
            "CREATE TABLE t (a TEXT CHECK (a IN ('x', 'y')), b INTEGER NOT NULL) STRICT",
            "CREATE TABLE t (a TEXT CHECK (a IN ('x', ' y')), b INTEGER) STRICT",
            "CREATE TABLE t (a TEXT CHECK (a IN ('y', 'x')), b INTEGER) STRICT",
            "CREATE TABLE t (a TEXT CHECK (a IN ('x', 'y'))) STRICT",
            "CREATE TABLE t (a TEXT CHECK (a IN ('x', 'y')), b INTEGER, c) STRICT",
        ] {
            assert_ne!(Definition::of_table(table), Definition::of_table(other), "{other}");
        }
        let index = Definition::of_other("CREATE INDEX i ON t (a, b) WHERE a = 1");
        assert_eq!(index, Definition::of_other("CREATE INDEX i ON t(a,b)\n  WHERE a=1 -- some"));
        assert_ne!(index, Definition::of_other("CREATE INDEX i ON t (b, a) WHERE a = 1"));
    }

    #[test]
    fn an_unfinished_statement_is_read_to_its_end() {
        for sql in ["", "CREATE TABLE t (a TEXT DEFAULT 'x", "/* CREATE", "-- a", "CREATE ) (", "\"", "ü('"] {
            assert_eq!(Definition::of_table(sql), Definition::of_table(sql));
        }
    }
}
