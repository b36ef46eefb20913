//! Signing in and out. The secret of a session goes to the browser once; the file holds its hash. Every sign-in makes a
//! new secret, whatever cookie the browser had: none that somebody else has planted ever becomes a session.

use super::password::is_right;
use super::secret::Secret;
use super::{Error, note};
use crate::domain::account::{User, UserId};
use crate::domain::device::Device;
use crate::store::{Store, StoreError, WriteTx, sessions, users};
use serde_json::json;

/// How many days a session holds without being used: the tablet on the counter rests over the holidays.
pub const SESSION_DAYS: i64 = 30;
const SESSION_SECONDS: i64 = SESSION_DAYS * 24 * 60 * 60;
/// How rarely the use of a session is written down, in seconds.
const TOUCH_EVERY_SECONDS: i64 = 60 * 60;

/// The secret of a session.
pub type SessionToken = Secret;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// By which session.
    pub token: SessionToken,
}

/// Begins a session. `None` where address and password do not belong together; which of the two is wrong is not told.
pub async fn sign_in(store: &Store, email: &str, password: String, device: Device) -> Result<Option<SignedIn>, Error> {
    let email = email.trim().to_lowercase();
    let found = store.read(move |conn| users::find_by_email(conn, &email)).await?;
    let (user, hash) = found.unzip();
    if !is_right(password, hash).await? {
        return Ok(None);
    }
    match user {
        Some(user) => begin_session(store, user.id, device).await,
        None => Ok(None),
    }
}

/// Begins a session for whom something else than a password has made known. `None`: there is no such account.
pub async fn begin_session(store: &Store, id: UserId, device: Device) -> Result<Option<SignedIn>, Error> {
    store
        .write(move |tx| {
            let Some(user) = users::find(tx, id)? else { return Ok(None) };
            let token = begin(tx, id, &device)?;
            note(tx, Some(id), "user.signed_in", id, &json!({}))?;
            Ok(Some(SignedIn { user, token }))
        })
        .await
}

/// Writes a new session.
pub(super) fn begin(tx: &WriteTx<'_>, id: UserId, device: &Device) -> Result<SessionToken, Error> {
    let (token, now) = (Secret::random()?, tx.now.timestamp());
    sessions::insert(tx, &token.hash(), id, device, now, now + SESSION_SECONDS)?;
    Ok(token)
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

/// A session as its owner sees it in a list.
pub struct OwnSession {
    /// What the list calls it; opens nothing.
    pub name: String,
    /// When it began, in seconds since 1970.
    pub created_at: i64,
    /// When it was last used, to the hour.
    pub seen_at: i64,
    /// From where.
    pub device: Device,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// The sessions of a user, the one that asks first, then by last use.
pub async fn own_sessions(store: &Store, id: UserId, token: &SessionToken) -> Result<Vec<OwnSession>, StoreError> {
    let (asking, now) = (token.hash(), store.now().timestamp());
    let all = store.read(move |conn| sessions::of_user(conn, id, now)).await?;
    let mut own: Vec<_> = all
        .into_iter()
        .map(|listed| OwnSession {
            name: name_of(&listed.token_hash),
            created_at: listed.created_at,
            seen_at: listed.seen_at,
            device: listed.device,
            current: listed.token_hash == asking,
        })
        .collect();
    own.sort_by_key(|session| !session.current);
    Ok(own)
}

/// Ends the session that the list of its owner calls `name`.
pub async fn end_own_session(store: &Store, id: UserId, name: String) -> Result<(), Error> {
    store
        .write(move |tx| {
            let all = sessions::of_user(tx, id, tx.now.timestamp())?;
            for session in all.iter().filter(|session| name_of(&session.token_hash) == name) {
                sessions::delete(tx, &session.token_hash)?;
            }
            note(tx, Some(id), "user.session_ended", id, &json!({}))
        })
        .await
}

/// A part of the hash: enough to tell sessions apart, and nothing to sign in with.
fn name_of(token_hash: &[u8]) -> String {
    token_hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
