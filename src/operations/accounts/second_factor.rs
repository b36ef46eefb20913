//! Second factors: what proves, beside the password, that it is the user. An authenticator app ([`app`]), passkeys
//! ([`passkeys`]), which sign in without a password too, and recovery codes ([`codes`]) for when neither is at hand.
//!
//! Codes are made with the first factor and deleted with the last. Every change is in the audit log and mailed.

pub(super) mod app;
pub(super) mod codes;
pub(super) mod passkeys;

use super::notices::Factor;
use super::session::SessionToken;
use super::{Error, Refusal, Wrong, note, notices, refuse_own, shop_name};
use crate::domain::account::{User, UserId};
use crate::store::second_factors::{count_codes, has_any, users_with_any};
use crate::store::{Store, StoreError, WriteTx, passkeys as rows, second_factors, sessions, users};
use codes::RecoveryCodes;
use serde_json::json;

/// The second factors of an account.
pub struct SecondFactors {
    /// The authenticator app.
    pub app: Option<AppFactor>,
    /// The passkeys, in the order in which they were added.
    pub passkeys: Vec<PasskeyFactor>,
    /// The number of unused recovery codes.
    pub codes_left: u32,
}

/// An authenticator app.
pub struct AppFactor {
    /// When it was added, in seconds since 1970.
    pub added_at: i64,
    /// When a code of it was accepted last.
    pub used_at: i64,
    /// Whether its codes can be checked: the key of its secret is there.
    pub is_readable: bool,
}

/// A passkey.
pub struct PasskeyFactor {
    /// Names it in the account's list.
    pub id: i64,
    /// The name its user gave it.
    pub name: String,
    /// The only host it works at.
    pub host: String,
    /// When it was added, in seconds since 1970.
    pub added_at: i64,
    /// When it was used last; `None`: never.
    pub used_at: Option<i64>,
}

impl SecondFactors {
    /// Whether there is an app or a passkey.
    pub fn is_any(&self) -> bool {
        self.app.is_some() || !self.passkeys.is_empty()
    }

    /// Whether codes of the app can be checked.
    pub fn takes_app_codes(&self) -> bool {
        self.app.as_ref().is_some_and(|app| app.is_readable)
    }
}

/// The second factors of an account.
///
/// # Errors
/// If the database cannot be read.
pub async fn second_factors(store: &Store, user: UserId) -> Result<SecondFactors, StoreError> {
    let keys = store.keys().clone();
    store
        .read(move |conn| {
            let app = second_factors::app(conn, &keys, user)?.map(|app| AppFactor {
                added_at: app.added_at,
                used_at: app.used_at,
                is_readable: app.secret.is_some(),
            });
            let passkeys = rows::of_user(conn, user)?.into_iter().map(|row| PasskeyFactor {
                id: row.id,
                name: row.name,
                host: row.host,
                added_at: row.added_at,
                used_at: row.used_at,
            });
            Ok(SecondFactors { app, passkeys: passkeys.collect(), codes_left: count_codes(conn, user)? })
        })
        .await
}

/// The accounts that have a second factor.
///
/// # Errors
/// If the database cannot be read.
pub async fn with_second_factor(store: &Store) -> Result<Vec<UserId>, StoreError> {
    store.read(users_with_any).await
}

/// Removes all second factors of an account and its recovery codes, on behalf of `by`, and signs it out everywhere: the
/// lost device may be signed in.
///
/// # Errors
/// [`Refusal::OwnAccount`], [`Refusal::UnknownUser`], [`Refusal::NoSecondFactor`].
pub async fn remove_second_factors(store: &Store, id: UserId, by: Option<UserId>) -> Result<(), Error> {
    refuse_own(id, by)?;
    store
        .write(move |tx| {
            let user = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            if !has_any(tx, id)? {
                return Err(Refusal::NoSecondFactor.into());
            }
            second_factors::delete_app(tx, id)?;
            rows::delete_all(tx, id)?;
            second_factors::replace_codes(tx, id, &[])?;
            sessions::delete_all(tx, id)?;
            notices::second_factors_removed(tx, &user)?;
            note(tx, by, "user.second_factors_removed", id, &json!({}))
        })
        .await
}

/// Records a new factor. The first one comes with recovery codes.
fn added(tx: &WriteTx<'_>, user: &User, factor: &Factor<'_>) -> Result<Option<RecoveryCodes>, Error> {
    notices::second_factor_added(tx, user, factor)?;
    note(tx, Some(user.id), "user.second_factor_added", user.id, &json!({ "factor": factor.word() }))?;
    if count_codes(tx, user.id)? > 0 { Ok(None) } else { codes::replace(tx, user.id).map(Some) }
}

/// Records a removed factor, and signs out everywhere but in the session that removed it: the lost device may be signed in.
/// The recovery codes go with the last factor.
fn removed(tx: &WriteTx<'_>, user: &User, session: &SessionToken, factor: &Factor<'_>) -> Result<(), Error> {
    sessions::delete_others(tx, user.id, &session.hash())?;
    if !has_any(tx, user.id)? {
        second_factors::replace_codes(tx, user.id, &[])?;
    }
    notices::second_factor_removed(tx, user, factor)?;
    note(tx, Some(user.id), "user.second_factor_removed", user.id, &json!({ "factor": factor.word() }))
}
