//! Many or slow clients: silent ones, slow ones, ones that never read.

use crate::harness::TestApp;
use crate::http::fixture::SOON;
use crate::http::running::{rest, start, until};
use crate::served::{self, request};
use axum::body::Body;
use axum::http::Request;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;
use terminplaner::core::Core;
use terminplaner::http::server::ServerSettings;
use terminplaner::http::state::App;
use tokio::io::AsyncWriteExt;

const HEALTH: &str = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

/// Short time-outs.
fn impatient() -> ServerSettings {
    let short = Duration::from_millis(100);
    ServerSettings {
        header_timeout: short,
        first_answer_timeout: short * 2,
        idle_timeout: short,
        ..ServerSettings::default()
    }
}

#[tokio::test]
async fn dribbled_heads_and_bodies_are_cut_off() {
    let shop = TestApp::new();
    let server = start(shop.router(), impatient()).await;
    let json =
        "POST /api/v1/bookings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{";
    for head in ["GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", json] {
        let mut client = server.say(head).await;
        // One byte at a time, each within the idle time-out, as long as the server accepts them.
        let dribble = async {
            while client.write_all(b" ").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(SOON, dribble).await.expect("the server does not wait for the end");
    }
}

#[tokio::test]
async fn a_client_that_never_reads_is_disconnected() {
    let shop = TestApp::new();
    let server = start(shop.router(), impatient()).await;
    let mut client = server.connect().await;
    // Responses accumulate until the socket buffer is full; then the server waits for its client, but not forever.
    let ask = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50);
    let pile_up = async { while client.write_all(ask.as_bytes()).await.is_ok() {} };
    tokio::time::timeout(SOON, pile_up).await.expect("the server closes");
}

#[tokio::test]
async fn a_crowd_that_takes_every_connection_is_disconnected() {
    let shop = TestApp::new();
    let settings = ServerSettings { max_connections: 20, ..impatient() };
    let server = start(shop.router(), settings).await;
    let mut crowd = Vec::new();
    for number in 0..60 {
        let words = ["", "GET / HT", "PRI * HTTP/2.0\r\n"][number % 3];
        crowd.push(server.say(words).await);
    }
    let answer = rest(&mut server.say(HEALTH).await).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(crowd);
}

#[tokio::test]
async fn a_client_has_at_most_twenty_streams_whatever_headers_it_sends() {
    let shop = TestApp::with("", false);
    let server = start(shop.router(), ServerSettings::default()).await;
    let mut held = Vec::new();
    for number in 0..30 {
        let head = format!("Host: x\r\nX-Forwarded-For: 198.51.100.{number}\r\nForwarded: for=198.51.100.{number}");
        let mut client =
            server.say(&format!("GET /api/v1/changes HTTP/1.1\r\n{head}\r\nX-Real-IP: 1.1.1.{number}\r\n\r\n")).await;
        let answer = until(&mut client, if number < 20 { "retry:" } else { "rate_limited" }).await;
        assert!(answer.starts_with(if number < 20 { "HTTP/1.1 200" } else { "HTTP/1.1 429" }), "{number}: {answer}");
        held.push(client);
    }
    let request = Request::get("/api/v1/shop").body(Body::empty()).unwrap();
    assert_eq!(shop.send(request).await.status, 200, "asking without a stream is no stream");
}

/// Opens and holds the given number of connections. Node raises its own limit of open files.
const HOLDER: &str = "
    const [port, count] = process.argv.slice(1).map(Number);
    let open = 0;
    for (let i = 0; i < count; i++) {
      const socket = require('net').connect(port, '127.0.0.1', () => {
        if (i % 2) socket.write('GET / HTTP/1.1\\r\\nHost: x\\r\\nX-Slow: ');
        if (++open === count) console.log('open');
      });
      socket.on('error', () => {});
    }
    process.stdin.on('end', () => process.exit()).resume();
";

#[test]
fn thousands_of_idle_connections_do_not_block_other_clients() {
    const CROWD: usize = 3_000;
    let folder = tempfile::tempdir().unwrap();
    let db = served::shop(folder.path(), "");
    let plain = served::command(&db);
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -n 4096 && exec \"$0\" \"$@\""]).arg(plain.get_program()).args(plain.get_args());
    let server = served::start(command);
    let mut holder = Command::new("node")
        .args(["-e", HOLDER, &server.address.port().to_string(), &CROWD.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(holder.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "open\n");
    for _ in 0..20 {
        let (status, _) = request(server.address, "GET /api/v1/availability?service=anpassung", "").unwrap();
        assert_eq!(status, 200);
    }
    let body = crate::harness::booking("2022-01-18T09:00:00+01:00");
    assert_eq!(served::book(server.address, &body).unwrap().0, 201);
    drop(holder.stdin.take());
    holder.wait().unwrap();
}

#[tokio::test]
async fn event_streams_leave_half_of_the_places_to_pages() {
    const PLACES: usize = 8;
    let shop = TestApp::with("", false);
    let stopping = tokio::sync::watch::Sender::new(false);
    let settings = (*shop.app.settings).clone();
    let core = Core::new(shop.app.store.clone(), shop.clock.clone(), settings, stopping.subscribe());
    let app = App::with(core, PLACES);
    let settings = ServerSettings { max_connections: PLACES, stopping, ..ServerSettings::default() };
    let server = start(terminplaner::http::router(app), settings).await;
    let ask = "GET /api/v1/changes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let mut open = Vec::new();
    for _ in 0..PLACES / 2 {
        let mut stream = server.say(ask).await;
        until(&mut stream, "text/event-stream").await;
        open.push(stream);
    }
    let refused = rest(&mut server.say(ask).await).await;
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("retry-after: 30"), "{refused}");
    let page = rest(&mut server.say(HEALTH).await).await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    drop(open);
}
