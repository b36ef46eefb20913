//! Passkeys (`WebAuthn`, <https://www.w3.org/TR/webauthn-3/>). They are discoverable and verify their user, so that each one
//! signs in by itself. A challenge is answered once and within minutes, by the session that it was made for.

use super::codes::RecoveryCodes;
use super::{Error, Factor, Refusal, Wrong, added, note, removed, shop_name};
use crate::domain::account::{User, UserId};
use crate::domain::values::ShortName;
use crate::operations::accounts::known_devices::Browser;
use crate::operations::accounts::secret::Secret;
use crate::operations::accounts::session::{self, SessionToken, SignedIn};
use crate::operations::accounts::short_lived::ShortLived;
use crate::store::{Store, StoreError, WriteTx, devices, passkeys as rows, secrets, sessions, users};
use passki::{
    AuthenticationCredential, AuthenticationOptions, AuthenticationState, ClientData, Passki, RegistrationCredential,
    RegistrationOptions, RegistrationState, ResidentKeyRequirement, StoredPasskey, UserVerificationRequirement,
};
use serde_json::json;
use std::net::IpAddr;
use std::sync::Arc;

/// How long a challenge may be answered, in seconds: somebody looks for the key, then for the PIN.
const CHALLENGE_SECONDS: i64 = 5 * 60;
/// Unanswered challenges at most.
const CHALLENGES: usize = 10_000;
/// Bytes of the random name by which devices know an account.
const HANDLE_BYTES: usize = 32;

/// The planner as passkeys know it: each works at the host that it was made for only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    /// The host of the public address, without its port.
    pub host: String,
    origin: String,
}

impl RelyingParty {
    /// The planner at `public_url`; `None` where browsers make no passkeys: at an IP address, or without encryption
    /// anywhere but on the same machine.
    pub fn of(public_url: &str) -> Option<Self> {
        let (scheme, rest) = public_url.split_once("://")?;
        let authority = rest.split('/').next()?.to_lowercase();
        let host = authority.split(':').next()?.to_owned();
        let is_local = host == "localhost" || host.ends_with(".localhost");
        let is_address = authority.starts_with('[') || host.parse::<IpAddr>().is_ok();
        let is_secure = scheme == "https" || is_local;
        (is_secure && !is_address && !host.is_empty()).then(|| Self { host, origin: format!("{scheme}://{authority}") })
    }

    fn library(&self, name: &str) -> Passki {
        Passki::new(&self.host, &[&self.origin], name)
    }
}

/// Challenges that wait for their answer.
pub struct Challenges {
    registrations: ShortLived<(Vec<u8>, Arc<RegistrationState>)>,
    uses: ShortLived<(Option<Vec<u8>>, Arc<AuthenticationState>)>,
}

impl Default for Challenges {
    fn default() -> Self {
        Self {
            registrations: ShortLived::new(CHALLENGES, CHALLENGE_SECONDS),
            uses: ShortLived::new(CHALLENGES, CHALLENGE_SECONDS),
        }
    }
}

/// The challenge that an answer is for, as the text in it.
fn challenge_in(client_data: &str) -> Option<Secret> {
    Some(Secret::received(&ClientData::from_base64(client_data).ok()?.challenge))
}

fn failed(error: impl std::fmt::Display) -> Refusal {
    tracing::debug!(%error, "a passkey was refused");
    Refusal::Passkey
}

fn unreadable(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable(format!("a passkey cannot be used: {error}"))
}

fn stored(row: &rows::Passkey) -> Result<StoredPasskey, StoreError> {
    serde_json::from_str(&row.credential).map_err(unreadable)
}

/// What a browser needs to make a passkey for `user`, as JSON for `navigator.credentials.create`.
///
/// # Errors
/// If the database cannot be read.
pub async fn begin_passkey(
    store: &Store,
    party: &RelyingParty,
    challenges: &Challenges,
    user: &User,
    session: &SessionToken,
) -> Result<serde_json::Value, StoreError> {
    let id = user.id;
    let present = store.read(move |conn| rows::of_user(conn, id)).await?;
    let handle = match present.first() {
        Some(row) => row.user_handle.clone(),
        None => secrets::random::<HANDLE_BYTES>()?.to_vec(),
    };
    let present = present.iter().map(stored).collect::<Result<Vec<_>, _>>()?;
    let mut options = RegistrationOptions::default();
    options.resident_key = ResidentKeyRequirement::Required;
    options.user_verification = UserVerificationRequirement::Required;
    options.timeout = CHALLENGE_SECONDS.unsigned_abs() * 1_000;
    options.exclude_credentials = Some(&present);
    let library = party.library(&shop_name(store));
    let (challenge, state) =
        library.start_passkey_registration(&handle, &user.email, &user.name, options).map_err(unreadable)?;
    let key = Secret::received(&challenge.challenge);
    challenges.registrations.keep(&key, (session.hash(), Arc::new(state)), store.now().timestamp());
    serde_json::to_value(&challenge).map_err(unreadable)
}

