//! The counters. Each [`Action`] has a quota and a message; governor counts with this program's clock, so that tests
//! control time. Keys are hashes with a seed of this process: no IP or e-mail address is stored.

use crate::clock::Clock;
use crate::domain::account::UserId;
use crate::domain::values::Email;
use crate::http::client_address::{ClientAddress, Tier};
use crate::http::error::{ApiError, Code};
use crate::operations::accounts::KnownDevice;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Open event streams per client address (several people may share a line) and per account.
const STREAMS_PER_HOLDER: u32 = 20;
/// One of this many stream slots is reserved for the planner, so that visitors cannot take all of them.
const KEPT_FOR_PLANNER: usize = 8;
/// `Retry-After` when no stream slot is free, in seconds.
const STREAM_RETRY_SECONDS: u64 = 30;
/// Interval at which full counters are dropped, in seconds.
const SWEEP_EVERY_SECONDS: u64 = 60;

/// Rate-limited actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Any reading request.
    Read,
    /// Booking, rescheduling, cancelling.
    Change,
    /// Booking with one e-mail address.
    BookingPerEmail,
    /// Requesting a link to choose a new password, by client address or account.
    Reset,
    /// Moving bookings of one e-mail address: each move sends a mail to it.
    MovePerEmail,
    /// A request of a program that keeps calendars.
    Calendar,
}

impl Action {
    const ALL: [Self; 6] =
        [Self::Read, Self::Change, Self::BookingPerEmail, Self::Reset, Self::MovePerEmail, Self::Calendar];

    /// The quota for a network of that width, or for one e-mail address.
    fn quota(self, tier: Tier) -> Quota {
        let times = |number: u32| NonZeroU32::new(number * tier.allowance()).unwrap_or(NonZeroU32::MIN);
        match self {
            Self::Read => Quota::per_second(times(20)).allow_burst(times(100)),
            Self::Change => Quota::per_minute(times(10)),
            Self::Calendar => Quota::per_minute(times(600)),
            Self::BookingPerEmail | Self::MovePerEmail | Self::Reset => Quota::per_hour(times(5)),
        }
    }

    /// The 429 for this action, with the seconds to wait.
    pub fn refused(self, wait_seconds: u64) -> ApiError {
        ApiError::rate_limited(self.message(), wait_seconds)
    }

    /// The detail of the 429.
    const fn message(self) -> &'static str {
        match self {
            Self::Read | Self::Calendar => {
                "Too many requests from your address. Wait for the seconds named in Retry-After, then go on."
            }
            Self::Change => {
                "Too many bookings and changes from your address. Wait for the seconds named in Retry-After, then try again."
            }
            Self::BookingPerEmail | Self::MovePerEmail => {
                "Too many bookings or changes with this e-mail address within an hour. Try again later, or call the shop."
            }
            Self::Reset => "Too many links were asked for. Wait for the seconds named in Retry-After, then try again.",
        }
    }
}

/// All counters of the process. Cheap to clone; clones share the counters.
#[derive(Clone)]
pub struct Limits(Arc<Inner>);

struct Inner {
    clock: GovernorClock,
    off: bool,
    hasher: RandomState,
    /// By action, then by network width; counters per e-mail address use the first width only.
    counters: [[Counter; Tier::ALL.len()]; Action::ALL.len()],
    /// Maximum number of open streams.
    max_streams: usize,
    /// A std mutex: held for one lookup, never across an await.
    streams: Mutex<OpenStreams>,
    /// Second of the monotonic clock at which counters were last dropped.
    swept_at: AtomicU64,
}

/// The open streams.
#[derive(Default)]
struct OpenStreams {
    all: usize,
    /// Number by client address or account.
    by_holder: HashMap<u64, u32>,
}

type Counter = RateLimiter<u64, DashMapStateStore<u64>, GovernorClock, NoOpMiddleware<Duration>>;

impl Limits {
    /// Empty counters. At most half of `max_connections` may be event streams, so that pages can always be loaded.
    /// `off` disables all limits (`--limits off`).
    pub fn new(clock: Clock, off: bool, max_connections: usize) -> Self {
        let clock = GovernorClock(clock);
        let counter =
            |action: Action, tier| RateLimiter::new(action.quota(tier), DashMapStateStore::default(), clock.clone());
        Self(Arc::new(Inner {
            off,
            hasher: RandomState::new(),
            counters: Action::ALL.map(|action| Tier::ALL.map(|tier| counter(action, tier))),
            max_streams: (max_connections / 2).max(1),
            streams: Mutex::default(),
            swept_at: AtomicU64::new(0),
            clock,
        }))
    }

    /// Counts `action` for a client and the networks around it, the narrowest first, so that requests refused for one
    /// client do not count against its neighbours. 429 with the seconds to wait if the quota is exceeded.
    pub fn check(&self, action: Action, client: ClientAddress) -> Result<(), ApiError> {
        let mut networks = client.networks();
        networks
            .try_for_each(|(tier, network)| self.count_in(action, tier, network))
            .map_err(|wait| action.refused(wait))
    }

