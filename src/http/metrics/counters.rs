//! Counters since the start of the process.

use axum::http::StatusCode;
use std::sync::atomic::{AtomicU64, Ordering};

/// The status classes that requests are counted by.
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// Counters since the start of the process.
#[derive(Debug, Default)]
pub struct Metrics {
    answered: [AtomicU64; CLASSES.len()],
}

impl Metrics {
    /// How many requests were answered, by status class.
    pub(super) fn answered(&self) -> impl Iterator<Item = (&'static str, u64)> {
        CLASSES.into_iter().zip(self.answered.iter().map(|counter| counter.load(Ordering::Relaxed)))
    }

    /// Counts a request by its status class.
    pub fn count_answer(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).saturating_sub(1).min(CLASSES.len() - 1);
        self.answered[class].fetch_add(1, Ordering::Relaxed);
    }
}