/// Adds the passkey that a browser has made. The first factor comes with recovery codes.
///
/// # Errors
/// [`Refusal::Fields`]; [`Refusal::Passkey`] if the answer is not right, or too late.
pub async fn add_passkey(
    store: &Store,
    party: &RelyingParty,
    challenges: &Challenges,
    (id, session): (UserId, &SessionToken),
    name: &str,
    answer: &str,
) -> Result<Option<RecoveryCodes>, Error> {
    let name = ShortName::parse(name).map_err(|invalid| Wrong::Value(invalid).at("name"))?;
    let answer: RegistrationCredential = serde_json::from_str(answer).map_err(failed)?;
    let key = challenge_in(&answer.response.client_data_json).ok_or(Refusal::Passkey)?;
    let (made_for, state) = challenges.registrations.take(&key, store.now().timestamp()).ok_or(Refusal::Passkey)?;
    if made_for != session.hash() {
        return Err(Refusal::Passkey.into());
    }
    let passkey = party.library("").finish_passkey_registration(&answer, &state).map_err(failed)?;
    let handle = Passki::base64_decode(&state.user.id).map_err(failed)?;
    let (credential, host) = (serde_json::to_string(&passkey).map_err(unreadable)?, party.host.clone());
    store
        .write(move |tx| {
            let user = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            if rows::find(tx, &passkey.credential_id)?.is_some() {
                return Err(Refusal::Passkey.into());
            }
            let new = rows::NewPasskey {
                user: id,
                credential_id: &passkey.credential_id,
                credential: &credential,
                user_handle: &handle,
                host: &host,
                name: &name,
            };
            rows::insert(tx, &new, tx.now.timestamp())?;
            added(tx, &user, &Factor::Passkey(&name))
        })
        .await
}

/// What a browser needs to use a passkey, as JSON for `navigator.credentials.get`. With a session, only one of its user
/// answers it, in that session; otherwise any.
///
/// # Errors
/// If the database cannot be read.
pub async fn begin_passkey_use(
    store: &Store,
    party: &RelyingParty,
    challenges: &Challenges,
    session: Option<(UserId, &SessionToken)>,
) -> Result<serde_json::Value, StoreError> {
    let present = match session {
        Some((user, _)) => store.read(move |conn| rows::of_user(conn, user)).await?,
        None => Vec::new(),
    };
    let present = present.iter().filter(|row| row.host == party.host).map(stored).collect::<Result<Vec<_>, _>>()?;
    let mut options = AuthenticationOptions::default();
    options.user_verification = UserVerificationRequirement::Required;
    options.timeout = CHALLENGE_SECONDS.unsigned_abs() * 1_000;
    let (challenge, state) = party.library("").start_passkey_authentication(&present, options).map_err(unreadable)?;
    let key = Secret::received(&challenge.challenge);
    let made_for = session.map(|(_, token)| token.hash());
    challenges.uses.keep(&key, (made_for, Arc::new(state)), store.now().timestamp());
    serde_json::to_value(&challenge).map_err(unreadable)
}

/// An answer whose challenge was made for the session that sends it, and is used up now.
struct Answered {
    answer: AuthenticationCredential,
    state: Arc<AuthenticationState>,
    library: Passki,
    host: String,
}

impl Answered {
    fn read(
        store: &Store,
        party: &RelyingParty,
        challenges: &Challenges,
        session: Option<&SessionToken>,
        answer: &str,
    ) -> Result<Self, Refusal> {
        let answer: AuthenticationCredential = serde_json::from_str(answer).map_err(failed)?;
        let key = challenge_in(&answer.response.client_data_json).ok_or(Refusal::Passkey)?;
        let (made_for, state) = challenges.uses.take(&key, store.now().timestamp()).ok_or(Refusal::Passkey)?;
        if made_for != session.map(Secret::hash) {
            return Err(Refusal::Passkey);
        }
        Ok(Self { answer, state, library: party.library(""), host: party.host.clone() })
    }

