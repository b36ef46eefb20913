//! Cache of availability responses: dropped when the snapshot changes or the clock passes their validity. Concurrent
//! requests for the same page compute it once. The size is bounded in bytes; the least recently used responses are
//! dropped first, so that unusual queries do not displace the week that every widget requests.

use crate::http::middleware::compression;
use crate::http::middleware::compression::Encoding;
use axum::body::Bytes;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockWriteGuard};
use tokio::sync::OnceCell;

/// Maximum size of all responses together, in bytes.
const MOST_BYTES: usize = 8 << 20;

/// Memory of a response besides its texts, in bytes.
const OVERHEAD: usize = 512;

/// What a response depends on besides snapshot and clock. Only values that exist in the snapshot: the number of
/// invalid or equivalent queries is unbounded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GridKey {
    /// The id of the service.
    pub service: String,
    /// The id of the resource that limits the grid.
    pub resource: Option<String>,
    /// The first date, from today to the day after the horizon.
    pub from: NaiveDate,
    /// The number of dates.
    pub days: usize,
}

/// A complete response body.
#[derive(Debug)]
pub struct GridAnswer {
    /// The JSON.
    pub body: Bytes,
    /// The brotli-compressed JSON, computed on first use: compressing costs more than the rest of the response.
    pub brotli: OnceLock<Option<Bytes>>,
    /// The ETag, a hash of the content.
    pub etag: String,
    /// The last instant at which it is valid.
    pub valid_until: DateTime<Utc>,
    /// The first instant at which it is valid, in case the clock is set back.
    pub valid_from: DateTime<Utc>,
}

impl GridAnswer {
    /// The compressed JSON, if the client prefers brotli.
    pub fn compressed(&self, accepted: Encoding) -> Option<Bytes> {
        let compress = || compression::compress_quickly(&self.body).map(Bytes::from);
        if accepted == Encoding::Brotli { self.brotli.get_or_init(compress).clone() } else { None }
    }

    /// Upper limit of its size, both forms together.
    fn bytes(&self) -> usize {
        2 * self.body.len() + OVERHEAD
    }
}

/// The responses for one generation of the snapshot.
#[derive(Default)]
pub struct GridCache(RwLock<Kept>);

#[derive(Default)]
struct Kept {
    generation: u64,
    places: HashMap<GridKey, Arc<Place>>,
    bytes: usize,
}

/// A response, or a placeholder while it is computed.
#[derive(Default)]
struct Place {
    answer: OnceCell<Arc<GridAnswer>>,
    /// Last use, in milliseconds since 1970.
    asked_at: AtomicI64,
}

impl Place {
    fn holds_at(&self, now: DateTime<Utc>) -> bool {
        self.answer.get().is_none_or(|answer| (answer.valid_from..=answer.valid_until).contains(&now))
    }

    fn bytes(&self) -> usize {
        self.answer.get().map_or(0, |answer| answer.bytes())
    }
}

impl GridCache {
    /// The response to `key` for `generation` of the snapshot: the cached one, the one being computed by another
    /// task, or the result of `compute`.
    ///
    /// # Errors
    /// Those of `compute`.
    pub async fn answer<E>(
        &self,
        key: GridKey,
        generation: u64,
        now: DateTime<Utc>,
        compute: impl FnOnce() -> Result<GridAnswer, E>,
    ) -> Result<Arc<GridAnswer>, E> {
        let place = self.find(&key, generation, now).unwrap_or_else(|| self.make(&key, generation, now));
        place.asked_at.store(now.timestamp_millis(), Ordering::Relaxed);
        if let Some(answer) = place.answer.get() {
            return Ok(answer.clone());
        }
        let mut computed = false;
        let answer = place.answer.get_or_try_init(async || {
            computed = true;
            compute().map(Arc::new)
        });
        let answer = answer.await.cloned();
        if computed {
            self.weigh(&key, &place);
        }
        answer
    }

    fn find(&self, key: &GridKey, generation: u64, now: DateTime<Utc>) -> Option<Arc<Place>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation {
            return None;
        }
        kept.places.get(key).filter(|place| place.holds_at(now)).cloned()
    }

    fn write(&self) -> RwLockWriteGuard<'_, Kept> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The entry for a missing response: one just made by another task, or a new one.
    fn make(&self, key: &GridKey, generation: u64, now: DateTime<Utc>) -> Arc<Place> {
        let mut kept = self.write();
        if kept.generation > generation {
            return Arc::default();
        }
        if kept.generation < generation {
            *kept = Kept { generation, ..Kept::default() };
        }
        if let Some(place) = kept.places.get(key).filter(|place| place.holds_at(now)) {
            return place.clone();
        }
        kept.remove(key);
        kept.places.entry(key.clone()).or_default().clone()
    }

    /// Adds the size of the response in `place`, or removes it if it may not stay.
    fn weigh(&self, key: &GridKey, place: &Arc<Place>) {
        let mut kept = self.write();
        if !kept.places.get(key).is_some_and(|known| Arc::ptr_eq(known, place)) {
            return;
        }
        kept.bytes += place.bytes();
        // The computation failed, or the response would displace all others.
        if place.bytes() == 0 || place.bytes() > MOST_BYTES / 4 {
            kept.remove(key);
        }
        if kept.bytes > MOST_BYTES {
            kept.make_room();
        }
    }

    /// Number and total size of the responses.
    pub fn size(&self) -> (usize, usize) {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        (kept.places.len(), kept.bytes)
    }
}

