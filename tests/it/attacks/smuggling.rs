//! Request smuggling: ambiguous requests, byte by byte over a real connection.

use crate::harness::TestApp;
use crate::http::running::{Running, rest, start};
use terminplaner::http::server::ServerSettings;

async fn server(shop: &TestApp) -> Running {
    start(shop.router(), ServerSettings::default()).await
}

/// The statuses of all responses until the connection is closed.
async fn statuses(server: &Running, text: &str) -> Vec<u16> {
    let answer = rest(&mut server.say(text).await).await;
    answer.split("HTTP/1.1 ").skip(1).map(|rest| rest[..3].parse().unwrap()).collect()
}

/// The request an attacker hides within another one.
const SMUGGLED: &str = "GET /planner HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn a_body_with_two_lengths_never_hides_a_second_request() {
    let shop = TestApp::new();
    let server = server(&shop).await;
    let post = "POST /api/v1/bookings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    for (head, expected) in [
        // By its length the hidden request is part of the body, by its chunks it is the next request: it must be
        // neither.
        ("Content-Length: 200\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400),
        ("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400),
        ("Content-Length: 5, 6\r\n\r\nhello", 400),
        ("Content-Length: +5\r\n\r\nhello", 400),
        ("Content-Length: 0x5\r\n\r\nhello", 400),
        ("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400),
        ("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400),
        ("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
        ("Content-Length : 5\r\n\r\nhello", 400),
    ] {
        assert_eq!(statuses(&server, &format!("{post}{head}{SMUGGLED}")).await, [expected], "{head:?}");
    }
    let old = "POST /api/v1/bookings HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    assert_eq!(statuses(&server, &format!("{old}{SMUGGLED}")).await, [400], "chunks are younger than HTTP/1.0");
}

#[tokio::test]
async fn headers_that_are_folded_broken_or_doubled_are_refused() {
    let shop = TestApp::new();
    let server = server(&shop).await;
    for head in [
        "Host: x\r\nX-One: a\r\n b\r\n",
        "Host: x\r\nX-One: a\r\n\tHost: y\r\n",
        "Host: x\r\nX One: a\r\n",
        "Host: x\r\n: a\r\n",
        "Host: x\r\nX-One: a\0b\r\n",
        "Host: x\r\nX-One: a\rHost: y\r\n",
        " Host: x\r\n",
        "Host: x\r\nHost: y\r\n",
        "Host: x\r\nHost: x\r\n",
        "X-One: a\r\n",
    ] {
        assert_eq!(
            statuses(&server, &format!("GET /healthz HTTP/1.1\r\n{head}\r\n{SMUGGLED}")).await,
            [400],
            "{head:?}"
        );
    }
    for line in [
        "GET /healthz HTTP/1.1 x",
        "GET  /healthz HTTP/1.1",
        "GET /health z HTTP/1.1",
        "GET /healthz HTTP/9.9",
        "G\u{e4}T / HTTP/1.1",
    ] {
        let told = statuses(&server, &format!("{line}\r\nHost: x\r\n\r\n{SMUGGLED}")).await;
        assert!(told == [400] || told.is_empty(), "{line}: {told:?}");
    }
}

#[tokio::test]
async fn every_form_of_a_request_target_is_one_request_to_this_server() {
    let shop = TestApp::new();
    let server = server(&shop).await;
    for (line, expected) in [
        ("GET http://evil.example/healthz HTTP/1.1", 200),
        ("GET http://evil.example:1/api/v1/nothing HTTP/1.1", 404),
        ("CONNECT evil.example:443 HTTP/1.1", 404),
        ("OPTIONS * HTTP/1.1", 404),
        ("GET //evil.example/ HTTP/1.1", 404),
        ("GET /healthz?\u{7f} HTTP/1.1", 400),
    ] {
        let told = statuses(&server, &format!("{line}\r\nHost: x\r\nConnection: close\r\n\r\n")).await;
        assert_eq!(told, [expected], "{line}");
    }
}

#[tokio::test]
async fn the_host_header_is_not_reflected_anywhere() {
    let shop = TestApp::new();
    let server = server(&shop).await;
    for path in ["/", "/planner", "/planner/sign-in", "/api/v1/openapi.json", "/nothing"] {
        for line in [format!("GET {path}"), format!("GET http://evil.example{path}")] {
            let head = "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: gopher\r\n\
                        Forwarded: host=evil.example\r\nX-Original-URL: /planner/settings\r\nX-Rewrite-URL: /planner/settings\r\n";
            let text = format!("{line} HTTP/1.1\r\n{head}Accept: text/html\r\nConnection: close\r\n\r\n");
            let answer = rest(&mut server.say(&text).await).await;
            assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
            assert!(!answer.contains("evil") && !answer.contains("gopher"), "{line}: {answer}");
        }
    }
}

#[tokio::test]
async fn huge_heads_are_refused_and_the_next_client_is_served() {
    let shop = TestApp::new();
    let server = server(&shop).await;
    for head in [
        format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(100_000)),
        format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n", "a".repeat(100_000)),
        format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X: y\r\n".repeat(500)),
        format!("GET / HTTP/1.1\r\nHost: x\r\nCookie: {}\r\n\r\n", "a=b; ".repeat(20_000)),
    ] {
        let mut client = server.connect().await;
        // The server may close before everything is sent.
        let _ = tokio::io::AsyncWriteExt::write_all(&mut client, head.as_bytes()).await;
        let answer = rest(&mut client).await;
        let refused = ["HTTP/1.1 400", "HTTP/1.1 414", "HTTP/1.1 431"].iter().any(|status| answer.starts_with(status));
        assert!(refused || answer.is_empty(), "{answer:.100}");
    }
    assert_eq!(statuses(&server, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await, [200]);
}
