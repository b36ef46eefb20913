//! Questions that the start page asks an owner once.

use super::StoreError;
use crate::domain::words::words;
use rusqlite::{Connection, params};

words! {
    /// The questions.
    pub enum Question {
        /// How long customers' data are kept.
        Retention = "retention",
        /// Who gets a reminder.
        Reminders = "reminders",
        /// Whether a page about privacy is wanted.
        Privacy = "privacy",
        /// Whether public holidays are.
        Holidays = "holidays",
        /// Whether the mail server is to be tried.
        MailTest = "mail_test",
        /// Whether daily copies are wanted.
        Backup = "backup",
    }
}

/// Whether it was answered.
pub fn is_answered(conn: &Connection, question: Question) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM answered_questions WHERE question = ?1)")?;
    Ok(statement.query_row([question.word()], |row| row.get(0))?)
}

/// Marks it as answered.
pub fn answer(conn: &Connection, question: Question, now: i64) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO answered_questions (question, answered_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?
    .execute(params![question.word(), now])?;
    Ok(())
}
