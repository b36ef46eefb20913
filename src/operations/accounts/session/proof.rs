//! How recently a session was authenticated by a password, when signing in or later. Sensitive changes need a proof
//! of the last ten minutes, and an owner's rights are suspended once the session was idle for long.

use super::SessionToken;
use crate::domain::account::UserId;
use crate::operations::accounts::failures;
use crate::operations::accounts::known_devices::Browser;
use crate::operations::accounts::password::{GivenPassword, is_right};
use crate::operations::accounts::second_factor::app;
use crate::store::sessions::Session;
use crate::store::{Store, StoreError, sessions, users};

/// How long a proof is recent, in seconds.
const RECENT_SECONDS: i64 = 10 * 60;
/// Idle time after which an owner's rights are suspended, in seconds.
const REST_AFTER_SECONDS: i64 = 12 * 60 * 60;

/// How recently the session was authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The password was entered within the last ten minutes.
    Recent,
    /// The password was entered before that.
    Past,
    /// The session was idle for twelve hours: an owner's rights are suspended until the password is entered.
    Resting,
}

impl Proof {
    pub(in crate::operations::accounts) fn of(session: &Session, now: i64) -> Self {
        match session.proven_at {
            Some(proven_at) if now - proven_at < RECENT_SECONDS => Self::Recent,
            Some(_) if now - session.seen_at < REST_AFTER_SECONDS => Self::Past,
            _ => Self::Resting,
        }
    }
}

/// A session used now was idle for too long if its last use was at this instant or earlier.
pub(in crate::operations::accounts) const fn left_alone_since(now: i64) -> i64 {
    now - REST_AFTER_SECONDS
}

/// Authenticates a session of `user` by the password, or by a code of the account's app; false if it is wrong.
///
/// # Errors
/// If the database cannot be read or written.
pub async fn prove(
    store: &Store,
    token: &SessionToken,
    user: UserId,
    given: GivenPassword,
) -> Result<bool, StoreError> {
    let hash = token.hash();
    // No password is as short as a code.
    if app::digits(&given.text).is_some() {
        let code = given.text;
        let proven = store.write(move |tx| {
            let is_right = app::accept(tx, user, &code)?;
            if is_right {
                sessions::prove(tx, &hash, tx.now.timestamp())?;
            }
            Ok::<_, StoreError>(is_right)
        });
        return note_failure(store, user, &given.browser, proven.await?).await;
    }
    let kept = store.read(move |conn| users::password_hash(conn, user)).await?;
    let is_right = is_right(given.text, kept).await?;
    if is_right {
        store.write(move |tx| sessions::prove(tx, &hash, tx.now.timestamp())).await?;
    }
    note_failure(store, user, &given.browser, is_right).await
}

async fn note_failure(store: &Store, user: UserId, browser: &Browser, is_right: bool) -> Result<bool, StoreError> {
    if !is_right {
        failures::note_in_session(store, user, browser).await?;
    }
    Ok(is_right)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_000_000;

    fn proof(proven: Option<i64>, seen: i64) -> Proof {
        let session =
            Session { user: 1, seen_at: NOW - seen, proven_at: proven.map(|ago| NOW - ago), old_cookie: false };
        Proof::of(&session, NOW)
    }

    #[test]
    fn a_password_is_recent_for_ten_minutes_and_an_owners_rights_rest_after_twelve_hours_without_use() {
        assert_eq!(proof(Some(599), 599), Proof::Recent);
        assert_eq!(proof(Some(600), 0), Proof::Past);
        assert_eq!(proof(Some(5_000_000), 12 * 3_600 - 1), Proof::Past);
        assert_eq!(proof(Some(5_000_000), 12 * 3_600), Proof::Resting);
        assert_eq!(proof(None, 0), Proof::Resting);
    }
}
