//! Passwords: requirements, and the argon2id hash, computed on a blocking thread since it is slow on purpose.

mod guessable;

use super::known_devices::Browser;
use crate::store::StoreError;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use guessable::is_guessable;
use tokio::sync::Semaphore;

/// Minimum length in characters: length makes guessing hard (NIST SP 800-63B).
pub const MIN_CHARACTERS: usize = 10;
/// Maximum length in characters; hashing time grows with length.
const MAX_CHARACTERS: usize = 200;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Fewer than [`MIN_CHARACTERS`].
    TooShort,
    /// More than 200 characters.
    TooLong,
    /// Common, or derived from public data of the account.
    Guessable,
}

/// A password entered to authenticate, and the browser it comes from.
pub struct GivenPassword {
    /// As typed.
    pub text: String,
    /// The browser.
    pub browser: Browser,
}

/// The product's name, a likely base of guesses.
const PRODUCT: &str = "terminplaner";

/// A new password, and the planner's host, which must not be part of it.
pub struct NewPassword {
    text: String,
    host: String,
}

impl NewPassword {
    /// A password chosen in the planner at `public_url`.
    pub fn chosen_at(public_url: &str, text: &str) -> Self {
        let after_scheme = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
        let host = after_scheme.split(['/', ':']).next().unwrap_or_default().to_owned();
        Self { text: text.to_owned(), host }
    }

    /// Checks length, and that somebody who knows the texts `known` (the shop's name, the account's data) would not
    /// guess it early.
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
    /// A password chosen on the command line, where the planner's address is not known.
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), host: String::new() }
    }
}

/// Hashes with argon2's recommended cost (19 MiB, two passes) and a random salt.
///
/// # Errors
/// If it cannot be computed.
pub(super) async fn hashed(password: NewPassword) -> Result<String, StoreError> {
    let hash = blocking(move || Argon2::default().hash_password(password.text.as_bytes()).map(|hash| hash.to_string()));
    hash.await?.map_err(|error| StoreError::Unreadable(format!("the password cannot be hashed: {error}")))
}

/// Whether `password` matches `hash`. Takes as long without a hash, so that the time does not reveal which accounts
/// exist.
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

/// Concurrent hash computations; others wait. Each needs 19 MiB, and a flood of sign-ins must not exhaust the memory.
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
        let hash = hashed(chosen()).await.unwrap();
        assert!(hash.starts_with("$argon2id$") && !hash.contains("tram"), "{hash}");
        assert_ne!(hash, hashed(chosen()).await.unwrap(), "each has a salt of its own");
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
