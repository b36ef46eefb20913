//! A server of calendar files that answers whatever a test wants, byte for byte.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// The server. It ends with the test's runtime.
pub struct CalendarServer {
    port: u16,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
    /// The whole answer to every request; empty: none, the connection stays open.
    answer: Vec<u8>,
    /// The heads of all requests.
    requests: Vec<String>,
}

impl CalendarServer {
    /// A server on a port of the kernel's choice.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Mutex::new(Shared::default()));
        let state = shared.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let state = state.clone();
                tokio::spawn(async move {
                    let mut head = Vec::new();
                    let mut byte = [0; 1];
                    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).await.is_ok_and(|read| read == 1) {
                        head.push(byte[0]);
                    }
                    let answer = {
                        let mut state = state.lock().unwrap();
                        state.requests.push(String::from_utf8_lossy(&head).into_owned());
                        state.answer.clone()
                    };
                    if answer.is_empty() {
                        // Whoever asks hears nothing until they go.
                        let _ = stream.read(&mut byte).await;
                    }
                    let _ = stream.write_all(&answer).await;
                    let _ = stream.shutdown().await;
                });
            }
        });
        Self { port, shared }
    }

    /// An address of this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Answers every request with these bytes from now on.
    pub fn answers(&self, bytes: impl Into<Vec<u8>>) {
        self.shared.lock().unwrap().answer = bytes.into();
    }

    /// Serves a calendar file from now on.
    pub fn serves(&self, file: &str) {
        self.serves_with("", file.as_bytes());
    }

    /// The same with further header lines.
    pub fn serves_with(&self, headers: &str, body: &[u8]) {
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: text/calendar\r\n{headers}content-length: {}\r\n\r\n",
            body.len()
        );
        self.answers([head.as_bytes(), body].concat());
    }

    /// Answers with that status and no body.
    pub fn fails_with(&self, status: &str) {
        self.answers(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n"));
    }

    /// Redirects every request.
    pub fn redirects_to(&self, location: &str) {
        self.answers(format!("HTTP/1.1 302 Found\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n"));
    }

    /// Never answers.
    pub fn is_silent(&self) {
        self.answers(Vec::new());
    }

    /// How often it was asked.
    pub fn count(&self) -> usize {
        self.shared.lock().unwrap().requests.len()
    }

    /// The head of the last request.
    pub fn last(&self) -> String {
        self.shared.lock().unwrap().requests.last().unwrap().clone()
    }
}
