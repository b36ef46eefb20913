//! The server over real sockets: slow, silent and greedy clients, and its stop.

use super::fixture::{SOON, Shop};
use super::running::{rest, start, until};
use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::{get, post};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use terminplaner::http::extract::ApiJson;
use terminplaner::http::server::ServerSettings;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;

fn ok() -> Router {
    Router::new().route("/", get(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| format!("hello {}", peer.ip())))
}

const ASK: &str = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";
const ASK_AND_CLOSE: &str = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

fn impatient() -> ServerSettings {
    let short = Duration::from_millis(50);
    ServerSettings { header_timeout: short, first_answer_timeout: short, ..ServerSettings::default() }
}

#[tokio::test]
async fn it_answers_and_knows_the_peer() {
    let server = start(ok(), ServerSettings::default()).await;
    let mut client = server.say(ASK_AND_CLOSE).await;
    let answer = rest(&mut client).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("hello 127.0.0.1"), "{answer}");
    assert_eq!(server.stopped().await, 0);
}

#[tokio::test]
async fn it_speaks_http2_without_tls() {
    let server = start(ok(), ServerSettings::default()).await;
    let mut client = server.say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u{4}\0\0\0\0\0").await;
    let mut frame = [0; 9];
    tokio::time::timeout(SOON, client.read_exact(&mut frame)).await.expect("it answers").unwrap();
    assert_eq!(frame[3], 4, "a SETTINGS frame");
    drop(client);
    server.stopped().await;
}

#[tokio::test]
async fn headers_that_do_not_end_are_cut_off() {
    let settings = ServerSettings { header_timeout: Duration::from_millis(50), ..ServerSettings::default() };
    let server = start(ok(), settings).await;
    let mut slow = server.say("GET / HTTP/1.1\r\nhost: x\r\nx-slow: ").await;
    assert!(!rest(&mut slow).await.contains("200"));
    let mut idle = server.say(ASK).await;
    assert!(rest(&mut idle).await.contains("200"), "one that asks nothing more is closed after its answer");
}

#[tokio::test]
async fn a_silent_client_and_half_a_preface_are_disconnected() {
    let server = start(ok(), impatient()).await;
    let mut silent = server.connect().await;
    let mut half = server.say("PRI * HTTP/2.0\r\n").await;
    assert_eq!(rest(&mut silent).await, "");
    assert_eq!(rest(&mut half).await, "");
}

#[tokio::test]
async fn a_connection_above_the_cap_waits_for_one_to_close() {
    let server = start(ok(), ServerSettings { max_connections: 2, ..ServerSettings::default() }).await;
    let mut first = server.say(ASK).await;
    let mut second = server.say(ASK).await;
    until(&mut first, "hello").await;
    until(&mut second, "hello").await;
    let mut third = server.say(ASK).await;
    // Both slots are taken, so the third request is not read yet; closing one connection admits it.
    let mut byte = [0; 1];
    assert!(matches!(third.try_read(&mut byte), Err(error) if error.kind() == std::io::ErrorKind::WouldBlock));
    drop(first);
    until(&mut third, "hello").await;
    drop((second, third));
    assert_eq!(server.stopped().await, 0);
}

#[tokio::test]
async fn a_body_far_above_the_limit_is_answered_so_that_the_client_reads_it() {
    let shop = Shop::new();
    let read_json = post(async |ApiJson(_): ApiJson<serde_json::Value>| "ok");
    let server = start(shop.around(Router::new().route("/api/json", read_json)), ServerSettings::default()).await;
    let body = "x".repeat(1_000_000);
    let head = format!("content-type: application/json\r\ncontent-length: {}\r\nconnection: close", body.len());
    let text = format!("POST /api/json HTTP/1.1\r\nhost: x\r\n{head}\r\n\r\n{body}");
    let mut client = server.connect().await;
    // The server may close before everything is sent, but not before its response can be read.
    let _ = client.write_all(text.as_bytes()).await;
    let answer = rest(&mut client).await;
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("body_too_large"), "{answer:?}");
}

#[tokio::test]
async fn a_stop_ends_the_streams_and_finishes_what_runs() {
    let shop = Shop::new();
    let (began, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (began_there, go_on_there) = (began.clone(), go_on.clone());
    let slow = get(async move || {
        began_there.notify_one();
        go_on_there.notified().await;
        "finished"
    });
    let settings = ServerSettings { stopping: shop.stopping.clone(), ..ServerSettings::default() };
    let server = start(shop.router().route("/slow", slow), settings).await;
    let mut stream = server.say("GET /api/v1/changes HTTP/1.1\r\nhost: x\r\n\r\n").await;
    until(&mut stream, "retry:").await;
    let mut idle = server.say("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await;
    until(&mut idle, "ok\n").await;
    let mut running = server.say("GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await;
    began.notified().await;
    let address = server.address;
    let stopped = tokio::spawn(server.stopped());
    assert!(rest(&mut stream).await.ends_with("0\r\n\r\n"), "the stream ends, rather than breaks off");
    assert_eq!(rest(&mut idle).await, "");
    assert!(TcpStream::connect(address).await.is_err(), "nothing new is accepted");
    go_on.notify_one();
    assert!(rest(&mut running).await.ends_with("finished"));
    assert_eq!(stopped.await.unwrap(), 0);
}

#[tokio::test]
async fn requests_that_do_not_finish_are_cut_off() {
    let began = Arc::new(Notify::new());
    let began_there = began.clone();
    let stuck = get(async move || {
        began_there.notify_one();
        std::future::pending::<&'static str>().await
    });
    let settings = ServerSettings { stop_within: Duration::from_millis(20), ..ServerSettings::default() };
    let server = start(Router::new().route("/", stuck), settings).await;
    let mut client = server.say(ASK).await;
    began.notified().await;
    assert_eq!(server.stopped().await, 1);
    assert_eq!(rest(&mut client).await, "");
}
