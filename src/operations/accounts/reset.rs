//! Mailed links to choose a password, single-use and expiring. The database has the link's hash; the mail with the
//! link is queued in the same transaction, and its payload is deleted once it is sent.

use super::app_passwords;
use super::known_devices::Browser;
use super::password::NewPassword;
use super::secret::Secret;
use super::session;
use super::session::{FirstStep, SignIn};
use super::{Error, Refusal, hashed_for, note, notices, refuse_own};
use crate::domain::account::{User, UserId};
use crate::domain::message::{AccountNoticeKind, PasswordLink};
use crate::domain::values::Email;
use crate::store::{Store, StoreError, WriteTx, password_resets, sessions, users};
use chrono::TimeDelta;
use serde_json::json;

/// Lifetime of a link to reset a password.
const HOLDS: TimeDelta = TimeDelta::hours(1);
/// Lifetime of an invitation; its recipient may be away.
const INVITATION_HOLDS: TimeDelta = TimeDelta::days(7);

/// Sends a link to the account with that address, if there is one. The response must not reveal which.
///
/// # Errors
/// If the database cannot be written.
pub async fn ask_for_reset(store: &Store, email: &str) -> Result<(), Error> {
    let email = Email::fold(email);
    store
        .write(move |tx| match users::find_by_email(tx, &email)? {
            Some((user, _)) => owe_link(tx, &user, None),
            None => Ok(()),
        })
        .await
}

/// Sends a link to an account, on behalf of `by`.
///
/// # Errors
/// [`Refusal::OwnAccount`], [`Refusal::UnknownUser`].
pub async fn send_reset(store: &Store, id: UserId, by: Option<UserId>) -> Result<(), Error> {
    refuse_own(id, by)?;
    store
        .write(move |tx| {
            let user = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            owe_link(tx, &user, by)
        })
        .await
}

/// Queues the mail with the link: an invitation if the user has no password yet.
pub(super) fn owe_link(tx: &WriteTx<'_>, user: &User, by: Option<UserId>) -> Result<(), Error> {
    let (kind, holds, action) = if user.invited {
        (AccountNoticeKind::Invitation, INVITATION_HOLDS, "user.invited")
    } else {
        (AccountNoticeKind::PasswordReset, HOLDS, "user.reset_sent")
    };
    let (secret, expires_at) = (Secret::random()?, tx.now + holds);
    password_resets::insert(tx, &secret.hash(), user.id, tx.now.timestamp(), expires_at.timestamp())?;
    let link = PasswordLink { token: secret.expose().to_owned(), expires_at };
    notices::owe_link(tx, kind, user, link)?;
    note(tx, by, action, user.id, &json!({}))
}

/// The user whose password the link may set; `None` if it is wrong, used, or expired.
pub async fn find_reset(store: &Store, secret: &str) -> Result<Option<User>, StoreError> {
    let (hash, now) = (Secret::received(secret).hash(), store.now().timestamp());
    store
        .read(move |conn| match password_resets::find(conn, &hash, now)? {
            Some(id) => users::find(conn, id),
            None => Ok(None),
        })
        .await
}

/// Sets a password by a link and signs in; accounts with a second factor are then asked for it. Ends all other sessions
/// and links of the account; failed sign-ins are forgotten once it is signed in.
///
/// # Errors
/// [`Refusal::LinkEnded`], [`Refusal::Fields`].
pub async fn reset_password(
    store: &Store,
    secret: &str,
    password: NewPassword,
    browser: Browser,
) -> Result<SignIn, Error> {
    // Before the slow hash, so that invalid links cost little.
    let user = find_reset(store, secret).await?.ok_or(Refusal::LinkEnded)?;
    let (link, hash) = (Secret::received(secret).hash(), hashed_for(store, &user, password).await?);
    store
        .write(move |tx| {
            let id = password_resets::find(tx, &link, tx.now.timestamp())?.ok_or(Refusal::LinkEnded)?;
            let user = users::find(tx, id)?.ok_or(Refusal::LinkEnded)?;
            users::set_password_hash(tx, id, &hash)?;
            end_all(tx, id)?;
            app_passwords::end_all(tx, id)?;
            notices::password_changed(tx, &user)?;
            let action = if user.invited { "user.invitation_accepted" } else { "user.password_reset" };
            note(tx, Some(id), action, id, &json!({}))?;
            let first = FirstStep { user: id, email: user.email.clone(), device: None, by_link: true };
            session::after_first_step(tx, User { invited: false, ..user }, &browser, first)
        })
        .await
}

/// Ends all sessions and links of a user.
pub(super) fn end_all(tx: &WriteTx<'_>, id: UserId) -> Result<(), StoreError> {
    password_resets::delete_all(tx, id)?;
    sessions::delete_all(tx, id)
}
