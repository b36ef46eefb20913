//! Attacks specific to HTTP/2, frame by frame: rapid resets, endless headers.

use crate::harness::TestApp;
use crate::http::fixture::SOON;
use crate::http::running::{Running, rest, start};
use terminplaner::http::server::ServerSettings;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const CONTINUATION: u8 = 9;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
/// `GET /` of host `x`, by HPACK's fixed table.
const GET: [u8; 6] = [0x82, 0x86, 0x84, 0x41, 1, b'x'];

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

async fn connect(server: &Running) -> TcpStream {
    let mut client = server.connect().await;
    client.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await.unwrap();
    client.write_all(&frame(SETTINGS, 0, 0, &[])).await.unwrap();
    client
}

/// Sends `parts` until the server closes the connection; returns whether it did.
async fn until_cut_off(client: TcpStream, parts: impl Iterator<Item = Vec<u8>>) -> bool {
    let (mut reader, mut writer) = client.into_split();
    let read = tokio::spawn(async move {
        let mut buffer = [0; 16 * 1024];
        while reader.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
    });
    let write = async {
        for part in parts {
            if writer.write_all(&part).await.is_err() {
                return true;
            }
        }
        false
    };
    let refused = tokio::time::timeout(SOON, write).await.expect("nobody waits for ever");
    refused || tokio::time::timeout(SOON, read).await.is_ok()
}

async fn assert_serves(server: &Running) {
    let mut client = server.say("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(rest(&mut client).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn rapid_resets_end_the_connection() {
    let shop = TestApp::new();
    let server = start(shop.router(), ServerSettings::default()).await;
    let client = connect(&server).await;
    let attack = (0..20_000_u32).map(|number| {
        let stream = 2 * number + 1;
        let head = frame(HEADERS, END_HEADERS | END_STREAM, stream, &GET);
        [head, frame(RST_STREAM, 0, stream, &[0, 0, 0, 8])].concat()
    });
    assert!(until_cut_off(client, attack).await, "the server goes on");
    assert_serves(&server).await;
}

#[tokio::test]
async fn an_endless_head_ends_the_connection() {
    let shop = TestApp::new();
    let server = start(shop.router(), ServerSettings::default()).await;
    let client = connect(&server).await;
    let begin = std::iter::once(frame(HEADERS, END_STREAM, 1, &GET));
    // A literal header not in the table, repeated: `a: aaaa…`.
    let header = [&[0, 1, b'a', 100][..], &[b'a'; 100]].concat();
    let more = (0..10_000).map(|_| frame(CONTINUATION, 0, 1, &header.repeat(100)));
    assert!(until_cut_off(client, begin.chain(more)).await, "the server reads a hundred megabytes of head");
    assert_serves(&server).await;
}
