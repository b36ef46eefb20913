//! Signing in and out. The secret of a session goes to the browser once; the file holds its hash. Every sign-in makes a
//! new secret, whatever cookie the browser had: none that somebody else has planted ever becomes a session.

use super::password::is_right;
use super::proof::{self, Proof};
use super::secret::Secret;
use super::{Error, note};
use crate::domain::account::{User, UserId};
use crate::domain::device::Device;
use crate::store::sessions::NewSession;
use crate::store::{Store, StoreError, WriteTx, sessions, users};
use serde_json::json;

const DAY_SECONDS: i64 = 24 * 60 * 60;
/// How long a session holds without being used, in seconds: the tablet on the counter rests over the holidays.
const UNUSED_SECONDS: i64 = 30 * DAY_SECONDS;
/// How long a session holds at most, in seconds, however much it is used.
pub const SESSION_SECONDS: i64 = 90 * DAY_SECONDS;
/// How rarely the use of a session is written down, in seconds.
const TOUCH_EVERY_SECONDS: i64 = 10 * 60;

/// The secret of a session.
pub type SessionToken = Secret;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// By which session.
    pub token: SessionToken,
    /// How sure it is that it is them.
    pub proof: Proof,
    /// When the session was last used, in seconds since 1970, to ten minutes.
    seen_at: i64,
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

/// Begins a session for whom something as good as a password has made known. `None`: there is no such account.
pub async fn begin_session(store: &Store, id: UserId, device: Device) -> Result<Option<SignedIn>, Error> {
    begin_with(store, id, device, begin).await
}

/// Begins a session for a visitor of the demonstration, who knows no password: none is asked for as long as it holds.
pub async fn begin_session_without_password(
    store: &Store,
    id: UserId,
    device: Device,
) -> Result<Option<SignedIn>, Error> {
    begin_with(store, id, device, |tx, user, device| write(tx, user, device, tx.now.timestamp() + SESSION_SECONDS))
        .await
}

async fn begin_with(
    store: &Store,
    id: UserId,
    device: Device,
    begin: impl FnOnce(&WriteTx<'_>, User, &Device) -> Result<SignedIn, Error> + Send + 'static,
) -> Result<Option<SignedIn>, Error> {
    store
        .write(move |tx| {
            let Some(user) = users::find(tx, id)? else { return Ok(None) };
            note(tx, Some(id), "user.signed_in", id, &json!({}))?;
            begin(tx, user, &device).map(Some)
        })
        .await
}

/// Writes a new session, which is proven by how it began.
pub(super) fn begin(tx: &WriteTx<'_>, user: User, device: &Device) -> Result<SignedIn, Error> {
    write(tx, user, device, tx.now.timestamp())
}

fn write(tx: &WriteTx<'_>, user: User, device: &Device, proven_at: i64) -> Result<SignedIn, Error> {
    let (token, now) = (Secret::random()?, tx.now.timestamp());
    let session = NewSession {
        token_hash: &token.hash(),
        user: user.id,
        device,
        expires_at: now + UNUSED_SECONDS,
        ends_at: now + SESSION_SECONDS,
        proven_at,
    };
    sessions::insert(tx, &session, now)?;
    Ok(SignedIn { user, token, proof: Proof::Recent, seen_at: now })
}

/// Who is signed in by that secret. Looking counts as no use: [`note_use`] does.
pub async fn signed_in(store: &Store, token: SessionToken) -> Result<Option<SignedIn>, StoreError> {
    let (hash, now) = (token.hash(), store.now().timestamp());
    store
        .read(move |conn| {
            let Some(session) = sessions::find(conn, &hash, now)? else { return Ok(None) };
            let (proof, seen_at) = (Proof::of(&session, now), session.seen_at);
            Ok(users::find(conn, session.user)?.map(|user| SignedIn { user, token, proof, seen_at }))
        })
        .await
}

/// Notes that somebody uses a session, which keeps it alive.
pub async fn note_use(store: &Store, session: &SignedIn) -> Result<(), StoreError> {
    let (hash, now) = (session.token.hash(), store.now().timestamp());
    if now - session.seen_at < TOUCH_EVERY_SECONDS {
        return Ok(());
    }
    let left_alone_since = proof::left_alone_since(now);
    store.write(move |tx| sessions::touch(tx, &hash, now, now + UNUSED_SECONDS, left_alone_since)).await
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
    /// When it was last used, to ten minutes.
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
