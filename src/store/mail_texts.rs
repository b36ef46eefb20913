//! The shop's overrides of mail texts.

use super::StoreError;
use crate::domain::mail_template::MailTemplate;
use crate::domain::notice::NoticeKind;
use crate::domain::shop::Language;
use rusqlite::{Connection, OptionalExtension, params};

/// The overrides of one message; empty if there are none.
pub fn find(conn: &Connection, kind: NoticeKind, language: Language) -> Result<MailTemplate, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT subject, body FROM mail_texts WHERE kind = ?1 AND language = ?2")?;
    let words = statement.query_row(params![kind.word(), language.tag()], |row| {
        Ok(MailTemplate { subject: row.get(0)?, body: row.get(1)? })
    });
    Ok(words.optional()?.unwrap_or_default())
}

/// Kind and language of the messages with overrides.
pub fn changed(conn: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT kind, language FROM mail_texts ORDER BY kind, language")?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}

/// Stores the overrides; deletes the row if they are empty.
pub fn save(conn: &Connection, kind: NoticeKind, language: Language, words: &MailTemplate) -> Result<(), StoreError> {
    if words.is_empty() {
        conn.prepare_cached("DELETE FROM mail_texts WHERE kind = ?1 AND language = ?2")?
            .execute(params![kind.word(), language.tag()])?;
        return Ok(());
    }
    conn.prepare_cached("INSERT OR REPLACE INTO mail_texts (kind, language, subject, body) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![kind.word(), language.tag(), words.subject, words.body])?;
    Ok(())
}
