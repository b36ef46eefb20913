//! Known devices: browsers from which a user has signed in before ("device cookies", OWASP: Slow Down Online Guessing
//! Attacks with Device Cookies). A device still needs the password, but only its own failures count against it,
//! whatever strangers do to the account.

use super::secret::Secret;
use crate::domain::account::UserId;
use crate::domain::user_agent::UserAgent;
use crate::domain::values::Email;
use crate::store::{Store, StoreError, WriteTx, devices, users};

/// The secret of a device cookie.
pub type DeviceToken = Secret;

/// Lifetime of the cookie without a sign-in, in seconds.
pub const DEVICE_SECONDS: i64 = devices::KEPT_SECONDS;

/// The browser that sends a request.
#[derive(Clone, Default)]
pub struct Browser {
    /// Parsed from its User-Agent.
    pub device: UserAgent,
    /// Its device cookie, set at an earlier sign-in of any account.
    pub token: Option<DeviceToken>,
}

/// A known device of an account: SHA-256 of its secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct KnownDevice(pub(super) Vec<u8>);

impl KnownDevice {
    /// The device with that secret; the caller must know that it is known.
    pub fn of(token: &DeviceToken) -> Self {
        Self(token.hash())
    }
}

impl Browser {
    /// The device, if the account with the address `email` has signed in from it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn known_to(&self, store: &Store, email: &str) -> Result<Option<KnownDevice>, StoreError> {
        let Some(hash) = self.token.as_ref().map(Secret::hash) else { return Ok(None) };
        let email = Email::fold(email);
        store
            .read(move |conn| match users::find_by_email(conn, &email)? {
                Some((user, _)) => Ok(devices::is_known(conn, &hash, user.id)?.then_some(KnownDevice(hash))),
                None => Ok(None),
            })
            .await
    }
}

/// Makes the browser a known device of the account; returns its secret. A secret nobody has signed in with may have
/// been planted, and is replaced.
pub(super) fn remember(tx: &WriteTx<'_>, user: UserId, browser: &Browser) -> Result<DeviceToken, StoreError> {
    let token = match &browser.token {
        Some(token) if devices::exists(tx, &token.hash())? => token.clone(),
        _ => Secret::random()?,
    };
    devices::remember(tx, &token.hash(), user, tx.now.timestamp())?;
    Ok(token)
}

/// Deletes all other devices of an account.
pub(super) fn forget_others(tx: &WriteTx<'_>, user: UserId, asking: &Browser) -> Result<(), StoreError> {
    let hash = asking.token.as_ref().map(Secret::hash);
    devices::forget_others(tx, hash.as_deref(), user)
}

/// Creates a known device for a session that began before they existed; returns its secret.
///
/// # Errors
/// If the database cannot be written.
pub async fn make_known(store: &Store, user: UserId) -> Result<DeviceToken, StoreError> {
    store.write(move |tx| remember(tx, user, &Browser::default())).await
}
