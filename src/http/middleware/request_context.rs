//! The context of a request: its id, whether to answer with a page or JSON, and the language. Set by the outermost
//! layer as a task local, so that errors need not carry it.

use crate::domain::shop::Language;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

tokio::task_local! {
    static CURRENT: RequestContext;
}

/// The id of a request, shown to the visitor and logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(u64);

impl RequestId {
    /// An id that is unique within this process; the seed distinguishes processes.
    fn next() -> Self {
        static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one("request id"));
        static COUNT: AtomicU64 = AtomicU64::new(0);
        // Multiplication by an odd number maps different counts to different ids.
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        Self(SEED.wrapping_add(count).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The context of a request.
#[derive(Clone, Copy, Debug)]
pub struct RequestContext {
    /// Its id.
    pub id: RequestId,
    /// Whether to answer with a page rather than JSON.
    pub wants_page: bool,
    /// The language for a page.
    pub language: Language,
    /// The kind of reader.
    pub reader: Reader,
}

/// The kind of reader a path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A customer.
    Customer,
    /// A user of the planner.
    Operator,
}

impl Reader {
    fn of(path: &str) -> Self {
        let planner = path == "/planner" || path.starts_with("/planner/");
        if planner { Self::Operator } else { Self::Customer }
    }
}

impl RequestContext {
    /// Derived from a request; `shop_language` if the visitor accepts no supported language.
    pub fn of(request: &Request, shop_language: Language) -> Self {
        let path = request.uri().path();
        let wants_page = !is_api(path) && accepts_html(request.headers());
        let reader = Reader::of(path);
        let spoken = |language: Language| reader == Reader::Customer || language.is_for_staff();
        let wanted = if wants_page { preferred_language(request.headers(), spoken) } else { None };
        let language = wanted.unwrap_or_else(|| if spoken(shop_language) { shop_language } else { Language::ENGLISH });
        Self { id: RequestId::next(), wants_page, language, reader }
    }

    /// The context of the current task; `None` outside a request.
    pub fn current() -> Option<Self> {
        CURRENT.try_with(|context| *context).ok()
    }

    /// Runs `future` in this context.
    pub async fn scope<F: Future>(self, future: F) -> F::Output {
        CURRENT.scope(self, future).await
    }
}

/// Whether `path` belongs to the public API.
pub fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let mut accepts = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepts.any(|value| value.contains("text/html"))
}

/// The first spoken language in `Accept-Language`, by weight.
pub fn preferred_language(headers: &HeaderMap, is_spoken: impl Fn(Language) -> bool) -> Option<Language> {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let mut best: Option<(f32, Language)> = None;
    for entry in lines.flat_map(|line| line.split(',')) {
        let (tag, weight) = entry.split_once(";").unwrap_or((entry, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok()).unwrap_or(0.0);
        if let Some(language) = Language::from_tag(tag.trim()).filter(|language| is_spoken(*language))
            && weight > best.map_or(0.0, |(best, _)| best)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_of_ours_wins() {
        let preferred = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, value.parse().unwrap());
            preferred_language(&headers, Language::is_for_staff)
        };
        assert_eq!(preferred("de-AT,de;q=0.9,en;q=0.8"), Some(Language::GERMAN));
        assert_eq!(preferred("fr, en;q=0.4, de;q=0.5"), Some(Language::GERMAN));
        assert_eq!(preferred("en, de"), Some(Language::ENGLISH));
        assert_eq!(preferred("fr"), None);
        assert_eq!(preferred("de;q=0"), None);
        assert_eq!(preferred("de;q=nonsense, en;q=0.1"), Some(Language::ENGLISH));
    }

    #[test]
    fn ids_differ() {
        let ids: std::collections::HashSet<_> = (0..1000).map(|_| RequestId::next().to_string()).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| id.len() == 16));
    }

    #[tokio::test]
    async fn a_context_holds_within_its_request_only() {
        let request = Request::builder().uri("/t/x").header("accept", "text/html").body(().into()).unwrap();
        let context = RequestContext::of(&request, Language::ENGLISH);
        assert!(context.wants_page);
        let seen = context.scope(async { RequestContext::current().unwrap().id }).await;
        assert_eq!(seen, context.id);
        assert!(RequestContext::current().is_none());
    }
}
