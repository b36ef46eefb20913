//! How often somebody may try a password. In memory, by hashes with a seed of this process.
//!
//! Every failure makes the next try wait longer. Those of strangers count for the account, however many networks try it,
//! and for the network, however many accounts it tries. A known device counts its own failures alone: no stranger makes
//! it wait. A try that must wait is not made, and does not count.

use crate::clock::Clock;
use crate::domain::values::Email;
use crate::http::client_address::ClientAddress;
use crate::operations::accounts::{KnownDevice, SessionToken};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Failures that cost nothing: people mistype. A wider network has as many times as many as its allowance.
const FREE_FAILURES: u32 = 4;
/// The longest wait of strangers for an account, lest they keep out its owner at a new device for long.
const LONGEST_FOR_ACCOUNT: Duration = Duration::from_secs(60);
/// The longest wait of a network, and of a known device.
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// Failures are forgotten after this long without another one.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60 * 60);
/// From so many on, old ones are looked for and forgotten.
const REMEMBERED: usize = 10_000;

/// From where a password is tried.
pub enum Source {
    /// From a browser that the account has signed in from.
    Device(KnownDevice),
    /// Within a session, by somebody who is signed in already.
    Session(SessionToken),
    /// From anywhere else.
    Stranger(ClientAddress),
}

/// Remembers failed sign-ins.
pub struct SignInGuard {
    clock: Clock,
    hasher: RandomState,
    failures: Mutex<Remembered>,
}

#[derive(Default)]
struct Remembered {
    by_key: HashMap<u64, Failures>,
    /// How many there are when old ones are looked for next.
    sweep_at: usize,
}

#[derive(Clone, Copy, Default)]
struct Failures {
    count: u32,
    last: Duration,
}

/// What counts together.
struct Counter {
    key: u64,
    free: u32,
    longest: Duration,
}

impl Counter {
    /// 2, 4, 8 … seconds after the free ones.
    fn wait_after(&self, failures: Failures) -> Duration {
        match failures.count.checked_sub(self.free) {
            None | Some(0) => Duration::ZERO,
            Some(more) => Duration::from_secs(1 << more.min(16)).min(self.longest),
        }
    }
}

impl SignInGuard {
    /// A guard that has seen nothing yet.
    pub fn new(clock: Clock) -> Self {
        Self { clock, hasher: RandomState::new(), failures: Mutex::default() }
    }

    /// Lets a password be tried for the account of `email`. It counts as a failure until [`SignInGuard::succeeded`] says
    /// otherwise, so that tries at the same time count too.
    ///
    /// # Errors
    /// The seconds to wait before the next try.
    pub fn may_try(&self, email: &str, source: &Source) -> Result<(), u64> {
        self.count(self.counters(email, source))
    }

    /// Counts a wrong password of a device for the networks that it came from, and for no account. These count apart: a device
    /// with an old password keeps nobody from signing in.
    ///
    /// # Errors
    /// The seconds to wait before the next try.
    pub fn count_wrong_app_password(&self, client: ClientAddress) -> Result<(), u64> {
        self.count(self.networks("app password", client).collect())
    }

    fn count(&self, counters: Vec<Counter>) -> Result<(), u64> {
        let now = self.clock.monotonic();
        let mut failures = self.lock();
        let waits = counters.iter().filter_map(|counter| {
            let before = failures.by_key.get(&counter.key)?;
            (before.last + counter.wait_after(*before)).checked_sub(now)
        });
        if let Some(left) = waits.max().filter(|left| !left.is_zero()) {
            return Err(left.as_secs_f64().ceil() as u64);
        }
        for counter in counters {
            failures.add(counter.key, now);
        }
        Ok(())
    }

    /// Takes back the try that has succeeded. The account's failures are forgotten, and those of the device; what others
    /// of the same network have failed at is not.
    pub fn succeeded(&self, email: &str, source: &Source) {
        let counters = self.counters(email, source);
        let mut failures = self.lock();
        if let Some((first, wider)) = counters.split_first() {
            failures.by_key.remove(&first.key);
            for counter in wider {
                failures.take_back(counter.key);
            }
        }
        drop(failures);
        self.forgive_strangers(email);
    }

