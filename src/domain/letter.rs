//! A message that is owed, whatever it is about: an appointment, or an account of somebody who works in the shop.

use super::notice::Notice;
use super::shop::Language;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A message that is owed.
#[derive(Clone, Debug, PartialEq)]
pub enum Letter {
    /// About an appointment.
    Appointment(Notice),
    /// About an account.
    Account(AccountNotice),
}

impl Letter {
    /// The word of its kind in the database.
    pub const fn kind_word(&self) -> &'static str {
        match self {
            Self::Appointment(notice) => notice.kind.word(),
            Self::Account(notice) => notice.kind.word(),
        }
    }

    /// When it is to go out.
    pub const fn due_at(&self) -> DateTime<Utc> {
        match self {
            Self::Appointment(notice) => notice.due_at,
            Self::Account(notice) => notice.due_at,
        }
    }
}

/// What a message about an account is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountNoticeKind {
    /// A link to choose a new password.
    PasswordReset,
    /// A link to choose the first one.
    Invitation,
}

impl AccountNoticeKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::PasswordReset, Self::Invitation];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PasswordReset => "password_reset",
            Self::Invitation => "invitation",
        }
    }

    /// Reads [`AccountNoticeKind::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A message to somebody who works in the shop.
#[derive(Clone, PartialEq)]
pub struct AccountNotice {
    /// What it is about.
    pub kind: AccountNoticeKind,
    /// The one e-mail address it goes to.
    pub address: String,
    /// The language it is written in.
    pub language: Language,
    /// When it is to go out.
    pub due_at: DateTime<Utc>,
    /// What it tells.
    pub facts: AccountFacts,
}

impl fmt::Debug for AccountNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountNotice").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// What a message about an account tells. Kept as JSON in the outbox until the message has gone.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountFacts {
    /// Whose account it is.
    pub name: String,
    /// The secret of the link.
    pub token: String,
    /// Until when the link holds.
    pub expires_at: DateTime<Utc>,
}
