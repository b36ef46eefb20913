//! The operators' accounts: who they are ([`create`], [`change`], [`remove`]), how they sign in ([`sign_in`]), what
//! becomes of their passwords ([`set_password`], [`ask_for_reset`]) and sessions. One transaction each; every change stands in the audit log,
//! and its account hears of it by mail.
//!
//! A password is kept as its argon2id hash, a session as the SHA-256 of its secret: a copy of the file lets nobody in.
//! How often somebody may try is the edge's business.

mod failures;
mod guessable;
mod known_devices;
mod notices;
mod one_time;
mod own;
mod password;
mod proof;
mod reset;
mod secret;
mod session;

pub use failures::{NO_ACCOUNT, SIGN_IN_FAILED};
pub use known_devices::{Browser, DEVICE_SECONDS, DeviceToken, KnownDevice, make_known};
pub use one_time::OneTimeSignIns;
pub use own::{SignInChange, change_own_profile, change_own_sign_in};
pub use password::{GivenPassword, MIN_CHARACTERS, NewPassword, PasswordProblem};
pub use proof::{Proof, prove};
pub use reset::{ask_for_reset, find_reset, reset_password, send_reset};
pub use secret::Secret;
pub use session::{
    OwnSession, SESSION_SECONDS, SessionToken, SignedIn, begin_session, begin_session_without_password,
    end_own_session, note_use, own_sessions, sign_in, sign_out, sign_out_everywhere, signed_in,
};

use crate::domain::account::{Role, User, UserId};
use crate::domain::shop::Language;
use crate::domain::values::{self, Invalid};
use crate::store::{Store, StoreError, WriteTx, audit, password_resets, set_up, users};
use password::hashed;
use serde_json::json;
use thiserror::Error;

