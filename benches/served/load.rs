//! The client: keep-alive connections that ask again as soon as they are answered. It reads no more of HTTP/1.1 than
//! status and length, so that on a machine of two cores it takes little from the server beside it.

use crate::child::own_cpu;
use anyhow::{Context, bail, ensure};
use std::net::SocketAddr;
use std::sync::Barrier;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a load led to. Several may be added up.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// How long it went on.
    pub seconds: f64,
    /// The microseconds until each answer.
    pub took: Vec<u32>,
    /// Processor time of the server for it, in seconds.
    pub server_cpu: f64,
    /// Processor time of this client for it, in seconds.
    pub client_cpu: f64,
}

impl Outcome {
    /// Answers a second.
    pub fn rate(&self) -> f64 {
        self.took.len() as f64 / self.seconds
    }

    /// The time within which that share of the answers came, in microseconds.
    pub fn percentile(&self, share: f64) -> u32 {
        let mut sorted = self.took.clone();
        sorted.sort_unstable();
        let place = ((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1));
        sorted.get(place).copied().unwrap_or_default()
    }

    /// The server's processor time for one answer, in microseconds.
    pub fn server_cpu_per_answer(&self) -> f64 {
        self.server_cpu * 1e6 / self.took.len().max(1) as f64
    }

    /// Adds what another run of the same led to.
    pub fn add(&mut self, other: Self) {
        self.seconds += other.seconds;
        self.took.extend(other.took);
        self.server_cpu += other.server_cpu;
        self.client_cpu += other.client_cpu;
    }
}

/// Asks over `connections` at once for that long. `request` makes each request; each answer must have status `expected`.
pub fn run(
    address: SocketAddr,
    connections: usize,
    duration: Duration,
    expected: u16,
    request: &(impl Fn() -> anyhow::Result<Vec<u8>> + Sync),
) -> anyhow::Result<Outcome> {
    let threads = std::thread::available_parallelism()?.get().min(connections);
    let ready = Barrier::new(threads);
    let cpu = own_cpu()?;
    let outcomes: Vec<anyhow::Result<Outcome>> = std::thread::scope(|scope| {
        let mut running = Vec::new();
        for thread in 0..threads {
            let share = connections / threads + usize::from(thread < connections % threads);
            let ready = &ready;
            running.push(scope.spawn(move || run_thread(address, share, duration, expected, request, ready)));
        }
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|_| bail!("a client panicked"))).collect()
    });
    let mut all = Outcome { client_cpu: (own_cpu()? - cpu).as_secs_f64(), ..Outcome::default() };
    for outcome in outcomes {
        let outcome = outcome?;
        all.seconds = all.seconds.max(outcome.seconds);
        all.took.extend(outcome.took);
    }
    Ok(all)
}

fn run_thread(
    address: SocketAddr,
    connections: usize,
    duration: Duration,
    expected: u16,
    request: &(impl Fn() -> anyhow::Result<Vec<u8>> + Sync),
    ready: &Barrier,
) -> anyhow::Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let connect = async || futures_util::future::try_join_all((0..connections).map(|_| Client::connect(address))).await;
    let clients = runtime.block_on(connect());
    ready.wait();
    let started = Instant::now();
    let work = clients?.into_iter().map(async |mut client| {
        let mut took = Vec::with_capacity(1 << 12);
        while started.elapsed() < duration {
            let asked = Instant::now();
            let status = client.ask(&request()?).await?;
            took.push(u32::try_from(asked.elapsed().as_micros())?);
            ensure!(status == expected, "{expected} was expected, {status} was answered: {}", client.body());
        }
        anyhow::Ok(took)
    });
    let took = runtime.block_on(futures_util::future::try_join_all(work))?.concat();
    Ok(Outcome { seconds: started.elapsed().as_secs_f64(), took, ..Outcome::default() })
}

/// Asks once, on a connection of its own; the body.
pub fn once(address: SocketAddr, expected: u16, request: &[u8]) -> anyhow::Result<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let mut client = Client::connect(address).await?;
        let status = client.ask(request).await?;
        ensure!(status == expected, "{expected} was expected, {status} was answered: {}", client.body());
        Ok(client.body())
    })
}

/// A connection, and the last answer that came over it.
pub struct Client {
    stream: TcpStream,
    answer: Vec<u8>,
    head_length: usize,
}

impl Client {
    /// Connects.
    pub async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, answer: Vec::with_capacity(1 << 14), head_length: 0 })
    }

    /// Sends a request and reads the whole answer; its status.
    pub async fn ask(&mut self, request: &[u8]) -> anyhow::Result<u16> {
        self.stream.write_all(request).await?;
        self.answer.clear();
        self.head_length = loop {
            self.read_more().await?;
            if let Some(place) = find(&self.answer, b"\r\n\r\n") {
                break place + 4;
            }
        };
        let head = std::str::from_utf8(&self.answer[..self.head_length])?;
        let status = head.get(9..12).context("an answer begins with a status line")?.parse()?;
        match head.lines().find_map(|line| line.strip_prefix("content-length: ")) {
            Some(length) => {
                let whole = self.head_length + length.parse::<usize>()?;
                while self.answer.len() < whole {
                    self.read_more().await?;
                }
            }
            None if status == 304 => {}
            // In chunks, the last of which is empty.
            None => {
                while !self.answer.ends_with(b"\r\n0\r\n\r\n") {
                    self.read_more().await?;
                }
            }
        }
        Ok(status)
    }

    /// The last answer's body as text.
    pub fn body(&self) -> String {
        String::from_utf8_lossy(&self.answer[self.head_length..]).into_owned()
    }

    async fn read_more(&mut self) -> anyhow::Result<()> {
        let read = self.stream.read_buf(&mut self.answer).await?;
        ensure!(read > 0, "the server hung up");
        Ok(())
    }
}

/// Where `needle` first stands.
pub fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len()).position(|window| window == needle)
}

/// Asks once; the head of the answer.
pub fn head(address: SocketAddr, request: &[u8]) -> anyhow::Result<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let mut client = Client::connect(address).await?;
        client.ask(request).await?;
        Ok(String::from_utf8_lossy(&client.answer[..client.head_length]).into_owned())
    })
}
