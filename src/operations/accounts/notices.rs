//! Mails about changes of an account, so that none goes unnoticed. Each is queued in the transaction of the change,
//! to the old and the new address; only the mail with a link contains a secret.

use crate::domain::account::User;
use crate::domain::message::{AccountFacts, AccountNotice, AccountNoticeKind, PasswordLink};
use crate::domain::shop::Language;
use crate::domain::user_agent::UserAgent;
use crate::store::{StoreError, WriteTx, outbox, users};

/// Queues the mail with a link to choose a password.
pub(super) fn owe_link(
    tx: &WriteTx<'_>,
    kind: AccountNoticeKind,
    user: &User,
    link: PasswordLink,
) -> Result<(), StoreError> {
    owe(tx, kind, user, AccountFacts { link: Some(link), ..facts(user) })
}

/// Reports a changed password. An invited user's first one is not a change.
pub(super) fn password_changed(tx: &WriteTx<'_>, user: &User) -> Result<(), StoreError> {
    if user.invited {
        return Ok(());
    }
    tell(tx, AccountNoticeKind::PasswordChanged, user)
}

/// Reports the differences in sign-in address and role.
pub(super) fn changed(tx: &WriteTx<'_>, before: &User, after: &User) -> Result<(), StoreError> {
    if before.email != after.email {
        tell(tx, AccountNoticeKind::AddressRemoved, before)?;
        tell(tx, AccountNoticeKind::AddressAdded, after)?;
    }
    match (before.is_owner(), after.is_owner()) {
        (true, false) => tell(tx, AccountNoticeKind::MadeStaff, after),
        (false, true) => {
            tell(tx, AccountNoticeKind::MadeOwner, after)?;
            owner_added(tx, after)
        }
        _ => Ok(()),
    }
}

/// Reports a deleted account.
pub(super) fn removed(tx: &WriteTx<'_>, user: &User) -> Result<(), StoreError> {
    tell(tx, AccountNoticeKind::AccountRemoved, user)
}

/// Reports a new owner to all other owners, whoever made it: a stranger at an unlocked device might do that first.
pub(super) fn owner_added(tx: &WriteTx<'_>, newcomer: &User) -> Result<(), StoreError> {
    let others = users::all(tx)?.into_iter().filter(|user| user.is_owner() && !user.invited && user.id != newcomer.id);
    for owner in others {
        let facts = AccountFacts { other: Some(newcomer.name.to_string()), ..facts(&owner) };
        owe(tx, AccountNoticeKind::OwnerAdded, &owner, facts)?;
    }
    Ok(())
}

/// Reports a sign-in from an unknown device.
pub(super) fn new_device(tx: &WriteTx<'_>, user: &User, device: &UserAgent) -> Result<(), StoreError> {
    let other = device.in_words(language_of(tx, user));
    owe(tx, AccountNoticeKind::NewDevice, user, AccountFacts { other, ..facts(user) })
}

/// Reports `count` failed sign-ins since the last success.
pub(super) fn sign_ins_failed(tx: &WriteTx<'_>, user: &User, count: u32) -> Result<(), StoreError> {
    owe(tx, AccountNoticeKind::SignInsFailed, user, AccountFacts { count: Some(count), ..facts(user) })
}

/// A second factor, as mails and the log name it.
pub(super) enum Factor<'a> {
    /// The authenticator app.
    App,
    /// The passkey of that name.
    Passkey(&'a str),
}

impl Factor<'_> {
    /// Its word in the audit log.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Passkey(_) => "passkey",
        }
    }
}

/// Reports a new second factor.
pub(super) fn second_factor_added(tx: &WriteTx<'_>, user: &User, factor: &Factor<'_>) -> Result<(), StoreError> {
    owe(tx, AccountNoticeKind::SecondFactorAdded, user, AccountFacts { other: name(factor), ..facts(user) })
}

/// Reports that a second factor was removed.
pub(super) fn second_factor_removed(tx: &WriteTx<'_>, user: &User, factor: &Factor<'_>) -> Result<(), StoreError> {
    owe(tx, AccountNoticeKind::SecondFactorRemoved, user, AccountFacts { other: name(factor), ..facts(user) })
}

/// Reports that somebody else has removed all second factors.
pub(super) fn second_factors_removed(tx: &WriteTx<'_>, user: &User) -> Result<(), StoreError> {
    tell(tx, AccountNoticeKind::SecondFactorsRemoved, user)
}

/// Reports new recovery codes.
pub(super) fn recovery_codes_made(tx: &WriteTx<'_>, user: &User) -> Result<(), StoreError> {
    tell(tx, AccountNoticeKind::RecoveryCodesMade, user)
}

/// Reports a used recovery code; `left` of them remain.
pub(super) fn recovery_code_used(tx: &WriteTx<'_>, user: &User, left: u32) -> Result<(), StoreError> {
    owe(tx, AccountNoticeKind::RecoveryCodeUsed, user, AccountFacts { count: Some(left), ..facts(user) })
}

/// Tells all owners that a calendar kept elsewhere has not been readable for a day.
pub(in crate::operations) fn tell_owners_of_calendar(tx: &WriteTx<'_>, calendar: &str) -> Result<(), StoreError> {
    for owner in users::all(tx)?.into_iter().filter(|user| user.is_owner() && !user.invited) {
        let facts = AccountFacts { other: Some(calendar.to_owned()), ..facts(&owner) };
        owe(tx, AccountNoticeKind::CalendarFailing, &owner, facts)?;
    }
    Ok(())
}

/// The name of a passkey; the app has none.
fn name(factor: &Factor<'_>) -> Option<String> {
    match factor {
        Factor::App => None,
        Factor::Passkey(name) => Some((*name).to_owned()),
    }
}

fn tell(tx: &WriteTx<'_>, kind: AccountNoticeKind, user: &User) -> Result<(), StoreError> {
    owe(tx, kind, user, facts(user))
}

fn facts(user: &User) -> AccountFacts {
    AccountFacts { name: user.name.to_string(), ..AccountFacts::default() }
}

fn language_of(tx: &WriteTx<'_>, user: &User) -> Language {
    user.language.unwrap_or(tx.calendar().shop.language)
}

fn owe(tx: &WriteTx<'_>, kind: AccountNoticeKind, user: &User, facts: AccountFacts) -> Result<(), StoreError> {
    let language = language_of(tx, user);
    let notice = AccountNotice { kind, address: user.email.to_string(), language, due_at: tx.now, facts };
    outbox::enqueue_for_account(tx, &notice, tx.now)?;
    Ok(())
}
