//! CSRF protection: forms are accepted from this server's pages only. Browsers send the origin; a client that sends
//! none is not a browser, and has no cookies that could be misused.

use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

/// Proof that a form was not posted by a page of another origin.
pub struct SameOrigin;

impl<S: Send + Sync> FromRequestParts<S> for SameOrigin {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        if is_same_origin(&parts.headers) {
            return Ok(Self);
        }
        Err(refusal().into())
    }
}

/// The refusal of a form from another site.
pub fn refusal() -> ApiError {
    ApiError::new(Code::ForeignForm, "This form was sent by another site. Send it from its own page.")
}

/// Whether the request declares to come from a page of this server; one without such headers does not. For requests
/// authorized by a cookie.
pub fn says_same_origin(headers: &HeaderMap) -> bool {
    let says = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    says && is_same_origin(headers)
}

fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return true };
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    // A proxy that rewrites Host passes the original in X-Forwarded-Host; a page cannot set either.
    let ours = [text(header::HOST.as_str()), text("x-forwarded-host")];
    host.is_some_and(|host| ours.iter().flatten().any(|ours| ours.eq_ignore_ascii_case(host)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(list: &[(&'static str, &'static str)]) -> bool {
        is_same_origin(&list.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect())
    }

    #[test]
    fn only_our_own_pages_may_post() {
        assert!(accepts(&[]));
        assert!(accepts(&[("sec-fetch-site", "same-origin")]));
        assert!(!accepts(&[("sec-fetch-site", "cross-site")]));
        assert!(!accepts(&[("sec-fetch-site", "same-site"), ("origin", "http://a.example"), ("host", "a.example")]));
        assert!(accepts(&[("origin", "https://a.example"), ("host", "a.example")]));
        assert!(accepts(&[("origin", "https://a.example"), ("host", "in:8080"), ("x-forwarded-host", "a.example")]));
        assert!(!accepts(&[("origin", "https://b.example"), ("host", "a.example")]));
        assert!(!accepts(&[("origin", "null"), ("host", "a.example")]));
    }
}
