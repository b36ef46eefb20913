//! The client's address of a request: the peer's, or, only if the peer is a trusted proxy, the nearest address that
//! the proxies report. Entries of `X-Forwarded-For` written by the client itself are never used.
//!
//! Addresses are kept in memory for limits only: never in a log, and in the database only as salted hashes
//! ([`crate::operations::booking::source`]).

use crate::http::server::listener::ByUnixSocket;
use crate::operations::booking::source::Networks;
use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, Request};
use ipnet::IpNet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The address of the client; IPv4-mapped IPv6 is converted to IPv4. `Debug` does not print it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(IpAddr);

impl ClientAddress {
    /// The client of a request: `peer`, or the address reported by trusted proxies in `headers`.
    pub fn of(peer: IpAddr, headers: &HeaderMap, trusted_proxies: &[IpNet]) -> Self {
        let peer = peer.to_canonical();
        Self(forwarded_for(peer, headers, trusted_proxies).unwrap_or(peer))
    }

    /// Uses the `ConnectInfo<SocketAddr>` set by the server; without one (tests that call the router directly) the
    /// client is loopback.
    pub fn of_request<B>(request: &Request<B>, trusted_proxies: &[IpNet]) -> Self {
        Self::of_parts(request.extensions(), request.headers(), trusted_proxies)
    }

    pub(super) fn of_parts(extensions: &Extensions, headers: &HeaderMap, trusted_proxies: &[IpNet]) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |connect_info| connect_info.0.ip());
        if extensions.get::<ByUnixSocket>().is_some() {
            let local = [IpNet::from(peer)];
            return Self::of(peer, headers, &[trusted_proxies, &local].concat());
        }
        Self::of(peer, headers, trusted_proxies)
    }

    /// The networks whose daily share a booking counts against. `None` for loopback and private networks, which may
    /// stand for many people: the shop's own network, or a proxy missing from `--trusted-proxy`.
    pub fn booked_from(self) -> Option<Networks> {
        let is_public = match self.0 {
            IpAddr::V4(address) => !(address.is_loopback() || address.is_private() || address.is_link_local()),
            IpAddr::V6(address) => {
                !(address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local())
            }
        };
        let network = |tier| self.network_of(tier).unwrap_or(self.0);
        is_public.then(|| Networks { narrow: network(Tier::Site), wide: network(Tier::LargeSite) })
    }

    /// The narrowest network that limits count by: an IPv4 address, or an IPv6 /64, all of whose addresses belong to
    /// a single line.
    pub fn network(self) -> IpAddr {
        self.network_of(Tier::Client).unwrap_or(self.0)
    }

    /// The networks that limits count by, the narrowest first: a rented /48 contains 65,536 networks of /64.
    pub fn networks(self) -> impl Iterator<Item = (Tier, IpAddr)> {
        Tier::ALL.into_iter().filter_map(move |tier| Some((tier, self.network_of(tier)?)))
    }

    /// The network of that width; for IPv4 only the address itself, since wider networks hold unrelated people.
    fn network_of(self, tier: Tier) -> Option<IpAddr> {
        match self.0 {
            IpAddr::V4(_) => (tier == Tier::Client).then_some(self.0),
            IpAddr::V6(address) => {
                let mask = u128::MAX << (128 - tier.prefix_bits());
                Some(IpAddr::V6(Ipv6Addr::from(u128::from(address) & mask)))
            }
        }
    }
}

/// The width of a network that limits count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tier {
    /// One client: an IPv4 address, or an IPv6 /64.
    Client,
    /// The usual assignment to a home or a small company: an IPv6 /56.
    Site,
    /// The largest assignment to one site (RFC 6177): an IPv6 /48.
    LargeSite,
}

impl Tier {
    /// All of them, the narrowest first.
    pub const ALL: [Self; 3] = [Self::Client, Self::Site, Self::LargeSite];

    /// Factor by which its quota exceeds that of a single client.
    pub const fn allowance(self) -> u32 {
        match self {
            Self::Client => 1,
            Self::Site => 4,
            Self::LargeSite => 16,
        }
    }

    const fn prefix_bits(self) -> u32 {
        match self {
            Self::Client => 64,
            Self::Site => 56,
            Self::LargeSite => 48,
        }
    }
}

impl fmt::Debug for ClientAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientAddress(hidden)")
    }
}

