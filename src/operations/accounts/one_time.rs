//! Single-use sign-in links, for the demo. Kept in memory; if none was issued, no link works.

use super::secret::Secret;
use crate::domain::account::UserId;
use crate::store::StoreError;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// Maximum number of unused links; the oldest is dropped.
const AT_MOST: usize = 100;

/// Issued and unused links.
#[derive(Default)]
pub struct OneTimeSignIns(Mutex<VecDeque<(Vec<u8>, UserId)>>);

impl OneTimeSignIns {
    /// Issues a link for an account; returns the secret in `/planner/enter/SECRET`.
    ///
    /// # Errors
    /// If the operating system provides no random numbers.
    pub fn issue(&self, user: UserId) -> Result<String, StoreError> {
        let secret = Secret::random()?;
        let mut issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if issued.len() == AT_MOST {
            issued.pop_front();
        }
        issued.push_back((secret.hash(), user));
        Ok(secret.expose().to_owned())
    }

    /// Redeems a link; returns its account.
    pub fn take(&self, secret: &str) -> Option<UserId> {
        let hash = Secret::received(secret).hash();
        let mut issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = issued.iter().position(|(known, _)| *known == hash)?;
        issued.remove(place).map(|(_, user)| user)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_opens_once_and_the_oldest_are_forgotten() {
        let links = OneTimeSignIns::default();
        assert_eq!(links.take(""), None);
        let first = links.issue(1).unwrap();
        let second = links.issue(2).unwrap();
        assert_eq!((links.take(&second), links.take(&second)), (Some(2), None));
        for _ in 0..AT_MOST {
            links.issue(3).unwrap();
        }
        assert_eq!(links.take(&first), None);
    }
}
