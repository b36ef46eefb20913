//! A password that is forgotten, or not chosen yet: a link by mail, good once and for a while. The file holds the link's hash; the mail that carries it
//! is owed in the same transaction, and the outbox forgets it once it has gone.

use super::known_devices::Browser;
use super::password::NewPassword;
use super::secret::Secret;
use super::session;
use super::session::SignedIn;
use super::{Error, Refusal, hashed_for, note, notices, refuse_own};
use crate::domain::account::{User, UserId};
use crate::domain::message::{AccountNoticeKind, PasswordLink};
use crate::store::{Store, StoreError, WriteTx, password_resets, sessions, users};
use chrono::TimeDelta;
use serde_json::json;

/// How long a link holds that somebody has just asked for.
const HOLDS: TimeDelta = TimeDelta::hours(1);
/// How long an invitation holds: who gets it may be away.
const INVITATION_HOLDS: TimeDelta = TimeDelta::days(7);

/// Sends a link to the account of that address, if there is one. Whoever asks is told the same either way.
///
/// # Errors
/// Those of the file.
pub async fn ask_for_reset(store: &Store, email: &str) -> Result<(), Error> {
    let email = email.trim().to_lowercase();
    store
        .write(move |tx| match users::find_by_email(tx, &email)? {
            Some((user, _)) => owe_link(tx, &user, None),
            None => Ok(()),
        })
        .await
}

/// Sends a link to an account, as `by` has decided.
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

/// Owes an account its link: an invitation to who has not chosen a password yet.
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

/// Whose password the link may choose; `None` where it is wrong, used, or too old.
pub async fn find_reset(store: &Store, secret: &str) -> Result<Option<User>, StoreError> {
    let (hash, now) = (Secret::received(secret).hash(), store.now().timestamp());
    store
        .read(move |conn| match password_resets::find(conn, &hash, now)? {
            Some(id) => users::find(conn, id),
            None => Ok(None),
        })
        .await
}

/// Chooses a new password by a link, which signs in: all other sessions and all links of the account end, and what
/// strangers have failed at is forgotten.
///
/// # Errors
/// [`Refusal::LinkEnded`], [`Refusal::Password`].
pub async fn reset_password(
    store: &Store,
    secret: &str,
    password: NewPassword,
    browser: Browser,
) -> Result<SignedIn, Error> {
    // Before the slow hash is made for whoever sends nonsense.
    let user = find_reset(store, secret).await?.ok_or(Refusal::LinkEnded)?;
    let (link, hash) = (Secret::received(secret).hash(), hashed_for(store, &user, password).await?);
    store
        .write(move |tx| {
            let id = password_resets::find(tx, &link, tx.now.timestamp())?.ok_or(Refusal::LinkEnded)?;
            let user = users::find(tx, id)?.ok_or(Refusal::LinkEnded)?;
            users::set_password_hash(tx, id, &hash)?;
            end_all(tx, id)?;
            notices::password_changed(tx, &user)?;
            note(tx, Some(id), "user.password_reset", id, &json!({}))?;
            session::note_and_begin(tx, User { invited: false, ..user }, &browser)
        })
        .await
}

/// Ends what could still be opened with what is no longer true: sessions and links.
pub(super) fn end_all(tx: &WriteTx<'_>, id: UserId) -> Result<(), StoreError> {
    password_resets::delete_all(tx, id)?;
    sessions::delete_all(tx, id)
}