/// Why an operation on accounts did not happen; nothing was written.
#[derive(Debug, Error)]
pub enum Error {
    /// What was typed cannot be taken.
    #[error("{0:?}")]
    Refused(Refusal),
    /// The file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is wrong with what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The name.
    Name(Invalid),
    /// The e-mail address.
    Email(Invalid),
    /// The password.
    Password(PasswordProblem),
    /// Another account signs in with that address.
    EmailTaken,
    /// There is no such account.
    UnknownUser,
    /// Nobody could change the shop any more.
    LastOwner,
    /// There is an account already: the first one is made.
    NotTheFirst,
    /// It is their own account, which they change for themselves, knowing the present password.
    OwnAccount,
    /// The present password is another one.
    WrongPassword,
    /// The link to choose a password is wrong, used, or too old.
    LinkEnded,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// An account as it is typed.
#[derive(Clone)]
pub struct Account {
    /// The e-mail address to sign in with.
    pub email: String,
    /// What the others call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The language they read; `None`: the shop's.
    pub language: Option<Language>,
}

impl Account {
    fn parsed(self) -> Result<User, Refusal> {
        Ok(User {
            id: 0,
            email: values::email(self.email.trim()).map_err(Refusal::Email)?.to_lowercase(),
            name: values::name(&self.name).map_err(Refusal::Name)?,
            role: self.role,
            language: self.language,
            invited: false,
        })
    }
}

/// Everything that is wrong with an account as it is typed, so that it can be said at once.
pub fn refusals(store: &Store, new: &Account, password: &NewPassword) -> Vec<Refusal> {
    let name = values::name(&new.name).err().map(Refusal::Name);
    let email = values::email(new.email.trim()).err().map(Refusal::Email);
    let known = [&*shop_name(store), &new.email, &new.name];
    let password = password.check(&known).err().map(Refusal::Password);
    [name, email, password].into_iter().flatten().collect()
}

fn shop_name(store: &Store) -> String {
    store.planning().calendar.shop.name.clone()
}

/// The hash of a password that is chosen for `user`: nothing that names the account or the shop makes it harder to guess.
async fn hashed_for(store: &Store, user: &User, password: NewPassword) -> Result<String, Error> {
    hashed(password, &[&shop_name(store), &user.email, &user.name]).await
}

/// Makes an account.
///
/// # Errors
/// [`Refusal`] for values that cannot be taken, [`Refusal::EmailTaken`].
pub async fn create(store: &Store, new: Account, password: NewPassword, by: Option<UserId>) -> Result<UserId, Error> {
    let user = new.parsed()?;
    let hash = hashed_for(store, &user, password).await?;
    store.write(move |tx| insert(tx, &user, Some(&hash), by)).await
}

/// Makes an account for somebody who chooses the password themselves, by a link that a mail brings.
///
/// # Errors
/// As [`create`], but for the password.
pub async fn invite(store: &Store, new: Account, by: Option<UserId>) -> Result<UserId, Error> {
    let user = User { invited: true, ..new.parsed()? };
    store
        .write(move |tx| {
            let id = insert(tx, &user, None, by)?;
            reset::owe_link(tx, &User { id, ..user.clone() }, by)?;
            Ok(id)
        })
        .await
}

/// Makes the first account, an owner. Where nothing can be booked yet, the guided set-up begins with it; a shop that came
/// from a file needs none. Of two who try at the same time one comes too late.
///
/// # Errors
/// [`Refusal::NotTheFirst`], and those of [`create`].
pub async fn create_first(store: &Store, new: Account, password: NewPassword) -> Result<UserId, Error> {
    let user = User { role: Role::Owner, ..new.parsed()? };
    let hash = hashed_for(store, &user, password).await?;
    store
        .write(move |tx| {
            if !users::is_empty(tx)? {
                return Err(Refusal::NotTheFirst.into());
            }
            if tx.calendar().bookable_services().next().is_none() {
                set_up::begin(tx)?;
            }
            insert(tx, &user, Some(&hash), None)
        })
        .await
}

fn insert(tx: &WriteTx<'_>, user: &User, hash: Option<&str>, by: Option<UserId>) -> Result<UserId, Error> {
    if users::find_by_email(tx, &user.email)?.is_some() {
        return Err(Refusal::EmailTaken.into());
    }
    let id = users::insert(tx, user, hash, tx.now.timestamp())?;
    if user.is_owner() {
        notices::owner_added(tx, &User { id, ..user.clone() })?;
    }
    note(tx, by.or(Some(id)), "user.created", id, &json!({ "role": user.role.word() }))?;
    Ok(id)
}

/// Changes everything of an account but its password. Who becomes less than an owner loses the rights at once, since
/// every request reads them anew.
///
/// # Errors
/// [`Refusal::OwnAccount`], [`Refusal::LastOwner`], [`Refusal::UnknownUser`], and those of [`create`].
pub async fn change(store: &Store, id: UserId, account: Account, by: Option<UserId>) -> Result<(), Error> {
    refuse_own(id, by)?;
    let user = User { id, ..account.parsed()? };
    store
        .write(move |tx| {
            let before = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            if users::find_by_email(tx, &user.email)?.is_some_and(|(other, _)| other.id != id) {
                return Err(Refusal::EmailTaken.into());
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

/// What is done to somebody else's account is not done to one's own: a device left alone would give it away.
fn refuse_own(id: UserId, by: Option<UserId>) -> Result<(), Refusal> {
    if by == Some(id) { Err(Refusal::OwnAccount) } else { Ok(()) }
}

/// Whether nobody else could change the shop; who is only invited cannot yet.
fn is_last_owner(tx: &WriteTx<'_>, user: &User) -> Result<bool, StoreError> {
    Ok(user.is_owner() && !user.invited && users::count_owners(tx)? <= 1)
}

/// Removes an account; who is signed in with it is signed out.
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
            notices::removed(tx, &user)?;
            note(tx, by, "user.removed", id, &json!({}))
        })
        .await
}

/// Gives an account another password and ends all its sessions.
///
/// # Errors
/// [`Refusal::OwnAccount`], [`Refusal::Password`], [`Refusal::UnknownUser`].
pub async fn set_password(store: &Store, id: UserId, password: NewPassword, by: Option<UserId>) -> Result<(), Error> {
    refuse_own(id, by)?;
    let user = store.read(move |conn| users::find(conn, id)).await?.ok_or(Refusal::UnknownUser)?;
    let hash = hashed_for(store, &user, password).await?;
    store
        .write(move |tx| {
            let user = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            users::set_password_hash(tx, id, &hash)?;
            reset::end_all(tx, id)?;
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
