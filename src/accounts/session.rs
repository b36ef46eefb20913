//! Signing in and out. The secret of a session goes to the browser once; the file holds its hash.

use super::password::is_right;
use super::{Error, note};
use crate::domain::account::{User, UserId};
use crate::store::{Store, StoreError, sessions, users};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fmt;

/// How many days a session holds without being used: the tablet on the counter rests over the holidays.
pub const SESSION_DAYS: i64 = 30;
const SESSION_SECONDS: i64 = SESSION_DAYS * 24 * 60 * 60;
/// How rarely the use of a session is written down, in seconds.
const TOUCH_EVERY_SECONDS: i64 = 60 * 60;

/// The secret of a session, 256 random bits. Its `Debug` does not tell it.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    fn new() -> Result<Self, StoreError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)
            .map_err(|error| StoreError::Unreadable(format!("the operating system gave no random numbers: {error}")))?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// What a browser has sent.
    pub fn from_cookie(value: &str) -> Self {
        Self(value.to_owned())
    }

    /// The cookie's value.
    pub fn secret(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// By which session.
    pub token: SessionToken,
}

/// Begins a session. `None` where address and password do not belong together; which of the two is wrong is not told.
pub async fn sign_in(store: &Store, email: &str, password: String) -> Result<Option<SignedIn>, Error> {
    let email = email.trim().to_lowercase();
    let found = store.read(move |conn| users::find_by_email(conn, &email)).await?;
    let (user, hash) = found.unzip();
    if !is_right(password, hash).await? {
        return Ok(None);
    }
    let Some(user) = user else { return Ok(None) };
    let token = SessionToken::new()?;
    let (id, hash) = (user.id, token.hash());
    store
        .write(move |tx| {
            let now = tx.now.timestamp();
            sessions::insert(tx, &hash, id, now, now + SESSION_SECONDS)?;
            note(tx, Some(id), "user.signed_in", id, &json!({}))
        })
        .await?;
    Ok(Some(SignedIn { user, token }))
}

/// Who is signed in by that secret, and keeps the session alive.
pub async fn signed_in(store: &Store, token: SessionToken) -> Result<Option<SignedIn>, StoreError> {
    let (hash, now) = (token.hash(), store.now().timestamp());
    let looked_up = hash.clone();
    let found = store
        .read(move |conn| -> Result<_, StoreError> {
            let Some(session) = sessions::find(conn, &looked_up, now)? else { return Ok(None) };
            Ok(users::find(conn, session.user)?.map(|user| (user, session.seen_at)))
        })
        .await?;
    let Some((user, seen_at)) = found else { return Ok(None) };
    if now - seen_at >= TOUCH_EVERY_SECONDS {
        store.write(move |tx| sessions::touch(tx, &hash, now, now + SESSION_SECONDS)).await?;
    }
    Ok(Some(SignedIn { user, token }))
}

/// Ends one session.
pub async fn sign_out(store: &Store, token: &SessionToken) -> Result<(), StoreError> {
    let hash = token.hash();
    store.write(move |tx| sessions::delete(tx, &hash)).await
}

/// Ends every session of a user.
pub async fn sign_out_everywhere(store: &Store, id: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            sessions::delete_all(tx, id)?;
            note(tx, Some(id), "user.signed_out_everywhere", id, &json!({}))
        })
        .await
}
