//! Enum words in the database. The allowed words are defined by the program's types only; the schema does not repeat
//! them, so that a new one needs no rebuild of a table.

use super::StoreError;
use crate::domain::account::Role;
use crate::domain::appointment::Status;
use crate::domain::mail_server::Security;
use crate::domain::message::AccountNoticeKind;
use crate::domain::notice::NoticeKind;
use crate::store::activity::ActivityKind;
use crate::store::outbox_state;
use rusqlite::types::Type;
use rusqlite::{Connection, Row};

/// A column contains an unknown word.
#[derive(Debug, thiserror::Error)]
#[error("{column} holds \"{word}\"")]
struct UnknownWord {
    column: String,
    word: String,
}

/// Reads the enum in `column`.
///
/// # Errors
/// If the column cannot be read, or `from_word` does not know its word.
pub(super) fn read<T>(row: &Row<'_>, column: &str, from_word: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let index = row.as_ref().column_index(column)?;
    let word: String = row.get(index)?;
    from_word(&word).ok_or_else(|| {
        let cause = UnknownWord { column: column.to_owned(), word };
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(cause))
    })
}

/// A table, a column, and whether a word is known.
type Column = (&'static str, &'static str, fn(&str) -> bool);

/// The enum columns that are not part of a shop file.
const COLUMNS: &[Column] = &[
    ("appointments", "status", |word| Status::from_word(word).is_some()),
    ("news", "kind", |word| ActivityKind::from_word(word).is_some()),
    ("outbox", "state", outbox_state::is_state),
    ("outbox", "kind", |word| NoticeKind::from_word(word).is_some() || AccountNoticeKind::from_word(word).is_some()),
    ("users", "role", |word| Role::from_word(word).is_some()),
    ("mail_settings", "security", |word| Security::from_word(word).is_some()),
];

/// A sentence for every unknown word in the database.
///
/// # Errors
/// If the database cannot be read.
pub fn unknown(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut sentences = Vec::new();
    for (table, column, is_known) in COLUMNS {
        let mut statement = conn.prepare(&format!("SELECT DISTINCT {column} FROM {table} ORDER BY {column}"))?;
        for word in statement.query_map([], |row| row.get::<_, String>(0))? {
            let word = word?;
            if !is_known(&word) {
                sentences.push(format!("the {column} \"{word}\" in {table} is none that this program knows"));
            }
        }
    }
    Ok(sentences)
}
