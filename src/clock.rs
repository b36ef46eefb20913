//! The only caller of the system clock. Everything else is handed `now`, so that tests own time.

use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Tells the time. Clones tell the same time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    /// The machine's clock. The wall clock may jump; the monotonic one counts from here.
    System { started: Instant },
    /// Begins at a chosen instant and runs on from there.
    Shifted { at_start: DateTime<Utc>, started: Instant },
    /// Stands still until it is advanced or put.
    Manual(Arc<Mutex<Hands>>),
}

/// What a manual clock shows.
#[derive(Debug)]
struct Hands {
    wall: DateTime<Utc>,
    elapsed: Duration,
}

impl Clock {
    /// The machine's own clock.
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

    /// The time since this clock was made. Never goes back, whatever is done to the machine's clock.
    pub fn monotonic(&self) -> Duration {
        match &self.0 {
            Source::System { started } | Source::Shifted { started, .. } => started.elapsed(),
            Source::Manual(hands) => hands.lock().unwrap_or_else(PoisonError::into_inner).elapsed,
        }
    }

    /// Moves a manual clock on; any other clock moves by itself and ignores this.
    pub fn advance(&self, by: Duration) {
        if let Source::Manual(hands) = &self.0 {
            let mut hands = hands.lock().unwrap_or_else(PoisonError::into_inner);
            hands.wall += by;
            hands.elapsed += by;
        }
    }

    /// Puts the hands of a manual clock forwards or backwards, as somebody who sets the machine's clock: no time passes.
    pub fn put(&self, at: DateTime<Utc>) {
        if let Source::Manual(hands) = &self.0 {
            hands.lock().unwrap_or_else(PoisonError::into_inner).wall = at;
        }
    }

    /// Whether it tells another time than the machine's.
    pub fn is_shifted(&self) -> bool {
        !matches!(self.0, Source::System { .. })
    }
}
