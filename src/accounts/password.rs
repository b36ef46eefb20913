//! Passwords: what one must have, and its argon2id hash, made off the runtime's threads since it is slow on purpose.

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
}

/// Whether it is long enough and not too long.
pub(super) fn check(password: &str) -> Result<(), PasswordProblem> {
    match password.chars().count() {
        0..MIN_CHARACTERS => Err(PasswordProblem::TooShort),
        MIN_CHARACTERS..=MAX_CHARACTERS => Ok(()),
        _ => Err(PasswordProblem::TooLong),
    }
}

/// The hash to keep, with argon2's recommended cost (19 MiB, two passes) and a salt of its own.
///
/// # Errors
/// [`Refusal::Password`].
pub(super) async fn hashed(password: String) -> Result<String, Error> {
    check(&password).map_err(Refusal::Password)?;
    let hash = blocking(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()));
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
        let hash = hashed("correct horse".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$") && !hash.contains("horse"), "{hash}");
        assert_ne!(hash, hashed("correct horse".into()).await.unwrap(), "each has a salt of its own");
        assert!(is_right("correct horse".into(), Some(hash.clone())).await.unwrap());
        assert!(!is_right("correct house".into(), Some(hash)).await.unwrap());
        assert!(!is_right("correct horse".into(), None).await.unwrap());
        assert!(!is_right("correct horse".into(), Some("nonsense".into())).await.unwrap());
    }

    #[tokio::test]
    async fn a_password_has_ten_characters_at_least() {
        for (typed, problem) in
            [("short".to_owned(), PasswordProblem::TooShort), ("x".repeat(201), PasswordProblem::TooLong)]
        {
            let refused = hashed(typed).await.unwrap_err();
            assert!(matches!(refused, Error::Refused(Refusal::Password(why)) if why == problem));
        }
        assert!(hashed("äöüäöüäöüä".into()).await.is_ok());
    }
}
