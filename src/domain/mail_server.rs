//! A mail server as separate, validated parts, never assembled into a URL and parsed again.
//!
//! Injection is ruled out by the types: a host has no delimiters, a port is a number, a login has no line break.
//! `Debug` never prints the password.

use super::words::words;
use core::net::IpAddr;
use std::fmt;

/// The longest host, in characters (RFC 1035).
const HOST_MAX: usize = 253;

words! {
    /// How a connection is protected.
    pub enum Security {
        /// TLS from the first byte.
        Tls = "tls",
        /// Clear text until STARTTLS, which must succeed before login or mail.
        StartTls = "starttls",
        /// STARTTLS where it is offered, with any certificate; only for a server on this machine.
        Loopback = "loopback",
        /// Clear text, at the operator's request.
        None = "none",
    }
}

impl Security {
    /// The default port of that protection.
    pub const fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::Loopback | Self::None => 25,
        }
    }

    /// Rank of how well a password is protected in transit. Both kinds of TLS require a valid certificate.
    const fn strength(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Loopback => 1,
            Self::StartTls | Self::Tls => 2,
        }
    }
}

/// User and password. `Debug` prints neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    user: String,
    password: String,
}

impl Login {
    /// Both must be filled and have no control characters: a line break or NUL would be read as an SMTP command.
    ///
    /// # Errors
    /// The part that is invalid or missing.
    pub fn new(user: &str, password: &str) -> Result<Self, WrongPart> {
        let is_right = |text: &str| !text.is_empty() && !text.chars().any(char::is_control);
        if !is_right(user) {
            return Err(WrongPart::User);
        }
        if !is_right(password) {
            return Err(WrongPart::Password);
        }
        Ok(Self { user: user.to_owned(), password: password.to_owned() })
    }

    /// User name.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Password. For the mail server and the database alone.
    pub fn password(&self) -> &str {
        &self.password
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

/// Which part is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongPart {
    /// The host.
    Host,
    /// The port.
    Port,
    /// The certificates: none among them, or one that cannot be read.
    Authorities,
    /// The user: missing beside a password, or with a control character.
    User,
    /// The password: missing, or with a control character.
    Password,
}

/// A mail server and how to log in to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    host: String,
    port: u16,
    security: Security,
    login: Option<Login>,
    authorities: Option<String>,
}

impl MailServer {
    /// `port`: `None` is the usual one. [`Security::Loopback`] for another machine becomes [`Security::StartTls`].
    ///
    /// # Errors
    /// [`WrongPart::Host`], [`WrongPart::Port`].
    pub fn new(host: &str, port: Option<u16>, security: Security, login: Option<Login>) -> Result<Self, WrongPart> {
        if !is_host(host) {
            return Err(WrongPart::Host);
        }
        let security = match security {
            Security::Loopback if !is_loopback(host) => Security::StartTls,
            other => other,
        };
        match port.unwrap_or(security.usual_port()) {
            0 => Err(WrongPart::Port),
            port => Ok(Self { host: host.to_owned(), port, security, login, authorities: None }),
        }
    }

    /// Its name or address.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Its port; never 0.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// How the connection is protected.
    pub const fn security(&self) -> Security {
        self.security
    }

    /// User and password, if the server requires them.
    pub const fn login(&self) -> Option<&Login> {
        self.login.as_ref()
    }

    /// The same server with another login.
    #[must_use]
    pub fn with_login(self, login: Option<Login>) -> Self {
        Self { login, ..self }
    }

    /// Certificates (PEM) to trust besides those of the system.
    pub fn authorities(&self) -> Option<&str> {
        self.authorities.as_deref()
    }

    /// The same server with certificates (PEM) to trust besides those of the system.
    #[must_use]
    pub fn with_authorities(self, authorities: Option<String>) -> Self {
        Self { authorities, ..self }
    }

    /// Whether the password stored in `kept` for `user` may be sent to this server: host, port, user and trusted
    /// certificates are the same, and the connection is protected at least as well.
    pub fn may_be_told_the_password_of(&self, kept: &Self, user: &str) -> bool {
        self.host.eq_ignore_ascii_case(&kept.host)
            && self.port == kept.port
            && self.authorities == kept.authorities
            && self.security.strength() >= kept.security.strength()
            && kept.login.as_ref().is_some_and(|login| login.user == user)
    }
}

/// Parses a port: digits, from 1 to 65535.
///
/// # Errors
/// [`WrongPart::Port`].
pub fn port(typed: &str) -> Result<u16, WrongPart> {
    let is_number = typed.bytes().all(|byte| byte.is_ascii_digit());
    typed.parse().ok().filter(|port| is_number && *port > 0).ok_or(WrongPart::Port)
}

