//! What becomes of failed sign-ins: they stand in the log by account and hour, the account hears of many by mail, and one
//! that was tried too often opens to known devices and mailed links only.
//!
//! Holds no address of anybody's. What is done for an account that is not there takes as long as for one that is.

use super::known_devices::{Browser, KnownDevice};
use super::notices;
use crate::domain::account::{User, UserId};
use crate::store::{Store, StoreError, WriteTx, audit, devices, failed_sign_ins, users};
use rusqlite::Connection;

/// After so many failures in a row a stranger gets in no more, and a known device is known no more.
const MOST: u32 = 100;
/// From so many on the account is told by mail.
const WORTH_TELLING: u32 = 10;
/// How rarely it is told, in seconds. That it was closed to strangers is told once besides.
const TELL_EVERY_SECONDS: i64 = 24 * 60 * 60;
/// What the log calls it.
pub const SIGN_IN_FAILED: &str = "user.sign_in_failed";
/// What the log says of tries for accounts that are not there.
pub const NO_ACCOUNT: &str = "unknown";

/// Whether strangers have failed too often to be let in, whatever they type.
pub(super) fn is_closed_to_strangers(conn: &Connection, user: UserId) -> Result<bool, StoreError> {
    Ok(failed_sign_ins::of_user(conn, user)?.count >= MOST)
}

/// Notes that a password was wrong within a session of `user`.
pub(super) async fn note_in_session(store: &Store, user: UserId, browser: &Browser) -> Result<(), StoreError> {
    // Who is signed in is no stranger, even where the browser has lost its cookie.
    let device = browser.token.as_ref().map(KnownDevice::of).unwrap_or_default();
    store
        .write(move |tx| match users::find(tx, user)? {
            Some(user) => note(tx, &user, Some(&device)),
            None => Ok(()),
        })
        .await
}

/// Notes that nobody was let in with what was typed for `email`.
pub(super) async fn note_at_the_door(
    store: &Store,
    email: &str,
    device: Option<KnownDevice>,
) -> Result<(), StoreError> {
    let email = email.trim().to_lowercase();
    store
        .write(move |tx| match users::find_by_email(tx, &email)? {
            Some((user, _)) => note(tx, &user, device.as_ref()),
            None => audit::count_in_hour(tx, SIGN_IN_FAILED, NO_ACCOUNT, tx.now.timestamp()),
        })
        .await
}

fn note(tx: &WriteTx<'_>, user: &User, device: Option<&KnownDevice>) -> Result<(), StoreError> {
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

/// Whoever guesses on a device that was stolen gets no further there than a stranger.
fn count_on_device(tx: &WriteTx<'_>, hash: &[u8], user: UserId) -> Result<u32, StoreError> {
    let count = devices::count_failure(tx, hash, user)?.unwrap_or_default();
    if count >= MOST {
        devices::forget(tx, hash, user)?;
    }
    Ok(count)
}

/// Begins anew, after a success or by a mailed link.
pub(super) fn clear(tx: &WriteTx<'_>, user: UserId) -> Result<(), StoreError> {
    failed_sign_ins::clear(tx, user)
}
