//! Web addresses and origins.

use super::Invalid;
use super::checked::{Checked, Rule};
use super::text::is_directional;
use core::net::Ipv6Addr;

/// Maximum length of a web address, in characters.
const LENGTH: usize = 2_000;

/// An absolute `http` or `https` address.
pub type WebUrl = Checked<WebUrlRule>;

/// The address of a calendar file: `https`, `webcal` (which means `https`) or `http`, without user and password. Mostly
/// a secret.
pub type CalendarUrl = Checked<CalendarUrlRule>;

/// A web origin exactly as browsers send it: scheme, host in lower case, a port unless it is the usual one.
pub type Origin = Checked<OriginRule>;

/// The rule of [`WebUrl`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WebUrlRule {}

/// The rule of [`CalendarUrl`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CalendarUrlRule {}

/// The rule of [`Origin`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginRule {}

impl Rule for WebUrlRule {
    const PERSONAL: bool = false;

    fn read(typed: &str) -> Result<String, Invalid> {
        let rest = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
        let odd = |c: char| c.is_whitespace() || c.is_control() || is_directional(c) || "<>\"\\^`{|}".contains(c);
        if host.is_some_and(is_host) && !typed.chars().any(odd) && typed.chars().count() <= LENGTH {
            Ok(typed.to_owned())
        } else {
            Err(Invalid::NotAUrl)
        }
    }
}

impl Rule for CalendarUrlRule {
    const PERSONAL: bool = true;

    fn read(typed: &str) -> Result<String, Invalid> {
        let typed = typed.trim();
        let (scheme, rest) = typed.split_once("://").ok_or(Invalid::NotAUrl)?;
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "https" | "webcal" | "webcals" => "https",
            "http" => "http",
            _ => return Err(Invalid::NotAUrl),
        };
        WebUrlRule::read(&format!("{scheme}://{rest}"))
    }
}

impl Rule for OriginRule {
    const PERSONAL: bool = false;

    fn read(typed: &str) -> Result<String, Invalid> {
        let (host, usual) = match (typed.strip_prefix("https://"), typed.strip_prefix("http://")) {
            (Some(host), _) => (Some(host), ":443"),
            (_, host) => (host, ":80"),
        };
        let right = |host: &str| is_host(host) && host.is_ascii() && !host.bytes().any(|b| b.is_ascii_uppercase());
        if host.is_some_and(|host| right(host) && !host.ends_with(usual)) {
            Ok(typed.to_owned())
        } else {
            Err(Invalid::NotAnOrigin)
        }
    }
}

/// Whether this is a host with an optional port.
fn is_host(text: &str) -> bool {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (text, None),
    };
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let right = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => name.split('.').all(label),
    };
    right
        && port.is_none_or(|port| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|p| p > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_scheme_and_host() {
        for good in
            ["https://www.example.org/a?b#c", "http://localhost:8080", "https://[::1]/", "https://müller.example"]
        {
            assert_eq!(WebUrl::parse(good).as_deref(), Ok(good));
        }
        let long = format!("https://x.org/{}", "a".repeat(2_000));
        for bad in
            ["www.example.org", "ftp://x.org", "https://", "https://a b", "https://x.org:0", "javascript:1", &long]
        {
            assert_eq!(WebUrl::parse(bad), Err(Invalid::NotAUrl), "{bad}");
        }
    }

    #[test]
    fn a_calendar_is_at_a_secure_address_also_by_its_own_scheme() {
        for (typed, address) in [
            ("https://calendar.example.org/private-1/basic.ics", "https://calendar.example.org/private-1/basic.ics"),
            (" webcal://p1.example.org/published/2/x ", "https://p1.example.org/published/2/x"),
            ("WEBCALS://example.org/a.ics", "https://example.org/a.ics"),
            ("http://localhost:8080/a.ics", "http://localhost:8080/a.ics"),
        ] {
            assert_eq!(CalendarUrl::parse(typed).as_deref(), Ok(address), "{typed}");
        }
        for bad in
            ["example.org/a.ics", "ftp://example.org/a.ics", "https://erika:geheim@example.org/a.ics", "file:///etc"]
        {
            assert_eq!(CalendarUrl::parse(bad), Err(Invalid::NotAUrl), "{bad}");
        }
        let hidden = format!("{:?}", CalendarUrl::parse("https://example.org/geheim.ics"));
        assert!(!hidden.contains("geheim"), "{hidden}");
    }

    #[test]
    fn an_origin_is_what_browsers_send() {
        for good in ["https://www.example.org", "http://localhost:8080", "https://[::1]:8443"] {
            assert_eq!(Origin::parse(good).as_deref(), Ok(good));
        }
        for bad in ["https://x.org/", "https://x.org:443", "https://X.org", "x.org", "https://müller.example", "null"]
        {
            assert_eq!(Origin::parse(bad), Err(Invalid::NotAnOrigin), "{bad}");
        }
    }
}
