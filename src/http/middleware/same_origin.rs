//! CSRF protection of what a cookie authorizes: only requests of this server's own pages are accepted. Browsers send the
//! page's origin; a client that sends none is not a browser, and has no cookies that could be misused.

use crate::http::error::{ApiError, Code};
use axum::http::{HeaderMap, header};

/// The refusal of a form from another site.
pub fn refusal() -> ApiError {
    ApiError::new(Code::ForeignForm, "This form was sent by another site. Send it from its own page.")
}

/// Whether the request declares to come from a page of this server; one without such headers does not. For requests
/// authorized by a cookie. `public_url` is the address at which people reach the program.
pub fn says_same_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let says = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    says && is_same_origin(headers, public_url)
}

/// Whether nothing in the request says that it comes from a page of another origin.
pub fn is_same_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return true };
    let Some((scheme, page)) = scheme_and_authority(origin) else { return false };
    if scheme_and_authority(public_url).is_some_and(|(_, ours)| is_same_authority(page, ours, scheme)) {
        return true;
    }
    // A proxy that rewrites Host passes the original in X-Forwarded-Host; a page cannot set either.
    let hosts = [text(header::HOST.as_str()), text("x-forwarded-host")];
    hosts.iter().flatten().any(|host| is_same_authority(page, host, scheme))
}

/// `https` and `name:8443` of `https://name:8443/path`.
fn scheme_and_authority(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    matches!(scheme, "http" | "https").then(|| (scheme, rest.split('/').next().unwrap_or_default()))
}

/// Compares hosts with their ports. The default port of the scheme may be written or not.
fn is_same_authority(one: &str, other: &str, scheme: &str) -> bool {
    let default = if scheme == "https" { ":443" } else { ":80" };
    let plain = |authority: &str| authority.strip_suffix(default).unwrap_or(authority).to_ascii_lowercase();
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC: &str = "https://shop.example/termine";

    fn accepts(list: &[(&'static str, &'static str)]) -> bool {
        let headers = list.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        is_same_origin(&headers, PUBLIC)
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

    #[test]
    fn the_public_address_counts_whatever_a_proxy_makes_of_the_host() {
        assert!(accepts(&[("origin", "https://shop.example"), ("host", "127.0.0.1:8080")]));
        assert!(!accepts(&[("origin", "https://evil.example"), ("host", "127.0.0.1:8080")]));
        assert!(!accepts(&[("origin", "https://shop.example.evil.example"), ("host", "127.0.0.1:8080")]));
    }

    #[test]
    fn the_default_port_may_be_written_out() {
        assert!(accepts(&[("origin", "https://a.example"), ("host", "a.example:443")]));
        assert!(accepts(&[("origin", "http://a.example"), ("host", "a.example:80")]));
        assert!(!accepts(&[("origin", "https://a.example"), ("host", "a.example:80")]));
        assert!(!accepts(&[("origin", "https://a.example"), ("host", "a.example:8443")]));
    }
}
