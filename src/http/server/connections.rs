//! Limits the number of open connections, in total and per client address.

use super::super::client_address::{ClientAddress, is_trusted};
use super::ServerSettings;
use axum::http::HeaderMap;
use ipnet::IpNet;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// Number of connections by address.
type ByAddress = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// The connection slots.
pub struct Connections {
    seats: Arc<Semaphore>,
    max: u32,
    max_per_address: usize,
    trusted_proxies: Vec<IpNet>,
    /// A std mutex: held for one lookup, never across an await.
    by_address: ByAddress,
    /// How many are taken.
    taken: watch::Sender<usize>,
}

/// A connection's slot; dropping it releases it.
pub struct ConnectionSlot {
    _seat: OwnedSemaphorePermit,
    counted: Option<(IpAddr, ByAddress)>,
    taken: watch::Sender<usize>,
}

impl Connections {
    /// All slots free.
    pub fn new(settings: &ServerSettings) -> Self {
        let max = u32::try_from(settings.max_connections).unwrap_or(u32::MAX).min(1 << 20);
        Self {
            seats: Arc::new(Semaphore::new(max as usize)),
            max,
            max_per_address: settings.max_connections_per_address,
            trusted_proxies: settings.trusted_proxies.clone(),
            by_address: Arc::default(),
            taken: settings.open.clone(),
        }
    }

    /// Waits for a free slot.
    pub async fn free_seat(&self) -> OwnedSemaphorePermit {
        let seat = Arc::clone(&self.seats).acquire_owned().await;
        seat.expect("the semaphore is never closed")
    }

    /// Assigns the slot to a connection from `peer`; `None` if that address has reached its limit.
    pub fn place(&self, seat: OwnedSemaphorePermit, peer: IpAddr) -> Option<ConnectionSlot> {
        let peer = peer.to_canonical();
        if peer.is_loopback() || is_trusted(peer, &self.trusted_proxies) {
            return Some(self.take(seat, None));
        }
        let address = ClientAddress::of(peer, &HeaderMap::new(), &[]).network();
        let mut by_address = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        let open = by_address.entry(address).or_default();
        if *open >= self.max_per_address {
            return None;
        }
        *open += 1;
        Some(self.take(seat, Some((address, Arc::clone(&self.by_address)))))
    }

    fn take(&self, seat: OwnedSemaphorePermit, counted: Option<(IpAddr, ByAddress)>) -> ConnectionSlot {
        self.taken.send_modify(|taken| *taken += 1);
        ConnectionSlot { _seat: seat, counted, taken: self.taken.clone() }
    }

    /// The number of open connections.
    pub fn open(&self) -> usize {
        self.max as usize - self.seats.available_permits()
    }

    /// Waits until all connections are closed.
    pub async fn all_closed(&self) {
        // An error would mean that the semaphore is closed, which never happens.
        let _ = self.seats.acquire_many(self.max).await;
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        self.taken.send_modify(|taken| *taken -= 1);
        let Some((address, by_address)) = &self.counted else { return };
        let mut by_address = by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = by_address.get_mut(address) {
            *open -= 1;
            if *open == 0 {
                by_address.remove(address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connections() -> Connections {
        let trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
        Connections::new(&ServerSettings {
            max_connections_per_address: 2,
            trusted_proxies,
            ..ServerSettings::default()
        })
    }

    #[tokio::test]
    async fn one_address_gets_its_share_and_no_more() {
        let connections = connections();
        let place = async |address: &str| connections.place(connections.free_seat().await, address.parse().unwrap());
        let first = place("203.0.113.1").await;
        let second = place("::ffff:203.0.113.1").await;
        assert!(first.is_some() && second.is_some());
        assert!(place("203.0.113.1").await.is_none());
        assert!(place("203.0.113.2").await.is_some());
        drop(second);
        assert!(place("203.0.113.1").await.is_some());
        drop(first);
        assert!(connections.by_address.lock().unwrap().is_empty());
        assert_eq!(connections.open(), 0);
    }

    #[tokio::test]
    async fn proxies_and_this_machine_are_not_counted() {
        let connections = connections();
        let mut places = Vec::new();
        for address in ["127.0.0.1", "::1", "10.1.2.3", "::ffff:127.0.0.1"].repeat(3) {
            places.push(connections.place(connections.free_seat().await, address.parse().unwrap()).unwrap());
        }
        assert_eq!(connections.open(), places.len());
    }
}