/// Whether `host` is this machine.
pub fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// An IP address without brackets, or labels of letters, digits, hyphens and underscores.
fn is_host(host: &str) -> bool {
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let is_name = || host.strip_suffix('.').unwrap_or(host).split('.').all(is_label);
    host.parse::<IpAddr>().is_ok() || (host.chars().count() <= HOST_MAX && is_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(host: &str, port: u16, security: Security, user: &str) -> MailServer {
        MailServer::new(host, Some(port), security, Login::new(user, "geheim").ok()).unwrap()
    }

    #[test]
    fn a_host_is_a_name_or_an_address_and_nothing_else() {
        for good in ["mail.example.org", "mail", "mail_1.example.org.", "müller.example", "127.0.0.1", "::1", "fe80::1"]
        {
            assert!(MailServer::new(good, None, Security::StartTls, None).is_ok(), "{good}");
        }
        for bad in [
            "",
            ".",
            "a b",
            "a\nb",
            "a/b",
            "a@b",
            "a:25",
            "[::1]",
            "a?b",
            "a#b",
            "a%b",
            "a..b",
            "user:pw@evil",
            "a\\b",
            "a\0b",
        ] {
            assert_eq!(MailServer::new(bad, None, Security::StartTls, None), Err(WrongPart::Host), "{bad:?}");
        }
        assert!(MailServer::new(&"x".repeat(254), None, Security::StartTls, None).is_err());
    }

    #[test]
    fn a_login_has_both_parts_and_no_control_characters() {
        assert_eq!(Login::new("", "x"), Err(WrongPart::User));
        assert_eq!(Login::new("x", ""), Err(WrongPart::Password));
        assert_eq!(Login::new("x\ny", "x"), Err(WrongPart::User));
        assert_eq!(Login::new("x", "x\0y"), Err(WrongPart::Password));
        let shown = format!("{:?}", server("mail.example.org", 25, Security::None, "post"));
        assert!(!shown.contains("geheim") && !shown.contains("post"), "{shown}");
    }

    #[test]
    fn the_port_is_the_usual_one_where_none_is_named_and_never_zero() {
        let port = |security| MailServer::new("mail.example.org", None, security, None).map(|server| server.port());
        assert_eq!([port(Security::Tls), port(Security::StartTls), port(Security::None)], [Ok(465), Ok(587), Ok(25)]);
        assert_eq!(MailServer::new("mail", Some(0), Security::Tls, None), Err(WrongPart::Port));
        assert_eq!([super::port("1"), super::port("65535")], [Ok(1), Ok(65535)]);
        for wrong in ["", "0", "65536", "+25", "-1", " 25", "25 ", "1@evil:25", "587?ca=/dev/zero", "٢٥", "0x19"] {
            assert_eq!(super::port(wrong), Err(WrongPart::Port), "{wrong}");
        }
    }

    #[test]
    fn only_this_machine_is_trusted_without_a_certificate() {
        let security = |host| MailServer::new(host, None, Security::Loopback, None).map(|server| server.security());
        for host in ["localhost", "LOCALHOST", "127.0.0.2", "::1"] {
            assert_eq!(security(host), Ok(Security::Loopback), "{host}");
        }
        for host in ["localhost.example.org", "192.168.0.1", "mail"] {
            assert_eq!(security(host), Ok(Security::StartTls), "{host}");
        }
    }

    #[test]
    fn a_kept_password_goes_to_the_same_server_only_and_no_less_protected() {
        let kept = server("mail.example.org", 587, Security::StartTls, "post");
        let may = |other: &MailServer, user| other.may_be_told_the_password_of(&kept, user);
        assert!(may(&server("MAIL.example.org", 587, Security::StartTls, "x"), "post"));
        assert!(may(&server("mail.example.org", 587, Security::Tls, "x"), "post"));
        for (host, port, security, user) in [
            ("evil.example", 587, Security::StartTls, "post"),
            ("mail.example.org", 25, Security::StartTls, "post"),
            ("mail.example.org", 587, Security::None, "post"),
            ("mail.example.org", 587, Security::StartTls, "other"),
        ] {
            assert!(!may(&server(host, port, security, "x"), user), "{host} {port} {security:?} {user}");
        }
        assert!(!kept.may_be_told_the_password_of(&kept.clone().with_login(None), "post"));
        let trusting_another = kept.clone().with_authorities(Some("another".into()));
        assert!(!trusting_another.may_be_told_the_password_of(&kept, "post"));
    }

    #[test]
    fn words_are_read_back_and_a_foreign_one_is_the_safe_one() {
        for security in [Security::Tls, Security::StartTls, Security::Loopback, Security::None] {
            assert_eq!(Security::from_word(security.word()), Some(security));
        }
        assert_eq!(Security::from_word("plain"), None);
    }
}
