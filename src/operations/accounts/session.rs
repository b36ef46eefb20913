//! Signing in and out. The secret of a session is sent to the browser once; the database has its hash. Every sign-in
//! creates a new secret, whatever cookie the browser had (no session fixation).

pub(super) mod proof;

use super::known_devices;
use super::known_devices::{Browser, DeviceToken, KnownDevice};
use super::password::{GivenPassword, is_right};
use super::secret::Secret;
use super::{Error, failures, note, notices};
use crate::domain::account::{User, UserId};
use crate::domain::user_agent::UserAgent;
use crate::domain::values::Email;
use crate::store::sessions::NewSession;
use crate::store::{Store, StoreError, WriteTx, audit, second_factors, sessions, users};
use proof::Proof;
use serde_json::json;

const DAY_SECONDS: i64 = 24 * 60 * 60;
/// Lifetime of a session without use, in seconds: long enough for a tablet that is unused over the holidays.
const UNUSED_SECONDS: i64 = 30 * DAY_SECONDS;
/// Maximum lifetime of a session, in seconds.
pub const SESSION_SECONDS: i64 = 90 * DAY_SECONDS;
/// Minimum interval between writes of the last use, in seconds.
const TOUCH_EVERY_SECONDS: i64 = 10 * 60;

/// The secret of a session cookie.
pub type SessionToken = Secret;

/// A signed-in user.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The user.
    pub user: User,
    /// The secret of the session.
    pub token: SessionToken,
    /// How recently the session was authenticated.
    pub proof: Proof,
    /// When the session was last used, in seconds since 1970, with a precision of ten minutes.
    seen_at: i64,
    /// Secret of the device cookie to set, if the session begins now.
    pub device: Option<DeviceToken>,
    /// Whether its cookie still has the name used by earlier versions.
    pub old_cookie: bool,
    /// Whether the shop demands a second factor of its user, who has none yet.
    pub lacks_factor: bool,
}

/// How far a sign-in has come.
#[derive(Debug)]
pub enum SignIn {
    /// Address and password do not match, or the account is closed to strangers.
    Refused,
    /// The password was right: the second factor is asked for.
    Halfway(FirstStep),
    /// A session was begun.
    Complete(Box<SignedIn>),
}

/// A sign-in that waits for its second step.
#[derive(Clone, Debug)]
pub struct FirstStep {
    /// Whose.
    pub user: UserId,
    /// The address they sign in with.
    pub email: Email,
    /// The device, if the account has signed in from it before.
    pub device: Option<KnownDevice>,
    /// Whether a mailed link was the first step: then the account is open to strangers.
    pub by_link: bool,
}

impl FirstStep {
    /// Whether completing it is reported as a sign-in from a new device. A link's use is reported in another mail.
    pub(super) const fn is_from_new_device(&self) -> bool {
        self.device.is_none() && !self.by_link
    }
}

/// Action in the audit log.
const SIGNED_IN: &str = "user.signed_in";

/// The first step of a sign-in, and the whole of it for accounts without a second factor. The result does not reveal
/// whether address and password do not match or the account is closed to strangers, and takes equally long.
///
/// # Errors
/// If the database cannot be read or written.
pub async fn sign_in(store: &Store, email: &str, given: GivenPassword) -> Result<SignIn, Error> {
    let GivenPassword { text, browser } = given;
    let device = browser.known_to(store, email).await?;
    let found = find_open(store, email, device.is_none()).await?;
    let (user, hash) = found.unzip();
    let is_right = is_right(text, hash).await?;
    let Some(user) = user.filter(|_| is_right) else {
        failures::note_at_the_door(store, email, device).await?;
        return Ok(SignIn::Refused);
    };
    let first = FirstStep { user: user.id, email: user.email, device, by_link: false };
    store
        .write(move |tx| match users::find(tx, first.user)? {
            Some(user) => after_first_step(tx, user, &browser, first),
            None => Ok(SignIn::Refused),
        })
        .await
}

/// Completes a sign-in, unless the account has a second factor.
pub(super) fn after_first_step(
    tx: &WriteTx<'_>,
    user: User,
    browser: &Browser,
    first: FirstStep,
) -> Result<SignIn, Error> {
    if second_factors::has_any(tx, user.id)? {
        return Ok(SignIn::Halfway(first));
    }
    let is_new = first.is_from_new_device();
    Ok(SignIn::Complete(Box::new(complete(tx, user, browser, is_new)?)))
}