    /// Takes back a try that has neither failed nor succeeded: the second factor is asked for. Earlier failures stay, lest who
    /// knows the password guesses codes at will.
    pub fn take_back(&self, email: &str, source: &Source) {
        let counters = self.counters(email, source);
        let mut failures = self.lock();
        counters.iter().for_each(|counter| failures.take_back(counter.key));
    }

    /// Forgets what strangers have failed at for an account: its owner has come by another way.
    pub fn forgive_strangers(&self, email: &str) {
        let key = self.account(email).key;
        self.lock().by_key.remove(&key);
    }

    fn lock(&self) -> MutexGuard<'_, Remembered> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a try counts for. The first one is the account's or the device's, which a success ends.
    fn counters(&self, email: &str, source: &Source) -> Vec<Counter> {
        match source {
            Source::Device(device) => vec![self.own(("device", device, folded(email)))],
            Source::Session(token) => vec![self.own(("session", token.hash()))],
            Source::Stranger(client) => {
                std::iter::once(self.account(email)).chain(self.networks("network", *client)).collect()
            }
        }
    }

    fn networks(&self, kind: &'static str, client: ClientAddress) -> impl Iterator<Item = Counter> {
        client.networks().map(move |(tier, network)| Counter {
            key: self.key((kind, tier, network)),
            free: FREE_FAILURES * tier.allowance(),
            longest: LONGEST,
        })
    }

    fn account(&self, email: &str) -> Counter {
        Counter { key: self.key(("account", folded(email))), free: FREE_FAILURES, longest: LONGEST_FOR_ACCOUNT }
    }

    fn own(&self, what: impl Hash) -> Counter {
        Counter { key: self.key(what), free: FREE_FAILURES, longest: LONGEST }
    }

    fn key(&self, what: impl Hash) -> u64 {
        self.hasher.hash_one(what)
    }
}

impl Remembered {
    fn add(&mut self, key: u64, now: Duration) {
        let is_old = |failures: &Failures| now.saturating_sub(failures.last) >= FORGOTTEN_AFTER;
        if self.by_key.len() >= self.sweep_at.max(REMEMBERED) {
            self.by_key.retain(|_, failures| !is_old(failures));
            // Not with every failure where nothing is old yet.
            self.sweep_at = self.by_key.len() * 2;
        }
        let entry = self.by_key.entry(key).or_default();
        let count = if is_old(entry) { 1 } else { entry.count.saturating_add(1) };
        *entry = Failures { count, last: now };
    }

    fn take_back(&mut self, key: u64) {
        if let Some(failures) = self.by_key.get_mut(&key) {
            failures.count = failures.count.saturating_sub(1);
        }
    }
}

