//! The embedded files: everything under `assets/static/`; brotli and gzip variants are made on first use.
//!
//! `/widget.js` has a fixed URL, so it is cached for a short time and revalidated by ETag. All other files have the
//! hash of their content in the URL, `/assets/<hash>/<name>`, and are cached forever; [`asset_url`] builds it, so
//! that pages never refer to an old one. A page with an older first file of the widget still gets the current second
//! one. Names are looked up in the embedded table, not in a file system, so path traversal is impossible.

use super::error::{self, ApiError};
use super::middleware::compression;
use super::middleware::compression::Encoding;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

/// Long enough to save requests on a visitor's next pages, short enough for an update to be visible within the hour.
const WIDGET_CACHE: HeaderValue = HeaderValue::from_static("public, max-age=300, stale-while-revalidate=86400");
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For an asset requested with another hash, by an old page during an update.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

#[derive(RustEmbed)]
#[folder = "assets/styles/"]
struct Styles;

#[derive(RustEmbed)]
#[folder = "assets/built/"]
struct Built;

#[derive(RustEmbed)]
#[folder = "assets/icons/"]
struct Icons;

/// The manual's pictures, by language: `de/today.webp`.
#[derive(RustEmbed)]
#[folder = "assets/manual/"]
struct Pictures;

/// One embedded file.
struct Asset {
    plain: &'static [u8],
    brotli: OnceLock<Option<Vec<u8>>>,
    gzip: OnceLock<Option<Vec<u8>>>,
    /// The start of its SHA-256 in hex, used in URL and ETag.
    hash: String,
    content_type: &'static str,
}

static ASSETS: LazyLock<HashMap<String, Asset>> =
    LazyLock::new(|| names().filter_map(|name| Some((name.clone(), Asset::embedded(&name)?))).collect());

impl Asset {
    fn embedded(name: &str) -> Option<Self> {
        let file = Styles::get(name)
            .or_else(|| Built::get(name))
            .or_else(|| Icons::get(name))
            .or_else(|| Pictures::get(name))?;
        let plain = match file.data {
            std::borrow::Cow::Borrowed(bytes) => bytes,
            // Only in a debug build without `debug-embed`; once per file and process.
            std::borrow::Cow::Owned(bytes) => bytes.leak(),
        };
        let hash = base16ct::lower::encode_string(&file.metadata.sha256_hash()[..4]);
        Some(Self { plain, brotli: OnceLock::new(), gzip: OnceLock::new(), hash, content_type: content_type(name) })
    }

    /// Its bytes in the best encoding the client accepts, if that is smaller.
    fn encoded(&'static self, accepted: Encoding) -> (Option<&'static str>, &'static [u8]) {
        let cell = match accepted {
            // It is compressed already.
            _ if self.content_type == "image/webp" => return (None, self.plain),
            Encoding::Brotli => &self.brotli,
            Encoding::Gzip => &self.gzip,
            Encoding::Identity => return (None, self.plain),
        };
        let smaller = cell.get_or_init(|| {
            let compressed = compression::compress_well(accepted, self.plain)?;
            (compressed.len() < self.plain.len()).then_some(compressed)
        });
        smaller.as_deref().map_or((None, self.plain), |bytes| (accepted.name(), bytes))
    }

    fn response(&'static self, request: &HeaderMap, cache: HeaderValue) -> Response {
        let (encoding, bytes) = self.encoded(Encoding::accepted(request));
        // A strong ETag identifies bytes, so each encoding has its own.
        let etag = format!("\"{}{}\"", self.hash, encoding.map_or("", |name| if name == "br" { "-br" } else { "-gz" }));
        let mut response = if matches_etag(request, &etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let mut response = bytes.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
            if let Some(name) = encoding {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
            }
            response
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, cache);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(etag) = HeaderValue::from_str(&etag) {
            headers.insert(header::ETAG, etag);
        }
        response
    }
}

/// Whether the file belongs to the widget, and may be loaded by pages of any origin.
pub fn is_shared(name: &str) -> bool {
    name.starts_with("widget") && name.ends_with(".js")
}

/// The names of all embedded files.
pub fn names() -> impl Iterator<Item = String> {
    let all = Styles::iter().chain(Built::iter()).chain(Icons::iter()).chain(Pictures::iter());
    all.map(std::borrow::Cow::into_owned)
}

