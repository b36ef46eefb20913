//! The server: an accept loop that no client can block, and a graceful stop within seconds.
//!
//! `axum::serve` is not used because it has no time-out for slow headers and because its graceful stop waits for
//! event streams, which never end. Here a connection has time-outs for its headers, its first response and idle time
//! ([`idle_io`]), and a limited number of slots ([`connections`]). The stop has this order: streams end, no new
//! connections are accepted, running requests finish, remaining connections are closed.

pub mod connections;
pub mod idle_io;
pub mod listener;
pub mod request_framing;

use super::server::connections::{ConnectionSlot, Connections};

use super::server::idle_io::IdleIo;
use super::server::listener::{ByUnixSocket, Listener, Stream};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use ipnet::IpNet;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Pause of the accept loop after an error of the system, such as a lack of file descriptors.
const REST_AFTER_REFUSAL: Duration = Duration::from_millis(200);
/// HTTP/2 only: concurrent requests on one connection.
const STREAMS_PER_CONNECTION: u32 = 100;
/// HTTP/2 only: maximum size of all headers of a request (HTTP/1 is limited by its buffer).
const MAX_HEADER_BYTES: u32 = 32 * 1024;
/// HTTP/1 only: read buffer of a connection, which must hold the whole head.
const HTTP1_BUFFER_BYTES: usize = 64 * 1024;

/// Limits and settings of the server.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// Time for a request's head; also the time a connection is kept for the next one (HTTP/1).
    pub header_timeout: Duration,
    /// Time until the first byte of the first response: headers, body and handler together.
    pub first_answer_timeout: Duration,
    /// Maximum time without a byte in either direction. Longer than the interval of an event stream's comments.
    pub idle_timeout: Duration,
    /// Maximum number of open connections.
    pub max_connections: usize,
    /// Maximum per client address; trusted proxies and loopback are not limited.
    pub max_connections_per_address: usize,
    /// Networks of proxies, whose connections stand for many clients.
    pub trusted_proxies: Vec<IpNet>,
    /// Time for running requests when the server stops.
    pub stop_within: Duration,
    /// Set first when the server stops; event streams listen to it.
    pub stopping: watch::Sender<bool>,
    /// The number of open connections.
    pub open: watch::Sender<usize>,
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(10),
            first_answer_timeout: Duration::from_secs(25),
            idle_timeout: Duration::from_secs(75),
            max_connections: 10_000,
            max_connections_per_address: 256,
            trusted_proxies: Vec::new(),
            stop_within: Duration::from_secs(5),
            stopping: watch::Sender::new(false),
            open: watch::Sender::new(0),
        }
    }
}

/// Progress of the stop; connections listen to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Serving,
    Finishing,
    Cut,
}

/// Data shared by all connections.
struct Shared {
    router: Router,
    settings: ServerSettings,
    protocol: Builder<TokioExecutor>,
    phase: watch::Sender<Phase>,
    by_unix_socket: bool,
}

/// Serves until `shutdown` resolves, then stops. Returns how many connections had to be closed.
pub async fn serve(
    listener: impl Into<Listener>,
    router: Router,
    settings: ServerSettings,
    shutdown: impl Future,
) -> usize {
    let listener = listener.into();
    let connections = Connections::new(&settings);
    let stop_within = settings.stop_within;
    let protocol = protocol(&settings);
    let phase = watch::Sender::new(Phase::Serving);
    let shared = Arc::new(Shared { router, settings, protocol, phase, by_unix_socket: listener.is_unix() });
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            _ = &mut shutdown => break,
            (stream, peer, place) = accept(&listener, &connections) => {
                tokio::spawn(serve_connection(Arc::clone(&shared), stream, peer, place));
            }
        }
    }
    shared.settings.stopping.send_replace(true);
    drop(listener);
    shared.phase.send_replace(Phase::Finishing);
    let cut =
        if tokio::time::timeout(stop_within, connections.all_closed()).await.is_ok() { 0 } else { connections.open() };
    shared.phase.send_replace(Phase::Cut);
    if cut > 0 {
        tracing::warn!(connections = cut, "connections that did not finish in time were cut off");
    }
    cut
}

fn protocol(settings: &ServerSettings) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(settings.header_timeout)
        .max_buf_size(HTTP1_BUFFER_BYTES);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_PER_CONNECTION)
        .max_header_list_size(MAX_HEADER_BYTES);
    builder
}

/// The next connection with a slot. If all are taken it waits for one to close; meanwhile the system queues new
/// connections.
async fn accept(listener: &Listener, connections: &Connections) -> (Stream, SocketAddr, ConnectionSlot) {
    loop {
        let seat = connections.free_seat().await;
        match listener.accept().await {
            Ok((stream, peer)) => match connections.place(seat, peer.ip()) {
                Some(place) => return (stream, peer, place),
                None => tracing::debug!("a client with too many connections was refused another"),
            },
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                // Retrying at once would spin: a lack of file descriptors lasts until connections close.
                tracing::error!(%error, "a connection could not be accepted");
                tokio::time::sleep(REST_AFTER_REFUSAL).await;
            }
        }
    }
}

/// Whether the error is only that the client closed before it was accepted.
fn is_the_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

async fn serve_connection(shared: Arc<Shared>, stream: Stream, peer: SocketAddr, place: ConnectionSlot) {
    let settings = &shared.settings;
    let io = TokioIo::new(IdleIo::new(stream, settings.first_answer_timeout, settings.idle_timeout));
    let (router, by_unix_socket) = (shared.router.clone(), shared.by_unix_socket);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        if by_unix_socket {
            request.extensions_mut().insert(ByUnixSocket);
        }
        request_framing::answer(router.clone(), request.map(Body::new))
    });
    let mut phase = shared.phase.subscribe();
    let mut connection = pin!(shared.protocol.serve_connection(io, service));
    // Errors of a connection are caused by the client: it disconnected, was too slow, or did not speak HTTP.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = phase.wait_for(|phase| *phase >= Phase::Finishing) => connection.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = connection.as_mut() => {}
        _ = phase.wait_for(|phase| *phase >= Phase::Cut) => {}
    }
    drop(place);
}
