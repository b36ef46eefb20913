//! The second step of a sign-in, for accounts with a second factor: a code, after the password was right.

use super::known_devices::Browser;
use super::second_factor::{app, codes};
use super::session::{self, FirstStep, SignedIn};
use super::{Error, failures};
use crate::domain::account::User;
use crate::store::{Store, WriteTx, users};

/// Completes a sign-in by a code of the account's app. `None`: it is wrong, or was used before.
///
/// # Errors
/// If the database cannot be read or written.
pub async fn complete_by_app(
    store: &Store,
    first: FirstStep,
    code: &str,
    browser: Browser,
) -> Result<Option<SignedIn>, Error> {
    let code = code.to_owned();
    complete_if(store, first, browser, move |tx, user| Ok(app::accept(tx, user.id, &code)?)).await
}

/// Completes a sign-in by a recovery code, which is used up. `None`: it is none of the account.
///
/// # Errors
/// If the database cannot be read or written.
pub async fn complete_by_recovery_code(
    store: &Store,
    first: FirstStep,
    code: &str,
    browser: Browser,
) -> Result<Option<SignedIn>, Error> {
    let code = code.to_owned();
    complete_if(store, first, browser, move |tx, user| codes::accept(tx, user, &code)).await
}

async fn complete_if(
    store: &Store,
    first: FirstStep,
    browser: Browser,
    is_right: impl FnOnce(&WriteTx<'_>, &User) -> Result<bool, Error> + Send + 'static,
) -> Result<Option<SignedIn>, Error> {
    store
        .write(move |tx| {
            let Some(user) = users::find(tx, first.user)? else { return Ok(None) };
            let is_closed = first.is_from_new_device() && failures::is_closed_to_strangers(tx, user.id)?;
            if is_closed || !is_right(tx, &user)? {
                failures::note(tx, &user, first.device.as_ref())?;
                return Ok(None);
            }
            session::complete(tx, user, &browser, first.is_from_new_device()).map(Some)
        })
        .await
}
