//! Sign-ins by a link, once each: for the demonstration, which issues them. Kept in memory; where none was issued, no link
//! opens anything.

use super::secret::Secret;
use crate::domain::account::UserId;
use crate::store::StoreError;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// So many unused ones hold at a time; the oldest goes first.
const AT_MOST: usize = 100;

/// The sign-ins that were issued and not used.
#[derive(Default)]
pub struct OneTimeSignIns(Mutex<VecDeque<(Vec<u8>, UserId)>>);

impl OneTimeSignIns {
    /// Issues one for that account; answers the secret of its link, `/planner/enter/SECRET`.
    ///
    /// # Errors
    /// Where the operating system gives no random numbers.
    pub fn issue(&self, user: UserId) -> Result<String, StoreError> {
        let secret = Secret::random()?;
        let mut issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if issued.len() == AT_MOST {
            issued.pop_front();
        }
        issued.push_back((secret.hash(), user));
        Ok(secret.expose().to_owned())
    }

    /// Uses one up; whose it was.
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
