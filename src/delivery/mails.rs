//! What the operator calls a mail, and what became of it.

pub use crate::delivery::texts::{heading, name};

use crate::domain::language::Language;
use crate::domain::notice::NoticeKind;
use crate::i18n::{Texts, messages::planner::Mails};

/// The name of a kind of message, from the word in the database; also where it is of another program's making.
pub fn kind_of(word: &str, language: Language) -> &'static str {
    NoticeKind::from_word(word).map_or_else(|| Texts::<Mails>::of(language).mail(), |kind| name(kind, language))
}

/// What became of a mail, from the word in the database.
pub fn state(word: &str, language: Language) -> &'static str {
    let t = Texts::<Mails>::of(language);
    match word {
        "queued" => t.queued(),
        "held" => t.held(),
        "sent" => t.sent(),
        "failed" => t.failed(),
        "expired" => t.expired(),
        _ => t.withdrawn(),
    }
}
