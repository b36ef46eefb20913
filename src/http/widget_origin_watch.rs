//! Records on which pages the widget is embedded, from the Origin header of its own requests. Nothing is fetched.
//!
//! Any client can send any origin, so origins are ranked. An origin counts once a day per client network that loaded
//! it: a homepage has visitors from many networks, invented origins come from few. The number of new origins a day is
//! limited per network and in total. The website in the settings is always recorded, the server's own origin never.
//! Networks are kept in memory only, as salted hashes, for a day.

use super::client_address::ClientAddress;
use super::middleware::security_headers::is_origin;
use crate::domain::shop::Shop;
use crate::http::state::App;
use crate::store::{StoreError, widget_origins};
use axum::http::{HeaderMap, header};
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
/// Maximum length of an origin, in characters; longer ones are ignored.
const LONGEST: usize = 100;

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
enum News {
    /// A network that has not loaded it today.
    Visitor,
    /// Only the time it was last seen.
    StillThere,
}

impl EmbeddingWatch {
    /// What to write now, if anything; the write is counted as done. `named`: it is the website in the settings.
    fn see(&self, origin: &str, client: ClientAddress, named: bool, now: Duration) -> Option<News> {
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

/// Records the origin of a widget's request, without waiting for the write.
pub fn note(app: &App, client: ClientAddress, headers: &HeaderMap) {
    let planning = app.planning();
    let shop = &planning.calendar.shop;
    let Some(origin) = foreign_origin(app, shop, headers) else { return };
    let named = is_website(shop, &origin);
    let Some(news) = app.embedding_watch.see(&origin, client, named, app.clock.monotonic()) else { return };
    let (store, visits) = (app.store.clone(), i64::from(news == News::Visitor));
    tokio::spawn(async move {
        let written = store.write(move |tx| {
            tx.embeddings_changed();
            widget_origins::note(tx, &origin, visits, tx.now.timestamp())
        });
        if let Err::<(), StoreError>(error) = written.await {
            tracing::warn!(%error, "the widget's origin could not be recorded");
        }
    });
}

/// The origin of a page that may use the widget and is not this server's.
fn foreign_origin(app: &App, shop: &Shop, headers: &HeaderMap) -> Option<String> {
    let origin = headers.get(header::ORIGIN)?.to_str().ok()?.to_ascii_lowercase();
    let host = origin.split_once("://")?.1;
    let asked = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let ours = app.settings.public_url.to_ascii_lowercase();
    let is_ours = ours == origin || ours.starts_with(&format!("{origin}/")) || host.eq_ignore_ascii_case(asked);
    let allowed = shop.allowed_origins.as_ref().is_none_or(|allowed| {
        allowed.iter().any(|allowed| allowed.trim().trim_end_matches('/').eq_ignore_ascii_case(&origin))
    });
    let plain = origin.len() <= LONGEST && is_origin(&origin) && !host.contains('/');
    (plain && allowed && !is_ours).then_some(origin)
}

/// Whether an origin is that of the website in the shop's settings, with or without `www.`.
pub fn is_website(shop: &Shop, origin: &str) -> bool {
    let website = shop.website.as_deref().unwrap_or_default().to_ascii_lowercase();
    host_of(&website).is_some_and(|host| host_of(origin) == Some(host))
}

fn host_of(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn the_website_is_known_by_its_host() {
        let shop = |website: &str| Shop { website: Some(website.into()), ..Shop::default() };
        for (website, origin, same) in [
            ("https://www.example.org/", "https://example.org", true),
            ("http://Example.org/termine?x", "https://www.example.org", true),
            ("https://example.org", "https://example.org.evil.example", false),
            ("https://example.org", "https://shop.example.org", false),
            ("", "https://", false),
        ] {
            assert_eq!(is_website(&shop(website), origin), same, "{website} {origin}");
        }
        assert!(!is_website(&Shop::default(), "https://example.org"));
    }
}
