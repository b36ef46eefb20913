//! The trial shops there are: how many there may be, and when each ends.

use super::visitor::Visitor;
use crate::clock::Clock;
use crate::operations::accounts::Secret;
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Shops at a time.
pub const SHOPS_AT_MOST: usize = 40;
/// Shops at a time of one client.
pub const SHOPS_OF_ONE_AT_MOST: usize = 5;
/// A shop that nobody has used for so many minutes makes room for the next.
const IDLE_MINUTES: i64 = 15;
/// Largest files of a shop, in bytes; a larger one ends.
const SHOP_BYTES: u64 = 64 * 1024 * 1024;

/// Why no shop was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There are as many as there may be.
    Full,
    /// This client has begun enough.
    TooMany,
    /// It could not be made.
    Failed,
}

/// The shops there are.
pub struct Trials {
    clock: Clock,
    folder: PathBuf,
    /// The public address, without a slash at its end.
    url: String,
    minutes: u16,
    shops: Mutex<HashMap<String, Shop>>,
    /// One is made at a time: it costs a second of work.
    making: tokio::sync::Mutex<()>,
}

struct Shop {
    visitor: Arc<Visitor>,
    network: IpAddr,
    used_at: DateTime<Utc>,
}

impl Trials {
    /// None yet; each is deleted after so many minutes.
    pub fn new(clock: Clock, folder: PathBuf, url: String, minutes: u16) -> Self {
        Self { clock, folder, url, minutes, shops: Mutex::default(), making: tokio::sync::Mutex::default() }
    }

    /// The minutes after which a shop is deleted.
    pub const fn minutes(&self) -> u16 {
        self.minutes
    }

    /// Begins a shop for a client.
    pub async fn begin(&self, network: IpAddr) -> Result<Arc<Visitor>, Refused> {
        let _turn = self.making.lock().await;
        self.make_room(network)?;
        let made = self.make().await;
        let (id, visitor) = made.map_err(|error| {
            tracing::error!(error = format!("{error:#}"), "a trial shop could not be made");
            Refused::Failed
        })?;
        let visitor = Arc::new(visitor);
        let shop = Shop { visitor: visitor.clone(), network, used_at: self.clock.now() };
        self.lock().insert(id, shop);
        Ok(visitor)
    }

    /// The shop with that id. It counts as used.
    pub fn find(&self, id: &str) -> Option<Arc<Visitor>> {
        let now = self.clock.now();
        let mut shops = self.lock();
        let shop = shops.get_mut(id).filter(|shop| now < shop.visitor.ends_at)?;
        shop.used_at = now;
        Some(shop.visitor.clone())
    }

    /// Ends the shops whose time is over, or whose files are too large.
    pub fn sweep(&self) {
        let now = self.clock.now();
        self.lock().retain(|_, shop| now < shop.visitor.ends_at && shop.visitor.bytes() <= SHOP_BYTES);
    }

    /// Ends all.
    pub fn end_all(&self) {
        self.lock().clear();
    }

    fn make_room(&self, network: IpAddr) -> Result<(), Refused> {
        self.sweep();
        let mut shops = self.lock();
        if shops.values().filter(|shop| shop.network == network).count() >= SHOPS_OF_ONE_AT_MOST {
            return Err(Refused::TooMany);
        }
        if shops.len() < SHOPS_AT_MOST {
            return Ok(());
        }
        let idle_since = self.clock.now() - Duration::minutes(IDLE_MINUTES);
        let idle = shops.iter().filter(|(_, shop)| shop.used_at <= idle_since).min_by_key(|(_, shop)| shop.used_at);
        let id = idle.map(|(id, _)| id.clone()).ok_or(Refused::Full)?;
        shops.remove(&id);
        Ok(())
    }

    async fn make(&self) -> anyhow::Result<(String, Visitor)> {
        let id = Secret::of_bytes::<16>()?.expose().to_owned();
        let folder = tempfile::Builder::new().prefix("shop-").tempdir_in(&self.folder)?;
        let ends_at = self.clock.now() + Duration::minutes(i64::from(self.minutes));
        let visitor = Visitor::begin(format!("{}/{id}", self.url), folder, ends_at, &self.clock).await?;
        Ok((id, visitor))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Shop>> {
        self.shops.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &str = "2026-03-11T08:15:00+01:00";

    fn trials(folder: &tempfile::TempDir) -> (Trials, Clock) {
        let clock = Clock::manual(DateTime::parse_from_rfc3339(START).unwrap().to_utc());
        (Trials::new(clock.clone(), folder.path().to_owned(), "https://demo.example.org".into(), 60), clock)
    }

    fn client(number: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, number])
    }

    fn id(visitor: &Visitor) -> String {
        visitor.places.shop.rsplit('/').next().unwrap().to_owned()
    }

    #[tokio::test]
    async fn a_shop_ends_after_its_time_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (trials, clock) = trials(&folder);
        let visitor = trials.begin(client(1)).await.unwrap();
        let id = id(&visitor);
        drop(visitor);
        clock.advance(std::time::Duration::from_secs(59 * 60));
        assert!(trials.find(&id).is_some());
        assert!(trials.find("guessed").is_none());
        clock.advance(std::time::Duration::from_secs(60));
        assert!(trials.find(&id).is_none());
        trials.sweep();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[tokio::test]
    async fn one_client_begins_a_few_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let (trials, clock) = trials(&folder);
        for _ in 0..SHOPS_OF_ONE_AT_MOST {
            trials.begin(client(1)).await.unwrap();
        }
        assert_eq!(trials.begin(client(1)).await.err(), Some(Refused::TooMany));
        trials.begin(client(2)).await.unwrap();
        clock.advance(std::time::Duration::from_secs(60 * 60));
        trials.begin(client(1)).await.unwrap();
    }

    #[tokio::test]
    async fn there_are_so_many_and_the_longest_unused_makes_room() {
        let folder = tempfile::tempdir().unwrap();
        let (trials, clock) = trials(&folder);
        let visitor = trials.begin(client(0)).await.unwrap();
        // The others stand for shops of their own, which would take a second each to make.
        for number in 1..u8::try_from(SHOPS_AT_MOST).unwrap() {
            let shop = Shop { visitor: visitor.clone(), network: client(number), used_at: clock.now() };
            trials.lock().insert(format!("shop-{number}"), shop);
        }
        assert_eq!(trials.begin(client(200)).await.err(), Some(Refused::Full));
        clock.advance(std::time::Duration::from_secs(60 * 14));
        trials.find("shop-1").unwrap();
        clock.advance(std::time::Duration::from_secs(60));
        trials.begin(client(200)).await.unwrap();
        assert_eq!(trials.lock().len(), SHOPS_AT_MOST);
        assert!(trials.find("shop-1").is_some(), "it was used since");
    }
}
