//! Browsers that somebody has signed in from before ("device cookies", OWASP: Slow Down Online Guessing Attacks with Device
//! Cookies). Such a browser opens nothing without the password; but its own failures alone make it wait, whatever
//! strangers do to the account meanwhile.

use super::secret::Secret;
use crate::domain::account::UserId;
use crate::domain::user_agent::UserAgent;
use crate::store::{Store, StoreError, WriteTx, devices, users};

/// The secret by which a browser is known.
pub type DeviceToken = Secret;

/// How long a browser keeps it without signing in, in seconds.
pub const DEVICE_SECONDS: i64 = devices::KEPT_SECONDS;

/// The browser that asks for something.
#[derive(Clone, Default)]
pub struct Browser {
    /// What it says of itself.
    pub device: UserAgent,
    /// What it was given at an earlier sign-in, of whoever that was.
    pub token: Option<DeviceToken>,
}

/// A device that an account has signed in from: the hash of its secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct KnownDevice(pub(super) Vec<u8>);

impl KnownDevice {
    /// The device with that secret, which whoever calls this knows to be known.
    pub fn of(token: &DeviceToken) -> Self {
        Self(token.hash())
    }
}

impl Browser {
    /// The device, where the account that signs in with `email` has signed in from it.
    ///
    /// # Errors
    /// Those of the file.
    pub async fn known_to(&self, store: &Store, email: &str) -> Result<Option<KnownDevice>, StoreError> {
        let Some(hash) = self.token.as_ref().map(Secret::hash) else { return Ok(None) };
        let email = email.trim().to_lowercase();
        store
            .read(move |conn| match users::find_by_email(conn, &email)? {
                Some((user, _)) => Ok(devices::is_known(conn, &hash, user.id)?.then_some(KnownDevice(hash))),
                None => Ok(None),
            })
            .await
    }
}

/// Makes the browser known to the account, and answers its secret. One that nobody has ever signed in with may have been
/// planted: it is replaced.
pub(super) fn remember(tx: &WriteTx<'_>, user: UserId, browser: &Browser) -> Result<DeviceToken, StoreError> {
    let token = match &browser.token {
        Some(token) if devices::exists(tx, &token.hash())? => token.clone(),
        _ => Secret::random()?,
    };
    devices::remember(tx, &token.hash(), user, tx.now.timestamp())?;
    Ok(token)
}

/// Forgets every other device of an account.
pub(super) fn forget_others(tx: &WriteTx<'_>, user: UserId, asking: &Browser) -> Result<(), StoreError> {
    let hash = asking.token.as_ref().map(Secret::hash);
    devices::forget_others(tx, hash.as_deref(), user)
}

/// Makes the browser known of somebody whose session began before browsers were; answers its secret.
///
/// # Errors
/// Those of the file.
pub async fn make_known(store: &Store, user: UserId) -> Result<DeviceToken, StoreError> {
    store.write(move |tx| remember(tx, user, &Browser::default())).await
}
