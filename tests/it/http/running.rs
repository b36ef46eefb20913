//! The server on a socket, and a client that sends raw bytes.

use super::fixture::SOON;
use axum::Router;
use std::net::SocketAddr;
use terminplaner::http::server::{ServerSettings, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server; without a stop it ends with its test.
pub struct Running {
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<usize>,
}

pub async fn start(router: Router, settings: ServerSettings) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    Running { address, stop, served: tokio::spawn(serve(listener, router, settings, stopped)) }
}

impl Running {
    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    pub async fn say(&self, text: &str) -> TcpStream {
        let mut stream = self.connect().await;
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }

    /// Stops it; returns how many connections were closed.
    pub async fn stopped(self) -> usize {
        let _ = self.stop.send(());
        tokio::time::timeout(SOON, self.served).await.expect("it stops").unwrap()
    }
}

/// Reads until the server closes. A reset counts as closing.
pub async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(SOON, stream.read_to_end(&mut bytes)).await.expect("the server closes");
    if let Err(error) = read {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Reads until `text` has been received.
pub async fn until(stream: &mut TcpStream, text: &str) -> String {
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains(text) {
        let read = tokio::time::timeout(SOON, stream.read(&mut buffer)).await.expect("something comes").unwrap();
        assert!(read > 0, "closed after {:?}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&buffer[..read]);
    }
    String::from_utf8(seen).unwrap()
}
