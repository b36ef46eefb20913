//! Which networks loaded the widget from which origin today, in memory.

use crate::http::client_address::ClientAddress;
use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Minimum interval between writes for an origin that is already known.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// Period after which all counts start again.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Maximum number of networks counted for an origin per day.
const NETWORKS: usize = 8;
/// Maximum number of new origins per network and day.
const INTRODUCED: usize = 3;
/// Maximum number of origins per day.
const ORIGINS: usize = 100;
/// Counts of the current day.
#[derive(Default)]
pub struct EmbeddingWatch {
    hasher: RandomState,
    today: Mutex<Today>,
}

#[derive(Default)]
struct Today {
    began_at: Duration,
    origins: HashMap<String, Origin>,
    /// Number of new origins by network.
    introduced: HashMap<u64, usize>,
}

#[derive(Default)]
struct Origin {
    written_at: Duration,
    networks: HashSet<u64>,
}

/// What a request changes for its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// A network that has not loaded it today.
    Visitor,
    /// Only the time it was last seen.
    StillThere,
}

impl EmbeddingWatch {
    /// What to write now, if anything; the write is counted as done. `named`: it is the website in the settings.
    pub(super) fn see(&self, origin: &str, client: ClientAddress, named: bool, now: Duration) -> Option<News> {
        let network = self.hasher.hash_one(client.networks().last());
        let mut today = self.today.lock().unwrap_or_else(PoisonError::into_inner);
        if now.saturating_sub(today.began_at) >= DAY {
            *today = Today { began_at: now, ..Today::default() };
        }
        if !today.origins.contains_key(origin) && !today.may_introduce(network, named) {
            return None;
        }
        let seen = today.origins.entry(origin.to_owned()).or_default();
        let news = if seen.networks.len() < NETWORKS && seen.networks.insert(network) {
            News::Visitor
        } else if now.saturating_sub(seen.written_at) >= EVERY {
            News::StillThere
        } else {
            return None;
        };
        seen.written_at = now;
        Some(news)
    }
}

impl Today {
    fn may_introduce(&mut self, network: u64, named: bool) -> bool {
        let before = self.introduced.get(&network).copied().unwrap_or_default();
        if !named && (self.origins.len() >= ORIGINS || before >= INTRODUCED) {
            return false;
        }
        if !named {
            self.introduced.insert(network, before + 1);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderMap;

    const HOUR: Duration = Duration::from_secs(60 * 60);

    fn client(number: u8) -> ClientAddress {
        ClientAddress::of([198, 51, 100, number].into(), &HeaderMap::new(), &[])
    }

    #[test]
    fn an_origin_counts_once_a_day_for_each_network_and_is_written_once_an_hour() {
        let watch = EmbeddingWatch::default();
        let see = |number, now| watch.see("https://a.example", client(number), false, now);
        assert_eq!(see(1, Duration::ZERO), Some(News::Visitor));
        assert_eq!(see(1, HOUR - Duration::from_secs(1)), None);
        assert_eq!(see(1, HOUR), Some(News::StillThere));
        for number in 2..=8 {
            assert_eq!(see(number, HOUR), Some(News::Visitor));
        }
        assert_eq!(see(9, HOUR), None, "enough for a day");
        assert_eq!(see(1, DAY), Some(News::Visitor));
    }

    #[test]
    fn one_network_introduces_few_origins_and_no_number_of_them_keeps_the_website_out() {
        let watch = EmbeddingWatch::default();
        let mut invented = 0;
        for number in 0..200 {
            for name in 0..10 {
                let origin = format!("https://{number}-{name}.example");
                invented += usize::from(watch.see(&origin, client(number), false, HOUR).is_some());
            }
            assert!(invented <= INTRODUCED * (usize::from(number) + 1));
        }
        assert_eq!(invented, ORIGINS);
        assert_eq!(watch.see("https://late.example", client(250), false, HOUR), None);
        assert_eq!(watch.see("https://www.example.org", client(1), true, HOUR), Some(News::Visitor));
        assert_eq!(watch.see("https://late.example", client(250), false, HOUR + DAY), Some(News::Visitor));
    }
}
