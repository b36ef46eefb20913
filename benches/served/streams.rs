//! Open event streams: what one costs in memory, and how soon all have heard of a booking. Beside it a bare axum route
//! that streams the same.

use crate::bookings::next_booking;
use crate::chart::{Chart, Line, Spread};
use crate::child::Child;
use crate::load::{Client, find};
use crate::report::{Report, millis, number};
use crate::shop;
use anyhow::ensure;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const STREAMS: [usize; 3] = [100, 1_000, 5_000];
/// How many may connect at the same time, so that the queue of the listener does not overflow.
const CONNECTING: usize = 64;
const PATIENCE: Duration = Duration::from_secs(20);

/// What one number of streams led to.
struct Heard {
    bytes_per_stream: f64,
    half: Duration,
    all: Duration,
}

/// Measures both sides.
pub fn measure(report: &mut Report) -> anyhow::Result<()> {
    report.section(
        "Open event streams",
        "`GET /api/v1/changes`, as every open page holds one; the time runs from the sending of a booking until its event has \
         come to all. Beside it a bare axum route that streams as much, told by a request that does nothing else.",
    );
    let folder = shop::folder()?;
    let mut rows = Vec::new();
    let (mut ours_all, mut bare_all) = (Vec::new(), Vec::new());
    for streams in STREAMS {
        let shop = Child::shop(&shop::make(folder.path(), 1_000)?)?;
        let ours = open(&shop, streams, "/api/v1/changes", &shop::booking(next_booking())?)?;
        shop.stop()?;
        std::fs::remove_file(folder.path().join("shop-1000.db"))?;
        let tell = b"POST /tell HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
        let bare = open(&Child::bare(1)?, streams, "/events", tell)?;
        ours_all.push((streams as f64, ours.all.as_secs_f64() * 1e3));
        bare_all.push((streams as f64, bare.all.as_secs_f64() * 1e3));
        rows.push(vec![
            number(streams as f64),
            format!("{} kB", number(ours.bytes_per_stream / 1e3)),
            millis(ours.half),
            millis(ours.all),
            format!("{} kB", number(bare.bytes_per_stream / 1e3)),
            millis(bare.half),
            millis(bare.all),
        ]);
    }
    let head = ["streams", "memory each", "half have heard", "all have heard", "bare: memory each", "half", "all"];
    report.table(&head, &rows);
    let line = |name: &str, points| Line { name: name.into(), points };
    report.picture(
        "streams",
        &Chart {
            title: "Until every open page has heard of a booking",
            y: "milliseconds",
            x: "open streams",
            spread: Spread::Even,
            lines: vec![line("a booking", ours_all), line("bare route", bare_all)],
            rules: Vec::new(),
        },
    );
    Ok(())
}

fn open(child: &Child, streams: usize, path: &str, tell: &[u8]) -> anyhow::Result<Heard> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let before = child.memory()?.resident;
        let mut open = Vec::with_capacity(streams);
        while open.len() < streams {
            let some = (0..CONNECTING.min(streams - open.len())).map(|_| connect(child.address, path));
            open.extend(futures_util::future::try_join_all(some).await?);
        }
        let bytes_per_stream = child.memory()?.resident.saturating_sub(before) as f64 / streams as f64;
        let listening: Vec<_> = open.into_iter().map(|stream| tokio::spawn(hear(stream))).collect();
        let mut client = Client::connect(child.address).await?;
        let told = Instant::now();
        let status = client.ask(tell).await?;
        ensure!(status == 200 || status == 201, "{status} was answered: {}", client.body());
        let mut heard = Vec::with_capacity(streams);
        for one in listening {
            heard.push(tokio::time::timeout(PATIENCE, one).await???.duration_since(told));
        }
        heard.sort();
        Ok(Heard { bytes_per_stream, half: heard[streams / 2], all: heard[streams - 1] })
    })
}

/// Opens a stream and reads its first comment.
async fn connect(address: SocketAddr, path: &str) -> anyhow::Result<TcpStream> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(&shop::get(path)).await?;
    until(&mut stream, b"\n\n\r\n").await?;
    Ok(stream)
}

async fn hear(mut stream: TcpStream) -> anyhow::Result<Instant> {
    until(&mut stream, b"event: availability").await?;
    Ok(Instant::now())
}

async fn until(stream: &mut TcpStream, words: &[u8]) -> anyhow::Result<()> {
    let mut read = Vec::with_capacity(1024);
    while find(&read, words).is_none() {
        ensure!(stream.read_buf(&mut read).await? > 0, "a stream ended early");
    }
    Ok(())
}
