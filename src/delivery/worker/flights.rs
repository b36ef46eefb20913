//! The mails on their way to the server at one time.

use super::Landed;
use crate::clock::Clock;
use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt};
use std::time::Duration;

/// A mail on its way for longer than this takes no lane from others: servers have ten minutes for an answer.
pub(super) const SLOW: Duration = Duration::from_secs(30);

/// At most this many are on their way at once, slow ones included.
const MOST: usize = 8;

/// The mails on their way.
pub(super) struct Flights {
    /// Their keys, and when they were sent on their way, by the monotonic clock.
    launched: Vec<(i64, Duration)>,
    all: FuturesUnordered<BoxFuture<'static, Landed>>,
    /// How many may be on their way at once, beside slow ones.
    lanes: usize,
    /// No other mail is sent on its way before then.
    closed_until: DateTime<Utc>,
}

impl Flights {
    pub(super) fn new(lanes: usize) -> Self {
        let (launched, all) = (Vec::new(), FuturesUnordered::new());
        Self { launched, all, lanes, closed_until: DateTime::<Utc>::MIN_UTC }
    }

    pub(super) fn are_none(&self) -> bool {
        self.launched.is_empty()
    }

    /// Their keys.
    pub(super) fn ids(&self) -> Vec<i64> {
        self.launched.iter().map(|(id, _)| *id).collect()
    }

    /// Whether another mail may be sent on its way.
    pub(super) fn have_room(&self, clock: &Clock) -> bool {
        self.closed_until <= clock.now() && self.brisk(clock) < self.lanes && self.launched.len() < MOST
    }

    /// How many are not slow.
    fn brisk(&self, clock: &Clock) -> usize {
        let now = clock.monotonic();
        self.launched.iter().filter(|(_, at)| *at + SLOW > now).count()
    }

    /// Sends one on its way.
    pub(super) fn launch(&mut self, id: i64, clock: &Clock, flight: impl Future<Output = Landed> + Send + 'static) {
        self.launched.push((id, clock.monotonic()));
        self.all.push(Box::pin(flight));
    }

    /// The next one to come back; `None`: none is on its way.
    pub(super) async fn next(&mut self) -> Option<Landed> {
        self.all.next().await
    }

    /// It has come back.
    pub(super) fn landed(&mut self, id: i64) {
        self.launched.retain(|(other, _)| *other != id);
    }

    /// No other mail before then.
    pub(super) fn close(&mut self, until: DateTime<Utc>) {
        self.closed_until = until;
    }

    /// Only as many lanes as there are mails on their way; false if there is none, or if all are slow.
    pub(super) fn narrow(&mut self, clock: &Clock) -> bool {
        let brisk = self.brisk(clock);
        if brisk > 0 {
            self.lanes = brisk;
        }
        brisk > 0
    }
}
