//! User accounts: [`create`], [`change`], [`remove`]; signing in ([`sign_in`]); passwords ([`set_password`],
//! [`ask_for_reset`]), second factors and sessions. One transaction each; every change is in the audit log and reported to the
//! account by mail.
//!
//! Only the argon2id hash of a password and the SHA-256 of a session's secret are stored, so a copy of the database
//! gives no access. Rate limits are applied by the HTTP layer.

mod app_passwords;
mod failures;
mod feeds;
mod known_devices;
mod lookup;
mod notices;
mod one_time;
mod own;
mod password;
mod reset;
mod second_factor;
mod second_step;
mod secret;
mod session;
mod short_lived;

pub use app_passwords::{
    Device, app_passwords_of, create_app_password, open_by_app_password, revoke_app_password, revoke_app_password_named,
};
pub use failures::{NO_ACCOUNT, SIGN_IN_FAILED};
pub use feeds::{MadeFeed, OpenFeed, create_feed, feeds_of, open_feed, renew_feed, revoke_feed, revoke_feed_named};
pub use known_devices::{Browser, DEVICE_SECONDS, DeviceToken, KnownDevice, make_known};
pub use lookup::{find, list, nobody_yet};
pub(super) use notices::tell_owners_of_calendar;
pub use one_time::OneTimeSignIns;
pub use own::{SignInChange, change_own_profile, change_own_sign_in};
pub use password::{GivenPassword, MIN_CHARACTERS, NewPassword, PasswordProblem};
pub use reset::{ask_for_reset, find_reset, reset_password, send_reset};
pub use second_factor::app::{AddedApp, AppSecret, add_app, remove_app};
pub use second_factor::codes::{RecoveryCodes, new_recovery_codes};
pub use second_factor::passkeys::{
    Challenges, RelyingParty, add_passkey, begin_passkey, begin_passkey_use, passkey_hosts, prove_by_passkey,
    remove_passkey, rename_passkey, sign_in_by_passkey,
};
pub use second_factor::{
    AppFactor, PasskeyFactor, SecondFactors, remove_second_factors, second_factors, with_second_factor,
};
pub use second_step::{complete_by_app, complete_by_recovery_code};
pub use secret::Secret;
pub use session::proof::{Proof, prove};
pub use session::{
    FirstStep, OwnSession, SESSION_SECONDS, SessionToken, SignIn, SignedIn, begin_session,
    begin_session_without_password, end_own_session, note_use, own_sessions, sign_in, sign_out, sign_out_everywhere,
    signed_in,
};
pub use short_lived::ShortLived;

use crate::domain::account::{Role, User, UserId};
use crate::domain::shop::Language;
use crate::domain::values::{Email, Faults, Invalid, PersonName};
use crate::store::{Store, StoreError, WriteTx, audit, outbox, password_resets, set_up, users};
use password::hashed;
use serde_json::json;

/// Why an operation on accounts failed; nothing was written.
pub type Error = super::error::Error<Refusal>;

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// These fields are wrong.
    Fields(Faults<Wrong>),
    /// There is no such account.
    UnknownUser,
    /// No owner would be left.
    LastOwner,
    /// An account exists already, so this is not the first.
    NotTheFirst,
    /// Own accounts are changed only with the current password.
    OwnAccount,
    /// The link is wrong, used, or expired.
    LinkEnded,
    /// The device's answer is wrong, or its challenge was used or expired.
    Passkey,
    /// The account has no second factor.
    NoSecondFactor,
    /// The account has no such address of a calendar.
    UnknownFeed,
    /// The account has no such app password.
    UnknownAppPassword,
}

impl super::error::Reason for Refusal {}

impl From<Faults<Wrong>> for Refusal {
    fn from(faults: Faults<Wrong>) -> Self {
        Self::Fields(faults)
    }
}

/// What is wrong with a field: `name`, `email`, `password`, the current one (`present`), `code`, `label`, `resource`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The value is invalid.
    Value(Invalid),
    /// The password is not acceptable.
    Password(PasswordProblem),
    /// Another account has that address.
    EmailTaken,
    /// It is not the current password.
    NotPresent,
    /// It is not a code of the app.
    Code,
    /// Another address of the account's calendars has that label.
    LabelTaken,
    /// Another app password of the account has that label.
    DeviceTaken,
}

