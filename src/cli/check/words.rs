//! Whether the program knows every word in a file: the schema does not say which ones there are.

use crate::domain::account::Role;
use crate::domain::account_calendar::Conflict;
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::busy_calendar::{LookFault, SourceKind, Tentative};
use crate::domain::erasure::ErasureNoticeKind;
use crate::domain::feed::Detail;
use crate::domain::mail_server::Security;
use crate::domain::message::AccountNoticeKind;
use crate::domain::notice::NoticeKind;
use crate::store::activity::ActivityKind;
use crate::store::outbox_state;
use crate::store::questions::Question;
use rusqlite::Connection;

/// A table, one of its columns, and whether the program knows a word in it.
type Column = (&'static str, &'static str, fn(&str) -> bool);

/// The columns of words that no shop file describes.
const COLUMNS: &[Column] = &[
    ("appointments", "status", |word| Status::from_word(word).is_some()),
    ("news", "kind", |word| ActivityKind::from_word(word).is_some()),
    ("outbox", "state", outbox_state::is_state),
    ("outbox", "kind", is_mail_kind),
    ("audit", "actor", Actor::is_word),
    ("users", "role", |word| Role::from_word(word).is_some()),
    ("answered_questions", "question", |word| Question::from_word(word).is_some()),
    ("feeds", "detail", |word| Detail::from_word(word).is_some()),
    ("calendar_lines", "detail", |word| Detail::from_word(word).is_some()),
    ("calendar_series", "detail", |word| Detail::from_word(word).is_some()),
    ("app_passwords", "detail", |word| Detail::from_word(word).is_some()),
    ("busy_calendars", "tentative", |word| Tentative::from_word(word).is_some()),
    ("busy_calendars", "fault", |word| LookFault::from_word(word).is_some()),
    ("busy_calendars", "kind", |word| SourceKind::from_word(word).is_some()),
    ("busy_calendars", "send_fault", |word| LookFault::from_word(word).is_some()),
    ("account_calendars", "detail", |word| Detail::from_word(word).is_some()),
    ("calendar_copies", "conflict", |word| Conflict::from_word(word).is_some()),
    ("mail_settings", "security", |word| Security::from_word(word).is_some()),
];

fn is_mail_kind(word: &str) -> bool {
    NoticeKind::from_word(word).is_some()
        || AccountNoticeKind::from_word(word).is_some()
        || ErasureNoticeKind::from_word(word).is_some()
}

/// A sentence for every word in the file that this program does not know.
pub fn unknown(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut sentences = Vec::new();
    for (table, column, is_known) in COLUMNS {
        let mut statement = conn
            .prepare(&format!("SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {column}"))?;
        for word in statement.query_map([], |row| row.get::<_, String>(0))? {
            let word = word?;
            if !is_known(&word) {
                sentences.push(format!("the {column} \"{word}\" in {table} is none that this program knows"));
            }
        }
    }
    Ok(sentences)
}
