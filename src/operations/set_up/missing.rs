//! What a shop that runs still lacks, for the start page: until it is done, or an owner says that it is not wanted.

use crate::domain::account::UserId;
use crate::operations::{accounts, catalog, mail};
use crate::store::questions::{self, Question};
use crate::store::{Store, StoreError};

/// Something that a shop lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No page about privacy is linked, so that nobody is asked to accept one.
    Privacy,
    /// No public holidays were entered.
    Holidays,
    /// No mail has been taken by the mail server since it was named, not even a test.
    MailTest,
    /// No daily copies are kept.
    Backup,
    /// The owner who looks signs in with a password alone.
    SecondFactor,
}

impl Missing {
    /// All of them, in the order shown.
    pub const ALL: [Self; 5] = [Self::Privacy, Self::Holidays, Self::MailTest, Self::Backup, Self::SecondFactor];

    /// The question that dismisses it.
    pub const fn question(self) -> Question {
        match self {
            Self::Privacy => Question::Privacy,
            Self::Holidays => Question::Holidays,
            Self::MailTest => Question::MailTest,
            Self::Backup => Question::Backup,
            Self::SecondFactor => Question::SecondFactor,
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
                if !questions::is_answered(conn, one.question())? {
                    found.push(one);
                }
            }
            Ok(found)
        })
        .await
}

/// Stops asking for one of them.
pub async fn dismiss(store: &Store, one: Missing) -> Result<(), StoreError> {
    store.write(move |tx| questions::answer(tx, one.question(), tx.now.timestamp())).await
}
