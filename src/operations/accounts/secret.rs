//! Secrets that open something: 256 random bits in the URL-safe alphabet, known to the file by their SHA-256 only.

use crate::store::StoreError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;

/// A secret. Its `Debug` does not tell it.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A new one, from the operating system's source.
    ///
    /// # Errors
    /// Where the operating system gives no random numbers.
    pub fn random() -> Result<Self, StoreError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)
            .map_err(|error| StoreError::Unreadable(format!("the operating system gave no random numbers: {error}")))?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// One that somebody has sent.
    pub fn received(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As it is given away.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// As it is kept.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl PartialEq for Secret {
    /// In constant time: how long a wrong one is looked at tells nothing.
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