impl Wrong {
    /// The refusal where nothing else is wrong.
    fn at(self, field: &'static str) -> Refusal {
        let mut faults = Faults::default();
        faults.add(field, self);
        faults.into()
    }
}

/// Form input of an account.
#[derive(Clone)]
pub struct Account {
    /// The e-mail address to sign in with.
    pub email: String,
    /// Display name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// Interface language; `None`: the shop's.
    pub language: Option<Language>,
}

impl Account {
    /// The account, or all that is wrong with it and its password.
    fn parsed(self, store: &Store, password: Option<&NewPassword>) -> Result<User, Refusal> {
        let mut faults = Faults::default();
        let name = faults.take("name", PersonName::parse(&self.name).map_err(Wrong::Value));
        let email = faults.take("email", sign_in_email(&self.email));
        if let Some(password) = password {
            let checked = password.check(&[&shop_name(store), &self.email, &self.name]);
            faults.take("password", checked.map_err(Wrong::Password));
        }
        let user = name.zip(email).map(|(name, email)| User {
            id: 0,
            email,
            name,
            role: self.role,
            language: self.language,
            invited: false,
        });
        Ok(faults.or(user)?)
    }
}

/// A sign-in address, stored in lower case.
fn sign_in_email(typed: &str) -> Result<Email, Wrong> {
    let email = Email::parse(typed.trim()).map_err(Wrong::Value)?;
    Ok(Email::from_stored(email.folded()))
}

fn shop_name(store: &Store) -> String {
    store.planning().calendar.shop.name.to_string()
}

/// The hash of a new password for `user`, checked against the names of account and shop.
async fn hashed_for(store: &Store, user: &User, password: NewPassword) -> Result<String, Error> {
    let checked = password.check(&[&shop_name(store), &user.email, &user.name]);
    checked.map_err(|problem| Wrong::Password(problem).at("password"))?;
    Ok(hashed(password).await?)
}

/// Creates an account.
///
/// # Errors
/// [`Refusal::Fields`].
pub async fn create(store: &Store, new: Account, password: NewPassword, by: Option<UserId>) -> Result<UserId, Error> {
    let user = new.parsed(store, Some(&password))?;
    let hash = hashed(password).await?;
    store.write(move |tx| note_created(tx, by, insert(tx, &user, Some(&hash))?, &user)).await
}

/// Creates an account for a user who will choose the password by a mailed link.
///
/// # Errors
/// As [`create`], except for the password.
pub async fn invite(store: &Store, new: Account, by: Option<UserId>) -> Result<UserId, Error> {
    let user = User { invited: true, ..new.parsed(store, None)? };
    store
        .write(move |tx| {
            let id = note_created(tx, by, insert(tx, &user, None)?, &user)?;
            reset::owe_link(tx, &User { id, ..user.clone() }, by)?;
            Ok(id)
        })
        .await
}

/// Creates the first account, an owner. If nothing can be booked yet, the guided set-up starts with it; an imported
/// shop needs none. Of two concurrent calls one is refused.
///
/// # Errors
/// [`Refusal::NotTheFirst`], and those of [`create`].
pub async fn create_first(store: &Store, new: Account, password: NewPassword, by: Founder) -> Result<UserId, Error> {
    let user = User { role: Role::Owner, ..new.parsed(store, Some(&password))? };
    let hash = hashed(password).await?;
    store
        .write(move |tx| {
            if !users::is_empty(tx)? {
                return Err(Refusal::NotTheFirst.into());
            }
            if tx.calendar().bookable_services().next().is_none() {
                set_up::begin(tx)?;
            }
            let id = insert(tx, &user, Some(&hash))?;
            note_created(tx, (by == Founder::Themselves).then_some(id), id, &user)
        })
        .await
}

/// Who creates the first account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Founder {
    /// The person whose account it is, on the page whose address the program prints.
    Themselves,
    /// Somebody at the machine.
    CommandLine,
}