/// The URL of an embedded file; it changes with the content.
pub fn asset_url(name: &str) -> String {
    match ASSETS.get(name) {
        Some(asset) => format!("/assets/{}/{name}", asset.hash),
        // A page without one of its files still works; a test requests all files that pages refer to.
        None => format!("/assets/missing/{name}"),
    }
}

/// Width and height of an embedded picture (WebP, lossy), so that a page keeps its place before it is loaded.
pub fn picture_size(name: &str) -> Option<(u16, u16)> {
    let bytes = ASSETS.get(name)?.plain;
    // RIFF header, chunk header, frame tag; then both as 14 bits each, RFC 9649 and RFC 6386.
    let side = |at: usize| Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]) & 0x3fff);
    if bytes.get(12..16)? == b"VP8 " { Some((side(26)?, side(28)?)) } else { None }
}

/// `GET /widget.js`
pub async fn find_widget(headers: HeaderMap) -> Response {
    respond("widget.js", &headers, |_| WIDGET_CACHE)
}

/// `GET /assets/<hash>/<name>`
pub async fn find_asset(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    respond(&name, &headers, |asset| if asset.hash == hash { FOREVER } else { ASK_AGAIN })
}

fn respond(name: &str, headers: &HeaderMap, cache: impl Fn(&Asset) -> HeaderValue) -> Response {
    match ASSETS.get(name) {
        Some(asset) => {
            let mut response = asset.response(headers, cache(asset));
            if is_shared(name) {
                // Required for modules and tags with `crossorigin`.
                response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            }
            response
        }
        None => error::answer(ApiError::not_found()),
    }
}

/// Whether `If-None-Match` names this entity (weak comparison, RFC 9110 section 13.1.2).
pub fn matches_etag(request: &HeaderMap, etag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let lines = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|tag| tag.trim() == "*" || opaque(tag) == opaque(etag))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(name: &'static str, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::HeaderName::from_static(name), value.parse().unwrap())])
    }

    #[test]
    fn every_embedded_file_has_a_known_type() {
        for name in names() {
            assert_ne!(content_type(&name), "application/octet-stream", "{name}");
        }
    }

    #[tokio::test]
    async fn an_asset_is_kept_forever_by_its_own_hash_only() {
        let url = asset_url("error.css");
        let hash = url.split('/').nth(2).unwrap().to_owned();
        let cache = async |hash: String| {
            let response = find_asset(Path((hash, "error.css".into())), HeaderMap::new()).await;
            response.headers()[header::CACHE_CONTROL].clone()
        };
        assert_eq!(cache(hash).await, FOREVER);
        assert_eq!(cache("0123".into()).await, ASK_AGAIN);
    }

    #[tokio::test]
    async fn encodings_have_tags_of_their_own_and_answer_304() {
        let mut tags = Vec::new();
        for accepted in ["br", "gzip", "identity"] {
            let request = asking("accept-encoding", accepted);
            let response = respond("error.css", &request, |_| FOREVER);
            let encoding = response.headers().get(header::CONTENT_ENCODING).map_or("identity", |v| v.to_str().unwrap());
            assert_eq!(encoding, accepted);
            let tag = response.headers()[header::ETAG].clone();
            let mut again = asking("accept-encoding", accepted);
            again.insert(header::IF_NONE_MATCH, tag.clone());
            let response = respond("error.css", &again, |_| FOREVER);
            assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
            assert_eq!(response.headers()[header::ETAG], tag);
            tags.push(tag);
        }
        tags.dedup();
        assert_eq!(tags.len(), 3);
    }

    #[test]
    fn etags_are_compared_weakly_and_in_lists() {
        for value in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            assert!(matches_etag(&asking("if-none-match", value), "\"a\""), "{value}");
        }
        assert!(!matches_etag(&asking("if-none-match", "\"b\""), "\"a\""));
        assert!(!matches_etag(&HeaderMap::new(), "\"a\""));
    }

    #[tokio::test]
    async fn names_outside_of_the_table_are_nothing() {
        for name in ["../Cargo.toml", "..", "", "/etc/passwd", "error.css/..", "error.css\0"] {
            let response = find_asset(Path(("x".into(), name.into())), HeaderMap::new()).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name:?}");
        }
    }
}
