//! Contents of the request log, and data that must not be in it.

use super::fixture::{Shop, from_peer, request, send};
use axum::Router;
use axum::routing::get;
use std::io::Write;
use std::sync::{Arc, Mutex};
use terminplaner::http::error::ApiError;
use tracing_subscriber::filter::LevelFilter;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Lines {
    fn listen() -> (Self, tracing::subscriber::DefaultGuard) {
        let lines = Self::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::DEBUG)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        (lines, tracing::subscriber::set_default(subscriber))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[tokio::test]
async fn a_line_names_route_status_and_id_but_no_token_query_or_address() {
    let shop = Shop::with("http://127.0.0.1:8080", &["203.0.113.0/24"]);
    let router = shop.around(Router::new().route("/t/{token}", get(async || "page")));
    let (lines, _guard) = Lines::listen();
    let forwarded = [("x-forwarded-for", "198.51.100.23"), ("user-agent", "browser-of-erika")];
    let asked = request("GET /t/secret-token?email=erika@example.org", &forwarded);
    let answer = send(&router, from_peer(asked, "203.0.113.77:4711")).await;
    send(&router, request("GET /secret-token/elsewhere", &[])).await;
    send(&router, request("ERIKA /t/secret-token", &[])).await;
    let text = lines.text();
    assert!(text.contains("route=\"/t/{token}\"") && text.contains("status=200"), "{text}");
    assert!(text.contains(answer.header("x-request-id")), "{text}");
    for secret in ["secret-token", "erika", "ERIKA", "203.0.113", "198.51.100", "4711"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn the_cause_of_a_fault_is_logged_once_with_the_id_the_visitor_sees() {
    let shop = Shop::new();
    let fails = get(async || -> Result<(), ApiError> { Err(ApiError::internal("the disk broke")) });
    let router = shop.around(Router::new().route("/api/fails", fails));
    let (lines, _guard) = Lines::listen();
    let answer = send(&router, request("GET /api/fails", &[])).await;
    let text = lines.text();
    assert_eq!(text.matches("the disk broke").count(), 1, "{text}");
    let line = text.lines().find(|line| line.contains("the disk broke")).unwrap();
    assert!(line.contains(answer.header("x-request-id")) && line.contains("ERROR"), "{line}");
}