    /// Whose passkey has signed it. Its counter must have grown: otherwise it may be a copy.
    fn verify(&self, tx: &WriteTx<'_>) -> Result<User, Error> {
        let id = Passki::base64_decode(&self.answer.raw_id).map_err(failed)?;
        let row = rows::find(tx, &id)?.filter(|row| row.host == self.host).ok_or(Refusal::Passkey)?;
        let mut passkey = stored(&row)?;
        let result = self.library.finish_passkey_authentication(&self.answer, &self.state, &passkey).map_err(failed)?;
        if result.user_handle.is_some_and(|handle| handle != row.user_handle) {
            return Err(Refusal::Passkey.into());
        }
        passkey.counter = result.counter;
        let credential = serde_json::to_string(&passkey).map_err(unreadable)?;
        rows::used(tx, row.id, &credential, tx.now.timestamp())?;
        Ok(users::find(tx, row.user)?.ok_or(Refusal::Passkey)?)
    }
}

/// Signs in by a passkey alone. It cannot be guessed, so failed sign-ins of strangers do not matter.
///
/// # Errors
/// [`Refusal::Passkey`].
pub async fn sign_in_by_passkey(
    store: &Store,
    party: &RelyingParty,
    challenges: &Challenges,
    answer: &str,
    browser: Browser,
) -> Result<SignedIn, Error> {
    let answered = Answered::read(store, party, challenges, None, answer)?;
    store
        .write(move |tx| {
            let user = answered.verify(tx)?;
            let is_known = match &browser.token {
                Some(token) => devices::is_known(tx, &token.hash(), user.id)?,
                None => false,
            };
            session::complete(tx, user, &browser, !is_known)
        })
        .await
}

/// Authenticates a session of `user` by a passkey; false if the answer is not right.
///
/// # Errors
/// If the database cannot be read or written.
pub async fn prove_by_passkey(
    store: &Store,
    party: &RelyingParty,
    challenges: &Challenges,
    (id, session): (UserId, &SessionToken),
    answer: &str,
) -> Result<bool, StoreError> {
    let Ok(answered) = Answered::read(store, party, challenges, Some(session), answer) else { return Ok(false) };
    let hash = session.hash();
    let proven = store.write(move |tx| {
        if answered.verify(tx)?.id != id {
            return Err(Error::from(Refusal::Passkey));
        }
        Ok(sessions::prove(tx, &hash, tx.now.timestamp())?)
    });
    match proven.await {
        Ok(()) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(Error::Store(error)) => Err(error),
    }
}

/// Gives a passkey of an account another name.
///
/// # Errors
/// [`Refusal::Fields`].
pub async fn rename_passkey(store: &Store, id: UserId, passkey: i64, name: &str) -> Result<(), Error> {
    let name = ShortName::parse(name).map_err(|invalid| Wrong::Value(invalid).at("name"))?;
    store
        .write(move |tx| match rows::rename(tx, id, passkey, &name)? {
            true => note(tx, Some(id), "user.passkey_renamed", id, &json!({})),
            false => Ok(()),
        })
        .await
}

/// Removes a passkey of an account, and ends all other sessions.
///
/// # Errors
/// [`Refusal::UnknownUser`].
pub async fn remove_passkey(store: &Store, (id, session): (UserId, &SessionToken), passkey: i64) -> Result<(), Error> {
    let session = session.clone();
    store
        .write(move |tx| {
            let user = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            match rows::delete(tx, id, passkey)? {
                Some(name) => removed(tx, &user, &session, &Factor::Passkey(&name)),
                None => Ok(()),
            }
        })
        .await
}

/// Whether any passkey works at `host`, and whether somebody has passkeys that work at others only.
///
/// # Errors
/// If the database cannot be read.
pub async fn passkey_hosts(store: &Store, host: &str) -> Result<(bool, bool), StoreError> {
    let host = host.to_owned();
    store.read(move |conn| rows::hosts(conn, &host)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_relying_party_is_the_host_of_the_public_address() {
        let host = |url: &str| RelyingParty::of(url).map(|party| (party.host, party.origin));
        let some = |host: &str, origin: &str| Some((host.to_owned(), origin.to_owned()));
        assert_eq!(host("https://Termine.example.de"), some("termine.example.de", "https://termine.example.de"));
        assert_eq!(host("https://example.de:8443/termine"), some("example.de", "https://example.de:8443"));
        assert_eq!(host("http://localhost:8080"), some("localhost", "http://localhost:8080"));
        for none in ["http://example.de", "https://192.0.2.1", "http://127.0.0.1:8080", "https://[2001:db8::1]:1", ""] {
            assert_eq!(host(none), None, "{none}");
        }
    }
}