fn folded(email: &str) -> String {
    Email::fold(email)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::accounts::Secret;
    use axum::http::HeaderMap;

    const ERIKA: &str = "erika@example.org";
    const MINUTE: Duration = Duration::from_secs(60);

    fn from(address: &str) -> Source {
        Source::Stranger(ClientAddress::of(address.parse().unwrap(), &HeaderMap::new(), &[]))
    }

    fn session() -> Source {
        Source::Session(Secret::received("one"))
    }

    fn guard() -> (SignInGuard, Clock) {
        let clock = Clock::manual("2022-01-14T08:00:00Z".parse().unwrap());
        (SignInGuard::new(clock.clone()), clock)
    }

    /// Tries, and waits as it is told, `times` times.
    fn fail(guard: &SignInGuard, clock: &Clock, email: &str, source: &Source, times: usize) -> Vec<u64> {
        let mut waits = Vec::new();
        while waits.len() < times {
            let wait = guard.may_try(email, source).err();
            if let Some(wait) = wait {
                clock.advance(Duration::from_secs(wait));
                guard.may_try(email, source).unwrap();
            }
            waits.push(wait.unwrap_or_default());
        }
        waits
    }

    #[test]
    fn the_wait_grows_with_every_failure_and_a_try_during_it_changes_nothing() {
        let (guard, clock) = guard();
        assert_eq!(fail(&guard, &clock, ERIKA, &from("198.51.100.1"), 8), [0, 0, 0, 0, 0, 2, 4, 8]);
        assert_eq!(guard.may_try("Erika@example.org ", &from("198.51.100.2")), Err(16));
        clock.advance(Duration::from_secs(10));
        assert_eq!(guard.may_try(ERIKA, &from("198.51.100.2")), Err(6), "it goes on from where it was");
        clock.advance(Duration::from_secs(6));
        assert_eq!(guard.may_try(ERIKA, &from("198.51.100.2")), Ok(()));
    }

    #[test]
    fn strangers_wait_a_minute_for_an_account_at_most_and_a_network_a_quarter_of_an_hour() {
        let (guard, clock) = guard();
        let waits = fail(&guard, &clock, ERIKA, &from("198.51.100.1"), 20);
        assert_eq!(waits.last(), Some(&900));
        assert_eq!(guard.may_try(ERIKA, &from("198.51.100.2")), Err(60));
        assert_eq!(guard.may_try("max@example.org", &from("198.51.100.1")), Err(900));
    }

    #[test]
    fn strangers_never_make_a_known_device_wait_nor_does_it_make_them() {
        let (guard, clock) = guard();
        let device = Source::Device(KnownDevice::of(&Secret::received("tablet")));
        for network in 0..200 {
            let _ = guard.may_try(ERIKA, &from(&format!("198.51.100.{network}")));
            clock.advance(MINUTE);
            assert_eq!(guard.may_try(ERIKA, &device), Ok(()), "after {network} minutes");
            guard.succeeded(ERIKA, &device);
        }
        assert_eq!(fail(&guard, &clock, ERIKA, &device, 9).last(), Some(&16), "its own failures do");
        assert_eq!(guard.may_try(ERIKA, &from("203.0.113.1")), Ok(()));
        assert_eq!(guard.may_try("max@example.org", &device), Ok(()), "another account's are not counted there");
    }

    #[test]
    fn who_is_signed_in_waits_for_their_own_failures_alone() {
        let (guard, clock) = guard();
        assert_eq!(fail(&guard, &clock, ERIKA, &session(), 6).last(), Some(&2));
        assert_eq!(guard.may_try(ERIKA, &from("198.51.100.1")), Ok(()));
    }

    #[test]
    fn a_right_password_without_its_second_factor_clears_nothing() {
        let (guard, clock) = guard();
        let source = from("198.51.100.1");
        fail(&guard, &clock, ERIKA, &source, 5);
        clock.advance(Duration::from_secs(2));
        guard.may_try(ERIKA, &source).unwrap();
        guard.take_back(ERIKA, &source);
        assert_eq!(guard.may_try(ERIKA, &source), Err(2), "as after the fifth failure");
        clock.advance(Duration::from_secs(2));
        guard.may_try(ERIKA, &source).unwrap();
        assert_eq!(guard.may_try(ERIKA, &source), Err(4));
    }

    #[test]
    fn a_success_does_not_clear_what_its_network_failed_at() {
        let (guard, clock) = guard();
        for account in 0..4 {
            guard.may_try(&format!("{account}@example.org"), &from("198.51.100.1")).unwrap();
        }
        guard.may_try(ERIKA, &from("198.51.100.1")).unwrap();
        guard.succeeded(ERIKA, &from("198.51.100.1"));
        assert_eq!(fail(&guard, &clock, "max@example.org", &from("198.51.100.1"), 3), [0, 2, 4]);
    }

    #[test]
    fn who_has_a_whole_48_waits_as_a_network_too() {
        let (guard, _) = guard();
        let mut tried = (0..u16::MAX).map(|network| {
            guard.may_try(&format!("{network}@example.org"), &from(&format!("2001:db8:1:{network:x}::1")))
        });
        assert_eq!(tried.by_ref().take_while(Result::is_ok).count(), 17, "four times four in the first /56, and one");
        assert_eq!(tried.filter(Result::is_ok).count(), 65 - 17, "sixteen times four in the /48, and one");
    }

    #[test]
    fn failures_are_forgotten_after_an_hour_and_by_a_mailed_link() {
        let (guard, clock) = guard();
        fail(&guard, &clock, ERIKA, &from("198.51.100.1"), 8);
        guard.forgive_strangers(ERIKA);
        assert_eq!(guard.may_try(ERIKA, &from("198.51.100.2")), Ok(()));
        assert_eq!(guard.may_try(ERIKA, &from("198.51.100.1")), Err(16), "of the account, not of the network");
        clock.advance(FORGOTTEN_AFTER);
        assert_eq!(fail(&guard, &clock, ERIKA, &from("198.51.100.1"), 5), [0; 5]);
    }
}
