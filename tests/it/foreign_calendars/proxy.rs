//! Stands between the program and a server of calendars, and spoils some of what they say to each other, by a seed. The server's
//! clock is another one than the program's.

use super::skew::Skew;
use crate::dice::Dice;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use terminplaner::clock::Clock;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The proxy. It ends with the test's runtime.
pub struct Proxy {
    /// Where it listens.
    pub authority: String,
    shared: Arc<Shared>,
}

struct Shared {
    server: String,
    dice: Mutex<Dice>,
    is_faulty: AtomicBool,
    spoiled: [AtomicU32; 8],
    pace: Pace,
    skew: Skew,
    clock: Clock,
}

/// How slow a server may be.
#[derive(Clone, Copy)]
pub struct Pace {
    /// The longest delay of a slow answer, in milliseconds.
    pub slow_ms: u64,
    /// Of a thousand requests so many reach the server only after the program has given them up, by its own time-out.
    pub late_per_mille: u64,
}

/// How a request is spoiled: the same order as the names in [`Proxy::spoiled`].
const KINDS: [&str; 8] = ["cut before", "cut after", "500", "503", "412", "truncated", "slow", LATE];
const LATE: &str = "late";

impl Proxy {
    /// Before the server at `server`, host and port; `clock` is the program's.
    pub async fn start(server: &str, seed: u64, pace: Pace, clock: Clock) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let authority = listener.local_addr().unwrap().to_string();
        let shared = Arc::new(Shared {
            server: server.to_owned(),
            skew: Skew::by(&mut Dice(seed)),
            dice: Mutex::new(Dice(seed)),
            is_faulty: AtomicBool::new(false),
            spoiled: Default::default(),
            pace,
            clock,
        });
        let state = shared.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = state.clone();
                tokio::spawn(async move {
                    // Whoever hangs up is none of the test's business.
                    let _ = state.pass_on(stream).await;
                });
            }
        });
        Self { authority, shared }
    }

    /// Whether it spoils anything from now on.
    pub fn set_faulty(&self, is_faulty: bool) {
        self.shared.is_faulty.store(is_faulty, Ordering::Relaxed);
    }

    /// What was spoiled how often.
    pub fn spoiled(&self) -> String {
        let counts = KINDS.iter().zip(&self.shared.spoiled);
        let counts = counts.map(|(kind, count)| format!("{kind} {}", count.load(Ordering::Relaxed)));
        counts.chain([self.shared.skew.to_string()]).collect::<Vec<_>>().join(", ")
    }
}

impl Shared {
    /// One request in five is spoiled.
    fn fault(&self) -> Option<&'static str> {
        if !self.is_faulty.load(Ordering::Relaxed) {
            return None;
        }
        let mut dice = self.dice.lock().unwrap();
        let usual = KINDS.len() - 1;
        let kind = if dice.roll(1_000) < self.pace.late_per_mille {
            usual
        } else {
            usize::try_from(dice.roll(5 * usual as u64)).ok().filter(|kind| *kind < usual)?
        };
        self.spoiled[kind].fetch_add(1, Ordering::Relaxed);
        Some(KINDS[kind])
    }

    async fn pass_on(&self, mut client: TcpStream) -> std::io::Result<()> {
        let request = read_request(&mut client).await?;
        let fault = self.fault();
        let status = match fault {
            Some("cut before") => return Ok(()),
            Some("500") => Some("500 Internal Server Error"),
            Some("503") => Some("503 Service Unavailable\r\nretry-after: 300"),
            // Only of a change can it be said.
            Some("412") if request.starts_with(b"PUT") || request.starts_with(b"DELETE") => {
                Some("412 Precondition Failed")
            }
            _ => None,
        };
        if let Some(status) = status {
            return client.write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n").as_bytes()).await;
        }
        match fault {
            Some("slow") => {
                let delay = self.dice.lock().unwrap().roll(self.pace.slow_ms + 1);
                tokio::time::sleep(Duration::from_millis(delay)).await;
            }
            Some(LATE) => while client.read(&mut [0; 64]).await.is_ok_and(|read| read > 0) {},
            _ => {}
        }
        let mut server = TcpStream::connect(&self.server).await?;
        server.write_all(&request).await?;
        let mut answer = Vec::new();
        server.read_to_end(&mut answer).await?;
        let answer = self.skew.told(answer, self.clock.now());
        match fault {
            Some("cut after") => Ok(()),
            Some("truncated") => client.write_all(&answer[..answer.len() * 2 / 3]).await,
            Some("slow") => {
                for part in answer.chunks(answer.len() / 3 + 1) {
                    client.write_all(part).await?;
                    client.flush().await?;
                    tokio::task::yield_now().await;
                }
                Ok(())
            }
            _ => client.write_all(&answer).await,
        }
    }
}

/// A whole request, which asks the server to hang up after its answer.
async fn read_request(client: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let (mut request, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let read = client.read(&mut part).await?;
        request.extend_from_slice(&part[..read]);
        let head_end = request.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = head_end {
            let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            if request.len() >= end + 4 + length.unwrap_or(0usize) {
                request.splice(end..end, b"\r\nconnection: close".iter().copied());
                return Ok(request);
            }
        }
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
}
