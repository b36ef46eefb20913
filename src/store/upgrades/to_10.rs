//! The words of an enum are defined by the program's types, and verified by `check`. The tables repeated them in
//! CHECKs, so that every new word would have needed a rebuild of a table.

use super::StoreError;
use rusqlite::{Connection, params};

/// Removes conditions such as `CHECK (kind IN ('room', 'person'))` from all tables.
///
/// Rows do not depend on a condition, so only the text of the schema changes
/// (<https://www.sqlite.org/lang_altertable.html>, section 7).
pub fn drop_word_checks(conn: &Connection) -> Result<(), StoreError> {
    conn.execute_batch("PRAGMA writable_schema = ON")?;
    let mut tables =
        conn.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%CHECK (%'")?;
    let tables: Vec<(String, String)> =
        tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (name, sql) in tables {
        conn.execute(
            "UPDATE sqlite_schema SET sql = ?2 WHERE type = 'table' AND name = ?1",
            params![name, without_word_checks(&sql)],
        )?;
    }
    Ok(conn.execute_batch("PRAGMA writable_schema = RESET")?)
}

fn without_word_checks(sql: &str) -> String {
    const CHECK: &str = "CHECK (";
    let (mut kept, mut rest) = (String::new(), sql);
    while let Some(at) = rest.find(CHECK) {
        let condition = at + CHECK.len();
        let end = condition + closing(&rest[condition..]);
        // Only conditions on words contain quotes.
        let is_of_words = rest[condition..end].contains('\'');
        kept.push_str(if is_of_words { rest[..at].trim_end() } else { &rest[..end] });
        rest = &rest[end..];
    }
    kept + rest
}

/// The index after the bracket that closes the one opened before `text`.
fn closing(text: &str) -> usize {
    let mut depth = 1_u32;
    for (at, sign) in text.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_of_numbers_stay() {
        let sql = "CREATE TABLE t (\n    a TEXT NOT NULL\n        CHECK (a IN ('x', 'y') OR a IN ('z')),\n    \
                   b INTEGER CHECK (b IN (0, 1)), -- either\n    c TEXT NOT NULL CHECK (c IN ('x')), CHECK ((a IS NULL) = (b IS NULL))\n) STRICT";
        assert_eq!(
            without_word_checks(sql),
            "CREATE TABLE t (\n    a TEXT NOT NULL,\n    b INTEGER CHECK (b IN (0, 1)), -- either\n    \
             c TEXT NOT NULL, CHECK ((a IS NULL) = (b IS NULL))\n) STRICT"
        );
    }
}