fn insert(tx: &WriteTx<'_>, user: &User, hash: Option<&str>) -> Result<UserId, Error> {
    if users::find_by_email(tx, &user.email)?.is_some() {
        return Err(Wrong::EmailTaken.at("email").into());
    }
    let id = users::insert(tx, user, hash, tx.now.timestamp())?;
    if user.is_owner() {
        notices::owner_added(tx, &User { id, ..user.clone() })?;
    }
    Ok(id)
}

fn note_created(tx: &WriteTx<'_>, by: Option<UserId>, id: UserId, user: &User) -> Result<UserId, Error> {
    note(tx, by, "user.created", id, &json!({ "role": user.role.word() })).map(|()| id)
}

/// Changes all data of an account except the password. A demoted owner loses the rights at once, since every request
/// reads the role.
///
/// # Errors
/// [`Refusal::OwnAccount`], [`Refusal::LastOwner`], [`Refusal::UnknownUser`], and those of [`create`].
pub async fn change(store: &Store, id: UserId, account: Account, by: Option<UserId>) -> Result<(), Error> {
    refuse_own(id, by)?;
    let user = User { id, ..account.parsed(store, None)? };
    store
        .write(move |tx| {
            let before = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            if users::find_by_email(tx, &user.email)?.is_some_and(|(other, _)| other.id != id) {
                return Err(Wrong::EmailTaken.at("email").into());
            }
            if is_last_owner(tx, &before)? && !user.is_owner() {
                return Err(Refusal::LastOwner.into());
            }
            users::update(tx, &user)?;
            if before.email != user.email {
                password_resets::delete_all(tx, id)?;
            }
            notices::changed(tx, &before, &user)?;
            note(tx, by, "user.changed", id, &json!({ "role": user.role.word() }))
        })
        .await
}

/// Own accounts cannot be changed this way: it needs no password, and a device may be left unlocked.
fn refuse_own(id: UserId, by: Option<UserId>) -> Result<(), Refusal> {
    if by == Some(id) { Err(Refusal::OwnAccount) } else { Ok(()) }
}

/// Whether no other owner with a password exists.
fn is_last_owner(tx: &WriteTx<'_>, user: &User) -> Result<bool, StoreError> {
    Ok(user.is_owner() && !user.invited && users::count_owners(tx)? <= 1)
}

/// Deletes an account and ends its sessions.
///
/// # Errors
/// [`Refusal::OwnAccount`], [`Refusal::LastOwner`], [`Refusal::UnknownUser`].
pub async fn remove(store: &Store, id: UserId, by: Option<UserId>) -> Result<(), Error> {
    refuse_own(id, by)?;
    store
        .write(move |tx| {
            let user = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            if is_last_owner(tx, &user)? {
                return Err(Refusal::LastOwner.into());
            }
            users::delete(tx, id)?;
            outbox::forget_accountless(tx, tx.now)?;
            notices::removed(tx, &user)?;
            note(tx, by, "user.removed", id, &json!({}))
        })
        .await
}

/// Sets the password of an account and ends all its sessions.
///
/// # Errors
/// [`Refusal::OwnAccount`], [`Refusal::Fields`], [`Refusal::UnknownUser`].
pub async fn set_password(store: &Store, id: UserId, password: NewPassword, by: Option<UserId>) -> Result<(), Error> {
    refuse_own(id, by)?;
    let user = store.read(move |conn| users::find(conn, id)).await?.ok_or(Refusal::UnknownUser)?;
    let hash = hashed_for(store, &user, password).await?;
    store
        .write(move |tx| {
            let user = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            users::set_password_hash(tx, id, &hash)?;
            reset::end_all(tx, id)?;
            app_passwords::end_all(tx, id)?;
            failures::clear(tx, id)?;
            notices::password_changed(tx, &user)?;
            note(tx, by, "user.password_changed", id, &json!({}))
        })
        .await
}

fn note(
    tx: &WriteTx<'_>,
    by: Option<UserId>,
    action: &str,
    id: UserId,
    details: &serde_json::Value,
) -> Result<(), Error> {
    Ok(audit::record(tx, by, action, &id.to_string(), details, tx.now.timestamp())?)
}
