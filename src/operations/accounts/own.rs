//! Changes users make to their own account.

use super::known_devices::Browser;
use super::password::{NewPassword, hashed, is_right};
use super::session;
use super::session::SignedIn;
use super::{Error, Refusal, Wrong, failures, note, notices, reset, shop_name, sign_in_email};
use crate::domain::account::{User, UserId};
use crate::domain::shop::Language;
use crate::domain::values::{Faults, PersonName};
use crate::store::{Store, users};
use serde_json::json;

/// Changes name and language.
///
/// # Errors
/// [`Refusal::Fields`], [`Refusal::UnknownUser`].
pub async fn change_own_profile(
    store: &Store,
    id: UserId,
    name: &str,
    language: Option<Language>,
) -> Result<(), Error> {
    let name = PersonName::parse(name).map_err(|invalid| Wrong::Value(invalid).at("name"))?;
    store
        .write(move |tx| {
            let before = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            users::update(tx, &User { name, language, ..before })?;
            note(tx, Some(id), "user.profile_changed", id, &json!({}))
        })
        .await
}

/// Form input of a change of sign-in data.
pub struct SignInChange {
    /// The current password.
    pub present: String,
    /// The new e-mail address.
    pub email: String,
    /// The new password; `None`: unchanged.
    pub password: Option<NewPassword>,
}

/// Changes address and password, authorized by the current password. Ends all sessions and starts a new one.
///
/// # Errors
/// [`Refusal::Fields`], [`Refusal::UnknownUser`].
pub async fn change_own_sign_in(
    store: &Store,
    id: UserId,
    typed: SignInChange,
    browser: Browser,
) -> Result<SignedIn, Error> {
    let SignInChange { present, email, password } = typed;
    let mut faults = Faults::default();
    let kept = store.read(move |conn| users::password_hash(conn, id)).await?;
    if !is_right(present, kept).await? {
        failures::note_in_session(store, id, &browser).await?;
        faults.add("present", Wrong::NotPresent);
    }
    let user = store.read(move |conn| users::find(conn, id)).await?.ok_or(Refusal::UnknownUser)?;
    if let Some(password) = &password {
        let checked = password.check(&[&shop_name(store), &email, &user.name]);
        faults.take("password", checked.map_err(Wrong::Password));
    }
    let email = faults.take("email", sign_in_email(&email));
    let email = faults.or(email).map_err(Refusal::Fields)?;
    let hash = match password {
        Some(password) => Some(hashed(password).await?),
        None => None,
    };
    store
        .write(move |tx| {
            let before = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            if users::find_by_email(tx, &email)?.is_some_and(|(other, _)| other.id != id) {
                return Err(Wrong::EmailTaken.at("email").into());
            }
            let changed = json!({ "email": before.email != email, "password": hash.is_some() });
            let user = User { email, ..before.clone() };
            users::update(tx, &user)?;
            notices::changed(tx, &before, &user)?;
            if let Some(hash) = &hash {
                users::set_password_hash(tx, id, hash)?;
                notices::password_changed(tx, &user)?;
            }
            reset::end_all(tx, id)?;
            note(tx, Some(id), "user.sign_in_changed", id, &changed)?;
            session::begin(tx, user, &browser)
        })
        .await
}