/// Whether `address` is a trusted proxy.
pub fn is_trusted(address: IpAddr, trusted_proxies: &[IpNet]) -> bool {
    let address = address.to_canonical();
    trusted_proxies.iter().any(|network| network.contains(&address))
}

/// Walks `X-Forwarded-For` from the right, where the nearest proxy wrote, past trusted proxies to the first other
/// address. `None`: the peer is not trusted, or an entry before that is not an address.
fn forwarded_for(peer: IpAddr, headers: &HeaderMap, trusted_proxies: &[IpNet]) -> Option<IpAddr> {
    if !is_trusted(peer, trusted_proxies) {
        return None;
    }
    let mut nearest = None;
    for line in headers.get_all("x-forwarded-for").iter().rev() {
        for entry in line.to_str().ok()?.rsplit(',') {
            let address = parse_entry(entry.trim())?;
            nearest = Some(address);
            if !is_trusted(address, trusted_proxies) {
                return nearest;
            }
        }
    }
    nearest
}

/// An address as written by proxies: bare, in brackets, or with a port.
fn parse_entry(entry: &str) -> Option<IpAddr> {
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(entry);
    let address = bare.parse::<IpAddr>().or_else(|_| entry.parse::<SocketAddr>().map(|socket| socket.ip()));
    address.ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str]) -> String {
        let trusted = ["127.0.0.0/8", "::1/128", "10.0.0.0/8", "2001:db8:aaaa::/48"].map(|net| net.parse().unwrap());
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", axum::http::HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        ClientAddress::of(peer.parse().unwrap(), &headers, &trusted).0.to_string()
    }

    #[test]
    fn a_foreign_peer_is_never_believed() {
        assert_eq!(client("203.0.113.7", &["198.51.100.1"]), "203.0.113.7");
    }

    #[test]
    fn a_trusted_proxy_names_the_client() {
        assert_eq!(client("127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("::ffff:127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
    }

    #[test]
    fn what_the_client_put_in_front_does_not_count() {
        assert_eq!(client("127.0.0.1", &["8.8.8.8, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("127.0.0.1", &["8.8.8.8", "198.51.100.1, 10.0.0.2"]), "198.51.100.1");
        assert_eq!(client("127.0.0.1", &["not an address, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("127.0.0.1", &["10.0.0.9, 198.51.100.1"]), "198.51.100.1");
    }

    #[test]
    fn a_chain_of_trusted_proxies_alone_yields_its_far_end() {
        assert_eq!(client("127.0.0.1", &["10.0.0.1, 10.0.0.2"]), "10.0.0.1");
    }

    #[test]
    fn what_is_no_address_yields_the_peer() {
        for broken in ["", "unknown", "198.51.100.1, ", "198.51.100.1, nonsense", "999.1.1.1", "\u{e4}"] {
            assert_eq!(client("127.0.0.1", &[broken]), "127.0.0.1", "{broken:?}");
        }
        assert_eq!(client("127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn ports_brackets_and_mapped_addresses_are_understood() {
        assert_eq!(client("127.0.0.1", &["198.51.100.1:4711"]), "198.51.100.1");
        assert_eq!(client("127.0.0.1", &["[2001:db8::1]"]), "2001:db8::1");
        assert_eq!(client("127.0.0.1", &["[2001:db8::1]:443"]), "2001:db8::1");
        assert_eq!(client("127.0.0.1", &["::ffff:198.51.100.1"]), "198.51.100.1");
    }

    #[test]
    fn limits_count_ipv6_by_networks_and_ipv4_whole() {
        let networks = |address: &str| {
            let client = ClientAddress(address.parse().unwrap());
            let all: Vec<_> = client.networks().map(|(tier, network)| (tier, network.to_string())).collect();
            assert_eq!(all[0].1, client.network().to_string());
            all
        };
        let of = |tier, network: &str| (tier, network.to_owned());
        assert_eq!(
            networks("2001:db8:1:2222:3:4:5:6"),
            [
                of(Tier::Client, "2001:db8:1:2222::"),
                of(Tier::Site, "2001:db8:1:2200::"),
                of(Tier::LargeSite, "2001:db8:1::")
            ]
        );
        assert_eq!(networks("198.51.100.1"), [of(Tier::Client, "198.51.100.1")]);
    }

    #[test]
    fn an_address_is_not_printed_by_accident() {
        let address = ClientAddress::of("198.51.100.1".parse().unwrap(), &HeaderMap::new(), &[]);
        assert!(!format!("{address:?}").contains("198"));
    }
}
