//! Rate limits per client. Each [`Action`] has a quota and a message; governor counts with this program's clock, so
//! that tests control time. Keys are hashes with a seed of this process: no IP or e-mail address is stored.

use super::super::client_address::{ClientAddress, Tier};
use super::super::error;
use super::super::error::{ApiError, Code};
use crate::clock::Clock;
use crate::domain::account::UserId;
use crate::domain::values::Email;
use crate::http::state::App;
use crate::operations::accounts::KnownDevice;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
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
}

impl Action {
    const ALL: [Self; 5] = [Self::Read, Self::Change, Self::BookingPerEmail, Self::Reset, Self::MovePerEmail];

    /// The quota for a network of that width, or for one e-mail address.
    fn quota(self, tier: Tier) -> Quota {
        let times = |number: u32| NonZeroU32::new(number * tier.allowance()).unwrap_or(NonZeroU32::MIN);
        match self {
            Self::Read => Quota::per_second(times(20)).allow_burst(times(100)),
            Self::Change => Quota::per_minute(times(10)),
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
            Self::Read => "Too many requests from your address. Wait for the seconds named in Retry-After, then go on.",
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
        self.count(Action::BookingPerEmail, email.to_lowercase())
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
        self.count(Action::MovePerEmail, email.to_lowercase())
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

/// Layer for a group of routes: counts every request as [`Action::Read`]; handlers count further actions themselves.
pub async fn as_reads(State(app): State<App>, request: Request, next: Next) -> Response {
    counted(&app, Action::Read, request, next).await
}

/// Layer for a group of routes: counts reading methods as [`Action::Read`], others as [`Action::Change`].
pub async fn by_method(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let action = if reads { Action::Read } else { Action::Change };
    counted(&app, action, request, next).await
}

async fn counted(app: &App, action: Action, request: Request, next: Next) -> Response {
    let client = ClientAddress::of_request(&request, &app.settings.trusted_proxies);
    match app.limits.check(action, client) {
        Ok(()) => next.run(request).await,
        Err(refused) => error::answer(refused),
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
mod tests {
    use super::*;
    use axum::http::HeaderMap;

    fn manual() -> Clock {
        Clock::manual("2022-01-14T08:00:00Z".parse().unwrap())
    }

    fn limits_of(clock: Clock, off: bool) -> Limits {
        Limits::new(clock, off, 10_000)
    }

    fn client(address: &str) -> ClientAddress {
        ClientAddress::of(address.parse().unwrap(), &HeaderMap::new(), &[])
    }

    fn allowed(limits: &Limits, action: Action, address: &str) -> usize {
        (0..1000).take_while(|_| limits.check(action, client(address)).is_ok()).count()
    }

    #[test]
    fn ten_changes_a_minute_then_a_wait() {
        let clock = manual();
        let limits = limits_of(clock.clone(), false);
        assert_eq!(allowed(&limits, Action::Change, "198.51.100.1"), 10);
        let refused = limits.check(Action::Change, client("198.51.100.1")).unwrap_err();
        assert_eq!(refused.code(), Code::RateLimited);
        assert_eq!(refused.retry_after_seconds(), Some(6));
        assert_eq!(allowed(&limits, Action::Change, "198.51.100.2"), 10, "another client is another counter");
        clock.advance(Duration::from_secs(6));
        assert_eq!(allowed(&limits, Action::Change, "198.51.100.1"), 1);
        clock.advance(Duration::from_secs(60));
        assert_eq!(allowed(&limits, Action::Change, "198.51.100.1"), 10);
    }

    #[test]
    fn who_has_many_networks_has_four_times_the_allowance_in_a_56_and_sixteen_times_in_a_48() {
        let in_a = |networks: &mut dyn Iterator<Item = u16>| {
            let limits = limits_of(manual(), false);
            networks
                .map(|network| allowed(&limits, Action::Change, &format!("2001:db8:1:{network:x}::1")))
                .sum::<usize>()
        };
        assert_eq!(in_a(&mut (0..1)), 10, "one /64");
        assert_eq!(in_a(&mut (0..256)), 40, "every /64 of a /56");
        assert_eq!(in_a(&mut (0..u16::MAX)), 160, "every /64 of a /48");
        let limits = limits_of(manual(), false);
        assert_eq!(allowed(&limits, Action::Change, "2001:db8:1:1::1"), 10);
        assert_eq!(
            allowed(&limits, Action::Change, "2001:db8:1:2::1"),
            10,
            "a neighbour's refused tries cost it nothing"
        );
    }

    #[test]
    fn a_hundred_reads_at_once_then_twenty_a_second() {
        let clock = manual();
        let limits = limits_of(clock.clone(), false);
        assert_eq!(allowed(&limits, Action::Read, "2001:db8::1"), 100);
        assert_eq!(allowed(&limits, Action::Read, "2001:db8::2"), 0, "the same network is the same client");
        clock.advance(Duration::from_secs(1));
        assert_eq!(allowed(&limits, Action::Read, "2001:db8::1"), 20);
    }

    #[test]
    fn five_bookings_an_hour_for_an_email_address_however_it_is_written() {
        let clock = manual();
        let limits = limits_of(clock.clone(), false);
        for _ in 0..5 {
            limits.admit_email("Erika@Example.org").unwrap();
        }
        assert_eq!(limits.admit_email("erika@example.ORG"), Err(720));
        limits.admit_email("max@example.org").unwrap();
        clock.advance(Duration::from_secs(720));
        limits.admit_email("erika@example.org").unwrap();
    }

    #[test]
    fn a_closed_stream_gives_its_place_back() {
        let limits = limits_of(manual(), false);
        let mut open: Vec<_> = (0..20).map(|_| limits.open_stream(client("198.51.100.1")).unwrap()).collect();
        assert!(limits.open_stream(client("198.51.100.1")).is_err());
        assert!(limits.open_stream(client("198.51.100.2")).is_ok());
        open.pop();
        assert!(limits.open_stream(client("198.51.100.1")).is_ok());
        open.clear();
        let streams = limits.0.streams.lock().unwrap();
        assert!(streams.all == 0 && streams.by_holder.is_empty());
    }

    #[test]
    fn streams_take_half_of_the_places_and_visitors_not_all_of_these() {
        let limits = Limits::new(manual(), false, 32);
        let visitors: Vec<_> =
            (1..=14).map(|host| limits.open_stream(client(&format!("198.51.100.{host}"))).unwrap()).collect();
        let refused = limits.open_stream(client("203.0.113.1")).err().unwrap();
        assert_eq!((refused.code(), refused.retry_after_seconds()), (Code::Busy, Some(30)));
        let planner = [limits.open_planner_stream(1).unwrap(), limits.open_planner_stream(2).unwrap()];
        assert_eq!(limits.open_planner_stream(3).err().unwrap().code(), Code::Busy);
        drop(visitors);
        assert_eq!(limits.open_streams(), 2);
        drop(planner);
    }

    #[test]
    fn off_lifts_them_all() {
        let limits = limits_of(manual(), true);
        assert_eq!(allowed(&limits, Action::Change, "198.51.100.1"), 1000);
        assert!((0..50).all(|_| limits.admit_email("a@example.org").is_ok()));
        let open: Vec<_> = (0..50).map(|_| limits.open_stream(client("198.51.100.1"))).collect();
        assert!(open.iter().all(Result::is_ok));
    }

    #[test]
    fn recovered_counters_are_forgotten() {
        let clock = manual();
        let limits = limits_of(clock.clone(), false);
        for host in 1..200 {
            limits.check(Action::Read, client(&format!("198.51.100.{host}"))).unwrap();
        }
        assert_eq!(limits.0.counter(Action::Read, Tier::Client).len(), 199);
        clock.advance(Duration::from_secs(61));
        limits.check(Action::Read, client("203.0.113.1")).unwrap();
        assert_eq!(limits.0.counter(Action::Read, Tier::Client).len(), 1);
    }
}
