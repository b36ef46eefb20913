//! One address to be asked: where to connect, and for what.

use crate::domain::busy_calendar::LookFault;

/// An address in its parts.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    /// Whether the connection is encrypted.
    pub tls: bool,
    /// The host as name servers and certificates have it; an IPv6 address without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Path and query.
    pub path: String,
}

impl Target {
    /// The parts of an absolute address.
    ///
    /// # Errors
    /// [`LookFault::Redirects`] if it is none: what users enter was checked before.
    pub fn parse(address: &str) -> Result<Self, LookFault> {
        let (scheme, rest) = address.split_once("://").ok_or(LookFault::Redirects)?;
        let tls = match scheme.to_ascii_lowercase().as_str() {
            "https" | "webcal" | "webcals" => true,
            "http" => false,
            _ => return Err(LookFault::Redirects),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (name, port) = match authority.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port.parse().map_err(|_| LookFault::Redirects)?),
            _ => (authority, if tls { 443 } else { 80 }),
        };
        let host = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            Some(address) => address.to_owned(),
            None => idna::domain_to_ascii(name).map_err(|_| LookFault::Redirects)?,
        };
        if host.is_empty() || host.contains('@') {
            return Err(LookFault::Redirects);
        }
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Ok(Self { tls, host, port, path: percent_encoded(&path) })
    }

    /// Where a redirection leads.
    ///
    /// # Errors
    /// [`LookFault::Redirects`] if nowhere.
    pub fn follow(&self, location: &str) -> Result<Self, LookFault> {
        let location = location.split('#').next().unwrap_or_default();
        if location.contains("://") && !location.starts_with(['/', '?']) {
            return Self::parse(location);
        }
        if let Some(rest) = location.strip_prefix("//") {
            return Self::parse(&format!("{}://{rest}", if self.tls { "https" } else { "http" }));
        }
        let path = self.path.split('?').next().unwrap_or_default();
        let path = match location.chars().next() {
            None => return Err(LookFault::Redirects),
            Some('/') => location.to_owned(),
            Some('?') => format!("{path}{location}"),
            Some(_) => format!("{}/{location}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
        };
        Ok(Self { path: percent_encoded(&path), ..self.clone() })
    }

    /// Whether it is the same server, which may be told the password.
    pub fn is_same_server(&self, other: &Self) -> bool {
        (self.tls, &self.host, self.port) == (other.tls, &other.host, other.port)
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("{}://{}{}", if self.tls { "https" } else { "http" }, self.authority(), self.path)
    }

    /// The value of the `Host` header.
    pub fn authority(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        match (self.tls, self.port) {
            (true, 443) | (false, 80) => host,
            (_, port) => format!("{host}:{port}"),
        }
    }
}

/// Characters that a request line may not hold, encoded as browsers do.
fn percent_encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(target: &Target) -> String {
        format!("{} {} {}", if target.tls { "https" } else { "http" }, target.authority(), target.path)
    }

    #[test]
    fn an_address_is_taken_apart() {
        for (address, parts) in [
            (
                "https://calendar.example.org/private/basic.ics?x=1#y",
                "https calendar.example.org /private/basic.ics?x=1",
            ),
            ("https://müller.example", "https xn--mller-kva.example /"),
            ("http://[::1]:8080/ä b", "http [::1]:8080 /%C3%A4%20b"),
            ("https://example.org:8443?a", "https example.org:8443 /?a"),
        ] {
            assert_eq!(told(&Target::parse(address).ok().unwrap()), parts);
        }
        for bad in ["example.org", "file:///etc/passwd", "https://", "https://a@b/", "https://x.org:99999/"] {
            assert!(Target::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_redirection_is_followed_from_where_it_was_told() {
        let from = Target::parse("https://example.org/a/b.ics?x=1").ok().unwrap();
        for (location, parts) in [
            ("https://other.example/c", "https other.example /c"),
            ("webcal://other.example/c", "https other.example /c"),
            ("//other.example/c", "https other.example /c"),
            ("/c?y", "https example.org /c?y"),
            ("c.ics", "https example.org /a/c.ics"),
            ("?y=2", "https example.org /a/b.ics?y=2"),
            ("/login?to=https://example.org/", "https example.org /login?to=https://example.org/"),
        ] {
            assert_eq!(told(&from.follow(location).ok().unwrap()), parts, "{location}");
        }
        for bad in ["", "ftp://example.org/", "gopher://x"] {
            assert!(from.follow(bad).is_err(), "{bad}");
        }
    }
}
