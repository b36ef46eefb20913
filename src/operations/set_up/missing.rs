//! What a shop that runs still lacks, for the start page: until it is done, or an owner says that it is not wanted.

use crate::domain::account::UserId;
use crate::domain::words::words;
use crate::operations::{accounts, catalog, mail};
use crate::store::questions::{self, Question};
use crate::store::{Store, StoreError, users};

words! {
    /// Something that a shop lacks, in the order shown.
    pub enum Missing {
        /// No page about privacy is linked, so that nobody is asked to accept one.
        Privacy = "privacy",
        /// No public holidays were entered.
        Holidays = "holidays",
        /// No mail has been taken by the mail server since it was named, not even a test.
        MailTest = "mail_test",
        /// No daily copies are kept.
        Backup = "backup",
        /// The owner who looks signs in with a password alone.
        SecondFactor = "second_factor",
    }
}

impl Missing {
    /// The question that dismisses it for all owners; `None`: each says it for themselves.
    const fn question(self) -> Option<Question> {
        match self {
            Self::Privacy => Some(Question::Privacy),
            Self::Holidays => Some(Question::Holidays),
            Self::MailTest => Some(Question::MailTest),
            Self::Backup => Some(Question::Backup),
            Self::SecondFactor => None,
        }
    }
}

/// What the process knows beside the database.
#[derive(Clone, Copy, Debug)]
pub struct Process {
    /// Whether daily copies are kept.
    pub has_backups: bool,
    /// Whether a mail server is named.
    pub has_mail: bool,
}

/// What is missing and was not dismissed, for that owner.
pub async fn missing(store: &Store, owner: UserId, process: Process) -> Result<Vec<Missing>, StoreError> {
    let shop = store.planning().calendar.shop.clone();
    let factors = accounts::second_factors(store, owner).await?;
    let has_holidays = catalog::region_of_last_holidays(store).await?.is_some();
    let has_mailed = mail::has_worked(store).await? == Some(true);
    let lacks = move |one: &Missing| match one {
        Missing::Privacy => shop.privacy_url.is_none(),
        Missing::Holidays => !has_holidays,
        // Without a server that is said elsewhere.
        Missing::MailTest => process.has_mail && !has_mailed,
        Missing::Backup => !process.has_backups,
        Missing::SecondFactor => factors.app.is_none() && factors.passkeys.is_empty(),
    };
    store
        .read(move |conn| {
            let mut found = Vec::new();
            for one in Missing::ALL.into_iter().filter(lacks) {
                let is_dismissed = match one.question() {
                    Some(question) => questions::is_answered(conn, question)?,
                    None => users::has_declined_factor(conn, owner)?,
                };
                if !is_dismissed {
                    found.push(one);
                }
            }
            Ok(found)
        })
        .await
}

/// Stops asking for one of them: that owner alone, where it is theirs.
pub async fn dismiss(store: &Store, one: Missing, owner: UserId) -> Result<(), StoreError> {
    store
        .write(move |tx| match one.question() {
            Some(question) => questions::answer(tx, question, tx.now.timestamp()),
            None => users::decline_factor(tx, owner, tx.now.timestamp()),
        })
        .await
}
