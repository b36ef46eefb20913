//! Security headers. Pages may load only their own files, run no inline script or style, use no device features, and
//! use Trusted Types with few policies.
//!
//! Framing is denied except for the booking page and responses with [`Framable`], which the shop's allowed origins
//! may frame (any origin if none are set). Pages behind a token or a session are never framed, indexed or cached.

use super::super::assets;
use super::request_context::is_api;
use crate::domain::values::Origin;
use crate::http::state::App;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponseParts, Response, ResponseParts};
use std::convert::Infallible;

const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const COEP: HeaderName = HeaderName::from_static("cross-origin-embedder-policy");
const COOP: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");
/// A year; without subdomains, which the server does not know.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");
const CSP_DATA: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
const CSP_PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'";
/// Trusted Types policies: one of the planner's scripts, for its own pages, and one of the calendar library.
/// Customers' pages have none.
const TYPES_OF_PLANNER: &str = "planner-page svelte-trusted-html";
/// Features no page uses. Writing to the clipboard is left, for buttons of the planner.
const PERMISSIONS: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), \
     fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), \
     microphone=(), midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), storage-access=(), \
     usb=(), window-management=(), xr-spatial-tracking=()",
);

/// Response extension: the shop's allowed origins may frame this page.
#[derive(Clone, Copy, Debug)]
pub struct Framable;

impl IntoResponseParts for Framable {
    type Error = Infallible;

    fn into_response_parts(self, mut response: ResponseParts) -> Result<ResponseParts, Infallible> {
        response.extensions_mut().insert(self);
        Ok(response)
    }
}

/// The kind of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Read by pages of other origins: the API and the widget.
    Shared,
    /// A file used by pages of this server.
    Asset,
    /// Behind a token.
    Private,
    /// The planner.
    Planner,
    /// Any other page.
    Page,
}

impl Kind {
    fn of(path: &str) -> Self {
        match path {
            "/widget.js" => Self::Shared,
            _ if is_api(path) => Self::Shared,
            _ if path.starts_with("/assets/") => match path.rsplit('/').next() {
                Some(name) if assets::is_shared(name) => Self::Shared,
                _ => Self::Asset,
            },
            _ if is_below(path, "/t") || is_below(path, "/dav") => Self::Private,
            _ if is_below(path, "/planner") => Self::Planner,
            _ => Self::Page,
        }
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The rules for a response, determined from the request.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    kind: Kind,
    is_booking_page: bool,
}

impl Rules {
    /// The rules for a path.
    pub fn of(path: &str) -> Self {
        Self { kind: Kind::of(path), is_booking_page: path == "/" }
    }
}

/// Adds the headers to a response.
pub fn secure(rules: Rules, app: &App, response: &mut Response) {
    let kind = rules.kind;
    let framable = rules.is_booking_page || response.extensions().get::<Framable>().is_some();
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // With `no-referrer`, browsers would send `Origin: null` with the server's own forms.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(CORP, HeaderValue::from_static(if kind == Kind::Shared { "cross-origin" } else { "same-origin" }));
    if app.settings.public_url.starts_with("https://") {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    match kind {
        Kind::Shared | Kind::Asset => {
            headers.insert(header::CONTENT_SECURITY_POLICY, CSP_DATA);
        }
        Kind::Private | Kind::Planner => {
            headers.insert(ROBOTS, HeaderValue::from_static("noindex, nofollow"));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            let types = if kind == Kind::Planner { TYPES_OF_PLANNER } else { "'none'" };
            forbid_more(headers, types, None);
        }
        Kind::Page => {
            if framable {
                // A page with `Cross-Origin-Embedder-Policy` frames only what says both.
                headers.insert(CORP, HeaderValue::from_static("cross-origin"));
                headers.insert(COEP, HeaderValue::from_static("require-corp"));
            }
            forbid_more(headers, "'none'", framable.then_some(app));
        }
    }
}

/// Headers of pages; `framed_by`: the allowed origins of that shop may frame it, `None`: nobody.
fn forbid_more(headers: &mut HeaderMap, types: &str, framed_by: Option<&App>) {
    headers.insert(PERMISSIONS_POLICY, PERMISSIONS);
    headers.insert(COOP, HeaderValue::from_static("same-origin"));
    let ancestors = match framed_by {
        None => {
            headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
            "'none'".to_owned()
        }
        Some(app) => ancestors(app.planning().calendar.shop.allowed_origins.as_deref()),
    };
    if let Ok(policy) =
        HeaderValue::from_str(&format!("{CSP_PAGE}; trusted-types {types}; frame-ancestors {ancestors}"))
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

fn ancestors(allowed_origins: Option<&[Origin]>) -> String {
    let Some(origins) = allowed_origins else { return "*".to_owned() };
    let mut list = "'self'".to_owned();
    for origin in origins.iter().map(|origin| origin.trim()).filter(|origin| is_origin(origin)) {
        list.push(' ');
        list.push_str(origin);
    }
    list
}

/// Whether it is a single origin, without characters that would add a directive to the policy.
pub(in crate::http) fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty()
            && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']' | '/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_page_may_frame_where_no_origin_is_named() {
        assert_eq!(ancestors(None), "*");
        assert_eq!(ancestors(Some(&[])), "'self'");
    }

    #[test]
    fn an_origin_cannot_add_a_directive() {
        let origins =
            ["https://shop.example", "https://x; script-src *", "*", "http://127.0.0.1:8080", "'none'", "https://"];
        let origins = origins.map(Origin::from_stored);
        assert_eq!(ancestors(Some(&origins)), "'self' https://shop.example http://127.0.0.1:8080");
    }

    #[test]
    fn paths_fall_under_their_rules() {
        let cases = [
            ("/api/v1/shop", Kind::Shared),
            ("/widget.js", Kind::Shared),
            ("/assets/0/x.css", Kind::Asset),
            ("/assets/0/widget-booking.js", Kind::Shared),
            ("/t/abc", Kind::Private),
            ("/t/abc/cancel", Kind::Private),
            ("/planner", Kind::Planner),
            ("/planner/sign-in", Kind::Planner),
            ("/", Kind::Page),
            ("/termine", Kind::Page),
            ("/apis", Kind::Page),
        ];
        for (path, kind) in cases {
            assert_eq!(Kind::of(path), kind, "{path}");
        }
    }
}
