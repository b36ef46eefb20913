//! Random secrets in the URL-safe alphabet, 256 bits where nothing else is said; the database has only their SHA-256.

use crate::store::{StoreError, secrets};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;

/// A secret. `Debug` does not print it.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A new secret from the operating system's random source.
    ///
    /// # Errors
    /// If the operating system provides no random numbers.
    pub fn random() -> Result<Self, StoreError> {
        Self::of_bytes::<32>()
    }

    /// The same of `N` bytes.
    ///
    /// # Errors
    /// As [`Secret::random`].
    pub fn of_bytes<const N: usize>() -> Result<Self, StoreError> {
        Ok(Self(URL_SAFE_NO_PAD.encode(secrets::random::<N>()?)))
    }

    /// A secret for people to type: 26 of 32 small letters and digits, none of which looks like another; 130 bits.
    ///
    /// # Errors
    /// As [`Secret::random`].
    pub fn to_type() -> Result<Self, StoreError> {
        const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let bytes = secrets::random::<26>()?;
        Ok(Self(bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()))
    }

    /// One that somebody has typed, perhaps in groups, or with a capital letter.
    pub fn typed(text: &str) -> Self {
        Self(text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').flat_map(char::to_lowercase).collect())
    }

    /// A secret sent by a client.
    pub fn received(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Its text.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Its SHA-256, as stored.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl PartialEq for Secret {
    /// In constant time, so that the duration does not reveal a partial match.
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_all_different_and_not_printed() {
        let (one, other) = (Secret::random().unwrap(), Secret::random().unwrap());
        assert_eq!(one.expose().len(), 43);
        assert!(one != other && one == Secret::received(one.expose()));
        assert!(!format!("{one:?}").contains(one.expose()));
        assert!(one != Secret::received("") && one != Secret::received(&one.expose()[..42]));
    }
}
