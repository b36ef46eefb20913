//! Enum words in the database. The allowed words are defined by the program's types only; the schema does not repeat
//! them, so that a new one needs no rebuild of a table.

use rusqlite::Row;
use rusqlite::types::Type;

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
