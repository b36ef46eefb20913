//! A message that is owed, whatever it is about: an appointment, or an account of somebody who works in the shop.

use super::notice::Notice;
use super::shop::Language;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A message that is owed.
#[derive(Clone, Debug, PartialEq)]
pub enum QueuedMessage {
    /// About an appointment.
    Appointment(Box<Notice>),
    /// About an account.
    Account(AccountNotice),
}

impl QueuedMessage {
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
    /// There is another password.
    PasswordChanged,
    /// Another e-mail address signs in; to the one until now.
    AddressRemoved,
    /// Another e-mail address signs in; to that one.
    AddressAdded,
    /// They have become an owner.
    MadeOwner,
    /// They are an owner no longer.
    MadeStaff,
    /// Somebody else has become an owner; to those who are one already.
    OwnerAdded,
    /// The account is gone.
    AccountRemoved,
    /// Somebody has signed in from a device that was not known.
    NewDevice,
    /// Somebody has failed to sign in many times.
    SignInsFailed,
}

impl AccountNoticeKind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::PasswordReset,
        Self::Invitation,
        Self::PasswordChanged,
        Self::AddressRemoved,
        Self::AddressAdded,
        Self::MadeOwner,
        Self::MadeStaff,
        Self::OwnerAdded,
        Self::AccountRemoved,
        Self::NewDevice,
        Self::SignInsFailed,
    ];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PasswordReset => "password_reset",
            Self::Invitation => "invitation",
            Self::PasswordChanged => "password_changed",
            Self::AddressRemoved => "address_removed",
            Self::AddressAdded => "address_added",
            Self::MadeOwner => "made_owner",
            Self::MadeStaff => "made_staff",
            Self::OwnerAdded => "owner_added",
            Self::AccountRemoved => "account_removed",
            Self::NewDevice => "new_device",
            Self::SignInsFailed => "sign_ins_failed",
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
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AccountFacts {
    /// Whose account it is.
    pub name: String,
    /// The link in it, where choosing a password is what it is for.
    #[serde(flatten)]
    pub link: Option<PasswordLink>,
    /// Who else it is about, or which device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// How often it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// A link that lets its reader choose a password, once.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PasswordLink {
    /// Its secret.
    pub token: String,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_with_a_link_reads_as_it_was_written_and_one_without_has_none() {
        let expires_at = "2022-01-14T09:00:00Z".parse().unwrap();
        let written = r#"{"name":"Erika Muster","token":"t","expires_at":"2022-01-14T09:00:00Z"}"#;
        let facts: AccountFacts = serde_json::from_str(written).unwrap();
        let link = Some(PasswordLink { token: "t".into(), expires_at });
        assert!(facts == AccountFacts { name: "Erika Muster".into(), link, ..AccountFacts::default() });
        assert_eq!(serde_json::to_string(&facts).unwrap(), written);
        let plain: AccountFacts = serde_json::from_str(r#"{"name":"Erika Muster"}"#).unwrap();
        assert!(plain.link.is_none() && plain.other.is_none());
    }
}
