//! Answers of the availability, kept ready: dropped when anything is booked or set anew, and when the clock outruns them.

use crate::http::encoding::{self, Encoding};
use axum::body::Bytes;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// How many answers are kept; more are asked for by nobody who means well.
const KEPT: usize = 1_024;

/// What an answer depends on besides the planning and the clock.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GridKey {
    /// The id of the service.
    pub service: String,
    /// The id of the resource that limits the grid.
    pub resource: Option<String>,
    /// The date asked from; `None`: today.
    pub from: Option<NaiveDate>,
    /// How many dates are shown.
    pub days: usize,
}

/// An answer as it goes out.
#[derive(Debug)]
pub struct GridAnswer {
    /// The JSON.
    pub body: Bytes,
    /// The same for browsers, from the first that asks: compressing it costs more than all the rest of an answer.
    pub brotli: OnceLock<Option<Bytes>>,
    /// Follows the content.
    pub etag: String,
    /// The last instant at which it is true.
    pub valid_until: DateTime<Utc>,
    /// The first instant at which it is true: a clock put back must not find it.
    pub valid_from: DateTime<Utc>,
}

impl GridAnswer {
    /// The JSON compressed, where that is what the client takes best.
    pub fn compressed(&self, accepted: Encoding) -> Option<Bytes> {
        let compress = || encoding::compress_quickly(&self.body).map(Bytes::from);
        if accepted == Encoding::Brotli { self.brotli.get_or_init(compress).clone() } else { None }
    }
}

/// The answers of one generation of the planning.
#[derive(Default)]
pub struct GridCache(RwLock<Kept>);

#[derive(Default)]
struct Kept {
    generation: u64,
    answers: HashMap<GridKey, Arc<GridAnswer>>,
}

impl GridCache {
    /// The answer kept for `key`, if it still holds.
    pub fn find(&self, key: &GridKey, generation: u64, now: DateTime<Utc>) -> Option<Arc<GridAnswer>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation {
            return None;
        }
        kept.answers.get(key).filter(|answer| (answer.valid_from..=answer.valid_until).contains(&now)).cloned()
    }

    /// Keeps an answer that was computed on `generation` of the planning.
    pub fn keep(&self, key: GridKey, generation: u64, answer: Arc<GridAnswer>) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.generation > generation {
            return;
        }
        if kept.generation < generation || kept.answers.len() >= KEPT {
            kept.answers.clear();
            kept.generation = generation;
        }
        kept.answers.insert(key, answer);
    }
}