/// Starts a session, and reports it if the device is new to the account.
pub(super) fn complete(
    tx: &WriteTx<'_>,
    user: User,
    browser: &Browser,
    is_new_device: bool,
) -> Result<SignedIn, Error> {
    // The first sign-in of an account is always from a new device.
    if is_new_device && audit::has_done(tx, user.id, SIGNED_IN)? {
        notices::new_device(tx, &user, &browser.device)?;
    }
    note_and_begin(tx, user, browser)
}

/// The account with that address and its password hash, unless it is closed to strangers and this is one.
async fn find_open(store: &Store, email: &str, is_stranger: bool) -> Result<Option<(User, String)>, StoreError> {
    let email = Email::fold(email);
    store
        .read(move |conn| {
            let Some((user, hash)) = users::find_by_email(conn, &email)? else { return Ok(None) };
            let is_closed = is_stranger && failures::is_closed_to_strangers(conn, user.id)?;
            Ok((!is_closed).then_some((user, hash)))
        })
        .await
}

/// Starts a session after an authentication equivalent to a password. `None`: there is no such account.
///
/// # Errors
/// If the database cannot be written.
pub async fn begin_session(store: &Store, id: UserId, browser: Browser) -> Result<Option<SignedIn>, Error> {
    store
        .write(move |tx| match users::find(tx, id)? {
            Some(user) => note_and_begin(tx, user, &browser).map(Some),
            None => Ok(None),
        })
        .await
}

/// Starts a session for a visitor of the demo, who has no password: none is asked for during its lifetime.
///
/// # Errors
/// If the database cannot be written.
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

/// Inserts a session and an audit entry of the sign-in.
pub(super) fn note_and_begin(tx: &WriteTx<'_>, user: User, browser: &Browser) -> Result<SignedIn, Error> {
    note(tx, Some(user.id), SIGNED_IN, user.id, &json!({}))?;
    begin(tx, user, browser)
}

/// Inserts a session that counts as authenticated now.
pub(super) fn begin(tx: &WriteTx<'_>, user: User, browser: &Browser) -> Result<SignedIn, Error> {
    write(tx, user, browser, tx.now.timestamp())
}

/// Inserts a session, makes the browser a known device, and resets failed sign-ins.
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
    Ok(SignedIn { user, token, device, old_cookie: false, lacks_factor: false, proof: Proof::Recent, seen_at: now })
}

/// The user signed in by that secret. Does not count as a use: see [`note_use`].
pub async fn signed_in(store: &Store, token: SessionToken) -> Result<Option<SignedIn>, StoreError> {
    let (hash, now) = (token.hash(), store.now().timestamp());
    let demands_factor = store.planning().calendar.shop.owners_need_second_factor;
    store
        .read(move |conn| {
            let Some(session) = sessions::find(conn, &hash, now)? else { return Ok(None) };
            let (proof, seen_at, old_cookie) = (Proof::of(&session, now), session.seen_at, session.old_cookie);
            let Some(user) = users::find(conn, session.user)? else { return Ok(None) };
            let lacks_factor = demands_factor && user.is_owner() && !second_factors::has_any(conn, user.id)?;
            Ok(Some(SignedIn { user, token, device: None, old_cookie, lacks_factor, proof, seen_at }))
        })
        .await
}

/// Records a use of the session, which extends its lifetime.
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

/// Ends every session of a user and deletes all known devices except the current one.
pub async fn sign_out_everywhere(store: &Store, id: UserId, browser: Browser) -> Result<(), Error> {
    store
        .write(move |tx| {
            sessions::delete_all(tx, id)?;
            known_devices::forget_others(tx, id, &browser)?;
            note(tx, Some(id), "user.signed_out_everywhere", id, &json!({}))
        })
        .await
}

/// A session in the user's list.
pub struct OwnSession {
    /// Its name in the list; gives no access.
    pub name: String,
    /// When it began, in seconds since 1970.
    pub created_at: i64,
    /// When it was last used, with a precision of ten minutes.
    pub seen_at: i64,
    /// Browser and system.
    pub device: UserAgent,
    /// Whether it is the current session.
    pub current: bool,
}

/// The sessions of a user, the current one first, then by last use.
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

/// Ends the session with that name in the user's list.
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

/// A prefix of the hash: identifies a session, but gives no access.
fn name_of(token_hash: &[u8]) -> String {
    base16ct::lower::encode_string(&token_hash[..token_hash.len().min(6)])
}
