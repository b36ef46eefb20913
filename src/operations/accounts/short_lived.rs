//! Values for a few minutes, by a secret that the browser sends back. In memory: nothing of them outlives the process.

use super::secret::Secret;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Values that expire. If there are too many, the oldest is dropped.
pub struct ShortLived<T> {
    at_most: usize,
    seconds: i64,
    kept: Mutex<VecDeque<Kept<T>>>,
}

struct Kept<T> {
    /// SHA-256 of the secret.
    key: Vec<u8>,
    /// In seconds since 1970.
    ends_at: i64,
    value: T,
}

impl<T: Clone> ShortLived<T> {
    /// At most `at_most` values, each for `seconds`.
    pub const fn new(at_most: usize, seconds: i64) -> Self {
        Self { at_most, seconds, kept: Mutex::new(VecDeque::new()) }
    }

    /// Keeps `value` under a secret. `now` in seconds since 1970.
    pub fn keep(&self, secret: &Secret, value: T, now: i64) {
        let mut kept = self.lock();
        // In the order of their end.
        while kept.len() >= self.at_most || kept.front().is_some_and(|first| first.ends_at <= now) {
            kept.pop_front();
        }
        kept.push_back(Kept { key: secret.hash(), ends_at: now + self.seconds, value });
    }

    /// The value under a secret, unless it has expired.
    pub fn find(&self, secret: &Secret, now: i64) -> Option<T> {
        let key = secret.hash();
        self.lock().iter().find(|kept| kept.key == key && kept.ends_at > now).map(|kept| kept.value.clone())
    }

    /// The same, which can be taken once.
    pub fn take(&self, secret: &Secret, now: i64) -> Option<T> {
        let key = secret.hash();
        let mut kept = self.lock();
        let place = kept.iter().position(|kept| kept.key == key)?;
        kept.remove(place).filter(|kept| kept.ends_at > now).map(|kept| kept.value)
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Kept<T>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_expire_are_taken_once_and_the_oldest_makes_room() {
        let kept = ShortLived::new(2, 60);
        let secret = |text: &str| Secret::received(text);
        kept.keep(&secret("a"), 1, 0);
        assert_eq!((kept.find(&secret("a"), 59), kept.find(&secret("a"), 60)), (Some(1), None));
        assert_eq!((kept.take(&secret("a"), 59), kept.take(&secret("a"), 59)), (Some(1), None));
        for (name, value) in [("a", 1), ("b", 2), ("c", 3)] {
            kept.keep(&secret(name), value, 0);
        }
        assert_eq!(["a", "b", "c"].map(|name| kept.find(&secret(name), 1)), [None, Some(2), Some(3)]);
        kept.keep(&secret("d"), 4, 60);
        assert_eq!(kept.lock().len(), 1, "the others have expired");
        assert_eq!(kept.take(&secret("b"), 60), None);
    }
}
