//! A shop with the real router, or with a test's own routes within the real layers.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use std::net::SocketAddr;
use std::time::Duration;
use terminplaner::clock::Clock;
use terminplaner::core::{FetchSettings, Settings};
use terminplaner::domain::values::Checked;
use terminplaner::http;
use terminplaner::http::state::App;
use terminplaner::store::{Store, StoreError, calendar};
use tokio::sync::watch;
use tower::ServiceExt;

/// Time-out of tests, reached only if something hangs.
pub const SOON: Duration = Duration::from_secs(20);

/// An app with its own database and clock.
pub struct Shop {
    pub app: App,
    pub clock: Clock,
    pub stopping: watch::Sender<bool>,
    _dir: tempfile::TempDir,
}

impl Shop {
    pub fn new() -> Self {
        Self::with("http://127.0.0.1:8080", &[])
    }

    pub fn with(public_url: &str, trusted_proxies: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::manual("2022-01-14T08:00:00Z".parse().unwrap());
        let store = Store::open(&dir.path().join("shop.db"), clock.clone()).unwrap();
        let trusted_proxies = trusted_proxies.iter().map(|network| network.parse().unwrap()).collect();
        let settings = Settings {
            public_url: public_url.to_owned(),
            trusted_proxies,
            limits_off: false,
            fetch: FetchSettings::default(),
        };
        let stopping = watch::Sender::new(false);
        let app = App::new(store, clock.clone(), settings, stopping.subscribe());
        Self { app, clock, stopping, _dir: dir }
    }

    pub async fn allow_origins(&self, origins: Option<&[&str]>) {
        let origins = origins.map(|list| list.iter().map(|origin| Checked::from_stored(*origin)).collect());
        let written = self.app.store.write(move |tx| -> Result<(), StoreError> {
            let mut shop = tx.calendar().shop.clone();
            shop.allowed_origins = origins;
            calendar::save_shop(tx, &shop)?;
            tx.calendar_changed()
        });
        written.await.unwrap();
    }

    /// The real router.
    pub fn router(&self) -> Router {
        http::router(self.app.clone())
    }

    /// A test's own routes within the real layers.
    pub fn around(&self, routes: Router<App>) -> Router {
        http::middleware::wrap(routes.with_state(self.app.clone()), &self.app)
    }
}

/// A response with its complete body.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {:?}", self.text()))
    }

    /// Checks the shape of a problem; returns its code.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{:?}", self.text());
        let json = self.json();
        assert_eq!(json["status"], self.status.as_u16());
        assert!(json["detail"].as_str().is_some_and(|detail| detail.ends_with('.')), "{json}");
        assert!(json["title"].is_string() && json["type"].is_string());
        json["code"].as_str().unwrap().to_owned()
    }
}

/// A request: `GET /path`, with headers as `name: value`.
pub fn request(line: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let (method, uri) = line.split_once(' ').unwrap();
    let mut builder = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(Body::empty()).unwrap()
}

pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = tokio::time::timeout(SOON, body.collect()).await.expect("the body ends").unwrap().to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

pub async fn get(router: &Router, path: &str) -> Answer {
    send(router, request(&format!("GET {path}"), &[])).await
}

/// Sets the peer address of a request.
pub fn from_peer(mut request: Request<Body>, peer: &str) -> Request<Body> {
    let peer: SocketAddr = peer.parse().unwrap();
    request.extensions_mut().insert(axum::extract::ConnectInfo(peer));
    request
}
