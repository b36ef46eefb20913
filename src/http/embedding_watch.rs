//! Learns on which pages the widget stands, from its own requests: a browser names the page's origin. Nothing is fetched.
//!
//! Each origin is written at most once an hour, never our own, and only few new ones in an hour: whoever invents origins
//! neither fills the file nor keeps the disk busy.

use super::security_headers::is_origin;
use crate::app::App;
use crate::store::{StoreError, embeddings};
use axum::http::{HeaderMap, header};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How rarely an origin is written.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// So many origins are written within that time.
const AT_MOST: usize = 10;
/// Longer ones are not believed.
const LONGEST: usize = 100;

/// When each origin was last written.
#[derive(Default)]
pub struct EmbeddingWatch(Mutex<HashMap<String, Duration>>);

impl EmbeddingWatch {
    /// Whether `origin` is to be written now; it then counts as written.
    fn is_due(&self, origin: &str, now: Duration) -> bool {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        written.retain(|_, at| now.saturating_sub(*at) < EVERY);
        if written.len() >= AT_MOST || written.contains_key(origin) {
            return false;
        }
        written.insert(origin.to_owned(), now);
        true
    }
}

/// Notes the page that a request of the widget comes from. Waits for nothing.
pub fn note(app: &App, headers: &HeaderMap) {
    let Some(origin) = foreign_origin(app, headers) else { return };
    if !app.embedding_watch.is_due(&origin, app.clock.monotonic()) {
        return;
    }
    let store = app.store.clone();
    tokio::spawn(async move {
        let written = store.write(move |tx| {
            tx.embeddings_changed();
            embeddings::note(tx, &origin, tx.now.timestamp())
        });
        if let Err::<(), StoreError>(error) = written.await {
            tracing::warn!(%error, "it could not be noted where the widget stands");
        }
    });
}

/// The origin of a page that may use the widget and is none of ours.
fn foreign_origin(app: &App, headers: &HeaderMap) -> Option<String> {
    let origin = headers.get(header::ORIGIN)?.to_str().ok()?.to_ascii_lowercase();
    let host = origin.split_once("://")?.1;
    let asked = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let ours = app.settings.public_url.to_ascii_lowercase();
    let is_ours = ours == origin || ours.starts_with(&format!("{origin}/")) || host.eq_ignore_ascii_case(asked);
    let planning = app.planning();
    let allowed = planning.calendar.shop.allowed_origins.as_ref().is_none_or(|allowed| {
        allowed.iter().any(|allowed| allowed.trim().trim_end_matches('/').eq_ignore_ascii_case(&origin))
    });
    let plain = origin.len() <= LONGEST && is_origin(&origin) && !host.contains('/');
    (plain && allowed && !is_ours).then_some(origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_once_an_hour_and_few_of_them() {
        let (watch, hour) = (EmbeddingWatch::default(), Duration::from_secs(3600));
        assert!(watch.is_due("https://a.example", Duration::ZERO));
        assert!(!watch.is_due("https://a.example", hour - Duration::from_secs(1)));
        assert!(watch.is_due("https://a.example", hour));
        let more = (0..100).filter(|number| watch.is_due(&format!("https://{number}.example"), hour)).count();
        assert_eq!(more, AT_MOST - 1);
        assert!(watch.is_due("https://b.example", hour * 2));
    }
}
