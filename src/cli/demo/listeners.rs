//! The demo's listeners: the shop on the address asked for, homepage and mailbox on the following ports.

use anyhow::Context;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;

/// The shop's address unless another one is given.
const PREFERRED: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// How many following ports are tried before any free one is used.
const NEIGHBOURS: u16 = 10;

/// The listeners.
pub struct Listeners {
    /// The shop's own server.
    pub shop: TcpListener,
    /// The provider's homepage.
    pub homepage: TcpListener,
    /// The mailbox of all mails.
    pub mailbox: TcpListener,
    /// Whether [`PREFERRED`] was tried and is in use.
    pub preferred_is_taken: bool,
}

impl Listeners {
    /// Binds all three. A given address is required; the preferred one is only tried.
    pub async fn bind(named: Option<SocketAddr>) -> anyhow::Result<Self> {
        let wanted = named.unwrap_or(PREFERRED);
        let any = SocketAddr::new(wanted.ip(), 0);
        let (shop, preferred_is_taken) = match TcpListener::bind(wanted).await {
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::AddrInUse => {
                (TcpListener::bind(any).await, true)
            }
            bound => (bound, false),
        };
        let shop = shop.with_context(|| format!("cannot listen on {wanted}; name another address with --listen"))?;
        // Consecutive ports are easier to remember, but not after one chosen by the system.
        let wanted = if wanted.port() == 0 || preferred_is_taken { any } else { wanted };
        let homepage = bind_after(wanted).await?;
        let mailbox = bind_after(wanted).await?;
        Ok(Self { shop, homepage, mailbox, preferred_is_taken })
    }
}

async fn bind_after(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let neighbours = (1..=NEIGHBOURS).filter_map(|step| address.port().checked_add(step));
    for port in neighbours.filter(|_| address.port() != 0) {
        if let Ok(listener) = TcpListener::bind((address.ip(), port)).await {
            return Ok(listener);
        }
    }
    TcpListener::bind((address.ip(), 0)).await.with_context(|| format!("there is no free port on {}", address.ip()))
}
