//! What the server listens on: a port, or a socket in the file system that a proxy on the same machine connects to.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};
use tokio_util::either::Either;

/// A listener.
#[derive(Debug)]
pub enum Listener {
    /// A port.
    Tcp(TcpListener),
    /// A socket in the file system.
    Unix(UnixListener),
}

/// A connection of either kind.
pub type Stream = Either<TcpStream, UnixStream>;

/// Marks the requests of a socket in the file system: only a proxy reaches it, so what it forwards is trusted.
#[derive(Clone, Copy, Debug)]
pub struct ByUnixSocket;

/// The peer of a connection without a network address.
const LOCAL: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

impl Listener {
    /// The next connection, with its peer.
    ///
    /// # Errors
    /// Those of the operating system.
    pub async fn accept(&self) -> io::Result<(Stream, SocketAddr)> {
        match self {
            Self::Tcp(listener) => {
                let (stream, peer) = listener.accept().await?;
                // Responses are written as a whole; Nagle's algorithm would only delay events.
                let _ = stream.set_nodelay(true);
                Ok((Either::Left(stream), peer))
            }
            Self::Unix(listener) => listener.accept().await.map(|(stream, _)| (Either::Right(stream), LOCAL)),
        }
    }

    /// Whether it is a socket in the file system.
    pub const fn is_unix(&self) -> bool {
        matches!(self, Self::Unix(_))
    }

    /// What to tell people: a URL, or `unix:` with the path.
    ///
    /// # Errors
    /// Those of the operating system.
    pub fn shown(&self) -> io::Result<String> {
        match self {
            Self::Tcp(listener) => listener.local_addr().map(|address| format!("http://{address}")),
            Self::Unix(listener) => {
                let address = listener.local_addr()?;
                let path = address.as_pathname().map(|path| path.display().to_string());
                Ok(format!("unix:{}", path.unwrap_or_default()))
            }
        }
    }
}

impl From<TcpListener> for Listener {
    fn from(listener: TcpListener) -> Self {
        Self::Tcp(listener)
    }
}