    /// Counts a booking with `email` (case is ignored); `Err` with the seconds to wait if the quota is exceeded.
    pub fn admit_email(&self, email: &str) -> Result<(), u64> {
        self.count(Action::BookingPerEmail, Email::fold(email))
    }

    /// Counts a password link requested for `email`, whether or not the account exists; false if the quota is
    /// exceeded.
    pub fn may_reset(&self, email: &str) -> bool {
        self.count(Action::Reset, ("account", Email::fold(email))).is_ok()
    }

    /// Counts a password link requested from a known device of the account, independent of requests by strangers.
    pub fn may_reset_from(&self, device: &KnownDevice, email: &str) -> bool {
        self.count(Action::Reset, ("device", device, Email::fold(email))).is_ok()
    }

    /// Counts a move of a booking with `email`; `Err` with the seconds to wait if the quota is exceeded.
    pub fn admit_move(&self, email: &str) -> Result<(), u64> {
        self.count(Action::MovePerEmail, Email::fold(email))
    }

    /// Counts a visitor's event stream until the guard is dropped. 429 if the client has too many, 503 if all
    /// visitors together do.
    pub fn open_stream(&self, client: ClientAddress) -> Result<StreamGuard, ApiError> {
        let max = self.0.max_streams - self.0.max_streams / KEPT_FOR_PLANNER;
        self.open(self.0.hasher.hash_one(client.network()), max)
    }

    /// Counts an event stream of a signed-in user, as [`Limits::open_stream`]: 429 if the account has too many.
    pub fn open_planner_stream(&self, user: UserId) -> Result<StreamGuard, ApiError> {
        self.open(self.0.hasher.hash_one(("account", user)), self.0.max_streams)
    }

    fn open(&self, holder: u64, max: usize) -> Result<StreamGuard, ApiError> {
        let mut streams = self.0.streams.lock().unwrap_or_else(PoisonError::into_inner);
        let held = streams.by_holder.get(&holder).copied().unwrap_or_default();
        if held >= STREAMS_PER_HOLDER && !self.0.off {
            let message = "Too many open event streams from your address. Close one, or ask without a stream.";
            return Err(ApiError::rate_limited(message, STREAM_RETRY_SECONDS));
        }
        if streams.all >= max && !self.0.off {
            let busy = ApiError::new(Code::Busy, "Too many event streams are open. Ask without a stream.");
            return Err(busy.with_retry_after(STREAM_RETRY_SECONDS));
        }
        streams.all += 1;
        streams.by_holder.insert(holder, held + 1);
        drop(streams);
        Ok(StreamGuard { limits: self.clone(), holder })
    }

    /// The number of open event streams.
    pub fn open_streams(&self) -> u64 {
        self.0.streams.lock().unwrap_or_else(PoisonError::into_inner).all as u64
    }

    fn count(&self, action: Action, key: impl Hash) -> Result<(), u64> {
        self.count_in(action, Tier::Client, key)
    }

    /// Counts; `Err` with the seconds to wait if the quota is exceeded.
    fn count_in(&self, action: Action, tier: Tier, key: impl Hash) -> Result<(), u64> {
        let inner = &*self.0;
        if inner.off {
            return Ok(());
        }
        inner.sweep();
        let answer = inner.counter(action, tier).check_key(&inner.hasher.hash_one(key));
        answer.map_err(|not_until| {
            let wait = not_until.wait_time_from(inner.clock.0.monotonic());
            wait.as_secs_f64().ceil().max(1.0) as u64
        })
    }
}

impl Inner {
    fn counter(&self, action: Action, tier: Tier) -> &Counter {
        &self.counters[action as usize][tier as usize]
    }

    /// Drops recovered counters, at most once a minute, during any request: otherwise every address ever seen would
    /// stay in memory. This needs no background task.
    fn sweep(&self) {
        let now = self.clock.0.monotonic().as_secs();
        let swept_at = self.swept_at.load(Ordering::Relaxed);
        let due = now >= swept_at + SWEEP_EVERY_SECONDS;
        if due && self.swept_at.compare_exchange(swept_at, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            for counter in self.counters.iter().flatten() {
                counter.retain_recent();
                counter.shrink_to_fit();
            }
        }
    }
}

/// An open event stream; dropping it releases the slot.
pub struct StreamGuard {
    limits: Limits,
    holder: u64,
}

impl Drop for StreamGuard {
    fn drop(&mut self) {
        let mut streams = self.limits.0.streams.lock().unwrap_or_else(PoisonError::into_inner);
        streams.all -= 1;
        if let Some(held) = streams.by_holder.get_mut(&self.holder) {
            *held -= 1;
            if *held == 0 {
                streams.by_holder.remove(&self.holder);
            }
        }
    }
}

/// The program's clock, adapted for governor.
#[derive(Clone)]
struct GovernorClock(Clock);

impl governor::clock::Clock for GovernorClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.monotonic()
    }
}

#[cfg(test)]
mod tests;
