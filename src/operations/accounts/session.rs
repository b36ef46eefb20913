//! Signing in and out. The secret of a session goes to the browser once; the file holds its hash. Every sign-in makes a
//! new secret, whatever cookie the browser had: none that somebody else has planted ever becomes a session.

use super::known_devices;
use super::known_devices::{Browser, DeviceToken};
use super::password::{GivenPassword, is_right};
use super::proof;
use super::proof::Proof;
use super::secret::Secret;
use super::{Error, failures, note, notices};
use crate::domain::account::{User, UserId};
use crate::domain::user_agent::UserAgent;
use crate::store::sessions::NewSession;
use crate::store::{Store, StoreError, WriteTx, audit, sessions, users};
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
    /// What makes the browser known, where the session begins now.
    pub device: Option<DeviceToken>,
    /// Whether the session began when its cookie had another name.
    pub old_cookie: bool,
}

/// What the log calls it.
const SIGNED_IN: &str = "user.signed_in";

/// Begins a session. `None` where address and password do not belong together, or a stranger comes after too many
/// failures; which of these it is is not told, and takes equally long.
///
/// # Errors
/// Those of the file.
pub async fn sign_in(store: &Store, email: &str, given: GivenPassword) -> Result<Option<SignedIn>, Error> {
    let GivenPassword { text, browser } = given;
    let device = browser.known_to(store, email).await?;
    let is_stranger = device.is_none();
    let found = find_open(store, email, is_stranger).await?;
    let (user, hash) = found.unzip();
    let is_right = is_right(text, hash).await?;
    let Some(user) = user.filter(|_| is_right) else {
        failures::note_at_the_door(store, email, device).await?;
        return Ok(None);
    };
    let begun = store.write(move |tx| {
        let Some(user) = users::find(tx, user.id)? else { return Ok(None) };
        // The first sign-in of an account is from a new device always.
        if is_stranger && audit::has_done(tx, user.id, SIGNED_IN)? {
            notices::new_device(tx, &user, &browser.device)?;
        }
        note_and_begin(tx, user, &browser).map(Some)
    });
    begun.await
}

/// The account of that address and the hash of its password, unless it is closed to strangers and one comes.
async fn find_open(store: &Store, email: &str, is_stranger: bool) -> Result<Option<(User, String)>, StoreError> {
    let email = email.trim().to_lowercase();
    store
        .read(move |conn| {
            let Some((user, hash)) = users::find_by_email(conn, &email)? else { return Ok(None) };
            let is_closed = is_stranger && failures::is_closed_to_strangers(conn, user.id)?;
            Ok((!is_closed).then_some((user, hash)))
        })
        .await
}

/// Begins a session for whom something as good as a password has made known. `None`: there is no such account.
///
/// # Errors
/// Those of the file.
pub async fn begin_session(store: &Store, id: UserId, browser: Browser) -> Result<Option<SignedIn>, Error> {
    store
        .write(move |tx| match users::find(tx, id)? {
            Some(user) => note_and_begin(tx, user, &browser).map(Some),
            None => Ok(None),
        })
        .await
}

/// Begins a session for a visitor of the demonstration, who knows no password: none is asked for as long as it holds.
///
/// # Errors
/// Those of the file.
pub async fn begin_session_without_password(
    store: &Store,
    id: UserId,
    browser: Browser,
) -> Result<Option<SignedIn>, Error> {
    store
        .write(move |tx| {
            let Some(user) = users::find(tx, id)? else { return Ok(None) };
            note(tx, Some(user.id), SIGNED_IN, user.id, &json!({}))?;
            write(tx, user, &browser, tx.now.timestamp() + SESSION_SECONDS).map(Some)
        })
        .await
}

/// Writes a new session, and that somebody has signed in.
pub(super) fn note_and_begin(tx: &WriteTx<'_>, user: User, browser: &Browser) -> Result<SignedIn, Error> {
    note(tx, Some(user.id), SIGNED_IN, user.id, &json!({}))?;
    begin(tx, user, browser)
}

/// Writes a new session, which is proven by how it began.
pub(super) fn begin(tx: &WriteTx<'_>, user: User, browser: &Browser) -> Result<SignedIn, Error> {
    write(tx, user, browser, tx.now.timestamp())
}

/// Writes a new session, makes the browser known, and forgets what others have failed at.
fn write(tx: &WriteTx<'_>, user: User, browser: &Browser, proven_at: i64) -> Result<SignedIn, Error> {
    let (token, now) = (Secret::random()?, tx.now.timestamp());
    let session = NewSession {
        token_hash: &token.hash(),
        user: user.id,
        device: &browser.device,
        expires_at: now + UNUSED_SECONDS,
        ends_at: now + SESSION_SECONDS,
        proven_at,
    };
    sessions::insert(tx, &session, now)?;
    failures::clear(tx, user.id)?;
    let device = Some(known_devices::remember(tx, user.id, browser)?);
    Ok(SignedIn { user, token, device, old_cookie: false, proof: Proof::Recent, seen_at: now })
}

/// Who is signed in by that secret. Looking counts as no use: [`note_use`] does.
pub async fn signed_in(store: &Store, token: SessionToken) -> Result<Option<SignedIn>, StoreError> {
    let (hash, now) = (token.hash(), store.now().timestamp());
    store
        .read(move |conn| {
            let Some(session) = sessions::find(conn, &hash, now)? else { return Ok(None) };
            let (proof, seen_at, old_cookie) = (Proof::of(&session, now), session.seen_at, session.old_cookie);
            let found = users::find(conn, session.user)?;
            Ok(found.map(|user| SignedIn { user, token, device: None, old_cookie, proof, seen_at }))
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

/// Ends every session of a user; no device but the one that asks stays known.
pub async fn sign_out_everywhere(store: &Store, id: UserId, browser: Browser) -> Result<(), Error> {
    store
        .write(move |tx| {
            sessions::delete_all(tx, id)?;
            known_devices::forget_others(tx, id, &browser)?;
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
    pub device: UserAgent,
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
