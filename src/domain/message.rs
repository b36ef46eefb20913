//! A queued message, about an appointment, a user account or a request of erasure.

use super::erasure::ErasureNotice;
use super::notice::Notice;
use super::shop::Language;
use super::words::words;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A queued message.
#[derive(Clone, Debug, PartialEq)]
pub enum QueuedMessage {
    /// About an appointment.
    Appointment(Box<Notice>),
    /// About an account.
    Account(AccountNotice),
    /// About a request of erasure.
    Erasure(ErasureNotice),
}

impl QueuedMessage {
    /// The word of its kind in the database.
    pub const fn kind_word(&self) -> &'static str {
        match self {
            Self::Appointment(notice) => notice.kind.word(),
            Self::Account(notice) => notice.kind.word(),
            Self::Erasure(notice) => notice.kind.word(),
        }
    }

    /// The instant from which it may be sent.
    pub const fn due_at(&self) -> DateTime<Utc> {
        match self {
            Self::Appointment(notice) => notice.due_at,
            Self::Account(notice) => notice.due_at,
            Self::Erasure(notice) => notice.due_at,
        }
    }
}

words! {
    /// The events of a user account, and those told to single users, that are reported by mail.
    pub enum AccountNoticeKind {
        /// A link to choose a new password.
        PasswordReset = "password_reset",
        /// A link to choose the first password.
        Invitation = "invitation",
        /// The password was changed.
        PasswordChanged = "password_changed",
        /// The sign-in address was changed; sent to the old one.
        AddressRemoved = "address_removed",
        /// The sign-in address was changed; sent to the new one.
        AddressAdded = "address_added",
        /// The user became an owner.
        MadeOwner = "made_owner",
        /// The user is no longer an owner.
        MadeStaff = "made_staff",
        /// Another user became an owner; sent to the existing owners.
        OwnerAdded = "owner_added",
        /// The account was deleted.
        AccountRemoved = "account_removed",
        /// A sign-in from an unknown device.
        NewDevice = "new_device",
        /// Repeated failed sign-ins.
        SignInsFailed = "sign_ins_failed",
        /// A second factor was added.
        SecondFactorAdded = "second_factor_added",
        /// A second factor was removed by the user.
        SecondFactorRemoved = "second_factor_removed",
        /// All second factors were removed by somebody else.
        SecondFactorsRemoved = "second_factors_removed",
        /// New recovery codes were made; the earlier ones ended.
        RecoveryCodesMade = "recovery_codes_made",
        /// A recovery code was used to sign in.
        RecoveryCodeUsed = "recovery_code_used",
        /// A calendar kept elsewhere could not be read for a day; sent to the owners.
        CalendarFailing = "calendar_failing",
    }
}

/// A message to a user of the planner.
#[derive(Clone, PartialEq)]
pub struct AccountNotice {
    /// What it is about.
    pub kind: AccountNoticeKind,
    /// The recipient's e-mail address.
    pub address: String,
    /// The language it is written in.
    pub language: Language,
    /// The instant from which it may be sent.
    pub due_at: DateTime<Utc>,
    /// The values its text needs.
    pub facts: AccountFacts,
}

impl fmt::Debug for AccountNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountNotice").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The values of an account message. Stored as JSON in the outbox until it is sent.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AccountFacts {
    /// The name of the account.
    pub name: String,
    /// The link to choose a password, for the kinds that have one.
    #[serde(flatten)]
    pub link: Option<PasswordLink>,
    /// The other account, the device, the passkey or the calendar concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// The number of failed sign-ins, or of recovery codes left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// A single-use link to choose a password.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PasswordLink {
    /// Its secret.
    pub token: String,
    /// When it expires.
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
