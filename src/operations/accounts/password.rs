//! Passwords: what one must have, and its argon2id hash, made off the runtime's threads since it is slow on purpose.

use super::guessable::is_guessable;
use super::known_devices::Browser;
use super::{Error, Refusal};
use crate::store::StoreError;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// The fewest characters a password has: length is what makes it hard to guess (NIST SP 800-63B).
pub const MIN_CHARACTERS: usize = 10;
/// The most; the hash takes longer for more.
const MAX_CHARACTERS: usize = 200;

/// What is wrong with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Fewer than [`MIN_CHARACTERS`].
    TooShort,
    /// More than 200 characters.
    TooLong,
    /// Common, or made of what a stranger knows of the account.
    Guessable,
}

/// A password as somebody gives it who has chosen it before, and the browser it comes from.
pub struct GivenPassword {
    /// As it was typed.
    pub text: String,
    /// From where.
    pub browser: Browser,
}

/// What the program is called: the first word that somebody adds digits to.
const PRODUCT: &str = "terminplaner";

/// A password that somebody chooses, and the host whose planner it opens.
pub struct NewPassword {
    text: String,
    host: String,
}

impl NewPassword {
    /// One that is chosen where the planner is at `public_url`.
    pub fn chosen_at(public_url: &str, text: &str) -> Self {
        let after_scheme = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
        let host = after_scheme.split(['/', ':']).next().unwrap_or_default().to_owned();
        Self { text: text.to_owned(), host }
    }

    /// Whether it is long enough, not too long, and not what somebody tries first who knows the texts `known`: the
    /// shop's name, the account's.
    pub(super) fn check(&self, known: &[&str]) -> Result<(), PasswordProblem> {
        match self.text.chars().count() {
            0..MIN_CHARACTERS => return Err(PasswordProblem::TooShort),
            MIN_CHARACTERS..=MAX_CHARACTERS => {}
            _ => return Err(PasswordProblem::TooLong),
        }
        let known = [&[PRODUCT, &self.host], known].concat();
        if is_guessable(&self.text, &known) { Err(PasswordProblem::Guessable) } else { Ok(()) }
    }
}

impl From<&str> for NewPassword {
    /// One that is chosen at the machine itself, where nobody knows the planner's address.
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), host: String::new() }
    }
}

/// The hash to keep, with argon2's recommended cost (19 MiB, two passes) and a salt of its own.
///
/// # Errors
/// [`Refusal::Password`].
pub(super) async fn hashed(password: NewPassword, known: &[&str]) -> Result<String, Error> {
    password.check(known).map_err(Refusal::Password)?;
    let hash = blocking(move || Argon2::default().hash_password(password.text.as_bytes()).map(|hash| hash.to_string()));
    hash.await?.map_err(|error| StoreError::Unreadable(format!("the password cannot be hashed: {error}")).into())
}

/// Whether `password` is the one that `hash` was made of. Takes as long where there is no hash, so that the time does not
/// tell which accounts there are.
pub(super) async fn is_right(password: String, hash: Option<String>) -> Result<bool, StoreError> {
    blocking(move || {
        let parsed = hash.as_deref().and_then(|hash| PasswordHash::new(hash).ok());
        match parsed {
            Some(parsed) => Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok(),
            None => Argon2::default().hash_password(password.as_bytes()).is_err(),
        }
    })
    .await
}

/// So many hashes are made at once; the others wait their turn. Each takes 19 MiB, and a flood of sign-ins must not take
/// the machine's memory.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    let _turn = AT_ONCE.acquire().await.map_err(|_| StoreError::Stopped)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Stopped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_only() {
        let chosen = || NewPassword::from("correct tram lamp");
        let hash = hashed(chosen(), &[]).await.unwrap();
        assert!(hash.starts_with("$argon2id$") && !hash.contains("tram"), "{hash}");
        assert_ne!(hash, hashed(chosen(), &[]).await.unwrap(), "each has a salt of its own");
        assert!(is_right("correct tram lamp".into(), Some(hash.clone())).await.unwrap());
        assert!(!is_right("correct tram lump".into(), Some(hash)).await.unwrap());
        assert!(!is_right("correct tram lamp".into(), None).await.unwrap());
        assert!(!is_right("correct tram lamp".into(), Some("nonsense".into())).await.unwrap());
    }

    #[test]
    fn a_password_has_ten_characters_at_least_and_is_not_what_one_tries_first() {
        let problem = |text: &str| NewPassword::chosen_at("https://anpassung.example/x", text).check(&["Kabine"]);
        assert_eq!(problem("short"), Err(PasswordProblem::TooShort));
        assert_eq!(problem(&"x".repeat(201)), Err(PasswordProblem::TooLong));
        for guess in ["passwort12", "Terminplaner1", "Anpassung2024", "kabinekabine"] {
            assert_eq!(problem(guess), Err(PasswordProblem::Guessable), "{guess}");
        }
        assert_eq!(problem("äöü kuh lampe regen"), Ok(()));
    }
}
