//! The only caller of the system clock. All other code is given `now`, so tests control time.

use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A clock. Clones share their time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    /// The system clock. Wall-clock time may jump; monotonic time counts from `started`.
    System { started: Instant },
    /// Starts at a chosen instant and runs on.
    Shifted { at_start: DateTime<Utc>, started: Instant },
    /// Stands still until it is advanced or set.
    Manual(Arc<Mutex<Hands>>),
}

/// The state of a manual clock.
#[derive(Debug)]
struct Hands {
    wall: DateTime<Utc>,
    elapsed: Duration,
}

impl Clock {
    /// The system clock.
    pub fn system() -> Self {
        Self(Source::System { started: Instant::now() })
    }

    /// A clock that shows `at` now and runs on.
    pub fn starting_at(at: DateTime<Utc>) -> Self {
        Self(Source::Shifted { at_start: at, started: Instant::now() })
    }

    /// A clock that shows `at` until [`Clock::advance`] or [`Clock::put`] is called. For tests.
    pub fn manual(at: DateTime<Utc>) -> Self {
        Self(Source::Manual(Arc::new(Mutex::new(Hands { wall: at, elapsed: Duration::ZERO }))))
    }

    /// The current instant.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the system for the time")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::System { .. } => Utc::now(),
            Source::Shifted { at_start, started } => *at_start + started.elapsed(),
            Source::Manual(hands) => hands.lock().unwrap_or_else(PoisonError::into_inner).wall,
        }
    }

    /// The time since this clock was made. Never goes back, even if the system clock is set back.
    pub fn monotonic(&self) -> Duration {
        match &self.0 {
            Source::System { started } | Source::Shifted { started, .. } => started.elapsed(),
            Source::Manual(hands) => hands.lock().unwrap_or_else(PoisonError::into_inner).elapsed,
        }
    }

    /// Advances a manual clock; other clocks ignore this.
    pub fn advance(&self, by: Duration) {
        if let Source::Manual(hands) = &self.0 {
            let mut hands = hands.lock().unwrap_or_else(PoisonError::into_inner);
            hands.wall += by;
            hands.elapsed += by;
        }
    }

    /// Sets a manual clock to `at`, as if the system clock was set: monotonic time does not pass.
    pub fn put(&self, at: DateTime<Utc>) {
        if let Source::Manual(hands) = &self.0 {
            hands.lock().unwrap_or_else(PoisonError::into_inner).wall = at;
        }
    }

    /// Whether it differs from the system clock.
    pub fn is_shifted(&self) -> bool {
        !matches!(self.0, Source::System { .. })
    }
}
