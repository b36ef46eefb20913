//! Test harness: the real router on a real database, without sockets, with a manual clock.

use crate::seed;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use chrono::{DateTime, Utc};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use terminplaner::clock::Clock;
use terminplaner::core::{Backups, Core, FetchSettings, Settings};
use terminplaner::http;
use terminplaner::http::state::App;
use terminplaner::store::Store;
use tokio::sync::watch;
use tower::ServiceExt;

/// The start of the test shop's week: a Friday morning.
pub const NOW: &str = "2022-01-14T08:00:00+01:00";

/// The test shop as SQL: two cabins, one service of 60 minutes, open Monday to Saturday from 9 to 18, lead time 60 hours;
/// reminders, where a test sets their hours, go to everybody.
pub fn shop() -> String {
    let rows = [
        seed::room("kabine-1", "Kabine 1"),
        seed::room("kabine-2", "Kabine 2"),
        seed::service("anpassung", "Anpassung", 60, &[&["kabine-1", "kabine-2"]]),
        seed::hours("kabine-1", seed::WORKDAYS, 9, 18),
        seed::hours("kabine-2", seed::WORKDAYS, 9, 18),
    ];
    rows.concat()
        + r#"UPDATE services SET translations = '{"en": {"name": "Fitting"}}';
             UPDATE shop SET name = 'Hörakustik Muster', location = 'Stuttgart', email = 'praxis@example.org',
                             lead_time_hours = 60, reminder_consent = 'not_needed';"#
}

/// A customer record for the customer of [`booking`]: her address is known, so mails use her name.
pub fn erika_is_known() -> String {
    seed::customer(1, "Erika", "Muster", "erika@example.org")
}

/// A running program with its own database.
pub struct TestApp {
    /// The state of the handlers.
    pub app: App,
    /// Its manual clock.
    pub clock: Clock,
    /// The database.
    pub db: PathBuf,
    router: Router,
    _stopping: watch::Sender<bool>,
    _folder: tempfile::TempDir,
}

/// A response with its complete body.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in {}", self.text))
    }

    /// The code of a problem.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl TestApp {
    /// The test shop at [`NOW`], without rate limits.
    pub fn new() -> Self {
        Self::with("", true)
    }

    /// The test shop after some SQL, with or without rate limits.
    pub fn with(sql: &str, limits_off: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("shop.db");
        let clock = Clock::manual(at(NOW));
        let file = terminplaner::store::open::read_write(&db, clock.now()).unwrap();
        file.execute_batch(&shop()).unwrap();
        file.execute_batch(sql).unwrap();
        drop(file);
        let store = Store::open(&db, clock.clone()).unwrap();
        let (stopping, stopped) = watch::channel(false);
        let public_url = "https://termine.example.de".to_owned();
        let fetch = FetchSettings { allow_private: true, ..FetchSettings::default() };
        let settings = Settings { public_url, trusted_proxies: Vec::new(), limits_off, fetch };
        let app = App::new(store, clock.clone(), settings, stopped);
        Self { router: http::router(app.clone()), app, clock, db, _stopping: stopping, _folder: folder }
    }

    /// The program restarted on the same database, at the same time.
    pub fn restarted(&self) -> Self {
        self.restarted_at(&self.app.settings.public_url)
    }

    /// The same at another public address.
    pub fn restarted_at(&self, public_url: &str) -> Self {
        let settings = Settings { public_url: public_url.to_owned(), ..(*self.app.settings).clone() };
        let store = Store::open(&self.db, self.clock.clone()).unwrap();
        let (stopping, stopped) = watch::channel(false);
        let app = App::new(store, self.clock.clone(), settings, stopped);
        let folder = tempfile::tempdir().unwrap();
        let (clock, db) = (self.clock.clone(), self.db.clone());
        Self { router: http::router(app.clone()), app, clock, db, _stopping: stopping, _folder: folder }
    }

    /// The program with daily copies of which it is known what became.
    pub fn with_backups(self, backups: Arc<Backups>) -> Self {
        let app = App::with(Core { backups: Some(backups), ..(*self.app).clone() }, 100);
        Self { router: http::router(app.clone()), app, ..self }
    }

    /// The router, for responses that are not text.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Advances the clock.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Sends a request through all layers.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// A request with a JSON body.
    pub async fn send_json(&self, method: Method, path: &str, body: &Value) -> Answer {
        let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Books.
    pub async fn book(&self, body: &Value) -> Answer {
        self.send_json(Method::POST, "/api/v1/bookings", body).await
    }

    /// Books with an idempotency key.
    pub async fn book_with_key(&self, body: &Value, key: &str) -> Answer {
        let request = Request::post("/api/v1/bookings").header("content-type", "application/json");
        let request = request.header("idempotency-key", key).body(Body::from(body.to_string())).unwrap();
        self.send(request).await
    }

    /// A number read from the database.
    pub fn count(&self, sql: &str) -> i64 {
        self.file().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Configures a mail server that does not exist.
    pub fn name_mail_server(&self) {
        self.execute("INSERT INTO mail_settings (id, host, port, security) VALUES (1, '127.0.0.1', 1, 'loopback')");
    }

    /// A connection of another process.
    pub fn file(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(&self.db).unwrap()
    }

    /// A text or number read from the database; empty for NULL.
    pub fn text(&self, sql: &str) -> String {
        let value: rusqlite::types::Value = self.file().query_row(sql, [], |row| row.get(0)).unwrap();
        match value {
            rusqlite::types::Value::Text(text) => text,
            rusqlite::types::Value::Integer(number) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Runs SQL on the database, as another process would.
    pub fn execute(&self, sql: &str) {
        self.file().execute_batch(sql).unwrap();
    }
}

/// A valid body for that start.
pub fn booking(start: &str) -> Value {
    json!({
        "service": "anpassung",
        "start": start,
        "customer": {"first_name": "Erika", "last_name": "Muster", "email": "erika@example.org"},
        "language": "de",
    })
}

/// The token in a booking's response.
pub fn token(answer: &Answer) -> String {
    answer.json()["manage_url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// An instant from RFC 3339.
pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}
