//! Where the demonstration listens: the shop where it was asked to, homepage and mailbox on the ports after it.

use anyhow::Context;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;

/// Where the shop listens unless another address is named.
const PREFERRED: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// How many ports after the shop's are tried before any free one is taken.
const NEIGHBOURS: u16 = 10;

/// The open ports.
pub struct Listeners {
    /// The shop's own server.
    pub shop: TcpListener,
    /// The provider's homepage.
    pub homepage: TcpListener,
    /// What would have been sent.
    pub mailbox: TcpListener,
    /// Whether [`PREFERRED`] was wanted and is another program's.
    pub preferred_is_taken: bool,
}

impl Listeners {
    /// Opens all three. An address that was named is kept to; the preferred one is only tried.
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
        // Ports next to each other are easier to remember; next to one that the system chose they mean nothing.
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
