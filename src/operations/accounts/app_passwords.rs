//! App passwords: each opens the calendars under `/dav/` to one device, and nothing else. Random, 130 bits, of which only the
//! SHA-256 is stored: a password is shown once, and works until it is revoked, the account's password is reset, or the account
//! is deleted. It asks for no second factor, which calendar programs do not know.

use super::secret::Secret;
use super::{Error, Refusal, Wrong, note};
use crate::domain::account::{User, UserId};
use crate::domain::app_password::AppPassword;
use crate::domain::feed::Detail;
use crate::domain::time::Minute;
use crate::domain::values::Email;
use crate::store::app_passwords::{self, StoredPassword};
use crate::store::{Store, StoreError, WriteTx, users};
use serde_json::json;

/// The passwords of an account, in the order in which they were made.
///
/// # Errors
/// If the database cannot be read.
pub async fn app_passwords_of(store: &Store, user: UserId) -> Result<Vec<StoredPassword>, StoreError> {
    store.read(move |conn| app_passwords::of_user(conn, user)).await
}

/// Makes a password, which is shown once.
///
/// # Errors
/// [`Refusal::Fields`] for a label that the account has already; [`Refusal::UnknownUser`].
pub async fn create_app_password(store: &Store, user: UserId, new: AppPassword) -> Result<Secret, Error> {
    let secret = Secret::to_type()?;
    store
        .write(move |tx| {
            users::find(tx, user)?.ok_or(Refusal::UnknownUser)?;
            if app_passwords::of_user(tx, user)?.iter().any(|other| other.password.label == new.label) {
                return Err(Wrong::DeviceTaken.at("label").into());
            }
            app_passwords::insert(tx, user, &new, &secret.hash(), tx.now.timestamp())?;
            note(tx, Some(user), "user.app_password_made", user, &json!({ "detail": new.detail.word() }))?;
            Ok(secret)
        })
        .await
}

/// Ends a password of an account.
///
/// # Errors
/// [`Refusal::UnknownAppPassword`].
pub async fn revoke_app_password(store: &Store, user: UserId, id: i64) -> Result<(), Error> {
    store.write(move |tx| revoke(tx, user, id)).await
}

/// Ends the password of an account that has that label.
///
/// # Errors
/// [`Refusal::UnknownAppPassword`].
pub async fn revoke_app_password_named(store: &Store, user: UserId, label: String) -> Result<(), Error> {
    store
        .write(move |tx| {
            let all = app_passwords::of_user(tx, user)?;
            let named = all.into_iter().find(|one| *one.password.label == *label);
            revoke(tx, user, named.ok_or(Refusal::UnknownAppPassword)?.id)
        })
        .await
}

fn revoke(tx: &WriteTx<'_>, user: UserId, id: i64) -> Result<(), Error> {
    if !app_passwords::delete(tx, user, id)? {
        return Err(Refusal::UnknownAppPassword.into());
    }
    note(tx, Some(user), "user.app_password_revoked", user, &json!({}))
}

/// Ends all passwords of an account whose own password was reset.
pub(super) fn end_all(tx: &WriteTx<'_>, user: UserId) -> Result<(), StoreError> {
    app_passwords::delete_all(tx, user)
}

/// The device that a password has let in.
#[derive(Clone, Debug)]
pub struct Device {
    /// Whose it is.
    pub user: User,
    /// How much it sees.
    pub detail: Detail,
}

/// The device with that password of the account that signs in with `email`; `None`: there is none. Notes the day of the use.
///
/// # Errors
/// If the database cannot be read.
pub async fn open_by_app_password(store: &Store, email: &str, password: &str) -> Result<Option<Device>, StoreError> {
    let (email, hash) = (Email::fold(email.trim()), Secret::typed(password).hash());
    let (now, zone) = (store.now().timestamp(), store.planning().calendar.shop.time_zone);
    let found = store.read(move |conn| {
        let Some(stored) = app_passwords::find_by_secret(conn, &hash)? else { return Ok(None) };
        let user = users::find(conn, stored.user)?.filter(|user| *user.email == *email);
        Ok::<_, StoreError>(user.map(|user| (stored, user)))
    });
    let Some((stored, user)) = found.await? else { return Ok(None) };
    let day_of = |second: i64| Minute::of_second(second).local_date(zone);
    if stored.used_at.map(day_of) != Some(day_of(now)) {
        store.write(move |tx| app_passwords::used(tx, stored.id, now)).await?;
    }
    Ok(Some(Device { user, detail: stored.password.detail }))
}
