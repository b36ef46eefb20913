//! Failed sign-ins: counted by account and hour in the audit log, reported to the account by mail, and after too many
//! the account can be opened only from known devices and by mailed links.
//!
//! Stores no address. A sign-in for an unknown account takes as long as for an existing one.

use super::known_devices::{Browser, KnownDevice};
use super::notices;
use crate::domain::account::{User, UserId};
use crate::domain::values::Email;
use crate::store::{Store, StoreError, WriteTx, audit, devices, failed_sign_ins, users};
use rusqlite::Connection;

/// Consecutive failures after which strangers are refused, and after which a known device is no longer known.
const MOST: u32 = 100;
/// Failures from which the account is notified by mail.
const WORTH_TELLING: u32 = 10;
/// Minimum interval between such mails, in seconds. Closing the account to strangers is reported in addition.
const TELL_EVERY_SECONDS: i64 = 24 * 60 * 60;
/// Action in the audit log.
pub const SIGN_IN_FAILED: &str = "user.sign_in_failed";
/// Subject in the audit log for accounts that do not exist.
pub const NO_ACCOUNT: &str = "unknown";

/// Whether strangers are refused even with the right password.
pub(super) fn is_closed_to_strangers(conn: &Connection, user: UserId) -> Result<bool, StoreError> {
    Ok(failed_sign_ins::of_user(conn, user)?.count >= MOST)
}

/// Records a wrong password within a session of `user`.
pub(super) async fn note_in_session(store: &Store, user: UserId, browser: &Browser) -> Result<(), StoreError> {
    // A signed-in user is not a stranger, even if the browser has lost its device cookie.
    let device = browser.token.as_ref().map(KnownDevice::of).unwrap_or_default();
    store
        .write(move |tx| match users::find(tx, user)? {
            Some(user) => note(tx, &user, Some(&device)),
            None => Ok(()),
        })
        .await
}

/// Records a failed sign-in for `email`.
pub(super) async fn note_at_the_door(
    store: &Store,
    email: &str,
    device: Option<KnownDevice>,
) -> Result<(), StoreError> {
    let email = Email::fold(email);
    store
        .write(move |tx| match users::find_by_email(tx, &email)? {
            Some((user, _)) => note(tx, &user, device.as_ref()),
            None => audit::count_in_hour(tx, SIGN_IN_FAILED, NO_ACCOUNT, tx.now.timestamp()),
        })
        .await
}

/// Records a failed sign-in of an account, from a known device or a stranger's.
pub(super) fn note(tx: &WriteTx<'_>, user: &User, device: Option<&KnownDevice>) -> Result<(), StoreError> {
    audit::count_in_hour(tx, SIGN_IN_FAILED, &user.id.to_string(), tx.now.timestamp())?;
    let count = match device {
        None => failed_sign_ins::add(tx, user.id)?.count,
        Some(KnownDevice(hash)) => count_on_device(tx, hash, user.id)?,
    };
    let failures = failed_sign_ins::of_user(tx, user.id)?;
    let rested = failures.told_at.is_none_or(|told_at| tx.now.timestamp() - told_at >= TELL_EVERY_SECONDS);
    let has_closed = count >= MOST && failures.told_count < MOST;
    if count >= WORTH_TELLING && (rested || has_closed) {
        notices::sign_ins_failed(tx, user, count)?;
        failed_sign_ins::told(tx, user.id, count, tx.now.timestamp())?;
    }
    Ok(())
}

/// After too many failures a known device is treated like a stranger's, since it may be stolen.
fn count_on_device(tx: &WriteTx<'_>, hash: &[u8], user: UserId) -> Result<u32, StoreError> {
    let count = devices::count_failure(tx, hash, user)?.unwrap_or_default();
    if count >= MOST {
        devices::forget(tx, hash, user)?;
    }
    Ok(count)
}

/// Resets the counters, after a success or by a mailed link.
pub(super) fn clear(tx: &WriteTx<'_>, user: UserId) -> Result<(), StoreError> {
    failed_sign_ins::clear(tx, user)
}