impl Kept {
    fn remove(&mut self, key: &GridKey) {
        if let Some(place) = self.places.remove(key) {
            self.bytes = self.bytes.saturating_sub(place.bytes());
        }
    }

    /// Drops the least recently used responses until half of the space is free, so that this happens rarely.
    fn make_room(&mut self) {
        let mut by_age: Vec<_> = self
            .places
            .iter()
            .filter(|(_, place)| place.bytes() > 0)
            .map(|(key, place)| (place.asked_at.load(Ordering::Relaxed), key.clone()))
            .collect();
        by_age.sort_unstable_by_key(|(asked_at, _)| *asked_at);
        for (_, key) in by_age {
            if self.bytes <= MOST_BYTES / 2 {
                break;
            }
            self.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use std::convert::Infallible;
    use std::pin::pin;
    use std::sync::mpsc;
    use std::task::{Context, Poll, Waker};

    fn now() -> DateTime<Utc> {
        "2022-01-14T08:00:00Z".parse().unwrap()
    }

    fn key(number: u64) -> GridKey {
        let from = now().date_naive() + chrono::Days::new(number);
        GridKey { service: "anpassung".into(), resource: None, from, days: 7 }
    }

    fn answer_of(bytes: usize) -> GridAnswer {
        let body = Bytes::from(vec![b'x'; bytes]);
        let valid_until = now() + TimeDelta::hours(1);
        GridAnswer { body, brotli: OnceLock::new(), etag: String::new(), valid_from: now(), valid_until }
    }

    /// Whether the response had to be computed.
    async fn is_computed(cache: &GridCache, key: GridKey, generation: u64, now: DateTime<Utc>, bytes: usize) -> bool {
        let mut computed = false;
        let answer = cache.answer(key, generation, now, || {
            computed = true;
            Ok::<_, Infallible>(answer_of(bytes))
        });
        answer.await.unwrap();
        computed
    }

    #[tokio::test]
    async fn an_answer_is_kept_as_long_as_it_is_true() {
        let cache = GridCache::default();
        assert!(is_computed(&cache, key(0), 1, now(), 10).await);
        assert!(!is_computed(&cache, key(0), 1, now(), 10).await);
        assert!(is_computed(&cache, key(0), 1, now() + TimeDelta::hours(2), 10).await, "the clock went on");
        assert!(is_computed(&cache, key(0), 1, now() - TimeDelta::hours(2), 10).await, "it was put back");
        assert!(is_computed(&cache, key(0), 2, now(), 10).await, "something was booked");
        assert!(is_computed(&cache, key(0), 1, now(), 10).await, "of an older planning");
        assert!(!is_computed(&cache, key(0), 2, now(), 10).await, "which pushes out no newer one");
        assert_eq!(cache.size(), (1, 10 * 2 + OVERHEAD));
    }

    #[tokio::test]
    async fn what_is_kept_is_bounded_by_bytes_and_what_is_asked_for_stays() {
        let cache = GridCache::default();
        let at = |second: i64| now() + TimeDelta::seconds(second);
        for number in 1..200 {
            // The week that everybody requests, between queries that are never repeated.
            let first = is_computed(&cache, key(0), 1, at(number), 100_000).await;
            assert_eq!(first, number == 1);
            is_computed(&cache, key(number.unsigned_abs()), 1, at(number), 100_000).await;
            assert!(cache.size().1 <= MOST_BYTES);
        }
        assert!(cache.size().0 < 45);
    }

    #[tokio::test]
    async fn an_answer_that_would_crowd_out_all_others_is_not_kept() {
        let cache = GridCache::default();
        is_computed(&cache, key(0), 1, now(), 1_000).await;
        is_computed(&cache, key(1), 1, now(), MOST_BYTES / 4).await;
        assert_eq!(cache.size().0, 1);
    }

    #[tokio::test]
    async fn a_fault_is_not_kept() {
        let cache = GridCache::default();
        let failed = cache.answer(key(0), 1, now(), || Err("no")).await;
        assert_eq!((failed.unwrap_err(), cache.size()), ("no", (0, 0)));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_many_ask_for_at_once_is_computed_once() {
        let cache = Arc::new(GridCache::default());
        let (has_begun, begun) = mpsc::channel();
        let (may_end, end) = mpsc::channel::<()>();
        let first = tokio::spawn({
            let cache = cache.clone();
            async move {
                let compute = move || {
                    has_begun.send(()).unwrap();
                    end.recv().unwrap();
                    Ok::<_, Infallible>(answer_of(10))
                };
                cache.answer(key(0), 1, now(), compute).await.unwrap()
            }
        });
        begun.recv().unwrap();
        let mut second = pin!(cache.answer(key(0), 1, now(), || -> Result<_, Infallible> { panic!("computed twice") }));
        let mut context = Context::from_waker(Waker::noop());
        assert!(matches!(second.as_mut().poll(&mut context), Poll::Pending), "it waits for the first");
        may_end.send(()).unwrap();
        let (first, second) = (first.await.unwrap(), second.await.unwrap());
        assert!(Arc::ptr_eq(&first, &second));
    }
}
