//! What listens: an accept loop that no client can hold up, and a stop that takes seconds.
//!
//! `axum::serve` is not used because it cannot time out slow headers and because its graceful stop waits for event streams,
//! which never end by themselves. Here a connection has a time for its headers, a time for its first answer, a time to be
//! idle ([`idle_io`]), and a place among the allowed ones ([`connections`]).
//! The program stops in this order: streams end, nothing new is accepted, running requests finish, the rest is cut off.

pub mod connections;
pub mod idle_io;
pub mod request_framing;

use super::server::connections::{ConnectionSlot, Connections};

use super::server::idle_io::IdleIo;
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
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How long accepting rests after the system refused, for want of file descriptors for example.
const REST_AFTER_REFUSAL: Duration = Duration::from_millis(200);
/// HTTP/2 only: requests at once on one connection.
const STREAMS_PER_CONNECTION: u32 = 100;
/// HTTP/2 only: the size of all headers of a request (HTTP/1 is bounded by its buffer).
const MAX_HEADER_BYTES: u32 = 32 * 1024;
/// HTTP/1 only: what is buffered of one connection, the whole head included.
const HTTP1_BUFFER_BYTES: usize = 64 * 1024;

/// What a client may take of the server.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// How long a request's head may take; also how long a connection is kept for the next one (HTTP/1).
    pub header_timeout: Duration,
    /// How long until the first byte of the first answer: headers, body and handler together.
    pub first_answer_timeout: Duration,
    /// How long a connection may pass without a byte in either direction. More than an event stream's comments.
    pub idle_timeout: Duration,
    /// How many connections may be open.
    pub max_connections: usize,
    /// How many of one client address; those of trusted proxies and of this machine are not counted.
    pub max_connections_per_address: usize,
    /// The networks whose connections speak for many clients.
    pub trusted_proxies: Vec<IpNet>,
    /// How long running requests have when the server stops.
    pub stop_within: Duration,
    /// Set when the server stops, before anything else; event streams listen to it.
    pub stopping: watch::Sender<bool>,
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
        }
    }
}

/// How far the stop has come; connections listen to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Serving,
    Finishing,
    Cut,
}

/// What all connections share.
struct Shared {
    router: Router,
    settings: ServerSettings,
    protocol: Builder<TokioExecutor>,
    phase: watch::Sender<Phase>,
}

/// Serves until `shutdown` is done, then stops. Answers how many connections had to be cut off.
pub async fn serve(listener: TcpListener, router: Router, settings: ServerSettings, shutdown: impl Future) -> usize {
    let connections = Connections::new(&settings);
    let stop_within = settings.stop_within;
    let protocol = protocol(&settings);
    let phase = watch::Sender::new(Phase::Serving);
    let shared = Arc::new(Shared { router, settings, protocol, phase });
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

/// The next connection that has a place. Waits for one to close where all places are taken, so that the system's own
/// queue holds the others.
async fn accept(listener: &TcpListener, connections: &Connections) -> (TcpStream, SocketAddr, ConnectionSlot) {
    loop {
        let seat = connections.free_seat().await;
        match listener.accept().await {
            Ok((stream, peer)) => match connections.place(seat, peer.ip()) {
                Some(place) => return (stream, peer, place),
                None => tracing::debug!("a client with too many connections was refused another"),
            },
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                // Asking again at once would spin: a lack of file descriptors lasts until connections close.
                tracing::error!(%error, "a connection could not be accepted");
                tokio::time::sleep(REST_AFTER_REFUSAL).await;
            }
        }
    }
}

/// Whether a client that went away before it was accepted is to blame.
fn is_the_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

async fn serve_connection(shared: Arc<Shared>, stream: TcpStream, peer: SocketAddr, place: ConnectionSlot) {
    // Answers are small and whole; waiting to fill packets would only delay events.
    let _ = stream.set_nodelay(true);
    let settings = &shared.settings;
    let io = TokioIo::new(IdleIo::new(stream, settings.first_answer_timeout, settings.idle_timeout));
    let router = shared.router.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request_framing::answer(router.clone(), request.map(Body::new))
    });
    let mut phase = shared.phase.subscribe();
    let mut connection = pin!(shared.protocol.serve_connection(io, service));
    // What ends a connection early is the client's affair: it went away, was too slow, or spoke no HTTP.
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
