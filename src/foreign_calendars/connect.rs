//! Connecting to a server: only to addresses that may be asked, checked where the connection is made, so that no name
//! server can lead elsewhere between a check and its use.

use super::guard;
use super::target::Target;
use crate::domain::busy_calendar::LookFault;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// How long one address may take to answer before the next one is tried.
const CONNECT: Duration = Duration::from_secs(5);

/// A connection, encrypted or not.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// What servers are trusted: the authorities of the system. Reads files.
///
/// # Errors
/// [`LookFault::Tls`] if there are none.
pub fn trusted() -> Result<Arc<ClientConfig>, LookFault> {
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        tracing::error!("this machine has no certificate authorities; install the package ca-certificates");
        return Err(LookFault::Tls);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|_| LookFault::Tls)?.with_root_certificates(roots).with_no_client_auth();
    Ok(Arc::new(config))
}

/// Connects to a target. `tls` is asked for only where it is needed.
///
/// # Errors
/// Why there is no connection.
pub async fn connect(
    target: &Target,
    allow_private: bool,
    tls: impl Future<Output = Result<Arc<ClientConfig>, LookFault>>,
) -> Result<TokioIo<Box<dyn Stream>>, LookFault> {
    if !target.tls && !allow_private {
        return Err(LookFault::Insecure);
    }
    let stream = open(target, allow_private).await?;
    if !target.tls {
        return Ok(TokioIo::new(Box::new(stream)));
    }
    let name = ServerName::try_from(target.host.clone()).map_err(|_| LookFault::Tls)?;
    let stream = TlsConnector::from(tls.await?).connect(name, stream).await.map_err(|_| LookFault::Tls)?;
    Ok(TokioIo::new(Box::new(stream)))
}

async fn open(target: &Target, allow_private: bool) -> Result<TcpStream, LookFault> {
    let found = tokio::net::lookup_host((target.host.as_str(), target.port)).await;
    let found: Vec<SocketAddr> = found.map_err(|_| LookFault::Unreachable)?.collect();
    let allowed: Vec<SocketAddr> =
        found.iter().copied().filter(|address| allow_private || guard::is_public(address.ip())).collect();
    if allowed.is_empty() && !found.is_empty() {
        return Err(LookFault::Private);
    }
    for address in allowed {
        if let Ok(Ok(stream)) = tokio::time::timeout(CONNECT, TcpStream::connect(address)).await {
            return Ok(stream);
        }
    }
    Err(LookFault::Unreachable)
}
