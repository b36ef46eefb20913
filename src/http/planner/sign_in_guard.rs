//! How often somebody may try a password. Every failure makes the next try wait longer: for the account, however many
//! addresses try it, and for the address, however many accounts it tries. In memory, by hashes with a seed of this process.
//!
//! An account waits for a minute at most, lest a stranger keep its owner out; an address, up to a quarter of an hour.

use crate::clock::Clock;
use crate::http::client_address::ClientAddress;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Failures that cost nothing: people mistype.
const FREE_FAILURES: u32 = 4;
const LONGEST_FOR_ACCOUNT: Duration = Duration::from_secs(60);
const LONGEST_FOR_ADDRESS: Duration = Duration::from_secs(15 * 60);
/// Failures are forgotten after this long without another one.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60 * 60);
/// So many are remembered at most; then old ones are looked for and forgotten.
const REMEMBERED: usize = 10_000;

/// Remembers failed sign-ins.
pub struct SignInGuard {
    clock: Clock,
    hasher: RandomState,
    failures: Mutex<HashMap<u64, Failures>>,
}

#[derive(Clone, Copy, Default)]
struct Failures {
    count: u32,
    last: Duration,
}

impl Failures {
    /// 2, 4, 8 … seconds after the free ones.
    fn wait(self, longest: Duration) -> Duration {
        match self.count.checked_sub(FREE_FAILURES) {
            None | Some(0) => Duration::ZERO,
            Some(more) => Duration::from_secs(1 << more.min(16)).min(longest),
        }
    }
}

impl SignInGuard {
    /// A guard that has seen nothing yet.
    pub fn new(clock: Clock) -> Self {
        Self { clock, hasher: RandomState::new(), failures: Mutex::default() }
    }

    /// The seconds to wait before the next try, if there are any.
    pub fn seconds_to_wait(&self, email: &str, client: ClientAddress) -> Option<u64> {
        let now = self.clock.monotonic();
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let left = self.keys(email, client).into_iter().filter_map(|(key, longest)| {
            let failures = failures.get(&key)?;
            (failures.last + failures.wait(longest)).checked_sub(now)
        });
        left.max().filter(|left| !left.is_zero()).map(|left| left.as_secs_f64().ceil() as u64)
    }

    /// Notes a failed try.
    pub fn failed(&self, email: &str, client: ClientAddress) {
        let now = self.clock.monotonic();
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= REMEMBERED {
            failures.retain(|_, failures| now.saturating_sub(failures.last) < FORGOTTEN_AFTER);
        }
        for (key, _) in self.keys(email, client) {
            let entry = failures.entry(key).or_default();
            let forgotten = now.saturating_sub(entry.last) >= FORGOTTEN_AFTER;
            *entry = Failures { count: if forgotten { 1 } else { entry.count + 1 }, last: now };
        }
    }

    /// Forgets the failures of an account whose owner has signed in.
    pub fn succeeded(&self, email: &str, client: ClientAddress) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, _) in self.keys(email, client) {
            failures.remove(&key);
        }
    }

    fn keys(&self, email: &str, client: ClientAddress) -> [(u64, Duration); 2] {
        [
            (self.key("account", email.trim().to_lowercase()), LONGEST_FOR_ACCOUNT),
            (self.key("address", client.network()), LONGEST_FOR_ADDRESS),
        ]
    }

    fn key(&self, kind: &str, value: impl Hash) -> u64 {
        self.hasher.hash_one((kind, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderMap;

    fn client(last: u8) -> ClientAddress {
        ClientAddress::of([198, 51, 100, last].into(), &HeaderMap::new(), &[])
    }

    fn guard() -> (SignInGuard, Clock) {
        let clock = Clock::manual("2022-01-14T08:00:00Z".parse().unwrap());
        (SignInGuard::new(clock.clone()), clock)
    }

    #[test]
    fn the_delay_grows_with_every_failure_and_ends() {
        let (guard, clock) = guard();
        let waits: Vec<_> = (0..8)
            .map(|_| {
                guard.failed("erika@example.org", client(1));
                guard.seconds_to_wait("Erika@example.org ", client(2))
            })
            .collect();
        assert_eq!(waits, [None, None, None, None, Some(2), Some(4), Some(8), Some(16)]);
        clock.advance(Duration::from_secs(16));
        assert_eq!(guard.seconds_to_wait("erika@example.org", client(2)), None);
    }

    #[test]
    fn an_account_never_waits_longer_than_a_minute_for_strangers_an_address_does() {
        let (guard, _) = guard();
        for _ in 0..40 {
            guard.failed("erika@example.org", client(1));
        }
        assert_eq!(guard.seconds_to_wait("erika@example.org", client(2)), Some(60));
        assert_eq!(guard.seconds_to_wait("max@example.org", client(1)), Some(900));
        guard.succeeded("erika@example.org", client(2));
        assert_eq!(guard.seconds_to_wait("erika@example.org", client(2)), None);
    }

    #[test]
    fn failures_are_forgotten_after_an_hour() {
        let (guard, clock) = guard();
        for _ in 0..6 {
            guard.failed("erika@example.org", client(1));
        }
        clock.advance(FORGOTTEN_AFTER);
        guard.failed("erika@example.org", client(1));
        assert_eq!(guard.seconds_to_wait("erika@example.org", client(1)), None);
    }
}
