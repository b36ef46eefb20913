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
    /// Stands still until it is advanced.
    Manual { at_start: DateTime<Utc>, elapsed: Arc<Mutex<Duration>> },
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

    /// A clock that shows `at` until [`Clock::advance`] is called. For tests.
    pub fn manual(at: DateTime<Utc>) -> Self {
        Self(Source::Manual { at_start: at, elapsed: Arc::default() })
    }

    /// The current instant.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the system for the time")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::System { .. } => Utc::now(),
            Source::Shifted { at_start, .. } | Source::Manual { at_start, .. } => *at_start + self.monotonic(),
        }
    }

    /// The time since this clock was made. Never goes back, whatever is done to the machine's clock.
    pub fn monotonic(&self) -> Duration {
        match &self.0 {
            Source::System { started } | Source::Shifted { started, .. } => started.elapsed(),
            Source::Manual { elapsed, .. } => *elapsed.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a manual clock on; any other clock moves by itself and ignores this.
    pub fn advance(&self, by: Duration) {
        if let Source::Manual { elapsed, .. } = &self.0 {
            *elapsed.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }

    /// Whether it tells another time than the machine's.
    pub fn is_shifted(&self) -> bool {
        !matches!(self.0, Source::System { .. })
    }
}
